from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_translation_work")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", ""), _negated=True),
                fields=("practice", "digest"),
                name="picture_once_per_practice",
            ),
        ),
    ]
