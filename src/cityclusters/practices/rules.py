"""Who may do what with a practice: pure answers, no writing."""

from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import Reader, focal_organisations
from cityclusters.people.trees import of_one_tree
from cityclusters.practices.models import CallManager, Practice, Review
from cityclusters.practices.models.choices import EDITABLE, State
from cityclusters.spaces.models import Membership


def is_writer(reader: Reader, practice: Practice) -> bool:
    """Its author, and the focal points of the organisation that owns it, whatever its state."""
    if not reader.is_authenticated:
        return False
    return practice.author_id == reader.pk or practice.organisation_id in focal_organisations(reader)


def may_write(reader: Reader, practice: Practice) -> bool:
    """Its writers, while it is a draft, changes are asked, or it is being corrected."""
    return practice.state in EDITABLE and is_writer(reader, practice)


def may_read(reader: Reader, practice: Practice) -> bool:
    """Everybody, what has been published; else those who have a part in it (as `visible_to` says)."""
    if practice.is_readable or is_writer(reader, practice):
        return True
    return Practice.objects.visible_to(reader).filter(pk=practice.pk).exists()


def sees_working_copy(reader: Reader, practice: Practice) -> bool:
    """What is written now, also where something is published: its writers, those who manage it, and those
    who were asked to review it."""
    if not isinstance(reader, Person):
        return False
    if is_writer(reader, practice) or may_manage(reader, practice):
        return True
    asked = Review.objects.filter(practice=practice, reviewer=reader)
    return practice.state != State.DRAFT and asked.exclude(state__in=["declined", "ended"]).exists()


def may_manage(reader: Reader, practice: Practice) -> bool:
    """Those who screen it, ask reviewers and decide: the managers of its call; without a call, the stewards
    of a space with one of its themes; officers in any case. Nobody on a practice of her own, of a colleague,
    or of an organisation in which she has a post, nor above, beside or below it in its tree."""
    if not isinstance(reader, Person) or practice.state == State.DRAFT or _concerned(reader, practice):
        return False
    return reader.is_officer or _runs(reader, practice)


def _concerned(person: Person, practice: Practice) -> bool:
    """Whether it would be her own business that she decides on: an office of an organisation is the
    organisation (rule PR1)."""
    if practice.author_id == person.pk:
        return True
    posts = Mandate.objects.valid()
    mine = list(posts.filter(person=person).values_list("organisation", flat=True))
    theirs = list(posts.filter(person=practice.author_id).values_list("organisation", flat=True))
    return of_one_tree(mine, [*theirs, practice.organisation_id] if practice.organisation_id else theirs)


def _runs(person: Person, practice: Practice) -> bool:
    if practice.call_id:
        return CallManager.objects.filter(call=practice.call_id, person=person).exists()
    kept = Membership.objects.now().stewards().filter(person=person)
    return kept.filter(space__themes__in=practice.themes.all()).exists()


def may_publish(reader: Reader, practice: Practice) -> bool:
    """What is accepted: its writers, and those who manage it."""
    if practice.state != State.ACCEPTED:
        return False
    return is_writer(reader, practice) or may_manage(reader, practice)


def may_correct(reader: Reader, practice: Practice) -> bool:
    """What is published: its writers begin a correction."""
    return practice.state == State.PUBLISHED and is_writer(reader, practice)


def may_retire(reader: Reader, practice: Practice) -> bool:
    """What is published: its writers, and those who manage it."""
    if practice.state not in (State.PUBLISHED, State.CORRECTING):
        return False
    return is_writer(reader, practice) or may_manage(reader, practice)
