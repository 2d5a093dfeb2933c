"""The papers of one learner and their panel, driven by setting values as a click does; no browser."""

from __future__ import annotations

import shutil
from datetime import date

import docx
import pytest

from avgkit import panels
from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY, sample_files
from avgkit.course.lists import sample_list
from avgkit.duties.documents.answer_sheet import FILE, Sheet, example, load_sheet
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.dossier import Dossier, my_dossier
from avgkit.duties.documents.papers import KINDS
from avgkit.widgets.question_field import Field
from avgkit.widgets.state import State


@pytest.fixture
def noor(tmp_path):
    return Dossier(example(), is_example=True, folder=tmp_path)


@pytest.fixture
def own(tmp_path):
    return Dossier(folder=tmp_path)


def press(panel, text):
    panel.buttons[text].click()


def test_without_own_answers_or_a_list_it_starts_with_noor(tmp_path):
    dossier = my_dossier(tmp_path)
    assert dossier.is_example
    assert dossier.sentence("privacy").startswith("Dit is het voorbeeld van Noor Fictief.")


def test_with_an_own_list_it_starts_empty_but_for_what_follows(tmp_path):
    shutil.copy(sample_files()[1], tmp_path)
    dossier = my_dossier(tmp_path)
    assert not dossier.is_example
    assert dossier.given("name") is None
    assert dossier.given("mail_tool.name") == "Mailchimp"


def test_own_papers_are_of_today_and_those_of_the_example_of_the_day_of_the_course(own, noor):
    assert (own.as_of, noor.as_of) == (date.today(), COURSE_DAY)
    noor.start(own=True)
    assert noor.as_of == date.today()
    noor.start(own=False)
    assert noor.as_of == COURSE_DAY
    noor.set(as_of=date(2027, 2, 1))
    noor.start(own=True)
    assert noor.as_of == date(2027, 2, 1), "a day that somebody chose stays"


def test_own_answers_come_back(own, tmp_path):
    own.answer("name", "Mijn bedrijf")
    own.save()
    again = my_dossier(tmp_path)
    assert (again.is_example, again.given("name")) == (False, "Mijn bedrijf")


def test_a_damaged_file_is_told_of_and_kept(tmp_path):
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    dossier = my_dossier(tmp_path)
    assert "beschadigd" in dossier.notice
    dossier.answer("name", "Mijn bedrijf")
    dossier.save()
    assert load_sheet(tmp_path / FILE).answers == {"name": "Mijn bedrijf"}
    assert "{" in [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]


def test_an_own_list_that_cannot_be_read_is_told_of(tmp_path):
    (tmp_path / "lijst.xlsx").write_bytes(b"geen werkboek")
    dossier = my_dossier(tmp_path)
    assert "lijst.xlsx" in dossier.notice
    assert dossier.sheet == Sheet()


def test_the_helpers_are_told_with_their_role_and_without_names(noor):
    table = noor.helpers()
    assert table.frame.loc["virtueel assistent", "rol"] == "verwerker"
    assert table.frame.loc["boekhouder of accountant", "rol"].startswith("nog niet te zeggen")
    assert "Verzonnen" not in repr(table)


def test_observers_hear_of_each_change_and_the_day_is_in_the_paper(own):
    heard = []
    own.observe(lambda: heard.append(1))
    own.answer("name", "x")
    own.set(as_of=date(2027, 1, 2))
    assert len(heard) == 2
    assert own.document("privacy").as_json()["as_of"] == "2027-01-02"


def test_proposals_are_filled_in_only_when_asked_for(own):
    own.answer("activities", ["newsletter"])
    assert own.given("newsletter.retention") is None
    assert own.proposals("privacy")["newsletter.retention"] == "vijf jaar"
    own.accept_proposals("privacy")
    assert own.given("newsletter.retention") == "vijf jaar"
    assert own.sheet.origins["newsletter.retention"] == "Ons voorstel."
    assert own.given("name") is None


def test_the_example_is_not_saved_as_ones_own(noor, tmp_path):
    with pytest.raises(AvgkitError, match="Noor Fictief"):
        noor.save()
    assert list(tmp_path.iterdir()) == []


