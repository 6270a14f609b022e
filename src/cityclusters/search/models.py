"""The index as tables, and the dictionaries that make questions find pages in other languages.

They are read and written by the statements of `search.index`, which are the same for files and databases."""

from django.db import models
from django.utils import timezone


class Generation(models.Model):
    """The index as a whole. A rebuild makes another one beside the one that answers, then takes its place.

    `entry` is the line of the journal up to which it is true; `analysis` the version of the rules by which
    its words were made."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    current = models.BooleanField(default=False)
    entry = models.BigIntegerField(default=0)
    analysis = models.SmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="pages written so far")
    total = models.PositiveIntegerField(default=0, help_text="pages that there are, about")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["current"], condition=models.Q(current=True), name="one_generation_answers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.started_at:%Y-%m-%d})"


class Partition(models.Model):
    """Pages of one language and one audience. What a reader may not see is in partitions that her questions
    never touch. `average` is the length of a usual page when the generation was made."""

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="partitions")
    language = models.CharField(max_length=20)
    audience = models.CharField(max_length=80)
    documents = models.IntegerField(default=0)
    length = models.BigIntegerField(default=0)
    average = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generation", "language", "audience"], name="partition_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.audience}"


class Term(models.Model):
    """A search word of a partition, and on how many pages it stands; `written` ones are whole words, for
    suggestions and corrections."""

    partition = models.ForeignKey(Partition, models.CASCADE, related_name="terms", db_index=False)
    written = models.SmallIntegerField()
    term = models.CharField(max_length=200)
    df = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partition", "written", "term"], name="term_once")]

    def __str__(self) -> str:
        return self.term


class Document(models.Model):
    """A page: a text of one thing in one language. `words` are the numbers of its terms, packed."""

    partition = models.ForeignKey(Partition, models.CASCADE, related_name="pages", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    title = models.TextField()
    text = models.TextField()
    place = models.TextField(blank=True)
    facets = models.TextField(blank=True)
    day = models.CharField(max_length=10, blank=True)
    length = models.IntegerField()
    words = models.BinaryField()
    digest = models.CharField(max_length=24)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="search_document_of_thing")]
        constraints = [models.UniqueConstraint(fields=["partition", "kind", "key"], name="document_once")]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """A word stands on a page, and what it adds to the page's score (in thousandths)."""

    pk = models.CompositePrimaryKey("term_id", "document_id")
    term_id = models.BigIntegerField()
    document_id = models.BigIntegerField()
    impact = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.term_id} {self.document_id}"


class Label(models.Model):
    """A page has this facet ('theme:waste', 'country:UZ')."""

    pk = models.CompositePrimaryKey("facet", "document_id")
    facet = models.CharField(max_length=100)
    document_id = models.BigIntegerField()

    def __str__(self) -> str:
        return self.facet


class Pair(models.Model):
    """An expression and what it is in another language: imported with a dictionary, or learned from our own
    translations (`origin` 'learned'). `phrase` is its search words, `expression` a text."""

    LEARNED = "learned"

    origin = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    phrase = models.CharField(max_length=200)
    target = models.CharField(max_length=8)
    expression = models.CharField(max_length=200)
    weight = models.FloatField(default=1.0)

    class Meta:
        indexes = [models.Index(fields=["language", "phrase"], name="pair_by_phrase")]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "language", "phrase", "target", "expression"], name="pair_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.phrase} → {self.expression}"
