"""The panels in which a learner speaks of a part of the list, or looks at one contact."""

from __future__ import annotations

from avgkit import panels
from avgkit.contacts import ContactList, read_bytes
from avgkit.course.lists import CourseList, my_list, sample_list
from avgkit.widgets.panel import WIDE
from avgkit.widgets.state import State


def test_facts_panel_speaks_of_a_part_of_the_list():
    state = State(sample_list(), channels=["email"])
    panel = panels.facts(state)
    panel.who.kind.value = "some"
    assert "Je koos nog niemand" in panel.text
    panel.controls["relation"].value = "customer"
    assert panel.controls["relation"].value == "unknown"
    panel.who.file.value = "klanten.xlsx"
    assert "Je koos 18 contacten." in panel.text
    panel.controls["relation"].value = "customer"
    assert state.facts == {}
    assert "Voor deze contacten geldt: Relatie: klant." in panel.text
    panel.who.search.value = "arends"
    panel.controls["relation"].value = "former_customer"
    panel.who.search.value = ""
    assert panel.controls["relation"].value == "mixed"
    assert "Relatie: verschilt" in panel.text
    panel.controls["relation"].value = "unknown"
    assert "Voor deze contacten vulde je hier nog niets in." in panel.text
    assert state.answers.own == {}


def test_who_had_a_question_open_still_belongs_to_the_choice_after_the_answer():
    state = State(sample_list(), channels=["email"])
    panel = panels.facts(state)
    panel.who.kind.value = "some"
    panel.who.asks.value = "objection"
    chosen = list(panel.who.places)
    panel.controls["objection"].value = "no"
    assert not set(chosen) & set(state.chosen(asks="objection").tolist())
    assert panel.who.places == chosen
    panel.controls["objection"].value = "unknown"
    assert state.answers.own == {}


def test_facts_panel_speaks_of_one_contact_and_says_who_knows_what():
    state = State(sample_list(), channels=["email"])
    panel = panels.facts(state)
    panel.who.kind.value = "one"
    panel.who.search.value = "joris nagel"
    assert [name for name, _ in panel.who.contact.options] == ["Joris Nagel"]
    panel.controls["consent"].value = "valid"
    assert "Bij 1 contact is de toestemming ingetrokken. Dat blijft zo." in panel.text
    known = panel.parts[3].frame
    assert known.loc["Toestemming"].tolist() == ["ingetrokken", "uit je bestanden"]
    assert "Joris" not in panel.text
    panel.who.search.value = "bestaat niet"
    assert "Je koos nog niemand" in panel.text
    panel.who.kind.value = "everyone"
    assert "Voor wie nog geen antwoord heeft, vulde je hier nog niets in." in panel.text


def test_the_choice_of_people_follows_another_list(tmp_path):
    state = State(sample_list())
    panel = panels.facts(state)
    panel.who.kind.value = "some"
    panel.who.search.value = "a"
    (tmp_path / "a.csv").write_text("Naam,E-mailadres\nTest Een,een@example.org\n", encoding="utf-8")
    state.set(source=my_list(tmp_path))
    assert [name for name, _ in panel.who.file.options] == ["alle bestanden", "a.csv"]
    assert list(panel.who.places) == [0]
    panel.who.kind.value = "one"
    assert [name for name, _ in panel.who.contact.options] == ["Test Een"]


def test_contact_card_shows_conditions_duties_and_checked_sources_of_one_channel():
    state = State(sample_list())
    state.answer("objection", "no")
    card = panels.contact_card(state)
    card.search.value = "anouk"
    card.channel.value = "phone"
    detail = card.parts[2].frame["antwoord"]
    assert list(detail.index) == [
        *("uitkomst", "waarom", "wat nu", "voorwaarden", "wat er altijd in moet", "artikelen", "bronnen")
    ]
    assert "nagekeken op 24 november 2026" in detail["bronnen"]
    card.channel.value = "linkedin_message"
    assert "nog niet nagekeken" in card.parts[2].frame.loc["bronnen", "antwoord"]
    assert card.parts[3].frame.loc["Bezwaar", "van wie"] == "van jou, voor wie nog geen antwoord had"