def test_a_paper_is_saved_under_a_new_name_each_time(noor, tmp_path):
    noor.save_paper("privacy")
    noor.save_paper("privacy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["privacyverklaring-2.docx", "privacyverklaring.docx"]


def test_switching_to_noor_and_back_keeps_what_was_typed(own):
    own.answer("name", "Mijn bedrijf")
    own.start(own=False)
    assert (own.is_example, own.given("name")) == (True, "Fictief Tekst")
    own.start(own=True)
    assert (own.is_example, own.given("name")) == (False, "Mijn bedrijf")


def test_the_overview_counts_every_element_once(noor, own):
    for dossier in (noor, own):
        assert int(dossier.overview().to_numpy().sum()) == sum(len(kind.elements) for kind in KINDS.values())
        assert "Dat klopt." in dossier.control()


def test_the_panel_says_what_is_missing_and_an_answer_counts_at_once(noor):
    panel = panels.document(noor, "privacy")
    assert "20 van de 21" in panel.text
    assert "buiten de EER" in panel.text
    panel.fields["mail_tool.safeguard"].controls[0].value = "adequacy"
    assert "21 van de 21" in panel.text
    assert "een besluit van de Europese Commissie" in panel.reading.value


def test_the_fields_follow_the_answers_and_the_open_group_stays_open(own):
    panel = panels.document(own, "privacy")
    assert "newsletter.basis" not in panel.fields
    box = panel.fields["activities"]
    place = list(QUESTIONS["activities"].options).index("newsletter")
    panel.questions.selected_index = 1
    kept = panel.fields["name"]
    box.controls[place].value = True
    assert "newsletter.basis" in panel.fields
    assert panel.fields["name"] is kept
    assert panel.questions.get_title(panel.questions.selected_index) == "Wat je met gegevens doet (3 open)"
    box.controls[place].value = False
    assert "newsletter.basis" not in panel.fields


def test_none_of_these_and_one_of_these_exclude_each_other(own):
    panel = panels.document(own, "privacy")
    codes = list(QUESTIONS["helpers"].options)
    boxes = dict(zip(codes, panel.fields["helpers"].controls, strict=True))
    boxes["cloud"].value = True
    boxes["none"].value = True
    assert own.given("helpers") == ("none",)
    assert not boxes["cloud"].value
    boxes["mail_tool"].value = True
    assert own.given("helpers") == ("mail_tool",)
    boxes["mail_tool"].value = False
    assert own.given("helpers") is None


def test_a_wrong_answer_is_a_sentence_and_the_field_shows_what_is_kept(own):
    own.answer("breach", "yes")
    panel = panels.document(own, "breach")
    panel.fields["breach_found"].controls[0].value = "gisteren"
    assert "geen dag en tijd" in panel.text
    assert panel.fields["breach_found"].controls[0].value == ""
    panel.fields["breach_found"].controls[0].value = "2026-11-24 09:30"
    assert "27 november 2026 om 09:30 uur" in panel.reading.value


def test_every_kind_can_be_chosen_and_two_panels_share_the_answers(noor):
    panel, other = panels.document(noor), panels.document(noor, "duties")
    for kind in KINDS:
        panel.kind.value = kind
        assert KINDS[kind].title in panel.text
        assert set(panel.fields) == set(noor.asked(kind))
    panel.kind.value = "duties"
    panel.fields["innovative"].controls[0].value = "no"
    assert other.fields["innovative"].controls[0].value == "no"
    assert "DPIA" in other.text
    assert "niet nodig" in other.text


def test_the_buttons_save_fill_in_and_say_so(own, tmp_path):
    panel = panels.document(own, "privacy", state=State(sample_list()))
    press(panel, "Vul in uit mijn lijst")
    assert "nog geen eigen lijst" in panel.text
    assert own.sheet == Sheet()
    press(panel, "Neem de voorstellen over")
    assert "ingevuld" in panel.text
    press(panel, "Bewaar mijn antwoorden")
    press(panel, "Bewaar als Word-bestand")
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, "privacyverklaring.docx"]
    assert docx.Document(str(tmp_path / "privacyverklaring.docx")).paragraphs[0].text == "Privacyverklaring"
    assert "Lees het na" in panel.text


def test_a_list_of_ones_own_fills_in_and_the_example_is_left_alone(own, noor):
    mine = sample_list()
    object.__setattr__(mine, "is_sample", False)
    panel = panels.document(own, "register", state=State(mine))
    press(panel, "Vul in uit mijn lijst")
    assert own.given("mail_tool.name") == "Mailchimp"
    assert "Uit je lijst: mailchimp_subscribed.csv" in panel.fields["mail_tool.name"].words.value
    panel = panels.document(noor, "register", state=State(mine))
    press(panel, "Vul in uit mijn lijst")
    assert "kies eerst je eigen antwoorden" in panel.text


def test_whose_answers_can_be_chosen(noor):
    panel = panels.document(noor, "privacy")
    panel.whose.value = True
    assert "Dit zijn je eigen antwoorden." in panel.text
    panel.whose.value = False
    assert "Noor Fictief" in panel.text


def test_what_a_learner_typed_is_text_on_the_screen(own):
    panel = panels.document(own, "privacy")
    own.answer("name", "<script>alert(1)</script>")
    own.sheet.origins["name"] = "<b>lijst</b>"
    own.answer("fg", "no")
    assert "<script>" not in panel.reading.value
    assert "&lt;script&gt;" in panel.reading.value
    assert "<b>" not in panel.fields["name"].words.value


def test_the_saved_notebook_holds_no_answers(own):
    own.answer("name", "Geheim Bedrijf")
    own.answer("address", "Geheimstraat 1")
    panel = panels.document(own)
    for kind in KINDS:
        panel.kind.value = kind
        assert "Geheim" not in repr(panel)


@pytest.mark.parametrize("id", ["name", "required", "fg", "helpers", "breach_found"])
def test_a_field_tells_only_what_the_learner_changed(id):
    told = []
    field = Field(QUESTIONS[id], lambda id, value: told.append((id, value)))
    field.show(example().answers.get(id), "")
    assert told == []


def test_a_paper_that_does_not_exist_is_a_sentence(own):
    with pytest.raises(AvgkitError, match="bestaat niet"):
        panels.document(own, "testament")
