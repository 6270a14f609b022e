"""What is somebody's own business: practices that she does not judge, and the lines and letters about their
reviews, which she does not read either, whatever her role (reviewers stay unnamed to authors)."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from cityclusters.journal.acts import kind_of
from cityclusters.people.models import Mandate, Person
from cityclusters.people.trees import whole_trees
from cityclusters.practices.models import Message, Practice, Review


def own(person: Person) -> "QuerySet[Practice]":
    """Practices of hers, and of her colleagues and the organisations in the trees of those in which she has
    a post."""
    posts = Mandate.objects.valid().filter(person=person).values_list("organisation", flat=True)
    tree = whole_trees(posts)
    colleagues = Mandate.objects.valid().filter(organisation__in=tree).values("person")
    return Practice.objects.filter(Q(author=person) | Q(author__in=colleagues) | Q(organisation__in=tree))


def journal_lines(person: Person) -> Q:
    """The lines of the journal that name who reviews them or asks about them: settings.JOURNAL_NOT_FOR."""
    practices = own(person).values("pk")
    reviews = Review.objects.filter(practice__in=practices).values_list("public_id", flat=True)
    asked = Message.objects.filter(practice__in=practices).values_list("pk", flat=True)
    return Q(subject_kind=kind_of(Review()), subject_id__in=list(reviews)) | Q(
        subject_kind=kind_of(Message()), subject_id__in=[str(key) for key in asked]
    )


def letters(person: Person) -> Q:
    """The letters to their reviewers and to those who asked about them: settings.LETTERS_NOT_FOR."""
    practices = own(person).values("pk")
    key = ExpressionWrapper(OuterRef("key"), CharField())
    reviews = Review.objects.filter(practice__in=practices).alias(key=key)
    answered = Message.objects.filter(practice__in=practices, from_author=True).values_list("pk", flat=True)
    about = Q(key__startswith="review") & Exists(reviews.filter(key__contains=F("public_id")))
    return about | Q(key__in=[f"practice-answer:{pk}" for pk in answered])
