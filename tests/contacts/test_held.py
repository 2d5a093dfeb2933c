"""Held: who perhaps said no stays not allowed or open, whatever is said of everyone or of a part, however the list is
handled.
"""

from __future__ import annotations

import io
import json
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from test_stop_signals import ANNA, BRAM, EVERYONE, PEOPLE, book, open_channels, table

from avgkit import cli
from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read, read_bytes
from avgkit.contacts.holding import held_rows, held_sentence
from avgkit.course.lists import CourseList
from avgkit.law.classification import classify, codes_on
from avgkit.law.facts import Channel, Purpose
from avgkit.plan.groups import make_plan
from avgkit.plan.list_on_day import on_day
from avgkit.plan.safe_lists import select
from avgkit.widgets.state import State

ADVERTISING = ["newsletter", "offer", "permission_request"]
PRIVATE = [channel for channel in Channel if channel != Channel.PUBLIC_POST]
MAILCHIMP = "Email Address,First Name,Last Name,Phone Number,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,LEID"
PROOF = "anna@example.org,Anna,Wit,0612345678,2024-01-01 10:00:00,192.0.2.1,,1"


def remark(text="boos op ons", name="klanten.csv", column="Opmerking"):
    rows = [[*PEOPLE[0], column], [*PEOPLE[1], text], [*PEOPLE[2], ""]]
    return ContactList([read_bytes(table(rows), name)])


def yes(contacts, **more):
    """Return the ids that come out allowed or conditional for advertising when all is said of everyone."""
    told = classify(contacts, as_of="2026-11-25", channels=PRIVATE, purposes=ADVERTISING, facts=EVERYONE | more)
    return set(told.loc[told["verdict"].isin(["allowed", "conditional"]), "email"])


def test_somebody_held_is_never_settled_by_what_is_said_of_everyone():
    found = remark().contacts
    assert found["held"].tolist() == ["all", ""]
    assert found["objection"].tolist() == ["unknown", "unknown"]
    assert found["issues"].map(list).tolist() == [["held"], []]
    assert yes(found) == {BRAM}
    told = classify(found, as_of="2026-11-25", channels=["email"], purposes=["newsletter"], facts=EVERYONE)
    assert told["verdict"].tolist()[0] == "depends"
    assert "objection" in told["ask"].tolist()[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.copy(),
        lambda frame: frame.iloc[::-1],
        lambda frame: frame[frame["email"] == ANNA],
        lambda frame: frame.set_index(pd.Index(["x", "y"])),
        lambda frame: pd.concat([frame, frame.iloc[:0]], ignore_index=True),
        lambda frame: frame.drop(columns=["issues", "rows"]),
        lambda frame: frame.astype(str),
    ],
)
def test_held_is_a_column_that_survives_what_people_do_with_a_table(change):
    assert ANNA not in yes(change(remark().contacts))


def test_a_word_that_is_no_channel_holds_on_every_channel():
    found = remark().contacts.assign(held=["iets anders", ""])
    assert yes(found) == {BRAM}


def test_held_on_one_channel_leaves_the_others_open():
    ways = open_channels(remark("niet bellen na 18u"), ANNA)
    assert "phone" not in ways
    assert "email" in ways


def test_merging_joins_what_holds_and_a_no_settles_it():
    one, other = remark("boos op ons").files[0], remark("niet bellen").files[0]
    found = ContactList([one, other])
    anna = found.contacts.iloc[0]
    assert (anna["held"], anna["objection_channels"], anna["objection:phone"]) == ("all", "phone", "yes")
    stopped = ContactList([one, remark("afgemeld").files[0]]).contacts.iloc[0]
    assert (stopped["held"], stopped["objection"], list(stopped["issues"])) == ("", "yes", [])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json"])
