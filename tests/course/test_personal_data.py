"""Which data are personal data, what the columns of a list hold, and whether the law sees you."""

from __future__ import annotations

import itertools

import pytest

from avgkit import charts, panels
from avgkit.base import toml_data
from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.reading import GLIMPSE
from avgkit.course.lists import CourseList, sample_list
from avgkit.course.personal_data import (
    ANSWERS,
    BY_KEY,
    DATA,
    KIND_LABELS,
    DataKind,
    ListKinds,
    judge,
    kinds_of_columns,
    scope,
)
from avgkit.course.personal_data import data_kinds as kinds_of_data
from avgkit.course.personal_data.avg_scope import outcomes
from avgkit.course.personal_data.column_kinds import OF_A_COMPANY
from avgkit.law.facts import UNKNOWN, Recipient
from avgkit.widgets.state import State

NATURAL = (Recipient.CONSUMER, Recipient.SOLE_TRADER, Recipient.PARTNERSHIP)


def read(text, name="lijst.csv"):
    return read_bytes(text.encode(), name)


def columns(text):
    return {column.heading: column for column in kinds_of_columns(read(text))}


@pytest.mark.parametrize("datum", DATA, ids=lambda datum: datum.key)
def test_every_kind_of_data_of_a_human_being_is_personal_data(datum):
    for recipient in NATURAL:
        assert judge(datum.key, recipient)[0] in (DataKind.PERSON, DataKind.SENSITIVE)
    assert "art." in datum.article or "overweging" in datum.article
    assert datum.why.endswith(".")
    assert (datum.of_company is None) == (datum.why_company == "")


@pytest.mark.parametrize(
    ("key", "recipient", "kind"),
    [
        ("role_email", "legal_person", DataKind.ORGANISATION),
        ("role_email", "sole_trader", DataKind.PERSON),
        ("role_email", UNKNOWN, DataKind.MAYBE),
        ("email", "legal_person", DataKind.PERSON),
        ("kvk", "legal_person", DataKind.ORGANISATION),
        ("kvk", "partnership", DataKind.PERSON),
        ("company", UNKNOWN, DataKind.MAYBE),
        ("ip", "legal_person", DataKind.PERSON),
        ("special", "legal_person", DataKind.SENSITIVE),
        ("bsn", UNKNOWN, DataKind.SENSITIVE),
    ],
)
def test_a_company_is_no_person_but_who_works_there_is(key, recipient, kind):
    assert judge(key, recipient)[0] == kind


def test_a_heading_tells_what_a_column_holds():
    found = columns(
        "Naam,E-mailadres,Telefoon,Bedrijf,KvK-nummer,Geboortedatum,BSN,Dieetwensen,IP,Functie\nA,a@example.org,,,,,,,,\n"
    )
    assert {heading: column.datum.key for heading, column in found.items()} == {
        "Naam": "name",
        "E-mailadres": "email",
        "Telefoon": "phone",
        "Bedrijf": "company",
        "KvK-nummer": "kvk",
        "Geboortedatum": "birth",
        "BSN": "bsn",
        "Dieetwensen": "special",
        "IP": "ip",
        "Functie": "position",
    }


def test_cells_tell_what_a_column_holds_when_its_heading_does_not():
    found = columns("Naam,Kolom,Veld,Vak\nA,a@example.org,192.0.2.1,NL91ABNA0417164300\nB,b@example.org,192.0.2.2,\n")
    assert [found[name].datum.key for name in ("Kolom", "Veld", "Vak")] == ["email", "ip", "iban"]


def test_a_column_of_nine_digits_that_all_pass_the_test_is_a_bsn():
    rows = "".join(
        f"P{n},p{n}@example.org,{number}\n" for n, number in enumerate(("111222333", "123456782", "999999990"))
    )
    assert columns("Naam,E-mail,Nummer\n" + rows)["Nummer"].kind == DataKind.SENSITIVE
    other = rows.replace("999999990", "999999991")
    assert columns("Naam,E-mail,Nummer\n" + other)["Nummer"].datum.key == "number"


