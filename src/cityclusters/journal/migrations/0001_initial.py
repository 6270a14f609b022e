import cityclusters.core.creating
import cityclusters.core.ids
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('path', models.CharField(max_length=200, unique=True)),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('problem', models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('form', models.CharField(max_length=120)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('data', models.JSONField()),
                        ('saved_at', models.DateTimeField(auto_now=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('person', 'form'), name='one_draft_per_form')],
                    },
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('act', models.CharField(max_length=60)),
                        ('subject_kind', models.CharField(max_length=40)),
                        ('subject_id', models.CharField(max_length=40)),
                        ('subject_label', models.CharField(blank=True, max_length=300)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('details', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                    ],
                    options={
                        'verbose_name_plural': 'entries',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['subject_kind', 'subject_id', '-at'], name='entry_subject'), models.Index(fields=['-at'], name='entry_newest'), models.Index(fields=['act', '-at'], name='entry_act')],
                    },
                ),
                migrations.CreateModel(
                    name='FollowUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(max_length=40)),
                        ('subject_kind', models.CharField(max_length=40)),
                        ('subject_id', models.CharField(max_length=40)),
                        ('title', models.CharField(max_length=300)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('due', models.DateField()),
                        ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=7)),
                        ('outcome', models.TextField(blank=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['owner', 'state', 'due'], name='follow_up_queue'), models.Index(fields=['state', 'due'], name='follow_up_due')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'subject_kind', 'subject_id'), name='one_open_follow_up_per_subject'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='closed_follow_up_says_outcome')],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('key', models.CharField(max_length=120, unique=True)),
                        ('to', models.EmailField(max_length=254)),
                        ('subject', models.CharField(max_length=300)),
                        ('body', models.TextField()),
                        ('language', models.CharField(max_length=8)),
                        ('headers', models.JSONField(blank=True, default=dict)),
                        ('attachments', models.JSONField(blank=True, default=list, help_text='[{name, type, data in base64}]')),
                        ('secret', models.BooleanField(default=False, help_text='holds a sign-in code: emptied once sent')),
                        ('state', models.CharField(choices=[('queued', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('unclear', 'Perhaps sent')], default='queued', max_length=7)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('next_try', models.DateTimeField(default=django.utils.timezone.now)),
                        ('worker', models.CharField(blank=True, max_length=80)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('problem', models.CharField(blank=True, max_length=300)),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-written_at', '-pk'],
                        'indexes': [models.Index(fields=['state', 'next_try'], name='letter_waiting'), models.Index(fields=['-written_at'], name='letter_newest')],
                    },
                ),
            ],
        ),
    ]
