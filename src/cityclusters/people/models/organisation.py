"""Organisation: an actor, in a tree, checked by two people before it counts as verified."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import validate_texts
from cityclusters.people.models.person import Person
from cityclusters.places import folding
from cityclusters.places.folding import fold
from cityclusters.places.models import Place

DEEPEST_TREE = 12
MOST_OFFICES = 300
BRACKETS = re.compile(r"^(.*?)\s*\(([^()]{2,40})\)\s*$")
SPELLING_LENGTH = 300


class Branch(NamedTuple):
    """An organisation and the offices below it."""

    organisation: "Organisation"
    offices: "list[Branch]"


class NotIndependent(Exception):
    """The person who checks belongs to the organisation, or has checked it already (rule PE4)."""


def spellings(text: str) -> set[str]:
    """The folded ways to write a name, Cyrillic also in Latin; 'Long Name (LN)' also as its two parts."""
    parts = [text]
    if found := BRACKETS.match(text):
        parts += [found[1], found[2]]
    return {form[:SPELLING_LENGTH] for part in parts for form in folding.spellings(part)}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about organisations."""

    def visible_to(self, person: "Person | AnonymousUser | None") -> "OrganisationQuerySet":
        """What the person may see in lists and open: everybody sees what has been verified, and the offices
        that a verified organisation has opened; members also see what waits for its check, so that nobody
        names a second one; officers also see what was not accepted. Those who claimed an organisation or
        asked for a post in it always see it."""
        rows = self.exclude(state=Organisation.State.MERGED)
        public = models.Q(state__in=Organisation.PUBLIC) | models.Q(verified_at__isnull=False)
        public |= models.Q(parent__state=Organisation.State.VERIFIED)
        if not isinstance(person, Person):
            return rows.filter(public).exclude(state=Organisation.State.REJECTED)
        if person.is_officer or person.is_administrator:
            return rows
        own = models.Q(claimed_by=person) | models.Q(
            pk__in=person.mandates.exclude(state="refused").values("organisation_id")
        )
        return rows.filter(~models.Q(state=Organisation.State.REJECTED) | own)

    def waiting_for(self, person: Person) -> "OrganisationQuerySet":
        """Those that the person may check: officers, those that she has not checked in this round and does
        not hold a post in (rule PE4; people of its tree are refused when they check)."""
        if not person.is_officer:
            return self.none()
        checked = Verification.objects.filter(
            organisation=models.OuterRef("pk"), round=models.OuterRef("check_round"), by=person
        )
        own = person.mandates.exclude(state="refused").values("organisation_id")
        rows = self.filter(state__in=Organisation.WAITING).exclude(claimed_by=person)
        return rows.exclude(pk__in=own).exclude(models.Exists(checked))

    def called(self, text: str) -> "OrganisationQuerySet":
        """Those with exactly this name, in any of their languages, however it is spelled."""
        forms = spellings(text)
        return self.filter(pk__in=OrganisationName.objects.filter(folded__in=forms).values("organisation_id"))

    def search(self, text: str) -> "OrganisationQuerySet":
        """Those whose name has every word of the text in it, in any of their languages."""
        names = OrganisationName.objects.all()
        for word in fold(text)[:SPELLING_LENGTH].split()[:8]:
            names = names.filter(folded__contains=word)
        return self.filter(pk__in=names.values("organisation_id"))

    def local_authority_of(self, place: Place) -> "OrganisationQuerySet":
        """The local authority of a place (one, unless a second was claimed by mistake)."""
        return self.exclude(state__in=[Organisation.State.MERGED, Organisation.State.REJECTED]).filter(
            place=place, kind=Organisation.Kind.LOCAL, parent=None
        )

    def agencies(self, keys: Iterable[int]) -> dict[int, int]:
        """For each organisation the one at the top of its tree, as it is counted (seed item A4): an office
        counts for its agency, a merged row for the row it was merged into. Keys to keys; a query per level
        of the tree, whatever the number of rows."""
        top = {key: key for key in keys}
        for _level in range(DEEPEST_TREE):
            rows = self.model.objects.filter(pk__in=set(top.values()))
            upper = {
                key: merged or parent
                for key, merged, parent in rows.values_list("pk", "merged_into_id", "parent_id")
                if merged or parent
            }
            if not upper:
                break
            top = {key: upper.get(now, now) for key, now in top.items()}
        return top


