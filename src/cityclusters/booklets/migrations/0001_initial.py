import cityclusters.core.creating
import cityclusters.core.ids
import cityclusters.core.texts
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('exchanges', '0002_practices_presented_and_quotes'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('practices', '0001_initial'),
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Booklet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('title', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='title')),
                        ('subtitle', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='subtitle')),
                        ('preface', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='preface')),
                        ('languages', models.JSONField(default=list, verbose_name='languages')),
                        ('machine_allowed', models.BooleanField(default=False, help_text='print machine drafts, labelled')),
                        ('paper', models.CharField(choices=[('a5', 'A5: a small book'), ('a4', 'A4: for office printers')], default='a5', max_length=2, verbose_name='paper')),
                        ('colour', models.CharField(choices=[('sea', 'Sea green'), ('earth', 'Terracotta'), ('night', 'Dark blue'), ('plum', 'Plum'), ('leaf', 'Leaf green')], default='sea', max_length=5, verbose_name='colour of the cover')),
                        ('illustrative', models.BooleanField(default=False, help_text='demo data that no source states')),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('changed_at', models.DateTimeField(auto_now=True)),
                        ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.call')),
                        ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.picture')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('exchange', models.ForeignKey(blank=True, help_text='whose knowledge it keeps', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.exchange')),
                        ('organisation', models.ForeignKey(help_text='who publishes it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('editors', models.ManyToManyField(related_name='+', through='booklets.BookletEditor', through_fields=('booklet', 'person'), to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='BookletEditor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('booklet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='booklets.booklet')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('booklet', 'person'), name='booklet_editor_once')],
                    },
                ),
                migrations.CreateModel(
                    name='BookletItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('part', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='heading of the part')),
                        ('missing', models.JSONField(blank=True, default=dict)),
                        ('booklet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='booklets.booklet')),
                        ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.practice')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('booklet', 'practice'), name='practice_once_in_booklet')],
                    },
                ),
                migrations.CreateModel(
                    name='DeclaredUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('way', models.CharField(choices=[('training', 'In a training or course'), ('policy', 'For a policy, plan or project'), ('translation', 'Translated or shared with others'), ('teaching', 'In teaching or research'), ('other', 'In another way')], max_length=11, verbose_name='how you use it')),
                        ('text', models.TextField(blank=True, max_length=1000, verbose_name='in your own words')),
                        ('language', models.CharField(max_length=8)),
                        ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('booklet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='booklets.booklet')),
                        ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                    options={
                        'ordering': ['-declared_at', '-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('booklet', 'organisation', 'way'), name='use_declared_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('language', models.CharField(max_length=8)),
                        ('state', models.CharField(choices=[('proof', 'Proof'), ('frozen', 'Frozen, not published'), ('published', 'Published')], default='frozen', max_length=9)),
                        ('source', models.JSONField()),
                        ('revision', models.PositiveSmallIntegerField(default=1)),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='what is corrected')),
                        ('changes', models.JSONField(blank=True, default=list)),
                        ('taken_out', models.JSONField(blank=True, default=list)),
                        ('practices', models.PositiveSmallIntegerField(default=0)),
                        ('pages', models.PositiveSmallIntegerField(default=0)),
                        ('cover', models.FileField(blank=True, upload_to='booklets/')),
                        ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('booklet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='booklets.booklet')),
                        ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number', 'language'],
                        'constraints': [models.UniqueConstraint(fields=('booklet', 'number', 'language'), name='edition_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', 0), ('state', 'proof')), models.Q(models.Q(('state', 'proof'), _negated=True), ('number__gt', 0)), _connector='OR'), name='proof_has_no_number'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_edition_dated')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionDownload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('pdf', 'PDF, for printing and reading'), ('epub', 'EPUB, for telephones and e-book readers'), ('docx', 'Word, for changing it')], max_length=4)),
                        ('day', models.DateField()),
                        ('count', models.PositiveIntegerField(default=0)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='downloads', to='booklets.edition')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('edition', 'kind', 'day'), name='downloads_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('pdf', 'PDF, for printing and reading'), ('epub', 'EPUB, for telephones and e-book readers'), ('docx', 'Word, for changing it')], max_length=4)),
                        ('file', models.FileField(blank=True, upload_to='booklets/')),
                        ('bytes', models.PositiveIntegerField(default=0)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('making', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=7)),
                        ('revision', models.PositiveSmallIntegerField(default=0)),
                        ('done', models.PositiveSmallIntegerField(default=0, help_text='practices of which it is made so far')),
                        ('unshown', models.CharField(blank=True, max_length=200)),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('moved_at', models.DateTimeField(default=django.utils.timezone.now, help_text='when something last went forward')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='booklets.edition')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'kind'), name='edition_file_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('file', ''), _negated=True), _connector='OR'), name='ready_file_is_there')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(default=0)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='booklets.edition')),
                        ('translation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.translation')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practices.version')),
                    ],
                    options={
                        'ordering': ['position', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'version'), name='version_once_in_edition')],
                    },
                ),
                migrations.CreateModel(
                    name='EditionVoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('picture', 'Picture'), ('quote', 'Quotation')], max_length=7)),
                        ('voice', models.CharField(help_text='public id of the picture or testimonial', max_length=10)),
                        ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.voiceconsent')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='booklets.edition')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('edition', 'kind', 'voice'), name='voice_once_in_edition')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintPicture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('voice', models.CharField(help_text='public id of the picture', max_length=10, unique=True)),
                        ('file', models.FileField(upload_to='booklets/')),
                        ('width', models.PositiveSmallIntegerField()),
                        ('height', models.PositiveSmallIntegerField()),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('picture', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.picture')),
                    ],
                ),
            ],
        ),
    ]
