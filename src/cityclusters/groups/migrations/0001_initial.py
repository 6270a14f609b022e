
import cityclusters.core.ids
import cityclusters.core.texts
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('once', models.CharField(help_text='of the form: twice gives one', max_length=27, null=True, unique=True)),
                ('kind', models.CharField(choices=[('hub', "Women's hub"), ('self_help', 'Self-help group'), ('producer_cluster', 'Producer cluster'), ('cooperative', 'Cooperative'), ('association', 'Association')], max_length=16, verbose_name='kind')),
                ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='name')),
                ('folded', models.CharField(blank=True, db_index=True, editable=False, max_length=400)),
                ('purpose', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='what it is for')),
                ('offers', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='what it offers')),
                ('joining', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='who can join')),
                ('hours', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='opening hours')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='public contact')),
                ('language', models.CharField(help_text='in which it works', max_length=8, verbose_name='language')),
                ('currency', models.CharField(blank=True, help_text='of savings and sales', max_length=3, verbose_name='currency')),
                ('value_chains', models.JSONField(blank=True, default=list, verbose_name='value chains')),
                ('parts', models.JSONField(blank=True, default=list, verbose_name='parts')),
                ('shown_to', models.CharField(choices=[('public', 'Everybody'), ('members', 'Its members and those who keep it'), ('keepers', 'Only those who keep it')], default='public', max_length=7, verbose_name='who may read its page')),
                ('founded', models.DateField(blank=True, null=True, verbose_name='founded on')),
                ('founded_year_only', models.BooleanField(default=False, help_text='only the year is known')),
                ('state', models.CharField(choices=[('active', 'Active'), ('ended', 'Ended')], default='active', max_length=6)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'ordering': ['folded', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Headcount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('on', models.DateField(verbose_name='on')),
                ('unit', models.CharField(choices=[('members', 'Members'), ('workers', 'People who work there'), ('founders', 'Founders')], default='members', max_length=8, verbose_name='of whom')),
                ('female', models.PositiveIntegerField(default=0, verbose_name='women')),
                ('male', models.PositiveIntegerField(default=0, verbose_name='men')),
                ('other', models.PositiveIntegerField(default=0, verbose_name='another answer')),
                ('not_stated', models.PositiveIntegerField(default=0, verbose_name='not stated')),
                ('year_only', models.BooleanField(default=False, help_text='only the year is known')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='headcounts', to='groups.group')),
            ],
            options={
                'ordering': ['on', 'unit'],
            },
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('role', models.CharField(choices=[('manager', 'Manager'), ('facilitator', 'Facilitator'), ('counsellor', 'Counsellor'), ('coach', 'Coach')], max_length=11, verbose_name='post')),
                ('starts', models.DateField(verbose_name='since')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='until')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keepers', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['role', 'starts', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('once', models.CharField(help_text='of the form: twice gives one', max_length=27, null=True, unique=True)),
                ('name', models.CharField(max_length=150, verbose_name='name, as she writes it')),
                ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Another answer'), ('undisclosed', 'Prefer not to say'), ('', 'Not stated')], default='', max_length=11, verbose_name='sex, as stated')),
                ('joined', models.DateField(blank=True, null=True, verbose_name='joined on')),
                ('left', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why she left')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='groups.group')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('once', models.CharField(max_length=27, unique=True)),
                ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='name')),
                ('language', models.CharField(help_text='in which the steps are written', max_length=8)),
                ('is_public', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='groups.group')),
            ],
            options={
                'verbose_name_plural': 'processes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProcessVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what changed, and why')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='groups.process')),
            ],
            options={
                'ordering': ['-number', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProducerConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('herself', 'She or he agreed on this site'), ('paper', 'Signed on paper, kept by the group'), ('spoken', 'Said before a witness')], max_length=7, verbose_name='how it was given')),
                ('words', models.TextField(max_length=1000, verbose_name='what was agreed to')),
                ('given_on', models.DateField(verbose_name='on')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='product_consents', to='groups.member')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-given_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('once', models.CharField(help_text='of the form: sending twice gives one', max_length=27, unique=True)),
                ('language', models.CharField(help_text='in which it was written first', max_length=8)),
                ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='name')),
                ('summary', models.JSONField(blank=True, default=dict, verbose_name='in one or two sentences')),
                ('story', models.JSONField(blank=True, default=dict, verbose_name='how it is made')),
                ('value_chain', models.CharField(blank=True, max_length=40, verbose_name='value chain')),
                ('traits', models.JSONField(blank=True, default=list, help_text='codes of groups/data/standards.json')),
                ('made_in_unit', models.BooleanField(default=False, help_text="in the group's own production unit")),
                ('folded', models.CharField(blank=True, editable=False, max_length=1000)),
                ('price', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('price_unit', models.CharField(blank=True, help_text="'jar of 200 g'", max_length=60)),
                ('shows_price', models.BooleanField(default=False)),
                ('shown_as', models.CharField(blank=True, help_text='her name, as she wants it shown', max_length=150)),
                ('contact', models.CharField(blank=True, help_text='as she wants it shown', max_length=200)),
                ('shows_people', models.BooleanField(default=False, help_text='pictures in which somebody can be known')),
                ('state', models.CharField(choices=[('idea', 'Idea'), ('prototype', 'Prototype'), ('tested', 'Tested'), ('compliant', 'Meets its standard'), ('listed', 'Shown to everybody'), ('paused', 'Not shown for now'), ('withdrawn', 'Withdrawn')], default='idea', max_length=9)),
                ('state_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='groups.group')),
                ('member', models.ForeignKey(blank=True, help_text='the producer; none: the group itself', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='products', to='groups.member')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='process',
            name='product',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='processes', to='groups.product'),
        ),
        migrations.CreateModel(
            name='ComplianceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('standard', models.CharField(help_text='code of groups/data/standards.json', max_length=40)),
                ('state', models.CharField(choices=[('not_started', 'Not started'), ('in_preparation', 'In preparation'), ('self_declared', 'Self-declared'), ('audited', 'Audited'), ('certified', 'Certified'), ('suspended', 'Suspended'), ('expired', 'Expired'), ('withdrawn', 'Withdrawn')], default='not_started', max_length=14)),
                ('state_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('body', models.CharField(blank=True, max_length=200, verbose_name='certified by')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='number of the certificate')),
                ('certified_on', models.DateField(blank=True, null=True, verbose_name='certified on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('evidence', models.CharField(blank=True, help_text='which paper, where', max_length=300, verbose_name='evidence')),
                ('paper', models.FileField(blank=True, upload_to='compliance/')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('warned_for', models.DateField(blank=True, help_text='the last day that was warned about', null=True)),
                ('warned_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='compliance', to='groups.group')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='compliance', to='groups.product')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProductEnquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('quantity', models.CharField(blank=True, max_length=100, verbose_name='how much')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('new', 'New'), ('answered', 'Answered'), ('quoted', 'Price named'), ('ordered', 'Ordered'), ('delivered', 'Delivered'), ('lost', 'Came to nothing'), ('spam', 'Unwanted')], default='new', max_length=9)),
                ('state_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('delivered_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='why it came to nothing', max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enquiries', to='groups.product')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EnquiryMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('buyer', 'Who asks'), ('seller', 'Who makes it')], max_length=6)),
                ('language', models.CharField(max_length=8)),
                ('text', models.TextField(max_length=2000)),
                ('once', models.CharField(max_length=27, unique=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='groups.productenquiry')),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProductPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(editable=False, help_text='of the file as it came', max_length=64)),
                ('file', models.ImageField(upload_to='products/')),
                ('light', models.ImageField(upload_to='products/')),
                ('light_width', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('light_height', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('alt', models.CharField(max_length=300, verbose_name='what it shows')),
                ('language', models.CharField(max_length=8)),
                ('of_people', models.BooleanField(default=True, help_text='somebody in it can be known')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='groups.product')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SalesRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('once', models.CharField(max_length=27, unique=True)),
                ('starts', models.DateField(verbose_name='from')),
                ('ends', models.DateField(verbose_name='to')),
                ('currency', models.CharField(max_length=3, verbose_name='currency')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('basis', models.CharField(choices=[('self_reported', 'As she or he says'), ('proven', 'With proof')], default='self_reported', max_length=13)),
                ('proof', models.CharField(blank=True, help_text='which paper shows it', max_length=200)),
                ('stated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enquiry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sales', to='groups.productenquiry')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='groups.product')),
            ],
            options={
                'ordering': ['-ends', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StandardAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40)),
                ('met', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('na', 'Does not apply')], max_length=6)),
                ('on', models.DateField(blank=True, null=True)),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='groups.compliancerecord')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='StepPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('file', models.ImageField(upload_to='processes/')),
                ('light', models.ImageField(upload_to='processes/')),
                ('light_width', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('light_height', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('alt', models.CharField(max_length=300, verbose_name='what it shows')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='groups.process')),
            ],
        ),
        migrations.CreateModel(
            name='ProcessStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=150, verbose_name='step')),
                ('inputs', models.CharField(blank=True, max_length=500, verbose_name='what goes in, and how much')),
                ('doing', models.TextField(blank=True, max_length=2000, verbose_name='what to do')),
                ('minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('lowest', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(-80), django.core.validators.MaxValueValidator(500)], verbose_name='lowest temperature, °C')),
                ('highest', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(-80), django.core.validators.MaxValueValidator(500)], verbose_name='highest temperature, °C')),
                ('is_critical', models.BooleanField(default=False)),
                ('limit', models.CharField(blank=True, max_length=200, verbose_name='limit')),
                ('if_missed', models.CharField(blank=True, max_length=500, verbose_name='what to do if the limit is missed')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='groups.processversion')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='groups.steppicture')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='group',
            index=models.Index(fields=['kind', 'state'], name='groups_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state', 'active')), models.Q(('ended_on__isnull', False), ('state', 'ended')), _connector='OR'), name='groups_ended_says_when'),
        ),
        migrations.AddConstraint(
            model_name='headcount',
            constraint=models.UniqueConstraint(fields=('group', 'on', 'unit'), name='groups_one_count_a_day'),
        ),
        migrations.AddConstraint(
            model_name='keeper',
            constraint=models.UniqueConstraint(condition=models.Q(('ends', None)), fields=('group', 'person', 'role'), name='groups_one_open_post_each'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['person', 'left'], name='groups_member_person'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('left', None), ('joined', None), ('left__gte', models.F('joined')), _connector='OR'), name='groups_member_leaves_after_joining'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('left', None), ('person__isnull', False)), fields=('group', 'person'), name='groups_one_membership_each'),
        ),
        migrations.AddConstraint(
            model_name='processversion',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('process', 'number'), name='process_version_once'),
        ),
        migrations.AddConstraint(
            model_name='processversion',
            constraint=models.UniqueConstraint(condition=models.Q(('number', None)), fields=('process',), name='one_process_draft'),
        ),
        migrations.AddConstraint(
            model_name='producerconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('member',), name='one_producer_consent'),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(fields=['state', '-created_at'], name='groups_product_state'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('price', None), models.Q(('price__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='product_price_has_currency'),
        ),
        migrations.AddIndex(
            model_name='compliancerecord',
            index=models.Index(fields=['state', 'expires_on'], name='groups_compliance_expiry'),
        ),
        migrations.AddConstraint(
            model_name='compliancerecord',
            constraint=models.UniqueConstraint(condition=models.Q(('product__isnull', False)), fields=('product', 'standard'), name='product_standard_once'),
        ),
        migrations.AddConstraint(
            model_name='compliancerecord',
            constraint=models.UniqueConstraint(condition=models.Q(('product', None)), fields=('group', 'standard'), name='group_standard_once'),
        ),
        migrations.AddIndex(
            model_name='productenquiry',
            index=models.Index(fields=['by', 'sent_at'], name='groups_enquiry_by'),
        ),
        migrations.AddConstraint(
            model_name='productenquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'new')), fields=('product', 'by'), name='one_new_product_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='productenquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'delivered'), _negated=True), ('delivered_on__isnull', False), _connector='OR'), name='delivered_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='productenquiry',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='product_enquiry_amount_has_currency'),
        ),
        migrations.AddConstraint(
            model_name='productpicture',
            constraint=models.UniqueConstraint(fields=('product', 'digest'), name='product_picture_once'),
        ),
        migrations.AddConstraint(
            model_name='salesrecord',
            constraint=models.CheckConstraint(condition=models.Q(('starts__lte', models.F('ends'))), name='sale_period_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='salesrecord',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), name='sale_is_money'),
        ),
        migrations.AddConstraint(
            model_name='salesrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'proven'), _negated=True), models.Q(('proof', ''), _negated=True), _connector='OR'), name='sale_proof_is_named'),
        ),
        migrations.AddConstraint(
            model_name='salesrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('enquiry__isnull', False), ('withdrawn_at', None)), fields=('enquiry',), name='one_sale_of_an_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='standardanswer',
            constraint=models.UniqueConstraint(fields=('record', 'item'), name='standard_item_once'),
        ),
        migrations.AddConstraint(
            model_name='standardanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met__in', ['yes', 'na']), _negated=True), models.Q(('evidence', ''), _negated=True), _connector='OR'), name='standard_met_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='steppicture',
            constraint=models.UniqueConstraint(fields=('process', 'digest'), name='step_picture_once'),
        ),
        migrations.AddConstraint(
            model_name='processstep',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='process_step_once'),
        ),
        migrations.AddConstraint(
            model_name='processstep',
            constraint=models.CheckConstraint(condition=models.Q(('is_critical', False), models.Q(models.Q(('limit', ''), _negated=True), models.Q(('if_missed', ''), _negated=True)), _connector='OR'), name='critical_step_has_limit'),
        ),
    ]
