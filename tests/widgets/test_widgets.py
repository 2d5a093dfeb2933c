"""The panels, driven by setting values as a click does; no browser."""

from dataclasses import dataclass, field
from datetime import date
from html import escape

import pandas as pd
import pytest

from avgkit import panels
from avgkit.base.errors import AvgkitError
from avgkit.base.places import COURSE_DAY
from avgkit.base.tables import ShownTable
from avgkit.contacts import ContactList
from avgkit.course.exercises import EXERCISES
from avgkit.course.lists import CourseList, my_list, sample_list
from avgkit.law.facts import ASKED, FACTS, is_set, label
from avgkit.widgets.list_panel import ALL, SAMPLE
from avgkit.widgets.reports import LIMIT
from avgkit.widgets.state import State

CONTACTS = pd.DataFrame(
    {
        "contact_id": [1, 2, 3],
        "name": ["Noor <b>Fictief</b>", "", "Joris Nagel"],
        "email": ["noor@example.org", "info@example.com", "joris@example.nl"],
        "phone": [None, None, "+31600001234"],
        "consent": ["none", "valid", "withdrawn"],
        "objection": ["unknown", "no", "unknown"],
        "issues": [["adres klopt niet"], [], []],
    }
)


@dataclass
class Source:
    """What ``read`` returns, as far as the panels look."""

    contacts: pd.DataFrame = field(default_factory=lambda: CONTACTS)
    rejects: pd.DataFrame = field(default_factory=lambda: CONTACTS.head(0))
    doubts: pd.DataFrame = field(default_factory=lambda: ContactList([]).doubts)
    files: tuple = ()


@pytest.fixture
def state():
    return State(CourseList(Source(), "de testlijst"), as_of=COURSE_DAY, channels=["email", "phone"])


def many(number):
    rows = pd.DataFrame({"contact_id": range(number), "name": [f"Naam {i}" for i in range(number)]})
    return State(CourseList(Source(rows.assign(email="a@example.org", phone=None)), "een lange lijst"))


def test_state_tells_its_observers_once_per_change(state):
    calls = []
    state.observe(lambda: calls.append(state.facts))
    state.answer("relation", "customer")
    state.set(purpose="newsletter", as_of=date(2020, 1, 1))
    assert calls == [{"relation": "customer"}, {"relation": "customer"}]


def test_unknown_takes_an_answer_back(state):
    before = state.sentence()
    state.answer("objection", "yes")
    assert state.sentence() != before
    state.answer("objection", "unknown")
    assert state.facts == {}
    assert state.sentence() == before


def test_state_refuses_what_it_does_not_know(state):
    with pytest.raises(AttributeError, match="kanaal"):
        state.set(kanaal="email")
    with pytest.raises(AvgkitError, match="bestaat niet"):
        state.answer("kleur", "rood")


def test_each_person_counts_once_by_the_channel_on_which_most_is_allowed(state):
    state.set(channels=("email", "phone", "post", "public_post"))
    state.answer("objection", "yes")
    assert sum(state.people_per_verdict()) == len(CONTACTS)
    assert state.people_per_verdict()[:2] == [0, 0]  # a public post, which is allowed, reaches no one person
    assert "openbaar" not in str(state.per_contact()[0])
    state.set(channels=("public_post",))
    assert state.people_per_verdict()[0] == len(CONTACTS)


def test_who_has_no_number_is_not_counted_as_reached_by_phone(state):
    no_number = state.contacts["phone"].isna() | (state.contacts["phone"] == "")
    frame = state.counts().frame
    assert frame.loc["telefoon", "niet te bereiken"] == no_number.sum()
    shown = state.per_contact()[0].frame["telefoon"]
    assert ((shown == "–").to_numpy() == no_number.to_numpy()).all()


def test_counts_add_up_to_all_cases(state):
    assert state.counts().frame.to_numpy().sum() == len(CONTACTS) * 2
    assert list(state.counts().frame.index) == ["e-mail", "telefoon"]


def test_a_withdrawal_survives_every_answer(state):
    for fact, value in {"relation": "customer", "consent": "unproven", "objection": "no"}.items():
        state.answer(fact, value)
    with pytest.raises(AvgkitError, match="één persoon tegelijk"):
        state.answer("consent", "valid")
    table, _ = state.per_contact()
    assert table.frame.loc["Joris Nagel", "e-mail"] == "mag niet (hierover is discussie)"


