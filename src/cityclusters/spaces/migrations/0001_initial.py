import cityclusters.core.creating
import cityclusters.core.texts
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
                    name='Theme',
                    fields=[
                        ('code', models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name='code')),
                        ('vocabulary', models.SlugField(default='cities-clusters', max_length=40, verbose_name='list')),
                        ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='names')),
                        ('order', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                        ('retired_at', models.DateTimeField(blank=True, null=True)),
                        ('same_as', models.ManyToManyField(blank=True, to='spaces.theme', verbose_name='the same in other lists')),
                    ],
                    options={
                        'ordering': ['vocabulary', 'order', 'code'],
                    },
                ),
                migrations.CreateModel(
                    name='Space',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=60, unique=True, verbose_name='name in the address')),
                        ('names', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='name')),
                        ('purpose', models.JSONField(validators=[cityclusters.core.texts.validate_texts], verbose_name='what it is for')),
                        ('rules', models.JSONField(blank=True, default=dict, validators=[cityclusters.core.texts.validate_texts], verbose_name='rules')),
                        ('languages', models.JSONField(default=list, verbose_name='languages')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('themes', models.ManyToManyField(related_name='spaces', to='spaces.theme', verbose_name='themes')),
                    ],
                    options={
                        'ordering': ['order', 'slug'],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('member', 'Member'), ('steward', 'Steward')], default='member', max_length=7)),
                        ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('banned_at', models.DateTimeField(blank=True, null=True)),
                        ('ban_reason', models.CharField(blank=True, max_length=300)),
                        ('ban_lifted_at', models.DateTimeField(blank=True, null=True)),
                        ('appointed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='spaces.space')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', 'left_at'], name='membership_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('space', 'person'), name='one_membership_per_space'), models.CheckConstraint(condition=models.Q(('banned_at', None), ('left_at__isnull', False), _connector='OR'), name='banned_is_out')],
                    },
                ),
            ],
        ),
    ]
