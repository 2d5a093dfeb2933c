"""The panel for evidence, driven by setting values as a click does; no browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from consent_samples import DAY, SENDER, proven

from avgkit import State, panels
from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY
from avgkit.contacts import ContactList, read_bytes
from avgkit.course.lists import CourseList, sample_list
from avgkit.duties.consent import Refusal, Store
from avgkit.duties.consent.consent_form import ConsentForm
from avgkit.widgets.consent_fields import default_path

FILLED = {
    "sender": SENDER,
    "given_at": "2026-03-01",
    "method": "box",
    "box": "unticked",
    "text": "Ja, stuur mij je nieuwsbrief. Afmelden kan altijd.",
    "separate": "yes",
    "opt_out_offered": "yes",
    "origin": "beurs in Utrecht",
}


@pytest.fixture
def state():
    return State(sample_list())


@pytest.fixture
def panel(state, tmp_path):
    state.answer("objection", "no")
    panel = panels.consent(state, tmp_path / "toestemming.sqlite")
    open_ = (state.contacts["consent"] == "unknown") & state.contacts["email"].notna()
    ids = set(state.contacts.loc[open_, "contact_id"])
    panel.contact.value = next(key for _, key in panel.contact.options if key in ids)
    return panel


def fill(panel, **changes):
    for name, value in (FILLED | changes).items():
        panel.fields[name].value = value


def test_the_panel_says_what_is_missing_and_writes_nothing_by_itself(panel):
    assert "er ontbreken 7 dingen" in panel.text
    assert "artikel 7 lid 3" in panel.text
    fill(panel)
    assert "geldig, en je kunt haar bewijzen" in panel.text
    assert not panel.desk.path.exists()
    assert "Er is niets geschreven" in panel.control()


def test_each_answer_changes_the_outcome_at_once(panel):
    fill(panel, text="")
    assert "ontbreekt één ding" in panel.text
    panel.fields["text"].value = FILLED["text"]
    assert "De uitkomst wordt “mag”. Die was “hangt ervan af”." in panel.text
    panel.fields["box"].value = "pre_ticked"
    assert "Het vakje stond al aan" in panel.text
    assert "“mag”" not in panel.text
    panel.fields["box"].value = "unticked"
    panel.fields["channel"].value = "sms"
    assert "adres of nummer" in panel.text or "geldig" in panel.text


def test_saving_withdrawing_and_objecting_go_to_the_store(panel):
    fill(panel)
    panel.save.click()
    assert "Vastgelegd in toestemming.sqlite" in panel.text
    with Store.open(panel.desk.path) as store:
        (record,) = store.records()
    assert (record.text, record.sender, record.origin) == (FILLED["text"], SENDER, FILLED["origin"])
    assert [key for _, key in panel.which.options] == ["alles", record.record_id]
    panel.which.value = record.record_id
    panel.withdraw.click()
    assert "ingetrokken" in panel.text
    assert "De uitkomst blijft: mag niet" in panel.text
    panel.against.value = "phone"
    panel.objects.click()
    with Store.open(panel.desk.path) as store:
        assert [event.kind for event in store.events()] == ["consent", "withdrawal", "objection"]
    assert "1 toestemming vastgelegd. Het bewijs is heel: 3 regels" in panel.control()


def test_a_wrong_day_gets_a_sentence_and_saving_it_writes_nothing(panel):
    fill(panel, given_at="ooit")
    assert "“ooit” is geen dag" in panel.text
    panel.save.click()
    assert not panel.desk.path.exists()
    panel.fields["given_at"].value = "2027-01-05"
    assert "moet nog komen" in panel.text
    panel.today.value = date(2027, 1, 6)
    assert "moet nog komen" not in panel.text


def test_a_scan_is_kept_as_its_fingerprint_only(panel):
    fill(panel, method="paper")
    assert "De scan van het papier ontbreekt" in panel.text
    scan = {"name": "anouk.pdf", "type": "application/pdf", "size": 4, "content": memoryview(b"scan")}
    panel.scan.value = ({**scan, "last_modified": pd.Timestamp("2026-01-01")},)
    assert "geldig" in panel.text
    panel.save.click()
    assert b"anouk.pdf" not in panel.desk.path.read_bytes()


def test_no_name_or_address_stays_in_the_saved_notebook(panel, state):
    fill(panel)
    panel.save.click()
    told = repr(panel)
    row = panel.desk.contact.iloc[0]
    for value in (row["name"], row["email"], row["phone"]):
        assert not isinstance(value, str) or value not in told


def test_the_panel_follows_the_list_and_keeps_what_was_filled_in(panel, state, tmp_path):
    fill(panel)
    state.set(as_of=date(2026, 2, 1))
    assert panel.desk.draft.text == FILLED["text"]
    assert "nog niet gegeven" in panel.text
    panel.search.value = "bestaat niet"
    assert panel.text == "Er is geen contact gekozen. Kies er een uit de lijst."


def test_the_usual_sender_comes_from_the_store(panel, state):
    fill(panel)
    panel.save.click()
    assert panels.consent(state, panel.desk.path).fields["sender"].value == SENDER


def test_practice_with_the_sample_list_is_kept_apart(state):
    assert default_path(state).name == "toestemming_oefening.sqlite"
    state.source = type("Own", (), {"is_sample": False})()
    assert default_path(state).parts[-3:] == ("data", "eigen", "toestemming.sqlite")


def test_a_changed_store_is_not_shown_as_proof(panel):
    fill(panel)
    panel.save.click()
    with Store.open(panel.desk.path) as store:
        store._connection.execute("DROP TRIGGER event_stays")
        store._connection.execute("UPDATE event SET recorded = '2020-01-01'")
    panel.fields["origin"].value = "elders"
    assert "later veranderd" in panel.text


def test_every_control_has_a_label(panel):
    controls = [child for child in panel.children if hasattr(child, "description") and type(child).__name__ != "HTML"]
    assert len(controls) > 15
    assert all(control.description for control in controls)


def test_the_desk_works_without_widgets(state, tmp_path):
    desk = ConsentForm(state.contacts, tmp_path / "t.sqlite", as_of=DAY, today=DAY)
    desk.fill(**FILLED)
    assert desk.quality().status == "valid"
    with pytest.raises(AttributeError, match="kleur"):
        desk.fill(kleur="rood")
    with pytest.raises(AttributeError, match="email"):
        desk.fill(email="ander@example.org")
    desk.choose("bestaat niet")
    with pytest.raises(AvgkitError, match="geen contact gekozen"):
        desk.save()
    assert not desk.path.exists()


def test_the_desk_sees_a_withdrawal_that_is_known_by_the_number_only(state, tmp_path):
    path = tmp_path / "t.sqlite"
    contacts = state.contacts[state.contacts["email"].notna()].head(1).assign(phone=None)
    email = contacts["email"].iat[0]
    with Store.open(path, create=True) as store:
        store.add(proven(email=email, phone="+31600000077"), DAY)
        store.refuse(Refusal("withdrawal", "2026-10-01", phone="+31600000077"), DAY)
    desk = ConsentForm(contacts, path, as_of=DAY, today=DAY)
    assert desk.held()[0].withdrawn_at == "2026-10-01"
    desk.fill(**FILLED)
    assert desk.outcomes()[0].verdict == desk.outcomes()[1].verdict == "not_allowed"


def test_a_typed_note_fills_in_the_fields_and_writes_nothing(panel):
    panel.typed.value = "wanneer: 14-10-2026\nhoe: hardop\nwaar: beurs\ntekst: Mag ik je mailen?\nJa, leuk!"
    assert panel.fields["method"].value == "spoken"
    assert panel.fields["origin"].value == "beurs"
    assert "De notitie is overgenomen" in panel.text
    assert panel.desk.draft.text == "Mag ik je mailen?\nJa, leuk!"
    panel.typed.value = "zomaar wat"
    assert "bekend woord" in panel.text
    assert not panel.desk.path.exists()


def test_consents_are_taken_over_from_the_lists_once(panel):
    fill(panel)
    panel.take.click()
    assert "Overgenomen: 13 toestemmingen en 5 afmeldingen of bezwaren." in panel.text
    panel.take.click()
    assert "Overgenomen: 0 toestemmingen en 0 afmeldingen of bezwaren." in panel.text
    with Store.open(panel.desk.path) as store:
        assert store.verify().events == 18


def test_the_rights_panel_hangs_on_the_same_list(panel):
    rights = panel.rights()
    assert rights.practice
    assert "Wij kijken in 5 bestanden" in rights.text


def test_today_moves_along_with_another_list_unless_it_was_filled_in(state, tmp_path):
    panel = panels.consent(state, tmp_path / "toestemming.sqlite")
    assert panel.today.value == COURSE_DAY
    own = replace(sample_list(), name="je eigen lijst", is_sample=False)
    state.set(source=own)
    assert panel.today.value == panel.desk.today == date.today()
    panel.today.value = date(2026, 12, 24)
    state.set(source=sample_list())
    assert panel.today.value == panel.desk.today == date(2026, 12, 24)


def test_unproven_never_stands_beside_a_verdict_that_allows(state, tmp_path):
    state.answer("objection", "no")
    panel = panels.consent(state, tmp_path / "toestemming.sqlite")
    seen = set()
    for key in state.contacts.loc[state.contacts["email"].notna(), "contact_id"]:
        panel.desk.choose(key)
        quality, (before, after) = panel.desk.quality(), panel.desk.outcomes()
        seen.add((quality.status, before.verdict))
        assert not (quality.status == "unproven" and "allowed" in (before.verdict, after.verdict))
    assert ("valid", "allowed") in seen
    assert "unproven" in {status for status, _ in seen}


def test_everybody_on_a_list_from_one_form_is_taken_over_with_its_own_day(tmp_path):
    told = b"Naam,E-mail,Aangemeld op\nAnna,anna@example.org,2026-03-01\nBram,bram@example.org,\n"
    source = CourseList(ContactList([read_bytes(told, "aanmeldingen.csv")]), "een lijst")
    panel = panels.consent(State(source, as_of=DAY), tmp_path / "toestemming.sqlite")
    fill(panel)
    panel.take.click()
    assert "Overgenomen: 0 toestemmingen" in panel.text
    panel.one_form.value = True
    panel.take.click()
    assert "Overgenomen: 2 toestemmingen" in panel.text
    with Store.open(panel.desk.path) as store:
        assert sorted(record.given_at for record in store.records()) == ["", "2026-03-01"]