def test_a_table_that_avgkit_wrote_is_read_back_with_every_fact(tmp_path, ending):
    rows = [[*PEOPLE[0], "Opmerking"], [*PEOPLE[1], "boos op ons"], [*PEOPLE[2], "niet bellen, mailen mag"]]
    (tmp_path / "klanten.csv").write_bytes(table(rows))
    (tmp_path / "mee.csv").write_text(f"{MAILCHIMP}\n{PROOF}\n")
    files = [str(tmp_path / "klanten.csv"), str(tmp_path / "mee.csv")]
    found = read(files)
    cli.main(["read", *files, "-o", str(tmp_path / f"tabel.{ending}")])
    again = read(tmp_path / f"tabel.{ending}")
    assert again.files[0].format == "own_table"
    kept = ["held", "objection", "objection_channels", "consent", "consent_channel", "relation", "customer", "origin"]
    for name in kept:
        assert again.contacts[name].tolist() == found.contacts[name].tolist(), name
    assert yes(again.contacts) == yes(found.contacts)


def test_proof_of_consent_never_outranks_a_no_in_the_row_the_file_or_another_file():
    proven = f"{MAILCHIMP},Opmerking\n{PROOF}"
    for text, name in (
        (f"{proven},wil geen mail meer\n", "mee.csv"),
        (f"{proven},twijfelt of ze de nieuwsbrief wil houden\n", "mee.csv"),
        (f"{MAILCHIMP}\n{PROOF}\n", "unsubscribed_members_export_7a7a.csv"),
        (f"{MAILCHIMP}\n{PROOF}\n", "niet mailen.csv"),
        (f"{MAILCHIMP}\n{PROOF}\n", "nonsubscribed_members_export_7a7a.csv"),
    ):
        found = ContactList([read_bytes(text.encode(), name)])
        assert "email" not in open_channels(
            found, ANNA, consent="unknown", relation="none", details_source="third_party"
        )
    both = ContactList(
        [read_bytes(f"{MAILCHIMP}\n{PROOF}\n".encode(), "mee.csv"), remark("wil geen mail meer").files[0]]
    )
    assert "email" not in open_channels(both, ANNA)


@pytest.fixture
def state():
    return State(CourseList(remark(), "een lijst"), channels=["email"], purpose="newsletter")


def allowed(state):
    _, numbers = state.outcomes()
    table = state.outcomes()[0]
    return [table.outcomes[number].verdict in ("allowed", "conditional") for number in numbers[0]]


def answered(state, **who):
    for fact, value in EVERYONE.items():
        state.answer(fact, value, **who)


def test_in_a_panel_only_an_answer_about_that_one_contact_settles_it(state):
    answered(state)
    assert allowed(state) == [False, True]
    state.answer("objection", "no", file="klanten.csv")
    state.answer("objection", "no", search="anna")
    state.answer("objection", "no", [0, 1])
    assert allowed(state) == [False, True]
    state.answer("objection", "no", contact="1-2")
    assert allowed(state) == [True, True]
    state.answer("objection", "unknown", contact="1-2")
    assert allowed(state) == [False, True]
    state.answer("objection", "yes", contact="1-2")
    assert allowed(state) == [False, True]


@pytest.mark.parametrize("is_no", [True, False])
def test_the_one_question_about_a_column_settles_all_who_have_that_text(state, is_no):
    answered(state)
    assert state.signals[["column", "text", "rows", "channels"]].to_numpy().tolist() == [
        ["Opmerking", "boos op ons", 1, "all"]
    ]
    state.decide_signal("Opmerking", "boos op ons", is_no)
    assert allowed(state) == [not is_no, True]
    assert state.contacts["objection"].tolist() == ["yes" if is_no else "unknown", "unknown"]
    assert state.contacts["held"].tolist() == ["", ""]
    assert state.signals.empty
    state.decide_signal("Opmerking", "boos op ons", None)
    assert allowed(state) == [False, True]
    with pytest.raises(AvgkitError, match="staat geen"):
        state.decide_signal("Opmerking", "iets anders", True)


