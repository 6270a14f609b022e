"""What is typed about a project and its partners, and what readers look for."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.sdg_fields import TargetsField
from cityclusters.core.text_fields import TextsField
from cityclusters.groups.models import Group
from cityclusters.groups.value_chains import CHAINS
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.places.cooperation import Cooperation
from cityclusters.places.countries import country_name
from cityclusters.places.fields import PlaceField
from cityclusters.projects import phases
from cityclusters.projects.models import Partner, Project
from cityclusters.projects.models.project import ProjectQuerySet
from cityclusters.support.offers.forms import Hosts, own_language

MOST_GROUPS = 200


class ProjectForm(forms.Form):
    """What a project is about, where and when, and who may read it."""

    title = TextsField(label=_("Title"), most=150)
    summary = TextsField(label=_("What it is about"), most=3000, long=True, required=False)
    language = forms.ChoiceField(label=_("It works in"), choices=settings.CONTENT_LANGUAGES)
    place = PlaceField(label=_("Main place"), required=False)
    starts = DayField(label=_("From"), required=False)
    ends = DayField(label=_("Until"), required=False)
    targets = TargetsField(label=_("SDG targets"), required=False, help_text=_("For example: 5.5, 8.3"))
    value_chains = forms.MultipleChoiceField(
        label=_("Value chains"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups that it works with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shown_to = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Project.Audience.choices,
        widget=forms.RadioSelect,
        initial=Project.Audience.PUBLIC,
        help_text=_("Everybody reads what it is about, its phases and what is endorsed; lists of people, the "
                    "checklist and the commission stay with the team."),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, chosen: "tuple[Group, ...]" = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["value_chains"].choices = sorted(
            ((code, str(words)) for code, words in CHAINS.items()), key=lambda pair: pair[1]
        )
        own = Group.objects.of_person(person).active()[:MOST_GROUPS]
        self.known = {row.public_id: row for row in (*chosen, *own)}
        fields["groups"].choices = [(key, str(row)) for key, row in self.known.items()]
        if not self.known:
            del self.fields["groups"]

    def clean_groups(self) -> list[Group]:
        """The groups."""
        return [self.known[key] for key in self.cleaned_data["groups"]]

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It ends before it starts."))
        return data


class NewProjectForm(ProjectForm):
    """A new project: of which kind, and which organisation leads it."""

    KINDS = (Project.Kind.PRODUCER_CLUSTER, Project.Kind.LOCAL_PLAN, Project.Kind.PARTNERSHIP)

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    lead = forms.Field()
    field_order = ("kind", "lead", "title", "summary")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [(kind.value, kind.label) for kind in self.KINDS]
        if person.is_officer:
            fields["lead"] = OrganisationField(label=_("Who leads it"), person=person)
        else:
            rows = Organisation.objects.filter(pk__in=focal_organisations(person))
            rows = rows.select_related("place__country").order_by("folded", "pk")
            fields["lead"] = Hosts(rows, label=_("Who leads it"), to_field_name="public_id", empty_label=None)
            fields["lead"].initial = rows.first()
        fields["language"].initial = own_language(person)
        self.order_fields(self.field_order)


class PartnerForm(forms.Form):
    """Who takes part, as what."""

    organisation = OrganisationField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=Partner.Role.choices)
    support = forms.CharField(
        label=_("What it gives"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody can read this. Cooperation counts as triangular only where this is said."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = person


class StopForm(forms.Form):
    """Whether it is suspended or cancelled, and why."""

    state = forms.ChoiceField(
        label=_("What happens to the project?"),
        choices=[
            (Project.State.SUSPENDED, _("It is suspended and may go on later")),
            (Project.State.CANCELLED, _("It is cancelled")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who may read the project reads it."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a phase is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TypeForm(forms.Form):
    """The kind of cooperation."""

    kind = forms.ChoiceField(label=_("Kind of cooperation"), choices=Cooperation.choices)


class PlaceForm(forms.Form):
    """One more place."""

    place = PlaceField(label=_("Place"))


class FilterForm(Filters):
    """Looking for a project; an answer that makes no sense filters nothing."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Project.Kind.choices]
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), *Project.State.choices],
    )
    organisation = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        codes = Project.objects.order_by().values_list("place__country", flat=True).distinct()
        named = sorted(((code, country_name(code)) for code in codes if code), key=lambda pair: pair[1])
        fields["country"].choices = [("", _("All countries")), *named]
        fields["phase"].choices = [("", _("All phases")), *phases.all_names().items()]

    def chosen(self, rows: ProjectQuerySet) -> ProjectQuerySet:
        """The rows that fit, the newest first."""
        asked = self.asked
        for name, column in (("kind", "kind"), ("country", "place__country"), ("phase", "phase"),
                             ("state", "state"), ("place", "place__public_id")):  # fmt: skip
            if name in asked:
                rows = rows.filter(**{column: asked[name]})
        if "organisation" in asked:
            rows = rows.of_organisation(asked["organisation"])
        return rows.select_related("lead", "place__country").order_by("-made_at", "-pk")