def test_a_sensitive_word_in_a_remark_is_found_with_its_row_and_not_in_a_company():
    found = columns("Naam,Bedrijf,Opmerking\nA,Moskee De Proef,belt graag\nB,,was lang ziek\nC,,is zwanger\n")
    assert found["Opmerking"].kind == DataKind.SENSITIVE
    assert found["Opmerking"].rows == (3, 4)
    assert found["Bedrijf"].datum.key == "company"
    assert columns("Naam,Opmerking\nA,ziekenhuis\nB,werkt bij een museum\n")["Opmerking"].datum.key == "notes"


def test_a_remark_about_a_crime_is_found():
    found = columns("Naam,Opmerking\nA,heeft een strafblad\n")["Opmerking"]
    assert (found.datum.key, found.article) == ("crime", "AVG art. 10; UAVG art. 31")


def test_the_columns_of_companies_alone_are_about_organisations():
    found = columns("Bedrijf,E-mail\nProef B.V.,info@example.org\nTest N.V.,verkoop@example.com\n")
    assert found["Bedrijf"].kind == found["E-mail"].kind == DataKind.ORGANISATION
    mixed = columns("Bedrijf,E-mail\nProef B.V.,info@example.org\nTest N.V.,anna.bos@example.com\n")
    assert mixed["E-mail"].kind == DataKind.PERSON


def test_an_empty_column_may_go_and_a_birthday_is_not_needed():
    found = columns("Naam,Verjaardag,Veld\nA,1 mei,\n")
    assert "verjaardag" in found["Verjaardag"].advice
    assert found["Verjaardag"].article == "AVG art. 5 lid 1 onder c"
    assert (found["Veld"].filled, "leeg" in found["Veld"].advice) == (0, True)
    assert found["Naam"].advice == ""


@pytest.mark.parametrize("file", sample_list().source.files, ids=lambda file: file.name)
def test_every_column_of_a_sample_gets_one_kind_and_none_is_a_riddle(file):
    found = kinds_of_columns(file)
    assert [column.heading for column in found] == list(file.headings)
    assert all(column.datum.key != "other" for column in found)


def test_the_remark_of_noor_is_the_one_sensitive_column_of_her_list():
    kinds = ListKinds(sample_list())
    assert kinds.counts.frame["extra gevoelig"].sum() == 1
    first = kinds.attention.frame.iloc[0]
    assert (first.name, first["artikel"]) == ("Opmerking", "AVG art. 9 lid 1")
    assert "rij 13" in first["wat je kunt doen"]
    assert kinds.counts.frame.to_numpy().sum() == sum(column.filled > 0 for column in kinds.columns)
    assert "Elke kolom heeft één soort." in kinds.control()


def test_columns_with_the_same_advice_share_a_row():
    kinds = ListKinds(sample_list())
    said = kinds.attention.frame.drop(columns="bestand").reset_index()
    assert not said.duplicated().any()
    assert kinds.attention.frame.loc["CC", "bestand"] == "mailchimp_subscribed.csv, mailchimp_unsubscribed.csv"


def test_a_long_file_is_looked_at_in_part_and_that_is_said():
    rows = "".join(f"P{n},p{n}@example.org,\n" for n in range(GLIMPSE + 1))
    kinds = ListKinds(CourseList(ContactList([read("Naam,E-mail,Opmerking\n" + rows)]), "een lange lijst"))
    assert kinds.note == "Van een lang bestand bekeken we de eerste 5.000 rijen."
    assert ListKinds(sample_list()).note == ""


def test_a_list_without_files_has_a_sentence():
    kinds = ListKinds(CourseList(ContactList([]), "een lege lijst"))
    assert kinds.sentence == "Er zijn geen kolommen met iets erin"
    assert kinds.attention.frame.empty