def test_a_long_table_says_how_many_more():
    table, rest = many(LIMIT + 7).per_contact()
    assert len(table.frame) == LIMIT
    assert rest == "En nog 7 contacten."
    assert many(3).per_contact()[1] == ""


def test_facts_panel_answers_for_everyone_and_follows_the_state(state):
    panel = panels.facts(state)
    before = panel.text
    panel.controls["relation"].value = "customer"
    assert state.facts == {"relation": "customer"}
    assert "Relatie: klant" in panel.text
    assert panel.text != before
    state.answer("relation", "unknown")
    assert panel.controls["relation"].value == "unknown"
    assert panel.text == before


def test_verdict_panel_follows_answers_given_elsewhere(state):
    verdicts, facts = panels.verdicts(state), panels.facts(state)
    before = verdicts.answer.value
    facts.controls["objection"].value = "yes"
    assert verdicts.answer.value != before


def test_verdict_panel_chooses_channel_purpose_day_and_rules(state):
    panel = panels.verdicts(state)
    panel.channel.value = "email"
    assert state.channels == ("email",)
    assert "reden" in panel.answer.value
    panel.purpose.value = "service"
    state.answer("relation", "customer")
    assert "6" not in state.sentence().split(":")[0].split()[0]
    assert state.sentence().startswith("Je werkt met de testlijst. 3 mensen op 24 november 2026: 3 × mag")
    panel.day.any_day.value = date(2020, 6, 1)
    assert "1 juni 2020" in panel.text
    panel.rules.value = "explanation_2018"
    assert state.rules == "explanation_2018"
    panel.channel.value = "alle"
    assert state.channels == ("email", "phone")


def test_a_day_before_the_avg_or_no_day_gives_a_sentence(state):
    panel = panels.verdicts(state)
    panel.day.any_day.value = date(2017, 1, 1)
    assert "2018" in panel.text
    assert "<table" not in panel.answer.value
    panel.day.any_day.value = None
    assert panel.text == "Vul een dag in."
    panel.day.any_day.value = COURSE_DAY
    assert "<table" in panel.answer.value


def test_names_are_escaped_and_stay_out_of_the_saved_text(state):
    panel = panels.verdicts(state)
    assert "Noor &lt;b&gt;" in panel.answer.value
    assert "Noor <b>" not in panel.answer.value
    assert "Noor" not in repr(panel)


def test_open_questions_count_contacts_and_propose_no_answer(state):
    panel = panels.facts(state)
    (table,) = [part for part in panel.parts if isinstance(part, ShownTable)]
    assert list(table.frame.columns) == ["contacten"]
    assert table.frame["contacten"].is_monotonic_decreasing
    assert table.frame.loc["Heeft deze persoon gezegd dat je moet stoppen?", "contacten"] == 1
    panel.controls["objection"].value = "no"
    assert "Heeft deze persoon gezegd dat je moet stoppen?" not in state.open_questions().frame.index
    state.set(purpose="service")
    state.answer("relation", "customer")
    assert state.open_questions().frame.empty


def test_facts_panel_asks_only_what_a_rule_names_and_the_rest_behind_more(state):
    def shown():
        return {name for name, box in panel.questions.items() if box.layout.display == ""}

    panel = panels.facts(state)
    state.set(channels=["public_post"])
    assert shown() == set()
    state.set(channels=["email"])
    assert {"recipient", "relation", "consent", "objection"} <= shown() <= set(ASKED) - {"register"}
    state.set(channels=["phone"])
    assert not shown() & {"sender", "number_kind"}
    panel.more.value = True
    assert {"sender", "number_kind"} <= shown()
    assert "donor" in dict(panel.controls["relation"].options).values()
    panel.controls["sender"].value = "charity"
    panel.more.value = False
    assert "sender" in shown(), "what was answered stays in view"
    assert "donor" not in dict(panel.controls["relation"].options).values()


