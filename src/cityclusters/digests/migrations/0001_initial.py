import cityclusters.core.creating
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('themes', models.JSONField(blank=True, default=list, help_text='codes; none means all')),
                        ('languages', models.JSONField(default=list)),
                        ('audiences', models.JSONField(blank=True, default=list, help_text='none means all')),
                        ('kinds', models.JSONField(default=list)),
                        ('rhythm', models.CharField(choices=[('daily', 'Every day'), ('weekly', 'Every Monday')], default='weekly', max_length=6)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('next_at', models.DateTimeField()),
                        ('chosen_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['ended_at', 'next_at'], name='subscription_due')],
                    },
                ),
            ],
        ),
    ]