def test_a_panel_about_people_keeps_their_names_out_of_the_text_of_an_own_list(tmp_path):
    (tmp_path / "a.csv").write_text("Naam,E-mailadres\nTest Een,een@example.org\n", encoding="utf-8")
    card = panels.contact_card(State(my_list(tmp_path)))
    assert "Test Een" in card.answer.value
    assert "Test Een" not in repr(card)


REMARKS = (
    "Naam,E-mail,Opmerking\nAnna,anna@example.org,boos op ons\nBram,b@example.org,boos op ons\n"
    "Cor,c@example.org,leuke klant\nDirk,d@example.org,liever niet bellen?\n"
)


def remarks():
    found = ContactList([read_bytes(REMARKS.encode(), "klanten.csv")])
    return State(CourseList(found, "een lijst"), channels=["email"])


def test_one_answer_about_a_text_settles_all_who_have_it_and_can_be_taken_back():
    state = remarks()
    panel, verdicts = panels.held(state), panels.verdicts(state)
    assert panel.parts[1] == "In kolom “Opmerking” van klanten.csv staat bij 2 contacten “boos op ons”: is dat een nee?"
    assert panel.parts[0].startswith("3 contacten zeiden misschien nee")
    assert "3 contacten zeiden misschien nee" in verdicts.text
    assert panel.parts[2].frame["contacten"].tolist() == [2, 1]
    assert panel.reply.value == "open"
    panel.reply.value = "yes"
    assert state.contacts["objection"].tolist() == ["yes", "yes", "unknown", "unknown"]
    assert panel.parts[2].frame["contacten"].tolist() == [1]
    assert "1 contact zei misschien nee" in verdicts.text
    panel.reply.value = "no"
    assert state.contacts["objection"].tolist() == ["unknown"] * 4
    panel.reply.value = "open"
    assert panel.parts[0].startswith("3 contacten")
    assert "boos" not in panel.text


def test_nobody_is_said_to_wait_when_nobody_does_and_who_waits_alone_is_named():
    panel = panels.held(State(sample_list()))
    assert panel.text.startswith("Er wacht niemand.")
    assert panel.reply.layout.display == "none"
    assert WIDE.display is None, "the layout that all panels share"
    state = remarks()
    state.answer("objection", "no", contact="1-2")
    assert panels.held(state).parts[2].frame["contacten"].tolist() == [1, 1]
    state.contacts["held"] = ["", "", "email", ""]
    state = State(state.source)
    panel = panels.held(state)
    assert panel.parts[2].frame.index.tolist() == ["iets anders: kijk deze mensen één voor één na"]
    assert panel.parts[3].frame.index.tolist() == ["Cor"]


def a_company():
    data = b"Naam,E-mail,Telefoon,Bedrijf\nAnna,anna@example.org,06 0000 0001,Anna B.V.\n"
    state = State(CourseList(ContactList([read_bytes(data, "klanten.csv")]), "een lijst"), channels=["phone"])
    known = {"recipient": "legal_person", "relation": "none", "details_source": "given_personally"}
    for fact, value in {"objection": "no", "consent": "none", **known}.items():
        state.answer(fact, value)
    return state


def test_what_is_contested_is_told_with_both_views_in_each_panel():
    state = a_company()
    decision = state.decisions("1-2")["phone"]
    assert decision.contested
    other_view = "Arnoud Engelfriet vindt"
    assert other_view in decision.reason
    assert decision.outcome == "mag, onder voorwaarden (hierover is discussie)"
    verdicts, card = panels.verdicts(state), panels.contact_card(state)
    assert decision.outcome in verdicts.answer.value
    for panel in (verdicts, card, panels.plan(state), panels.export(state, channel="phone", purpose="offer")):
        assert other_view in panel.answer.value
        assert "ierover is discussie" in panel.answer.value
    state.set(channels=["phone", "email"])
    assert other_view in verdicts.answer.value, "also when the table has a column per channel"
    state.answer("number_kind", "private")
    assert "mag niet (hierover is discussie)" in verdicts.answer.value
    state.answer("objection", "yes", contact="1-2")
    assert "discussie" not in verdicts.answer.value
