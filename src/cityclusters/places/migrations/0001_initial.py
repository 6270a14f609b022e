import cityclusters.core.creating
import cityclusters.core.ids
import cityclusters.places.lookups
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        cityclusters.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Country',
                    fields=[
                        ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('state', 'State'), ('territory', 'Territory or other area')], max_length=9)),
                        ('region', models.CharField(blank=True, help_text='UN M49 region code', max_length=3)),
                        ('as_of', models.DateField(help_text='date of the list that says State or territory')),
                    ],
                    options={
                        'verbose_name_plural': 'countries',
                    },
                ),
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=cityclusters.core.ids.public_id, editable=False, max_length=10, unique=True)),
                        ('kind', models.CharField(choices=[('city', 'City'), ('municipality', 'Municipality'), ('district', 'District'), ('county', 'County'), ('province', 'Province or state'), ('metropolitan', 'Metropolitan area'), ('association', 'Association of local authorities')], default='city', max_length=12, verbose_name='kind')),
                        ('state', models.CharField(choices=[('active', 'Active'), ('renamed', 'Renamed'), ('merged', 'Merged'), ('dissolved', 'Dissolved')], default='active', max_length=9)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('folded', cityclusters.places.lookups.FoldedField(editable=False, max_length=200)),
                        ('province_code', models.CharField(blank=True, help_text='ISO 3166-2', max_length=10)),
                        ('province', models.CharField(blank=True, max_length=200, verbose_name='province or state')),
                        ('repeats', models.BooleanField(default=False, editable=False, help_text='the name repeats in its country')),
                        ('near', models.CharField(blank=True, editable=False, help_text='nearest larger city', max_length=200)),
                        ('near_km', models.PositiveSmallIntegerField(editable=False, null=True)),
                        ('zone', models.CharField(max_length=64, verbose_name='time zone')),
                        ('latitude', models.FloatField(null=True, verbose_name='latitude')),
                        ('longitude', models.FloatField(null=True, verbose_name='longitude')),
                        ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                        ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the population')),
                        ('population_source', models.CharField(blank=True, max_length=100, verbose_name='source of the population')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                        ('geoname_id', models.PositiveIntegerField(blank=True, null=True, unique=True)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='places.country')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='places.place')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='places.place')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['country', 'folded'], name='place_country_folded'), models.Index(fields=['country', 'state'], name='place_country_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', None), ('state', 'merged'), _connector='XOR'), name='merged_place_names_the_new_one')],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceName',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('folded', cityclusters.places.lookups.FoldedField(max_length=200)),
                        ('script', models.CharField(blank=True, help_text='ISO 15924: Latn, Cyrl, Arab, Hani …', max_length=4)),
                        ('whole', models.BooleanField(default=True)),
                        ('own', models.BooleanField(default=False, help_text='of the name that is shown, not of another one')),
                        ('country', models.CharField(max_length=2)),
                        ('size', models.PositiveIntegerField(default=0, help_text='inhabitants, 0 where unknown')),
                        ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='places.place')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['folded'], name='place_name_folded')],
                        'constraints': [models.UniqueConstraint(fields=('place', 'folded'), name='place_name_once_per_place')],
                    },
                ),
            ],
        ),
    ]
