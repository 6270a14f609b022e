import cityclusters.core.creating
import cityclusters.core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0003_letters_that_came_back'),
        ('people', '__first__'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Bounce',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254)),
                        ('permanent', models.BooleanField()),
                        ('status', models.CharField(blank=True, help_text='5.1.1, see RFC 3463', max_length=20)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('letter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.letter')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['address', 'at'], name='bounce_address')],
                    },
                ),
                migrations.CreateModel(
                    name='IncomingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('code', models.CharField(default=cityclusters.core.ids.secret_code, editable=False, max_length=27, unique=True)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('recipient', models.CharField(max_length=254)),
                        ('envelope_sender', models.CharField(blank=True, max_length=254)),
                        ('via', models.CharField(help_text='smtp, lmtp, mailbox, imap, pipe', max_length=8)),
                        ('raw', models.BinaryField(null=True)),
                        ('size', models.PositiveIntegerField(help_text='bytes')),
                        ('arrived_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('state', models.CharField(choices=[('new', 'Just arrived'), ('asked', 'The sender is asked'), ('held', 'Held'), ('taken', 'Taken'), ('refused', 'Refused'), ('automatic', 'From a machine'), ('bounce', 'Report on a letter')], default='new', max_length=9)),
                        ('reason', models.CharField(blank=True, max_length=20)),
                        ('words', models.TextField(blank=True, help_text='what an app said about it')),
                        ('kind', models.CharField(blank=True, max_length=40)),
                        ('key', models.CharField(blank=True, max_length=60)),
                        ('sender', models.CharField(blank=True, max_length=254)),
                        ('sender_name', models.CharField(blank=True, max_length=200)),
                        ('subject', models.CharField(blank=True, max_length=300)),
                        ('text', models.TextField(blank=True)),
                        ('message_id', models.CharField(blank=True, max_length=300)),
                        ('checks', models.CharField(blank=True, help_text='dmarc=pass, as our own server says', max_length=200)),
                        ('files', models.JSONField(blank=True, default=list, help_text='names of what was attached')),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('taken_kind', models.CharField(blank=True, max_length=40)),
                        ('taken_id', models.CharField(blank=True, max_length=40)),
                        ('taken_url', models.CharField(blank=True, max_length=300)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-arrived_at', '-pk'],
                        'indexes': [models.Index(fields=['state', 'arrived_at'], name='incoming_state'), models.Index(fields=['sender', 'arrived_at'], name='incoming_sender'), models.Index(fields=['message_id'], name='incoming_message'), models.Index(fields=['-arrived_at'], name='incoming_newest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['held', 'refused', 'asked']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='untaken_mail_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='Pause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                        ('words', models.CharField(blank=True, max_length=300)),
                        ('lifted_at', models.DateTimeField(blank=True, null=True)),
                        ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-since', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('address',), name='one_pause_for_an_address')],
                    },
                ),
            ],
        ),
    ]