def test_an_answer_to_one_text_leaves_another_text_of_the_same_person_open():
    rows = [[*PEOPLE[0], "Opmerking", "Tags"], [*PEOPLE[1], "boos op ons", "klacht"]]
    found = ContactList([read_bytes(table(rows), "x.csv")]).decide_signal("Opmerking", "boos op ons", False)
    assert found.contacts["held"].tolist() == ["all"]
    assert found.decide_signal("Tags", "klacht", False).contacts["held"].tolist() == [""]


def test_somebody_held_is_on_no_safe_list_and_the_plan_says_how_many():
    found = remark().contacts
    cases = on_day(found, "2026-11-25", EVERYONE)
    for channel in ("email", "phone", "post", "sms"):
        for purpose in Purpose:
            safe = select(cases, channel=channel, purpose=purpose, conditions_met=True)
            assert ANNA not in set(safe.contacts["email"])
    plan = make_plan(found, as_of="2026-11-25", facts=EVERYONE)
    assert plan.held["email"].tolist() == [ANNA]
    assert held_sentence(found) == (
        "1 contact zei misschien nee en komt op geen enkele veilige lijst, tot je het hebt nagekeken."
    )
    assert held_rows(found).tolist() == [True, False]


def test_the_commands_say_how_many_are_held(tmp_path, capsys):
    (tmp_path / "klanten.csv").write_bytes(table([[*PEOPLE[0], "Opmerking"], [*PEOPLE[1], "boos"], [*PEOPLE[2], ""]]))
    for words in (["read"], ["classify"], ["plan"]):
        cli.main([words[0], str(tmp_path / "klanten.csv")])
        assert "1 contact zei misschien nee" in " ".join(capsys.readouterr().out.split())
    cli.main(["read", str(tmp_path / "klanten.csv"), "--json"])
    told = json.loads(capsys.readouterr().out)
    anna, bram = told["contacts"]
    assert (anna["contact_id"], anna["held"], anna["objection"], anna["objection_channels"]) == (
        "1-2",
        "all",
        "unknown",
        "",
    )
    assert (bram["contact_id"], bram["held"]) == ("1-3", "")
    assert {"column": "Opmerking", "used_for": "stop signal", "possible": 1}.items() <= told["columns"][3].items()


def test_every_column_is_accounted_for():
    rows = [["Naam", "E-mail", "Klant", "Niet mailen", "Schoenmaat"], ["Anna", ANNA, "ja", "x", "41"]]
    found = ContactList([read_bytes(table(rows), "x.csv")])
    assert [(use.column, use.used_for, use.certain) for use in found.files[0].uses] == [
        ("Naam", "detail", 0),
        ("E-mail", "detail", 0),
        ("Klant", "fact", 0),
        ("Niet mailen", "stop signal", 1),
        ("Schoenmaat", "not used", 0),
    ]
    assert "Schoenmaat" in repr(CourseList(found, "x").columns)


def marked_book():
    made = Workbook()
    sheet = made.active
    sheet.append(["Naam", "E-mail", "Nieuwsbrief"])
    for name in ("Anna", "Bram", "Cor", "Dora", "Els", "Fem"):
        sheet.append([name, f"{name.lower()}@example.org", ""])
    sheet["B2"].comment = Comment("wil geen mail meer", "ik")
    sheet["A3"].font = Font(strike=True)
    sheet["C4"] = '=IF(1=1,"nee","ja")'
    sheet.row_dimensions[5].hidden = True
    sheet["B6"].comment = Comment("aardige vrouw", "ik")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_remarks_at_cells_struck_text_and_formulas_without_an_outcome_hold():
    found = ContactList([read_bytes(marked_book(), "boek.xlsx")])
    held = dict(zip(found.contacts["name"], found.contacts["held"], strict=True))
    assert held == {"Anna": "email", "Bram": "all", "Cor": "email", "Dora": "", "Els": "", "Fem": ""}
    assert any("1 verborgen rij" in notice for notice in found.files[0].notices)


