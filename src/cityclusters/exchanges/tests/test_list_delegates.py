"""An officer uploads a list of delegates: a dry run first, nothing written before she confirms."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import delegate_lists
from cityclusters.exchanges.delegate_questions import bad_cells, questions, summary
from cityclusters.exchanges.models import DelegateList, Exchange, Registration
from cityclusters.exchanges.tests.uploads import checked, codes, csv, plans, run, written, xlsx
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

HEADER = ["Ф.И.О.", "Лавозими", "Шаҳар", "E-mail", "Жинси"]


@pytest.fixture
def cities(khiva: Place, bukhara: Place) -> None:
    khiva.add_names(["Хива", "Xiva"])
    bukhara.add_names(["Бухара", "Buxoro"])


def test_a_list_in_cyrillic_is_understood_checked_and_written_once(
    training: Exchange, officer: Person, khiva_city: Organisation, bukhara: Place, cities: None
) -> None:
    lines: list[Any] = [
        HEADER,
        ["Каримов Алишер", "Ҳоким ўринбосари", "г. Хива", "karimov@khiva.example", "эркак"],
        ["Юлдашева Нигора", "Мутахассис", "Бухара", None, "аёл"],
    ]
    delegates = checked(training, officer, xlsx(*lines))
    assert delegates.state == DelegateList.State.CHECKED
    assert plans(delegates) == ["create", "create"]
    first, second = delegates.rows.all()
    assert first.organisation == khiva_city, "a city without more means its local authority"
    assert second.new_organisation == "Bukhara"
    assert not Person.objects.filter(email="karimov@khiva.example").exists(), "a dry run writes nothing"
    assert Registration.objects.count() == 0

    written(delegates, officer)
    assert delegates.state == DelegateList.State.DONE
    seats = {seat.person.name: seat for seat in training.registrations.select_related("person")}
    assert seats["Каримов Алишер"].post == "Ҳоким ўринбосари"
    assert {name: seat.person.sex for name, seat in seats.items()} == {
        "Каримов Алишер": "male",
        "Юлдашева Нигора": "female",
    }
    assert Letter.objects.count() == 0, "no letter unless she ticked it"

    again = checked(training, officer, xlsx(*lines))
    assert plans(again) == ["same", "same"]
    written(again, officer)
    assert training.registrations.count() == 2
    assert Organisation.objects.filter(place=bukhara).count() == 1


def test_a_corrected_list_adds_what_was_left_out_and_nobody_twice(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    first = checked(
        training, officer, csv("Name,City,E-mail\nA B,Khiva,a@x.example\nC D,Khiva,not-an-address\n")
    )
    assert plans(first) == ["create", "bad"]
    assert codes(first, 3) == ["email_bad"]
    written(first, officer)
    second = checked(
        training, officer, csv("E-mail,Name,City\nc@x.example,C D,Khiva\na@x.example,A B,Khiva\n")
    )
    assert plans(second) == ["create", "same"]
    written(second, officer)
    emails = set(training.registrations.values_list("person__email", flat=True))
    assert emails == {"a@x.example", "c@x.example"}


def test_without_an_address_a_person_is_recognised_by_name_and_organisation_in_any_script_and_order(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    written(checked(training, officer, csv("ФИО;Город\nЮлдашева Нигора;Хива\n")), officer)
    again = checked(training, officer, csv("F.I.Sh.;Shahar\nNigora Yuldasheva;Xiva\n"))
    assert plans(again) == ["same"]
    assert again.rows.get().why == "name"


def test_a_known_person_is_matched_by_her_address_whatever_the_script(
    training: Exchange, officer: Person, khiva_deputy: Person, cities: None
) -> None:
    khiva_deputy.name = "Nodira Qodirova"
    khiva_deputy.save()
    delegates = checked(
        training, officer, csv("ФИО;Город;Email\nҚодирова Нодира;Хива;DEPUTY@khiva.example\n")
    )
    row = delegates.rows.get()
    assert (row.plan, row.person, row.why) == ("match", khiva_deputy, "email")
    written(delegates, officer)
    khiva_deputy.refresh_from_db()
    assert khiva_deputy.name == "Nodira Qodirova", "a list never changes a known person"
    assert training.registrations.get().person == khiva_deputy


def test_every_bad_cell_is_named_with_its_line_column_value_and_reason(
    training: Exchange, officer: Person, khiva_deputy: Person, cities: None
) -> None:
    text = (
        "Name,Post,City,Country,E-mail,Sex\n"
        ",Mayor,Khiva,UZ,,\n"
        "=1+1,Mayor,Khiva,UZ,,\n"
        "Person C,Mayor,Atlantis,UZ,,\n"
        "Person D,Mayor,Khiva,Narnia,,\n"
        "Person E,Mayor,Khiva,UZ,person@,\n"
        "Person F,,Khiva,UZ,,perhaps\n"
        "Person G,Mayor,,UZ,,\n"
        "Quite Another,Mayor,Khiva,UZ,deputy@khiva.example,\n"
        "Person F,Mayor,Khiva,UZ,,\n"
        "12345,Mayor,Khiva,UZ,,\n"
    )
    delegates = checked(training, officer, csv(text))
    assert {line: codes(delegates, line) for line in range(2, 12)} == {
        2: ["name_missing"],
        3: ["formula"],
        4: ["place_unknown"],
        5: ["country_unknown"],
        6: ["email_bad"],
        7: ["post_missing", "sex_unclear"],
        8: ["organisation_missing"],
        9: ["email_taken"],
        10: ["repeated"],
        11: ["name_odd"],
    }
    assert delegates.rows.get(line=7).plan == "create", "hints do not hold a line up"
    cells = {cell.line: cell for cell in bad_cells(delegates.rows.all())}
    assert (cells[6].column, cells[6].value) == ("E-mail", "person@")
    assert "7" in cells[10].reason, "the line of the first is named"
    assert all(cell.reason and cell.advice for cell in cells.values())


def test_PL1_two_places_of_a_name_are_a_question_with_their_provinces(
    training: Exchange, officer: Person, yichuns: list[Place]
) -> None:
    delegates = checked(training, officer, csv("Name,City,Country\nA B,Yichun,China\nC D,Yichun,China\n"))
    (question,) = questions(delegates)
    assert question.lines == [2, 3]
    labels = [choice.label for choice in question.choices]
    assert any("Jiangxi" in label for label in labels)
    assert any("Heilongjiang" in label for label in labels)
    assert plans(delegates) == ["bad", "bad"]
    heilongjiang = yichuns[1].public_id
    answers = {question.key: yichuns[0].public_id, dict(question.single)[3]: heilongjiang}
    delegate_lists.decide(delegates, answers)
    run(delegates)
    assert [row.place for row in delegates.rows.all()] == yichuns, "one answer for all, another for line 3"
    assert plans(delegates) == ["create", "create"]


def test_a_province_in_the_list_answers_the_question(
    training: Exchange, officer: Person, yichuns: list[Place]
) -> None:
    delegates = checked(
        training,
        officer,
        csv("Name,City,Province,Country\nA B,宜春,Jiangxi,中国\n".replace("宜春", "Yichun")),
    )
    assert delegates.rows.get().place == yichuns[0]


def test_an_unknown_place_proposes_near_spellings_and_may_be_left_open(
    training: Exchange, officer: Person, khiva: Place, cities: None
) -> None:
    delegates = checked(training, officer, csv("Name,City,Country\nA B,Khivva,Uzbekistan\nC D,Xyzzy,UZ\n"))
    known, unknown = questions(delegates)
    assert khiva.public_id in [choice.value for choice in known.choices]
    delegate_lists.decide(delegates, {known.key: khiva.public_id, unknown.key: "leave"})
    run(delegates)
    assert plans(delegates) == ["create", "bad"]
    assert not questions(delegates), "a line left out is no question any more"
    assert summary(delegates).bad == 1


def test_a_place_of_the_name_in_another_country_is_proposed_never_taken(
    training: Exchange, officer: Person, khiva: Place, amman: Place
) -> None:
    uzbekistan = khiva.country
    delegates = checked(training, officer, csv("Name,City\nA B,Amman\nC D,Khiva\n"), country=uzbekistan)
    assert codes(delegates, 2) == ["place_unknown"]
    (question,) = questions(delegates)
    assert question.choices[0].value == amman.public_id
    said = checked(training, officer, csv("Name,City,Country\nA B,Amman,Jordanie\n"), country=uzbekistan)
    assert said.rows.get().place == amman, "what the line says counts more"


def test_an_address_of_somebody_else_is_a_conflict_to_decide(
    training: Exchange, officer: Person, khiva_deputy: Person, cities: None
) -> None:
    text = "Name,City,E-mail\nQuite Another,Khiva,deputy@khiva.example\n"
    delegates = checked(training, officer, csv(text))
    (question,) = questions(delegates)
    assert "Deputy mayor of Khiva" in question.text
    delegate_lists.decide(delegates, {question.key: "without"})
    written(run(delegates), officer)
    new = training.registrations.get().person
    assert (new.name, new.email) == ("Quite Another", None)
    other = checked(training, officer, csv(text))
    delegate_lists.decide(other, {questions(other)[0].key: "same"})
    written(run(other), officer)
    assert training.registrations.filter(person=khiva_deputy).exists()


def test_two_people_with_one_address_are_told_apart(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    text = (
        "Name,City,E-mail\nFirst Person,Khiva,office@khiva.example\nSecond One,Khiva,office@khiva.example\n"
    )
    delegates = checked(training, officer, csv(text))
    assert codes(delegates, 3) == ["email_shared"]
    delegate_lists.decide(delegates, {questions(delegates)[0].key: "without"})
    written(run(delegates), officer)
    assert training.registrations.count() == 2


def test_T10_sex_comes_from_a_column_that_states_it_and_from_nothing_else(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    text = (
        "Title,Name,City\nMs.,Ivan Margot Barrueto,Khiva\nMr.,Maria Perez,Khiva\nMrs,Nigora Karimova,Khiva\n"
    )
    written(checked(training, officer, csv(text)), officer)
    seats = training.registrations.select_related("person")
    assert [seat.person.sex for seat in seats] == ["", "", ""]
    assert {seat.person.name for seat in seats} == {"Ivan Margot Barrueto", "Maria Perez", "Nigora Karimova"}


def test_seats_are_given_in_the_files_order_and_the_rest_waits(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    training.capacity = 2
    training.save()
    delegates = checked(
        training, officer, csv("Name,City\n" + "".join(f"Person {n},Khiva\n" for n in "DCBA"))
    )
    before = summary(delegates)
    assert (before.people, before.seats, before.waiting) == (4, 2, 2)
    written(delegates, officer)
    line = training.registrations.order_by("queued_at", "pk").values_list("person__name", "state")
    waiting = [name for name, state in line if state == "waitlisted"]
    assert sorted(name for name, state in line if state == "confirmed") == ["Person C", "Person D"]
    assert waiting == ["Person B", "Person A"]


def test_invitations_go_out_only_when_she_ticks_it_in_each_persons_language(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    text = "Name,City,E-mail,Language\nA B,Khiva,a@x.example,français\nC D,Khiva,c@x.example,\nE F,Khiva,,\n"
    delegates = checked(training, officer, csv(text), language="es")
    written(delegates, officer, invite=True)
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert {to: letter.language for to, letter in letters.items()} == {
        "a@x.example": "fr",
        "c@x.example": "es",
    }
    assert "/registrations/" in letters["a@x.example"].body
    written(checked(training, officer, csv(text), language="es"), officer, invite=True)
    assert Letter.objects.count() == 2


def test_a_list_that_starts_nowhere_asks_for_its_columns(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    delegates = checked(training, officer, csv("Aa;Bb;Cc\nPerson A;Khiva;Mayor\n"))
    assert delegates.state == DelegateList.State.COLUMNS
    delegate_lists.read_again(delegates, columns={"0": "name", "1": "place", "2": "post"}, by_hand=True)
    run(delegates)
    assert plans(delegates) == ["create"]
    assert delegates.rows.get().values["post"] == "Mayor"


def test_guessed_letters_can_be_chosen_anew(training: Exchange, officer: Person, cities: None) -> None:
    delegates = checked(training, officer, csv("ФИО;Город\nКаримов;Хива\n", encoding="windows-1251"))
    assert (delegates.encoding, delegates.rows.get().values["name"]) == ("windows-1251", "Каримов")
    assert "windows-1256" in delegates.encodings
    delegate_lists.read_again(delegates, encoding="utf-16")
    assert run(delegates).state == DelegateList.State.REFUSED
    delegate_lists.read_again(delegates, encoding="windows-1251")
    assert run(delegates).state == DelegateList.State.CHECKED


def test_a_refused_file_says_why_and_writes_nothing(training: Exchange, officer: Person) -> None:
    delegates = checked(training, officer, csv("%PDF-1.7"))
    assert (delegates.state, delegates.problem["code"]) == ("refused", "kind")
    with pytest.raises(NotPossible):
        delegate_lists.confirm(delegates, officer, invite=False)


def test_files_are_kept_only_until_the_list_is_done(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Khiva\n", name="../../etc/passwd.csv"))
    stored = delegates.file.name
    assert stored == f"lists/{delegates.public_id}", "a name of ours"
    assert default_storage.exists(stored)
    written(delegates, officer)
    assert not delegates.file
    assert not default_storage.exists(stored)
    dropped = checked(training, officer, csv("Name,City\nC D,Khiva\n"))
    delegate_lists.drop(dropped, officer)
    assert not default_storage.exists(f"lists/{dropped.public_id}")
    assert dropped.rows.count() == 0


def test_confirming_twice_writes_once_and_a_done_list_stays_as_it_is(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Khiva\n"))
    delegate_lists.confirm(delegates, officer, invite=False)
    delegate_lists.confirm(delegates, officer, invite=True)
    run(delegates)
    delegate_lists.confirm(delegates, officer, invite=True)
    assert delegates.state == "done"
    assert not delegates.invite
    for act in (delegate_lists.read_again, lambda row: delegate_lists.drop(row, officer)):
        with pytest.raises(NotPossible):
            act(delegates)
    assert Entry.objects.filter(act="delegates.written").count() == 1


def test_an_exchange_that_takes_nobody_refuses_the_confirmation(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Khiva\n"))
    training.cancel(officer, "No funds")
    with pytest.raises(NotPossible, match="Plan the exchange first"):
        delegate_lists.confirm(delegates, officer, invite=False)


def test_what_became_known_between_check_and_confirmation_is_used(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    delegates = checked(training, officer, csv("Name,City,E-mail\nA B,Khiva,a@x.example\n"))
    meanwhile = Person.objects.create_user(email="a@x.example", name="A B")
    written(delegates, officer)
    assert training.registrations.get().person == meanwhile


def test_an_organisation_that_only_names_the_city_is_its_local_authority(
    training: Exchange, officer: Person, khiva_city: Organisation, cities: None
) -> None:
    text = "Name;Organisation;City\nA B;Хива шаҳар ҳокимлиги;Хива\nC D;Municipality;Khiva\n"
    text += "E F;Khiva Silk School;Khiva\n"
    delegates = checked(training, officer, csv(text))
    first, second, third = delegates.rows.all()
    assert first.organisation == second.organisation == khiva_city
    assert third.new_organisation == "Khiva Silk School"


def test_several_organisations_of_a_name_are_a_question(
    training: Exchange, officer: Person, khiva_city: Organisation, bukhara_city: Organisation
) -> None:
    for city in (khiva_city, bukhara_city):
        Organisation.objects.create(names={"_": "en", "en": "Silk School"}, kind="other", place=city.place)
    delegates = checked(training, officer, csv("Name;Organisation\nA B;Silk School\n"))
    (question,) = questions(delegates)
    assert codes(delegates, 2) == ["organisation_several"]
    delegate_lists.decide(delegates, {question.key: question.choices[1].value})
    assert run(delegates).rows.get().organisation is not None