class Organisation(models.Model):
    """An actor: a local authority of a place, a UN entity, a women's organisation …; a tree by `parent`
    (an office below its agency, a school below its ministry, a hub below its municipality)."""

    class Kind(models.TextChoices):
        LOCAL = "local_authority", _("Local authority")
        NATIONAL = "national", _("National ministry or agency")
        UN = "un", _("UN entity")
        MULTILATERAL = "multilateral", _("Multilateral organisation")
        NGO = "ngo", _("Civil society organisation")
        WOMEN = "women", _("Women's organisation")
        COOPERATIVE = "cooperative", _("Cooperative or producer group")
        COMPANY = "company", _("Company")
        BUSINESS = "business_association", _("Business association")
        UNIVERSITY = "university", _("University or research institution")
        FOUNDATION = "foundation", _("Foundation")
        MEDIA = "media", _("Media")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Not yet checked")
        IN_CHECK = "in_check", _("Being checked")
        VERIFIED = "verified", _("Verified")
        LAPSED = "lapsed", _("Verification lapsed")
        REJECTED = "rejected", _("Not accepted")
        MERGED = "merged", _("Merged")

    PUBLIC = (State.VERIFIED, State.LAPSED)
    WAITING = (State.CLAIMED, State.IN_CHECK, State.LAPSED)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    names = models.JSONField(_("names"), validators=[validate_texts])
    folded = models.CharField(max_length=SPELLING_LENGTH, blank=True, editable=False, db_index=True)
    other_names = models.JSONField(default=list, blank=True, help_text="spellings that lists use")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    iati_type = models.CharField(max_length=2, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="offices")
    domain = models.CharField(_("e-mail domain"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    check_round = models.PositiveSmallIntegerField(default=1, editable=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # What a hub or an office tells its public: services, hours, contact, who may come.
    about = models.JSONField(_("about"), default=dict, blank=True, validators=[validate_texts])
    services = models.JSONField(_("services"), default=dict, blank=True, validators=[validate_texts])
    hours = models.JSONField(_("opening hours"), default=dict, blank=True, validators=[validate_texts])
    eligibility = models.JSONField(_("who may come"), default=dict, blank=True, validators=[validate_texts])
    contact = models.CharField(_("public contact"), max_length=200, blank=True)
    address = models.CharField(_("public address"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["place", "kind"], name="organisation_of_place"),
            models.Index(fields=["state", "kind"], name="organisation_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")), name="not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into=None)),
                name="merged_says_into_what",
            ),
        ]

    def __str__(self) -> str:
        original = self.names.get(self.names.get("_", ""), "")
        return original or str(next((text for key, text in self.names.items() if key != "_"), ""))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the spellings beside the names, for searching and for recognising it in a list."""
        self.domain = self.domain.strip().lower().removeprefix("@")
        self.folded = fold(str(self))[:SPELLING_LENGTH]
        fields = kwargs.get("update_fields")
        if fields is not None and "names" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)
        if fields is None or {"names", "other_names"} & set(fields):
            self.write_spellings()

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("people:organisation", args=[self.public_id])

    def write_spellings(self) -> None:
        """Writes the folded forms of all its names; those of names it no longer has are dropped."""
        texts = [*(text for key, text in self.names.items() if key != "_"), *self.other_names]
        wanted = {form for text in texts for form in spellings(text)}
        known = set(self.spellings.values_list("folded", flat=True))
        if gone := known - wanted:
            self.spellings.filter(folded__in=gone).delete()
        OrganisationName.objects.bulk_create(
            [OrganisationName(organisation=self, folded=folded) for folded in sorted(wanted - known)],
            ignore_conflicts=True,
        )

    def ancestors(self) -> "list[Organisation]":
        """The chain above it, nearest first; a broken chain (a loop) ends where it would repeat."""
        chain: list[Organisation] = []
        upper = self.parent
        while upper is not None and upper.pk != self.pk and len(chain) < DEEPEST_TREE:
            chain.append(upper)
            upper = upper.parent
        return chain

    def family(self, visible: "OrganisationQuerySet", levels: int = 3) -> "Branch":
        """The tree it stands in, from the top, with offices down to `levels` below the top; a query per
        level, whatever the number of offices. `visible` limits the offices to those the reader may see."""
        top = Branch(self.root(), [])
        row = [top]
        for _level in range(levels):
            below: dict[int, list[Branch]] = {branch.organisation.pk: branch.offices for branch in row}
            row = []
            for office in visible.filter(parent__in=below).order_by("folded", "pk")[:MOST_OFFICES]:
                row.append(Branch(office, []))
                below[office.parent_id or 0].append(row[-1])
            if not row:
                break
        return top

    def root(self) -> "Organisation":
        """The organisation at the top of its tree: what counts roll up to (seed item A4)."""
        if not (self.parent_id or self.merged_into_id):
            return self
        key = Organisation.objects.agencies([self.pk])[self.pk]
        return self if key == self.pk else Organisation.objects.get(pk=key)

    def survivor_key(self) -> int:
        """The key of the organisation that it was merged into, through further mergers; its own otherwise."""
        key, seen = self.pk, {self.pk}
        while merged := Organisation.objects.values_list("merged_into_id", flat=True).get(pk=key):
            if merged in seen:
                break
            key = merged
            seen.add(key)
        return key

    def may_stand_below(self, parent: "Organisation | None") -> bool:
        """Whether `parent` can be its parent without making a loop."""
        return parent is None or (
            parent.pk != self.pk and self.pk not in {up.pk for up in parent.ancestors()}
        )

    @property
    def light(self) -> str:
        """The class of its badge: how sure one can be that it is what it says."""
        lights = {self.State.VERIFIED: "ok", self.State.LAPSED: "late", self.State.REJECTED: "off"}
        return lights.get(self.State(self.state), "wait")

    @transaction.atomic
    def check_by(self, by: Person, *, accepted: bool, note: str = "") -> "Verification":
        """One person's check. The first acceptance puts it in check, the second, by somebody else,
        verifies it; one refusal is enough and needs its reason in `note`.

        Raises NotIndependent for somebody of the organisation or who checked already; ValueError where it
        is not waiting for a check or a refusal has no reason."""
        row = Organisation.objects.select_for_update().get(pk=self.pk)
        if row.state not in self.WAITING or (not accepted and not note):
            raise ValueError("not waiting for a check, or refused without a reason")
        if row.belongs(by) or row.checks.filter(round=row.check_round, by=by).exists():
            raise NotIndependent
        made = row.checks.create(by=by, accepted=accepted, note=note, round=row.check_round)
        if not accepted:
            row.state = self.State.REJECTED
        elif row.checks.filter(round=row.check_round, accepted=True).count() >= 2:
            row.state, row.verified_at = self.State.VERIFIED, timezone.now()
        else:
            row.state = self.State.IN_CHECK
        row.save(update_fields=["state", "verified_at"])
        self.refresh_from_db(fields=["state", "verified_at"])
        return made

    def belongs(self, person: Person) -> bool:
        """Whether the person claimed it, or holds or asks for a post in it or in its tree."""
        tree = {self.pk, *(up.pk for up in self.ancestors()), *self.offices.values_list("pk", flat=True)}
        posts = person.mandates.filter(organisation__in=tree).exclude(state="refused")
        return self.claimed_by_id == person.pk or posts.exists()

    def reopen(self) -> None:
        """Puts it back in the line for a fresh check by two people."""
        self.state, self.check_round = self.State.CLAIMED, self.check_round + 1
        self.save(update_fields=["state", "check_round"])

    @classmethod
    def lapse(cls, today: date | None = None) -> "list[Organisation]":
        """Lets verifications lapse that are older than the setting; gives the organisations concerned."""
        since = (today or timezone.localdate()) - timedelta(days=settings.VERIFICATION_DAYS)
        lapsed = list(cls.objects.filter(state=cls.State.VERIFIED, verified_at__date__lt=since))
        for row in lapsed:
            row.state, row.check_round = cls.State.LAPSED, row.check_round + 1
            row.save(update_fields=["state", "check_round"])
        return lapsed


class OrganisationName(models.Model):
    """One way an organisation is written, folded for searching and for recognising it in a list."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="spellings")
    folded = models.CharField(max_length=SPELLING_LENGTH, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "folded"], name="spelling_once_per_organisation")
        ]

    def __str__(self) -> str:
        return self.folded


class Verification(models.Model):
    """One person's check of an organisation; two different people are needed (rule PE4)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "by", "round"], name="one_check_per_person")
        ]

    def __str__(self) -> str:
        return str(_("accepted")) if self.accepted else str(_("not accepted"))