def test_all_sheets_are_read_and_every_row_is_accounted_for(tmp_path):
    data = book(
        Leesmij=[["Dit is een uitleg."], ["Vragen? Bel ons."]],
        Klanten=PEOPLE,
        Afgemeld=[["Naam", "E-mail"], ["Anna Wit", ANNA], ["Cor Dam", "cor@example.org"]],
    )
    (tmp_path / "boek.xlsx").write_bytes(data)
    found = read(tmp_path / "boek.xlsx")
    assert found.files[0].data_rows == 4
    assert found.contacts["contact_id"].tolist() == ["1-2", "1-3", "1-2.3"]
    assert found.contacts["held"].tolist() == ["all", "", "all"]
    assert any("Leesmij" in notice for notice in found.files[0].notices)
    assert found.counts()[["contacts", "merged", "rejects"]].to_numpy().tolist() == [[3, 1, 0]]
    told = found.files[0].as_json(found)
    assert [row["contact_id"] for row in told["contacts"]] == ["1-2", "1-3", "1-2", "1-2.3"]


def test_notes_and_categories_of_a_card_count():
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL:{}\n{}\nEND:VCARD\n"
    text = card.format("Anna", ANNA, "NOTE:wil geen mail meer") + card.format(
        "Bram", BRAM, "CATEGORIES:klant,niet bellen"
    )
    found = ContactList([read_bytes(text.encode(), "telefoon.vcf")]).contacts
    assert found["objection_channels"].tolist() == ["email", "phone"]


def test_an_employer_on_a_platform_does_not_make_a_private_client_a_legal_person():
    heads = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    linkedin = f"{heads}\nAnna,Wit,,anna@example.org,Groot B.V.,,08 Feb 2026\n"
    work = read_bytes(linkedin.encode(), "Connections.csv")
    private = read_bytes(table([["Naam", "E-mail", "Klant"], ["Anna Wit", ANNA, "ja"]]), "klanten.csv")
    firm = read_bytes(table([["Naam", "E-mail", "Bedrijf"], ["Anna Wit", ANNA, "Groot B.V."]]), "klanten.csv")
    other = read_bytes(table([["Naam", "E-mail", "Bedrijf"], ["Anna Wit", ANNA, "Wit VOF"]]), "klanten.csv")
    told = {
        name: ContactList([work, file]).contacts["recipient"].tolist()
        for name, file in {"private": private, "firm": firm, "other": other}.items()
    }
    assert told == {"private": ["unknown"], "firm": ["legal_person"], "other": ["unknown"]}


def test_a_table_in_batches_lets_nobody_through_who_is_held_or_refused_a_channel(tmp_path, capsys):
    import pyarrow.parquet

    from avgkit.scale import classify_batch

    rows = [[*PEOPLE[0], "Opmerking"], [*PEOPLE[1], "boos op ons"], [*PEOPLE[2], "niet mailen"]]
    (tmp_path / "klanten.csv").write_bytes(table([*rows, ["Cor", "cor@example.org", "0612345670", ""]]))
    cli.main(["read", str(tmp_path / "klanten.csv"), "-o", str(tmp_path / "tabel.parquet")])
    batch = pyarrow.parquet.read_table(tmp_path / "tabel.parquet").combine_chunks().to_batches()[0]
    chosen = {"as_of": "2026-11-25", "channels": ["email"], "purposes": ["newsletter"], "facts": EVERYONE}
    told = classify_batch(batch, **chosen)[0].to_pandas()
    assert told["verdict"].isin(["allowed", "conditional"]).tolist() == [False, False, True]


