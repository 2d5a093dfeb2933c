"""The panels that check a form and a newsletter, driven by setting values as a click does; and their chart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from avgkit import panels
from avgkit.base.errors import AvgkitError
from avgkit.base.places import FORM_FILES, MAIL_FILES, project_folder, sample_folder
from avgkit.charts import findings_per_page
from avgkit.course.explain import form_reports
from avgkit.duties.checks.unsubscribe_effort import AFTER, ENTER
from avgkit.widgets.check_panels import SHOWN, UPLOADED

BAD = (
    '<form><input type="email" name="e">'
    '<input type="checkbox" name="nieuws" checked> Nieuws<button>Meld mij aan</button></form>'
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give a project folder of the learner's own, with the samples."""
    folder = tmp_path / "data" / "eigen"
    folder.mkdir(parents=True)
    (tmp_path / "data" / "samples").symlink_to(sample_folder())
    monkeypatch.setattr("avgkit.base.places.project_folder", lambda: tmp_path)
    return folder


def upload(panel, name, data):
    panel.upload.value = (
        {
            "name": name,
            "content": memoryview(data),
            "type": "",
            "size": len(data),
            "last_modified": datetime(2026, 11, 24, tzinfo=UTC),
        },
    )


def test_samples_are_there_and_are_what_the_lesson_tells():
    for names in (FORM_FILES, MAIL_FILES):
        assert all((project_folder() / "data" / "samples" / name).is_file() for name in names.values())
    assert panels.form("oud").text.startswith("aanmeldformulier_oud.html: 10 × fout")
    assert "vonden geen fout" in panels.form("nieuw").text
    assert panels.mail("oud").text.startswith("nieuwsbrief_oud.eml: 4 × fout")
    assert "vonden geen fout" in panels.mail("nieuw").text


def test_what_is_typed_is_checked_at_once():
    panel = panels.form("oud")
    panel.code.value = panel.code.value.replace(" checked", "")
    assert panel.text.startswith("Jouw versie: 7 × fout")
    assert "Vóór je wijziging: 10 × fout." in panel.text
    assert "staat al aan" not in panel.text
    panel.back.click()
    assert panel.text.startswith("aanmeldformulier_oud.html: 10 × fout")
    assert " checked" in panel.code.value


def test_mending_everything_ends_without_a_fault():
    panel = panels.form("oud")
    panel.code.value = (sample_folder() / FORM_FILES["nieuw"]).read_text(encoding="utf-8")
    assert "Jouw versie: We keken naar 27 punten en vonden geen fout." in panel.text


def test_the_learner_says_what_the_form_is_for():
    panel = panels.form("oud")
    panel.kind.value = "order"
    assert "achternaam" not in panel.text
    panel.kind.value = "signup"
    assert "achternaam" in panel.text


def test_nonsense_is_a_sentence_and_work_goes_on():
    panel = panels.form("oud")
    for text in ("", "   ", "zomaar wat", "<!-- -->", "<div>" * 3_000):
        panel.code.value = text
        assert panel.text.startswith("Jouw versie ")
        assert panel.text.endswith(".")
    panel.code.value = BAD
    assert "staat al aan" in panel.text


def test_an_upload_is_checked_from_memory():
    panel = panels.form("nieuw")
    upload(panel, "map/mijn.html", BAD.encode())
    assert panel.text.startswith("Je werkt met het bestand dat je opende. mijn.html: ")
    assert panel.choice.value == UPLOADED
    assert panel.code.value == BAD
    upload(panel, "plaatje.html", b"\x89PNG\r\n\x1a\n")
    assert panel.text == "plaatje.html is een plaatje; bewaar de pagina als HTML, of de mail als .eml."
    assert panel.code.value == ""
    panel.choice.value = "oud"
    panel.choice.value = UPLOADED
    assert panel.text.startswith("Je werkt met het bestand dat je opende. mijn.html: ")


def test_a_large_page_is_checked_but_not_put_in_the_field():
    panel = panels.form("nieuw")
    upload(panel, "groot.html", BAD.encode() + b"<p>tekst</p>" * SHOWN)
    assert "staat al aan" in panel.text
    assert panel.code.value == ""


def test_own_files_come_first_unless_the_lesson_asks_for_a_sample(own):
    (own / "mijn_pagina.html").write_text(BAD, encoding="utf-8")
    (own / "mijn_mail.eml").write_text(
        "Subject: Nieuwsbrief\n\nAfmelden: https://example.org/x noor@example.org\n", encoding="utf-8"
    )
    (own / "lijst.csv").write_text("Naam\n", encoding="utf-8")
    assert panels.form().text.startswith("Je werkt met je eigen bestand. mijn_pagina.html: ")
    assert panels.mail().text.startswith("Je werkt met je eigen bestand. mijn_mail.eml: ")
    assert panels.form("oud").text.startswith("aanmeldformulier_oud.html: ")
    assert [report.name for report in form_reports()][2:] == ["mijn_pagina.html"]


def test_another_start_is_a_sentence():
    with pytest.raises(AvgkitError, match="kies uit: oud, nieuw"):
        panels.form("rood")


def test_a_mail_panel_lays_steps_out_beside_steps_in():
    panel = panels.mail("nieuw")
    assert "zien we niet" in panel.text
    for after in list(AFTER)[1:]:
        panel.after.value = after
        for enter in ENTER:
            panel.enter.value = enter
            assert "Afmelden kost" in panel.text
    panel.after.value, panel.enter.value = "done", "address"
    assert "Afmelden kost 1 stap, aanmelden 2." in panel.text
    assert "4 stappen" in panels.mail("oud").text


def test_marks_in_a_page_are_shown_as_text():
    panel = panels.form("oud")
    panel.code.value = BAD.replace("Nieuws<", "&lt;script&gt;alert(1)&lt;/script&gt; nieuws<")
    assert "&lt;script&gt;alert(1)" in panel.answer.value
    assert "<script>" not in panel.answer.value


def test_the_chart_says_where_most_is_wrong():
    chart = findings_per_page(form_reports())
    assert chart.title == "De meeste fouten heeft het oude formulier van Noor: 10"
    assert chart.table.loc["het nieuwe formulier van Noor"].tolist() == [0, 0, 0]
    assert chart.png().startswith(b"\x89PNG")
    assert findings_per_page(form_reports()[1:]).title == "We vonden nergens een fout"
    assert findings_per_page([]).title == "Er is nog niets nagekeken"
