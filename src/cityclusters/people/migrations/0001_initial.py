import cityclusters.core.creating
import cityclusters.core.ids
import cityclusters.core.texts
import cityclusters.people.models.data_request
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail address')),
                        ('name', models.CharField(blank=True, max_length=150, verbose_name='name, as you write it')),
                        ('sort_name', models.CharField(blank=True, max_length=150, verbose_name='name for sorting')),
                        ('folded_name', models.CharField(blank=True, db_index=True, editable=False, max_length=300)),
                        ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                        ('zone', models.CharField(blank=True, max_length=64, verbose_name='time zone')),
                        ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Another answer'), ('undisclosed', 'Prefer not to say'), ('', 'Not stated')], default='', max_length=11, verbose_name='sex, as stated')),
                        ('access_needs', models.CharField(blank=True, max_length=300, verbose_name='access needs')),
                        ('state', models.CharField(choices=[('invited', 'Invited'), ('active', 'Active'), ('suspended', 'Suspended'), ('erased', 'Erased')], default='active', max_length=9)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                    ],
                    options={
                        'verbose_name_plural': 'people',
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'erased'), _negated=True), models.Q(('email', None), ('name', '')), _connector='OR'), name='erased_has_no_name')],
                    },
                ),
                migrations.CreateModel(
                    name='Attempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20)),
                        ('key', models.CharField(max_length=64)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['kind', 'key', 'at'], name='attempt_lately')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('account', 'Keeping an account'), ('event', 'Running the exchanges I register for'), ('follow_up', 'Being contacted about a need I stated'), ('newsletter', 'Receiving news'), ('picture', 'Photos and recordings'), ('testimonial', 'Being quoted by name'), ('statistics', 'Statistics beyond the event'), ('partner', 'Sharing my contact with a partner city'), ('directory', 'Being listed in the directory of members')], max_length=12)),
                        ('text_version', models.CharField(max_length=20)),
                        ('language', models.CharField(blank=True, help_text='in which the text was read', max_length=8)),
                        ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'purpose'), name='consent_given_once')],
                    },
                ),
                migrations.CreateModel(
                    name='DataRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(choices=[('copy', 'A copy of my data'), ('erasure', 'Erasure')], max_length=7)),
                        ('state', models.CharField(choices=[('received', 'Received'), ('checked', 'Identity checked'), ('in_work', 'In work'), ('done', 'Done'), ('refused', 'Refused')], default='received', max_length=8)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('due', models.DateField(default=cityclusters.people.models.data_request.due_day)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='data_requests', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['due', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refusal_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='names')),
                        ('folded', models.CharField(blank=True, db_index=True, editable=False, max_length=300)),
                        ('other_names', models.JSONField(blank=True, default=list, help_text='spellings that lists use')),
                        ('kind', models.CharField(choices=[('local_authority', 'Local authority'), ('national', 'National ministry or agency'), ('un', 'UN entity'), ('multilateral', 'Multilateral organisation'), ('ngo', 'Civil society organisation'), ('women', "Women's organisation"), ('cooperative', 'Cooperative or producer group'), ('company', 'Company'), ('business_association', 'Business association'), ('university', 'University or research institution'), ('foundation', 'Foundation'), ('media', 'Media'), ('other', 'Other')], max_length=20, verbose_name='kind')),
                        ('iati_type', models.CharField(blank=True, max_length=2)),
                        ('domain', models.CharField(blank=True, max_length=100, verbose_name='e-mail domain')),
                        ('website', models.URLField(blank=True, verbose_name='website')),
                        ('state', models.CharField(choices=[('claimed', 'Not yet checked'), ('in_check', 'Being checked'), ('verified', 'Verified'), ('lapsed', 'Verification lapsed'), ('rejected', 'Not accepted'), ('merged', 'Merged')], default='claimed', max_length=8)),
                        ('check_round', models.PositiveSmallIntegerField(default=1, editable=False)),
                        ('verified_at', models.DateTimeField(blank=True, null=True)),
                        ('about', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='about')),
                        ('services', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='services')),
                        ('hours', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='opening hours')),
                        ('eligibility', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='who may come')),
                        ('contact', models.CharField(blank=True, max_length=200, verbose_name='public contact')),
                        ('address', models.CharField(blank=True, max_length=300, verbose_name='public address')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('claimed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.organisation')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='people.organisation')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['place', 'kind'], name='organisation_of_place'), models.Index(fields=['state', 'kind'], name='organisation_by_kind')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='not_its_own_parent'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='merged_says_into_what')],
                    },
                ),
                migrations.CreateModel(
                    name='Mandate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('post', models.CharField(max_length=200, verbose_name='post')),
                        ('may_act', models.BooleanField(default=False, verbose_name='may act for the organisation')),
                        ('proof', models.CharField(blank=True, max_length=300, verbose_name='how this can be checked')),
                        ('state', models.CharField(choices=[('asked', 'Asked for'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('ended', 'Ended')], default='asked', max_length=9)),
                        ('start', models.DateField(blank=True, null=True, verbose_name='since')),
                        ('end', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('renewal_asked_at', models.DateTimeField(blank=True, null=True)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='people.mandate')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='people.organisation')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', 'end'], name='mandate_ending')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('end', None), ('start', None), ('end__gte', models.F('start')), _connector='OR'), name='mandate_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('person', 'organisation'), name='mandate_asked_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationName',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('folded', models.CharField(db_index=True, max_length=300)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spellings', to='people.organisation')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'folded'), name='spelling_once_per_organisation')],
                    },
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('officer', 'Programme officer'), ('administrator', 'Administrator'), ('data_steward', 'Data steward'), ('safeguarding', 'Safeguarding lead')], max_length=13, verbose_name='role')),
                        ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'role'), name='role_held_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SignIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('session_key', models.CharField(max_length=40, unique=True)),
                        ('device', models.CharField(blank=True, max_length=100)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-at'],
                    },
                ),
                migrations.CreateModel(
                    name='Verification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('accepted', models.BooleanField()),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('round', models.PositiveSmallIntegerField(default=1)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='people.organisation')),
                    ],
                    options={
                        'ordering': ['at'],
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'by', 'round'), name='one_check_per_person')],
                    },
                ),
            ],
        ),
    ]