def test_facts_panel_says_what_counts_with_each_question(state):
    panel = panels.facts(state)
    for name, box in panel.questions.items():
        folded = box.children[1].value
        assert f"<summary>{escape(FACTS[name].question)}</summary>" in folded
        assert "Voorbeeld:" in FACTS[name].help
        assert escape(FACTS[name].help) in folded


def test_a_learner_who_knows_a_part_chooses_a_set(state):
    panel = panels.facts(state)
    (some,) = [value for text, value in panel.controls["recipient"].options if text.startswith("geen bv")]
    panel.controls["recipient"].value = some
    assert state.facts == {"recipient": "consumer|sole_trader|partnership"}
    assert "Ontvanger: geen bv, nv, stichting of vereniging" in panel.text
    state.answer("recipient", "legal_person", contact="1")
    panel.who.kind.value = "one"
    assert panel.controls["recipient"].value == "legal_person"


@pytest.mark.parametrize(("fact", "said"), [(fact, said) for fact in FACTS for said in FACTS[fact].sets])
def test_a_set_in_the_data_is_written_as_answers_are(fact, said):
    assert FACTS[fact].parse(said) == said
    assert is_set(said)
    assert label(fact, said) == FACTS[fact].sets[said]


def test_contact_card_searches_and_shows_every_channel_once(state):
    card = panels.contact_card(state)
    card.search.value = "nagel"
    assert [name for name, _ in card.contact.options] == ["Joris Nagel"]
    channels = ", ".join(card.parts[1].frame.index).split(", ")
    assert len(channels) == len(set(channels)) == 6  # nobody is on LinkedIn
    assert {"uitkomst", "waarom", "wat nu"} == set(card.parts[1].frame.columns)
    card.search.value = "bestaat niet"
    assert card.text.startswith("Er is geen contact")
    card.search.value = ""
    assert len(card.contact.options) == 3


def test_contact_card_follows_the_answers(state):
    card = panels.contact_card(state)
    before = card.answer.value
    state.answer("objection", "no")
    assert card.answer.value != before


@pytest.mark.parametrize("key", EXERCISES)
def test_exercise_panel_gives_feedback_on_each_option(key):
    panel = panels.exercise(key)
    assert panel.text.endswith("Kies een antwoord.")
    for letter, feedback in EXERCISES[key].feedback.items():
        panel.choice.value = letter
        said = "Goed." if letter == EXERCISES[key].answer else "Nog niet."
        assert panel.text.endswith(f"{said} {feedback}")


def test_exercise_panel_takes_an_answer_from_code():
    assert "Nog niet." in panels.exercise("start", " A. ").text
    with pytest.raises(AvgkitError, match="Kies uit: a, b, c"):
        panels.exercise("start", "z")


def test_the_law_beside_2018_counts_every_contact(state):
    frame = state.beside_2018().frame
    assert (frame[["wet: mag", "wet: hangt ervan af", "wet: mag niet"]].sum(axis=1) == len(CONTACTS)).all()
    assert "Elk geval heeft precies één uitkomst." in state.control()


def test_list_panel_reads_own_files_and_uploads(tmp_path):
    (tmp_path / "a.csv").write_text("Naam,E-mailadres\nTest Een,een@example.org\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Naam,E-mailadres\nTest Twee,twee@example.org\n", encoding="utf-8")
    state = State(sample_list())
    panel = panels.lists(state, tmp_path)
    assert panel.choice.value == SAMPLE
    assert "Noor Fictief" in panel.text
    panel.choice.value = "a.csv"
    assert list(state.contacts["email"]) == ["een@example.org"]
    panel.choice.value = ALL
    assert len(state.contacts) == 2
    upload = {"name": "../nieuw.csv", "content": memoryview(b"Naam,E-mailadres\nTest Drie,drie@example.org\n")}
    panel.upload.value = ({**upload, "type": "", "size": 1, "last_modified": pd.Timestamp("2026-01-01")},)
    assert list(state.contacts["email"]) == ["drie@example.org"]
    assert "het bestand dat je opende" in panel.text


def test_list_panel_says_what_is_wrong_with_a_file(tmp_path):
    (tmp_path / "leeg.csv").write_bytes(b"")
    state = State(sample_list())
    panel = panels.lists(state, tmp_path)
    panel.choice.value = "leeg.csv"
    assert "Noor Fictief" not in panel.text
    assert panel.text
    assert state.source.is_sample


