"""Pages of Help that no link leads to, or that stand in a certain state: for `states`, which brings them up
and has them looked at."""

from tests.browser.states import EMPTY, NOT_A_SHEET, OFFICER, State

# An offer and a need that wait, a match that waits for its answer, an agreement to sign, a shipment to
# receive and a round in which nothing was calculated yet.
PREPARE = """
import json
from datetime import timedelta
from decimal import Decimal
from django.utils import timezone
from cityclusters.core.ids import secret_code
from cityclusters.people.models import Mandate, Person
from cityclusters.support.giving import pledges, requests, shipments
from cityclusters.support.matches import acts, agreements
from cityclusters.support.models import Drive, Item, Match, Need, Offer, Round, Window
today = timezone.localdate()
def who(address):
    return Person.objects.get(email=f"{address}.example")
def home(person):
    rows = Mandate.objects.valid().filter(person=person, may_act=True)
    return rows.select_related("organisation__place").get().organisation
mayor, host, officer = who("delegate@kokand"), who("hub.manager@amman"), who("officer@programme")
city, hub = home(mayor), home(host)
signed = {"signed_by": mayor, "signed_at": timezone.now(),
    "signed_with": Mandate.objects.valid().filter(person=mayor, may_act=True).get()}
def need(title, state="open"):
    return Need.objects.create(once=secret_code(), organisation=city, place=city.place, author=mayor,
        title=title, language="en", problem="Nobody knows how.", modalities=["training"],
        languages=["en"], state=state, **(signed if state != "draft" else {}),
        expires_on=today + timedelta(days=300))
def offer(title, **fields):
    return Offer.objects.create(once=secret_code(), organisation=hub, place=hub.place, author=host,
        title=title, language="en", text="We show it.", languages=["en"], **fields)
kept = {"state": "open", "verified_at": timezone.now(), "opened_at": timezone.now(),
    "confirmed_at": timezone.now(), "expires_on": today + timedelta(days=200)}
shown = offer("Rooms for pictures", **kept)
def match(title):
    window = Window.objects.create(offer=shown, modality="training", slots=3, starts=today,
        ends=today + timedelta(days=90))
    return Match.objects.create(need=need(title, "proposed"), window=window, state="proposed", score=0.6,
        parts=[], proposed_at=timezone.now(), answer_by=today + timedelta(days=14))
waits, agreed = match("Learn to take pictures"), match("Learn to pack")
acts.accept(agreed, mayor)
acts.accept(agreed, host)
paper = agreements.begin(agreed, mayor)
for side in (mayor, host):
    agreements.clear(paper, side, paper.text_number)
masks = Item.objects.get(code="mask")
asked = requests.ask(mayor, city, city.place, [requests.Wanted(masks, Decimal(10), 50, "")])[0]
given = pledges.pledge(host, hub, city, masks, Decimal(500), request=asked, freight=True, unit_size=50)
line = shipments.Packed(item=masks, sent=Decimal(10), unit_size=50, warned="Asked for by telephone.")
sent = shipments.prepare(host, hub, city, [line], pledge=given, payer=hub, shipped_on=today, state="shipped")
print(json.dumps({
    "need": waits.need.public_id, "draft": need("Written only", "draft").public_id,
    "offer": offer("Not handed in").public_id, "open_offer": shown.public_id, "match": waits.public_id,
    "agreement": paper.public_id, "request": asked.public_id, "pledge": given.public_id,
    "shipment": sent.public_id,
    "round": Round.objects.create(once=secret_code(), title="A round of nothing", seed="1",
        opened_by=officer, next_on=today + timedelta(days=90)).public_id,
    "drive": Drive.objects.create(title={"_": "en", "en": "Nothing asked"}, text={"_": "en", "en": "Yet."},
        organisation=officer.mandates.get().organisation, starts=today).public_id,
}))
"""
STATES: dict[str, list[State]] = {
    "": [
        State("/help/", 200),
        State("/offers/?country=zz&theme=waste&language=pt", 200),
        State("/offers/?place=zzzzzzzzzz", EMPTY),
        State("/trade/?product=zzzz", EMPTY),
        State("/agreements/?state=ended&kind=triangular", EMPTY),
        State("/agreements/forged2222/", 404),
        State("/rounds/how-it-decides/", 200),
        State("/rounds/{round}/", 404),
        State("/peers/?q=zzzz", 200),
        State("/aid/", 200),
        State("/aid/?drive={drive}", 200),
        State("/aid/drives/{drive}/", EMPTY),
        State("/aid/requests/?drive={drive}", EMPTY),
        State("/aid/requests/{request}/", 200),
        State("/aid/pledges/{pledge}/", 200),
        State("/aid/shipments/{shipment}/", EMPTY),
        State("/aid/rows/?drive={drive}", 200),
        State("/aid/shipments/forged2222/", 404),
    ],
    "Newcomer without a post": [
        State("/needs/new/", EMPTY),
        State("/matches/", EMPTY),
        State("/needs/?theme=waste&language=pt&country=zz", 200),
        State("/matches/{match}/", 404),
        State("/needs/{draft}/", 404),
        State("/aid/mine/", 200),
    ],
    "Mayor, Kokand": [
        State("/needs/new/", form="[name=problem]"),
        State("/needs/new/", form="[name=title]", fields=(("title", "Where?"), ("wished_place", "Yichun"))),
        State("/needs/{draft}/", 200),
        State("/needs/{draft}/edit/", form="[name=problem]", fields=(("problem", ""),)),
        State("/needs/{need}/", 200),
        State("/offers/new/", form="[name=text]"),
        State("/matches/{match}/", 200),
        State("/matches/{match}/refusal/", form="[name=reason]"),
        State("/agreements/{agreement}/", 200),
        State("/agreements/{agreement}/text/", form="[name=scope]", fields=(("title", ""),)),
        State("/agreements/{agreement}/signature/", 200),
        State("/agreements/{agreement}/ending/", form="[name=reason]"),
        State("/aid/requests/new/", form="[name=note]"),
        State("/aid/requests/{request}/closing/", form="[name=reason]"),
        State("/aid/shipments/{shipment}/", 200),
        State("/aid/shipments/{shipment}/receipt/", form="[name=on]", fields=(("on", "soon"),)),
        State("/aid/shipments/{shipment}/evidence/", form="[type=file]", file=NOT_A_SHEET),
        State("/aid/shipments/new/?arrived=1", form="[name=reference]"),
        State("/aid/upload/shipments/", form="[type=file]", file=NOT_A_SHEET),
        State("/trade/new/", form="[name=volume]"),
    ],
    "Manager of the Creative Women Hub": [
        State("/offers/{offer}/", 200),
        State("/offers/{offer}/windows/new/", form="[name=slots]"),
        State("/offers/{open_offer}/", 200),
        State("/offers/{open_offer}/pause/", form="[name=reason]"),
        State("/aid/requests/{request}/pledge/", form="[name=packs]", fields=(("packs", "-1"),)),
        State("/aid/pledges/{pledge}/", 200),
        State("/aid/pledges/new/", form="[name=note]"),
    ],
    OFFICER: [
        State("/rounds/new/", form="[name=title]"),
        State("/rounds/{round}/", 200),
        State("/rounds/{round}/demand/", 200),
        State("/rounds/{round}/rules/", form="[name=title]", fields=(("title", ""),)),
        State("/rounds/{round}/what-if/", EMPTY),
        State("/rounds/{round}/needs/{need}/wanted/?q=zzzz", EMPTY),
        State("/rounds/{round}/needs/{need}/wanted/?q=Rooms", form="[name=kind]"),
        State("/matches/all/?q=zzzz", EMPTY),
        State("/needs/upload/", form="[type=file]", file=NOT_A_SHEET),
        State("/offers/upload/", form="[type=file]", file=NOT_A_SHEET),
        State("/aid/drives/new/", form="[name=starts]"),
        State("/aid/items/new/", form="[name=also]"),
    ],
}