HEADINGS_NO = ["Afgemeld", "Niet benaderen", "Opt-out", "do_not_contact", "HasOptedOut", "Bezwaar", "Uitgeschreven?"]
YES = ["ja", "x", "1", "TRUE", "✓", "14-02-2023", "Yes"]
HEADINGS_YES = ["Mag ik je mailen?", "is_subscribed", "Nieuwsbrief", "Toestemming", "Marketing e-mails"]
NO = ["nee", "false", "0", "NEE!", "niet meer", "afgemeld"]
EMPTY = ["", "-", "n.v.t.", "NULL", "0000-00-00", "nan"]
TEXTS = [
    "wil geen mail meer",
    "niet meer mailen",
    "afgemeld",
    "unsubscribed",
    "bezwaar gemaakt",
    "Geen interesse",
    "boos",
]
FORMATS = {
    "eigen": (["Naam", "E-mail"], ["Anna Wit", ANNA]),
    "mailchimp": (MAILCHIMP.split(","), PROOF.split(",")),
    "linkedin": (
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        ["Anna", "Wit", "", ANNA, "", "", "08 Feb 2026"],
    ),
    "brevo": (["EMAIL", "ADDED_TIME", "OPT_IN", "EXT_ID"], [ANNA, "01-02-2024", "Yes", "1"]),
    "woo": (["Name", "Username", "Last Active", "Email", "Orders"], ["Anna", "anna", "2025-01-01", ANNA, "2"]),
    "google": (["First Name", "Last Name", "Labels", "E-mail 1 - Value"], ["Anna", "Wit", "", ANNA]),
}
SAID = st.one_of(
    st.tuples(st.sampled_from(HEADINGS_NO), st.sampled_from(YES)),
    st.tuples(st.sampled_from(HEADINGS_YES), st.sampled_from(NO)),
    st.tuples(st.sampled_from(["Opmerkingen", "Notes", "Extra", "Tags"]), st.sampled_from(TEXTS)),
)
NOTHING = st.tuples(st.sampled_from([*HEADINGS_NO, *HEADINGS_YES, "Opmerkingen", "Tags"]), st.sampled_from(EMPTY))
ANSWERS = st.fixed_dictionaries(
    {
        "objection": st.sampled_from(["no", "unknown"]),
        "relation": st.sampled_from(["customer", "connection", "enquiry"]),
        "recipient": st.sampled_from(["consumer", "sole_trader", "legal_person"]),
        "details_source": st.sampled_from(["own_sale", "own_signup", "published_for_offers"]),
        "consent": st.sampled_from(["unknown", "none", "valid"]),
    }
)


def made(format, column, place, as_book):
    heads, cells = FORMATS[format]
    at = min(place, len(heads))
    rows = [[*line[:at], value, *line[at:]] for line, value in zip((heads, cells), column, strict=True)]
    if as_book:
        return ContactList([read_bytes(book(Blad1=rows), "lijst.xlsx")])
    return ContactList([read_bytes(table(rows), "lijst.csv")])


@settings(max_examples=150, deadline=None)
@given(
    format=st.sampled_from([*FORMATS]), column=SAID, place=st.integers(0, 30), as_book=st.booleans(), answers=ANSWERS
)
def test_who_said_no_is_never_allowed_or_conditional_in_whatever_format(format, column, place, as_book, answers):
    found = made(format, column, place, as_book)
    told = classify(
        found.contacts, as_of="2026-11-25", channels=["email"], purposes=ADVERTISING, facts=EVERYONE | answers
    )
    assert not told["verdict"].isin(["allowed", "conditional"]).any(), found.contacts.T.to_string()


@settings(max_examples=100, deadline=None)
@given(format=st.sampled_from([*FORMATS]), column=NOTHING, place=st.integers(0, 30), as_book=st.booleans())
def test_who_said_nothing_is_not_held_in_whatever_format(format, column, place, as_book):
    found = made(format, column, place, as_book).contacts
    assert found["held"].tolist() == [""]
    assert found["objection_channels"].tolist() == [""]
    assert "yes" not in found["objection"].tolist()


def test_codes_keep_who_is_held_through_every_way_of_making_them():
    codes = codes_on(remark().contacts, pd.Timestamp("2026-11-25").date(), {"objection": "no"})
    order = list(range(2))
    random.Random(1).shuffle(order)
    assert codes.held_on("email").tolist() == [True, False]
    assert codes.take(pd.Index([0]).to_numpy()).held_on("email").tolist() == [True]
    assert codes.settled(pd.Series([True, False]).to_numpy()).held_on("email").tolist() == [False, False]
