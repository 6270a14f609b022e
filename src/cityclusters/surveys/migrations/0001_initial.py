import cityclusters.core.creating
import cityclusters.core.ids
import cityclusters.core.texts
import cityclusters.surveys.models.keys
import cityclusters.surveys.models.question
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('exchanges', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Survey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('title', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='title')),
                        ('intro', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='introduction')),
                        ('purpose', models.CharField(choices=[('evaluation', 'Evaluation after the exchange'), ('follow_up', 'What changed since, some months later'), ('other', 'Another purpose')], default='evaluation', max_length=10, verbose_name='purpose')),
                        ('level', models.PositiveSmallIntegerField(choices=[(1, '1 Reaction: what did they think of it?'), (2, '2 Learning: what did they learn?'), (3, '3 Behaviour: what do they do differently?'), (4, '4 Results: what changed for the city?')], default=1, verbose_name='level')),
                        ('mode', models.CharField(choices=[('anonymous', 'Anonymous: nobody can know who gave an answer'), ('confidential', 'Confidential: answers are kept with the person and shown to nobody'), ('identified', 'Identified: the programme team sees who answered what')], default='anonymous', max_length=12, verbose_name='how answers are kept')),
                        ('languages', models.JSONField(default=list, help_text='codes; the first is the original', verbose_name='languages')),
                        ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                        ('open_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='days open')),
                        ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                        ('offers_need', models.BooleanField(default=True, verbose_name='leads to the statement of need after sending')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('checked', 'Checked, will open by itself'), ('open', 'Open'), ('closed', 'Closed'), ('analysed', 'Analysed'), ('published', 'Published')], default='draft', max_length=9)),
                        ('mode_when_opened', models.CharField(blank=True, choices=[('anonymous', 'Anonymous: nobody can know who gave an answer'), ('confidential', 'Confidential: answers are kept with the person and shown to nobody'), ('identified', 'Identified: the programme team sees who answered what')], default='', max_length=12)),
                        ('check_result', models.JSONField(blank=True, default=dict, help_text='what the last design check found')),
                        ('checked_at', models.DateTimeField(blank=True, null=True)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('analysed_at', models.DateTimeField(blank=True, null=True)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('invited', models.PositiveIntegerField(blank=True, help_text='tickets, counted at closing', null=True)),
                        ('answered', models.PositiveIntegerField(blank=True, help_text='responses, counted at closing', null=True)),
                        ('reminders_sent', models.PositiveSmallIntegerField(default=0)),
                        ('reminded_to', models.PositiveBigIntegerField(default=0, help_text='key of the ticket last reminded')),
                        ('attendance_seen', models.CharField(blank=True, default='', help_text='stamp of the last look', max_length=64)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='surveys.survey')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchanges.exchange')),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', 'closes_at'], name='survey_due')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('mode_when_opened', ''), ('state__in', ['draft', 'checked'])), models.Q(models.Q(('state__in', ['draft', 'checked']), _negated=True), ('mode_when_opened', models.F('mode'))), _connector='OR'), name='survey_mode_fixed_once_open'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'checked']), models.Q(('closes_at__isnull', False), ('opened_at__isnull', False)), _connector='OR'), name='open_survey_has_its_dates')],
                    },
                ),
                migrations.CreateModel(
                    name='Response',
                    fields=[
                        ('key', cityclusters.surveys.models.keys.RandomKeyField(default=cityclusters.surveys.models.keys.random_key, editable=False, primary_key=True, serialize=False)),
                        ('anonymous', models.BooleanField()),
                        ('answers', models.JSONField()),
                        ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Another answer'), ('undisclosed', 'Prefer not to say'), ('', 'Not stated')], default='', max_length=11, verbose_name='sex, as stated')),
                        ('answered_on', models.DateField(null=True)),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='surveys.survey')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('anonymous', False), models.Q(('answered_on', None), ('organisation', None), ('person', None)), _connector='OR'), name='anonymous_response_has_nobody'), models.UniqueConstraint(fields=('survey', 'person'), name='one_response_per_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Release',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('reports', models.JSONField()),
                        ('responses', models.PositiveIntegerField()),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchanges.exchange')),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('exchange', 'number'), name='release_number_once'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='later_release_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='Question',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9_-]{1,40}\\Z', 'Use letters without accents, digits, - and _ only.')], verbose_name='code')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('kind', models.CharField(choices=[('single', 'One answer of a list'), ('multiple', 'Several answers of a list'), ('scale', 'A step on a scale'), ('text', 'Own words')], max_length=8, verbose_name='kind')),
                        ('texts', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='question')),
                        ('helps', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='explanation')),
                        ('options', models.JSONField(blank=True, default=list, validators=[cityclusters.surveys.models.question.validate_options], verbose_name='options')),
                        ('low', models.SmallIntegerField(default=1, verbose_name='lowest step')),
                        ('high', models.SmallIntegerField(default=5, verbose_name='highest step')),
                        ('low_label', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts])),
                        ('high_label', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts])),
                        ('required', models.BooleanField(default=False, verbose_name='must be answered')),
                        ('sensitive', models.BooleanField(default=False, verbose_name='sensitive')),
                        ('asks_about', models.CharField(blank=True, choices=[('', 'Nothing about who the person is'), ('sex', 'Sex'), ('country', 'Country'), ('region', 'Region or province'), ('city', 'City'), ('organisation', 'Organisation'), ('organisation_kind', 'Kind of organisation'), ('post', 'Post, by its name'), ('post_group', 'Post in groups (head, deputy, other)'), ('other', 'Something else that can point to a person (age, name, telephone …)')], default='', max_length=17, verbose_name='tells about the person')),
                        ('shown_if', models.JSONField(blank=True, default=dict)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='surveys.survey')),
                    ],
                    options={
                        'ordering': ['order', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('survey', 'code'), name='question_code_once_per_survey'), models.CheckConstraint(condition=models.Q(('high__gt', models.F('low'))), name='scale_has_two_steps')],
                    },
                ),
                migrations.CreateModel(
                    name='AnswerDraft',
                    fields=[
                        ('key', cityclusters.surveys.models.keys.RandomKeyField(editable=False, primary_key=True, serialize=False)),
                        ('fields', models.JSONField(default=dict)),
                        ('language', models.CharField(blank=True, max_length=8)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='surveys.survey')),
                    ],
                ),
                migrations.CreateModel(
                    name='Ticket',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('spent', models.BooleanField(default=False)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='surveys.survey')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('survey', 'person'), name='one_ticket_per_person')],
                    },
                ),
                migrations.CreateModel(
                    name='StatementOfNeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('once', models.CharField(help_text='of the form: sending twice gives one', max_length=27, unique=True)),
                        ('post', models.CharField(blank=True, max_length=200, verbose_name='post')),
                        ('language', models.CharField(help_text='in which it is written', max_length=8)),
                        ('problem', models.TextField(max_length=3000, verbose_name='the problem')),
                        ('result', models.TextField(blank=True, max_length=3000, verbose_name='the result you want')),
                        ('modalities', models.JSONField(default=list, verbose_name='forms of cooperation')),
                        ('countries', models.JSONField(default=list, verbose_name='preferred partner countries')),
                        ('languages', models.JSONField(default=list, verbose_name='languages for the cooperation')),
                        ('window_start', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('window_end', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('urgency', models.CharField(choices=[('normal', 'Within the year'), ('soon', 'Within six months'), ('urgent', 'Within three months')], default='normal', max_length=6, verbose_name='urgency')),
                        ('shown_to', models.CharField(choices=[('team', 'The programme team only'), ('members', 'All members of the platform')], default='team', max_length=7, verbose_name='who may read it')),
                        ('contact', models.BooleanField(default=False, verbose_name='agreed to be contacted')),
                        ('contact_ended_at', models.DateTimeField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('unsigned', "Waiting for a focal point's signature"), ('signed', 'Signed'), ('declined', 'Not signed by the organisation'), ('withdrawn', 'Withdrawn')], max_length=9)),
                        ('stated_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('signed_at', models.DateTimeField(blank=True, null=True)),
                        ('signed_as', models.CharField(blank=True, help_text='the post in the mandate', max_length=200)),
                        ('decline_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.exchange')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('themes', models.ManyToManyField(blank=True, related_name='+', to='spaces.theme')),
                    ],
                    options={
                        'ordering': ['-stated_at', '-pk'],
                        'indexes': [models.Index(fields=['organisation', 'state'], name='need_of_organisation')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('window_start', None), ('window_end', None), ('window_end__gte', models.F('window_start')), _connector='OR'), name='need_window_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at__isnull', False), _connector='OR'), name='signed_need_has_its_time')],
                    },
                ),
            ],
        ),
    ]
