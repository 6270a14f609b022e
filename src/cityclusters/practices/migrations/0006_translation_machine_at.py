from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practices", "0005_pictures_once")]

    operations = [
        migrations.AddField(
            model_name="translation",
            name="machine_at",
            field=models.DateTimeField(blank=True, help_text="the worker's last sign of life", null=True),
        ),
    ]