def uploaded(name, content):
    return {
        "name": name,
        "content": memoryview(content),
        "type": "",
        "size": 1,
        "last_modified": pd.Timestamp("2026-01-01"),
    }


def test_a_failed_upload_changes_nothing_and_shows_no_other_list(tmp_path):
    (tmp_path / "a.csv").write_text("Naam,E-mailadres\nTest Een,een@example.org\n", encoding="utf-8")
    state = State(sample_list())
    panel = panels.lists(state, tmp_path)
    panel.choice.value = "a.csv"
    before = state.source
    panel.upload.value = (uploaded("stuk.xlsx", b"PK\x03\x04 stuk"),)
    assert state.source is before
    assert "stuk.xlsx" in panel.text
    assert "blijft zoals hij was" in panel.text
    assert "Noor Fictief" not in panel.text
    assert "Test Een" not in panel.text
    panel.upload.value = (
        uploaded("leeg.csv", b""),
        uploaded("goed.csv", b"Naam,E-mailadres\nTest Drie,drie@example.org\n"),
    )
    assert list(state.contacts["email"]) == ["drie@example.org"]
    assert "Overgeslagen: leeg.csv" in panel.text


def test_a_bad_file_among_own_files_is_told_and_the_others_are_read(tmp_path):
    (tmp_path / "a.csv").write_text("Naam,E-mailadres\nTest Een,een@example.org\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"")
    state = State(my_list(tmp_path))
    panel = panels.lists(state, tmp_path)
    assert panel.choice.value == ALL
    assert "Overgeslagen: b.csv" in panel.text
    panel.choice.value = SAMPLE
    panel.choice.value = ALL
    assert list(state.contacts["email"]) == ["een@example.org"]
    assert "Overgeslagen: b.csv" in panel.text


def test_the_lessons_run_with_the_sample_when_no_own_file_can_be_read(tmp_path):
    (tmp_path / "leeg.csv").write_bytes(b"")
    (tmp_path / "stuk.xlsx").write_bytes(b"PK\x03\x04 stuk")
    found = my_list(tmp_path)
    assert found.is_sample
    assert found.sentence.startswith("Van je eigen bestanden is er geen te lezen.")
    assert [question.split()[1] for question in found.questions[:2]] == ["leeg.csv", "stuk.xlsx"]
    assert State(found).as_of == COURSE_DAY


def test_every_control_has_a_label(state):
    shown = [panels.facts(state), panels.held(state), panels.verdicts(state), panels.contact_card(state)]
    shown += [panels.day(state), panels.flip(state)]
    boxes = [*shown, *(child for panel in shown for child in panel.children if hasattr(child, "children"))]
    controls = [child for box in boxes for child in box.children if hasattr(child, "description")]
    inputs = [control for control in controls if type(control).__name__ != "HTML"]
    assert len(inputs) > 20
    assert all(control.description for control in inputs)


def test_panels_repeat_themselves_without_model_numbers(state):
    one, two = panels.verdicts(state), panels.verdicts(state)
    assert one._repr_mimebundle_()["text/plain"] == two._repr_mimebundle_()["text/plain"]


def merging_state():
    from avgkit.contacts import ContactList, read_bytes

    one = read_bytes(b"Naam,E-mail,Bedrijf\nAnna de Wit,anna@example.org,Wit\nBram Bos,b@example.org,\n", "een.csv")
    two = read_bytes(b"Naam,E-mail,Bedrijf,Bezwaar\nAnna de Wit,a.wit@example.nl,Wit,ja\n", "twee.csv")
    return State(CourseList(ContactList([one, two]), "een lijst"), channels=["email"])


def test_merge_panel_asks_merges_and_takes_back():
    state = merging_state()
    panel = panels.merge(state)
    assert len(state.contacts) == 3
    assert "zelfde naam en zelfde bedrijf" in panel.answer.value.lower()
    panel.reply.value = "same"
    assert len(state.contacts) == 2
    assert state.contacts["objection"].tolist() == ["yes", "unknown"]
    assert "besliste over 1" in panel.text
    assert "Anna" not in panel.text
    panel.reply.value = "different"
    assert len(state.contacts) == 3
    panel.reply.value = "open"
    assert "besliste over 0" in panel.text
    with pytest.raises(AvgkitError, match="geen ja of nee"):
        state.decide_pair("9-9 8-8", "same")


def test_a_learner_says_what_a_file_and_a_column_is(tmp_path):
    (tmp_path / "lijst.csv").write_text("Kolom X,Anders,E-mail\nAnna,a@example.org,b@example.nl\n", encoding="utf-8")
    panel = panels.lists(State(my_list(tmp_path)), tmp_path)
    assert panel.columns["email"].layout.display == ""
    assert panel.state.contacts["email"].tolist() == ["b@example.nl"]
    panel.columns["email"].value = "Anders"
    panel.columns["name"].value = "Kolom X"
    assert panel.state.contacts[["name", "email"]].to_numpy().tolist() == [["Anna", "a@example.org"]]
    panel.kind.value = "own_suppression_list"
    assert panel.state.contacts[["email", "objection", "other_emails"]].to_numpy().tolist() == [
        ["a@example.org", "yes", ""]
    ]
    assert panel.columns["email"].layout.display == ""
    panel.kind.value = "linkedin_connections"
    assert "niet de koppen van “LinkedIn: je connecties”" in panel.text
    panel.kind.value = "automatisch"
    assert panel.state.contacts["objection"].tolist() == ["unknown"]


def test_the_date_slider_and_the_field_stand_on_the_same_day(state):
    panel = panels.day(state)
    panel.choice.slider.value = date(2021, 7, 1)
    assert state.as_of == panel.choice.any_day.value == date(2021, 7, 1)
    assert "Bel-me-niet Register stopt" in panel.text
    panel.choice.any_day.value = date(2026, 6, 30)
    assert state.as_of == date(2026, 6, 30)
    assert panel.choice.slider.value == date(2024, 10, 15)
    assert "30 juni 2026" in panel.text
    state.set(as_of=date(2018, 5, 25))
    assert panel.choice.slider.value == date(2018, 5, 25)
    panel.choice.any_day.value = None
    assert panel.text == "Vul een dag in."


def test_the_day_panel_says_which_law_holds_and_whether_its_source_was_checked(state):
    panel = panels.day(state)
    assert "Stb. 2025, 12" in panel.text
    assert "nagekeken" not in panel.text
    panel.choice.slider.value = date(2021, 7, 1)
    assert "Niet elke bron hiervan is al nagekeken." in panel.text
    panel.choice.any_day.value = date(2018, 5, 24)
    assert panel.text.startswith("De dag 24-05-2018 ligt voor 25 mei 2018")


def test_two_panels_with_a_day_follow_each_other(state):
    day, verdicts = panels.day(state), panels.verdicts(state)
    day.choice.slider.value = date(2018, 5, 25)
    assert verdicts.day.slider.value == verdicts.day.any_day.value == date(2018, 5, 25)
    verdicts.day.any_day.value = date(2022, 2, 2)
    assert day.choice.day == date(2022, 2, 2)
    assert "2 februari 2022" in day.text


def test_flip_panel_shows_who_changes_for_a_channel_and_a_purpose(state):
    state.answer("register", "not_listed")
    state.answer("recipient", "consumer")
    state.answer("relation", "none")
    panel = panels.flip(state, "phone")
    assert panel.text.startswith("Bij 1 van de 3 contacten")
    assert "Noor" in panel.answer.value
    assert "Noor" not in panel.text
    assert "Joris Nagel" not in panel.answer.value, "a withdrawal is no on every day"
    panel.channel.value = "email"
    assert panel.text.startswith("Bij geen enkel contact")
    panel.purpose.value = "service"
    assert state.purpose == "service"
    state.set(purpose="offer")
    assert panel.purpose.value == "offer"


def test_post_panel_writes_the_post_and_says_what_is_missing():
    panel = panels.post()
    assert "Noor Fictief" in panel.text
    panel.controls["name"].value = "Test <b>Een</b>"
    assert "Test &lt;b&gt;Een" in panel.answer.value
    panel.controls["link"].value = "www.example.org"
    assert "moet met https:// beginnen" in panel.text
    panel.controls["link"].value = " "
    assert panel.text.startswith("Vul nog in: de link naar je aanmeldpagina")
