"""The command ``avgkit consent``, and ``avgkit classify --consent``, on invented lists."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from consent_samples import SENDER

from avgkit import cli

SAMPLES = Path(__file__).parent.parent.parent / "data" / "samples"
DAY = ("--as-of", "2026-11-24")
FORM = (
    *("--sender", SENDER, "--method", "box", "--box", "unticked", "--separate", "yes", "--opt-out-offered", "yes"),
    *("--text", "Ja, stuur mij je nieuwsbrief. Afmelden kan altijd."),
)
ANNA = ("--email", "anna@example.org", "--given-at", "2026-03-01", "--origin", "beurs in Utrecht")


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def store(tmp_path):
    return tmp_path / "toestemming.sqlite"


def test_a_consent_is_added_shown_withdrawn_and_checked(run, store):
    code, out, _ = run("consent", "add", store, *ANNA, "--sender", SENDER, *DAY)
    assert code == 0
    assert "er ontbreken 4 dingen" in out
    assert "artikel 7 lid 2" in out
    code, out, _ = run("consent", "add", store, *ANNA, *FORM, "--channel", "email", *DAY)
    assert "geldig, en je kunt haar bewijzen" in out
    _, out, _ = run("consent", "show", store, "--email", "anna@example.org", *DAY)
    assert out.count("nieuwsbrief per e-mail, gegeven: 2026-03-01") == 2
    _, out, _ = run("consent", "show", store, "--email", "anna@example.org", "--purpose", "offer", *DAY)
    assert "voor een ander doel: nieuwsbrief" in out
    code, out, _ = run("consent", "withdraw", store, "--email", "anna@example.org", "--at", "2026-06-01", *DAY)
    assert "vastgelegd voor alle kanalen" in out
    seal = out.split("Zegel: ")[1].split(".")[0]
    _, out, _ = run("consent", "show", store, *DAY)
    assert "2 × ingetrokken" in out
    assert "anna" not in out
    code, out, _ = run("consent", "verify", store, "--seal", seal, *DAY)
    assert code == 0
    assert "3 regels" in out
    code, _, err = run("consent", "verify", store, "--seal", "9-0000000000000000", *DAY)
    assert code == 2
    assert "zegel" in err


def test_a_list_from_one_form_is_imported_with_its_evidence_given_once(run, store, tmp_path):
    listed = tmp_path / "aanmeldingen.csv"
    listed.write_text(
        "Naam,E-mail,Aangemeld op\nAnna,anna@example.org,2026-03-01\nBram,bram@example.org,\n", encoding="utf-8"
    )
    place = ("--origin", "https://example.org/aanmelden")
    _, out, _ = run("consent", "import", store, listed, *FORM, *place, *DAY)
    assert "2 rijen niet: zegt niets over toestemming." in out
    code, out, _ = run("consent", "import", store, listed, *FORM, *place, "--een-formulier", *DAY)
    assert code == 0
    assert "2 toestemmingen en 0 afmeldingen of bezwaren vastgelegd" in out
    assert "1 × geldig en bewijsbaar" in out
    assert "1 × hier is het bewijs nog niet compleet" in out
    assert "1 × De dag van de toestemming ontbreekt." in out


def test_lists_are_imported_and_decide(run, store, tmp_path):
    lists = [SAMPLES / "mailchimp_subscribed.csv", SAMPLES / "mailchimp_unsubscribed.csv"]
    code, out, _ = run("consent", "import", store, *lists, *FORM, *DAY)
    assert code == 0
    assert "mailchimp_subscribed.csv: 13 toestemmingen en 0 afmeldingen" in out
    assert "3 rijen niet: zegt niets over toestemming." in out
    assert "13 × geldig en bewijsbaar" in out
    newsletter = tmp_path / "adressen.csv"
    newsletter.write_text(
        "Naam,E-mailadres,Bezwaar\nAnouk,anouk.vandalen@example.nl,nee\nHamid,hamid.bouzid@example.com,nee\n"
        "Nieuw,nieuw@example.org,nee\n",
        encoding="utf-8",
    )
    out_file = tmp_path / "uit.csv"
    asked = ("--channel", "email", "--purpose", "newsletter", "--facts", "objection=no", *DAY, "-o", out_file)
    run("classify", newsletter, *asked)
    before = pd.read_csv(out_file)["verdict"].tolist()
    code, _, _ = run("classify", newsletter, "--consent", store, *asked)
    after = pd.read_csv(out_file)["verdict"].tolist()
    assert code == 0
    assert before == ["depends", "depends", "depends"]
    assert after == ["allowed", "not_allowed", "depends"]
    run("consent", "object", store, "--email", "anouk.vandalen@example.nl", "--channel", "email", *DAY)
    run("classify", newsletter, "--consent", store, *asked)
    assert pd.read_csv(out_file)["verdict"].tolist() == ["not_allowed", "not_allowed", "depends"]


def test_a_note_and_a_scan_are_taken(run, store, tmp_path):
    note, scan = tmp_path / "notitie.txt", tmp_path / "scan.pdf"
    note.write_text("wie: Anna\ne-mail: anna@example.org\nwanneer: 01-03-2026\nwaar: beurs\n", encoding="utf-8")
    scan.write_bytes(b"%PDF een verzonnen scan")
    code, out, _ = run("consent", "add", store, *FORM, "--note", note, "--scan", scan, *DAY)
    assert code == 0
    assert "geldig" in out
    _, out, _ = run("consent", "show", store, "--json", *DAY)
    (record,) = json.loads(out)
    assert (record["status"], record["method"], record["missing"]) == ("valid", "paper", [])
    code, _, err = run("consent", "add", store, "--note", tmp_path / "weg.txt", *DAY)
    assert (code, "weg.txt is niet te lezen" in err) == (2, True)


def test_the_evidence_goes_out_as_json_ld(run, store, tmp_path):
    run("consent", "add", store, *ANNA, *FORM, *DAY)
    code, out, _ = run("consent", "export", store, "-o", tmp_path / "uit.jsonld", *DAY)
    assert (code, "1 toestemming bewaard in uit.jsonld" in out) == (0, True)
    assert "dpv:ConsentRecord" in (tmp_path / "uit.jsonld").read_text(encoding="utf-8")
    code, out, _ = run("consent", "import", tmp_path / "ander.sqlite", tmp_path / "uit.jsonld", *DAY)
    assert (code, "uit.jsonld: 1 toestemming en 0 afmeldingen" in out) == (0, True)
    assert "1 × geldig en bewijsbaar" in out
    run("consent", "withdraw", store, "--email", "anna@example.org", *DAY)
    run("consent", "export", store, "-o", tmp_path / "uit.jsonld", *DAY)
    code, out, _ = run("consent", "import", store, tmp_path / "uit.jsonld", *DAY)
    assert (code, "1 rij niet: stond er al in" in out) == (0, True)
    code, _, err = run("consent", "export", store, "--email", "bram@example.org", "-o", tmp_path / "x.jsonld", *DAY)
    assert (code, "geen toestemming" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("consent",), "Er ontbreekt iets"),
        (("consent", "show", "weg.sqlite"), "weg.sqlite is er niet"),
        (("consent", "add", "x.sqlite", "--email", "a@example.org", "--method", "duif"), "duif"),
        (("consent", "add", "x.sqlite"), "naam alleen"),
        (("consent", "withdraw", "x.sqlite"), "Van wie"),
        (("classify", SAMPLES / "klanten.xlsx", "--consent", "weg.sqlite"), "weg.sqlite is er niet"),
    ],
)
def test_bad_use_gets_one_dutch_sentence_and_makes_no_file(run, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert "a@example.org" not in err


def test_plan_and_export_use_the_evidence(run, store, tmp_path):
    list_ = tmp_path / "adressen.csv"
    list_.write_text("Naam,E-mailadres\nAnna,anna@example.org\nBram,bram@example.org\n", encoding="utf-8")
    run("consent", "add", store, *ANNA, *FORM, *DAY)
    run("consent", "withdraw", store, "--email", "bram@example.org", *DAY)
    asked = ("--channel", "email", "--purpose", "newsletter", "--facts", "objection=no", *DAY)
    code, _, _ = run("export", list_, *asked, "-o", tmp_path / "zonder.csv")
    assert code == 2
    code, _, _ = run("export", list_, *asked, "--consent", store, "-o", tmp_path / "met.csv")
    assert code == 0
    written = (tmp_path / "met.csv").read_text(encoding="utf-8-sig")
    assert "anna@example.org" in written
    assert "bram@example.org" not in written
    code, _, _ = run("export", list_, "--suppression", "--consent", store, *DAY, "-o", tmp_path / "stop.csv")
    assert "bram@example.org" in (tmp_path / "stop.csv").read_text(encoding="utf-8-sig")
    _, out, _ = run("plan", list_, "--consent", store, "--json", *DAY)
    assert len(json.loads(out)["groups"]["stop"]) == 1