def test_no_cell_of_a_list_stands_in_what_is_said():
    text = "Naam,Opmerking,Verjaardag\nGeheime Naam,was lang ziek op 12 mei,3 april\n"
    kinds = ListKinds(CourseList(ContactList([read(text)]), "een lijst"))
    said = f"{kinds.table('lijst.csv')}{kinds.attention}{kinds.counts}{kinds.sentence}{kinds.source.source.files[0]!r}"
    assert "Geheime" not in repr(kinds.table("lijst.csv"))
    assert "12 mei" not in said


def test_the_chart_says_the_conclusion_and_its_twin_counts():
    kinds = ListKinds(sample_list())
    chart = charts.kinds_per_file(kinds)
    assert chart.title == kinds.sentence
    assert list(chart.table.columns) == [*KIND_LABELS.values()]
    assert chart.png().startswith(b"\x89PNG")


def test_the_avg_holds_unless_an_article_says_not():
    answers = (True, False, None)
    for people, home, order in itertools.product(answers, repeat=3):
        found = scope(of_people=people, at_home_only=home, in_order=order)
        outside = people is False or home is True or order is False
        assert (found.holds is False) == outside
        assert (found.holds is True) == ((people, home, order) == (True, False, True))
        assert found.article.startswith("AVG art.")


def test_scope_panel_changes_with_an_answer():
    panel = panels.scope()
    assert panel.text.startswith("Ja, de AVG geldt voor jou.")
    panel.controls["at_home_only"].value = True
    assert "privé" in panel.text
    panel.controls["at_home_only"].value = None
    assert panel.text.startswith("Dat weet je nog niet.")


def test_kind_panel_says_what_and_why_for_each_recipient():
    panel = panels.kind()
    for datum, recipient in itertools.product(BY_KEY, (*Recipient, UNKNOWN)):
        if datum != "other":
            panel.datum.value, panel.recipient.value = datum, recipient
            kind, why = judge(datum, recipient)
            assert panel.parts[0].endswith(f": {ANSWERS[kind]}.")
            assert panel.parts[1] == why


def test_columns_panel_shows_the_chosen_file_and_follows_another_list():
    state = State(sample_list())
    panel = panels.columns(state)
    panel.file.value = "beurs_2019.csv"
    assert panel.parts[1].frame.loc["Opmerking", "soort"] == "extra gevoelig"
    state.set(source=CourseList(ContactList([read("Naam,E-mail\nA,a@example.org\n", "een.csv")]), "een lijst"))
    assert panel.file.value == "een.csv"
    assert list(panel.parts[1].frame.index) == ["Naam", "E-mail"]
    state.set(source=CourseList(ContactList([]), "geen lijst"))
    assert panel.text == "Er is geen bestand. Kies eerst een lijst."


def test_the_files_and_the_program_name_the_same_things():
    assert len(BY_KEY) == len(DATA)
    assert set(KIND_LABELS) == set(ANSWERS) == set(DataKind)
    assert set(kinds_of_data.SENSITIVE_WORDS) | kinds_of_data.FREE_TEXT | OF_A_COMPANY <= set(BY_KEY)
    said = itertools.product((None, True, False), repeat=3)
    reached = {scope(of_people=a, at_home_only=b, in_order=c) for a, b, c in said}
    assert reached == set(outcomes().values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('kind = "mens"', "“mens” is geen waarde van DataKind"),
        ('kind = "person"\nheadings = ["("]', "is geen patroon"),
        ('kind = "person"\nkleur = "rood"', "kleur"),
        ("", "kind"),
    ],
)
def test_a_mistake_in_a_kind_of_data_is_told_with_its_line(tmp_path, monkeypatch, wrong, said):
    monkeypatch.setattr(toml_data, "_PACKAGE", tmp_path)
    texts = 'key = "x"\nlabel = "x"\nwhy = "Zo."\narticle = "AVG art. 4"\n'
    name = f"{tmp_path.name}.toml"  # read_data keeps what it read by name
    (tmp_path / name).write_text(f"# eerst\n\n[[datum]]\n{texts}{wrong}\n", encoding="utf-8")
    with pytest.raises(toml_data.DataError, match=f"regel 3: .*{said}"):
        toml_data.records(name, "datum", kinds_of_data._datum)
