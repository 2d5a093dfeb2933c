"""The course as a learner meets it: every lesson in JupyterLab in a real browser, without a request to the outside.

AVGKIT_SCREENSHOT=FOLDER keeps a picture of each lesson there, to look at. The one in docs/beeld is a piece of the
second lesson's.
"""

import re

import pytest
from browser import (
    FAINT,
    ROOT,
    SMALL_LAPTOP,
    TALL,
    WIDE,
    choose_theme,
    chromium,
    keep_picture,
    needs_browser,
    new_page,
    open_lesson,
    paint_until,
    panel,
    prompts,
    run_all,
    serving_lab,
)

from avgkit.course.exercises import EXERCISES

pytestmark = needs_browser
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
FAULTS = ", ".join(f".jp-RenderedText[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("stderr", "error"))

CHANGES = {
    "00_start": ("Wat betekent dit woord?", "Welk woord?", "DPIA", "Een onderzoek vooraf"),
    "01_persoonsgegevens": (
        "De kolommen van je lijst",
        "Welk bestand?",
        "klanten.xlsx",
        "De kolommen van klanten.xlsx",
    ),
    "02_mijn_lijst": ("Wie mag je benaderen?", "Doel", "nieuwsbrief", "Doel: nieuwsbrief"),
    "03_digitale_berichten": ("Wie mag je benaderen?", "Regels", "de uitleg van 2018", "0 × mag (soms"),
    "04_bellen_en_post": ("Bij wie verandert de uitkomst?", "Kanaal", "post", "Kanaal: post"),
    "05_linkedin": ("Wie mag je benaderen?", "Doel", "bericht over een lopende opdracht", "14 × mag"),
    "06_toestemming": (
        "Kijk een nieuwsbrief na",
        "Welke nieuwsbrief?",
        "nieuwsbrief van Noor: nieuw",
        "nieuwsbrief_nieuw.eml",
    ),
    "07_plichten": ("Register van verwerkingen of Bewaarschema", "Welk stuk?", "Bewaarschema", "Bewaarschema:"),
    "08_actieplan": ("Een veilige lijst", "Kanaal", "telefoon", "Voor telefoon en"),
}
"""What is chosen in each lesson: in which panel, at which label, what, and what the panel then says."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(home):
    with serving_lab(home) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request, home, lab, browser):
    """Open a lesson and run all its cells."""
    page = new_page(browser)
    page.folder = home / "cursus"
    page.shipped = (page.folder / "notebooks" / f"{request.param}.ipynb").read_bytes()
    open_lesson(page, lab(request.param))
    run_all(page)
    keep_picture(page, request.param)
    page.name = request.param
    yield page
    page.context.close()


def only(name):
    return pytest.mark.parametrize("lesson", [name], indirect=True)


def test_it_runs_from_top_to_bottom_without_a_fault_and_nothing_leaves_this_computer(lesson):
    assert lesson.locator(FAULTS).count() == 0
    assert lesson.outside == []
    assert lesson.errors == []


def test_each_chart_is_seen_and_has_its_table(lesson):
    pictures = lesson.locator(".jp-OutputArea figure img")
    for place in range(pictures.count()):
        assert pictures.nth(place).evaluate("picture => picture.naturalWidth") > 500
        assert pictures.nth(place).evaluate(
            "picture => picture.closest('.jp-Cell').querySelectorAll('table tbody tr').length"
        )


def test_a_click_on_the_right_answer_says_so(lesson):
    text = (ROOT / "notebooks" / f"{lesson.name}.ipynb").read_text(encoding="utf-8")
    keys = re.findall(r'panels\.exercise\(\\"(\w+)\\"', text)
    boxes = lesson.locator(".widget-vbox", has=lesson.get_by_role("heading", name="Oefening"))
    assert boxes.count() == len(keys)
    for place, key in enumerate(keys):
        box, exercise = boxes.nth(place), EXERCISES[key]
        box.get_by_label(f"{exercise.answer}. ").check()
        paint_until(
            lesson, lambda box=box, said=exercise.feedback[exercise.answer]: f"Goed. {said}" in box.inner_text()
        )


def test_a_choice_changes_what_its_panel_says(lesson):
    title, label, choice, said = CHANGES[lesson.name]
    box = panel(lesson, title)
    assert said not in box.inner_text()
    control = box.get_by_label(label, exact=True)
    first = control.evaluate("control => control.selectedOptions[0].label")
    control.select_option(label=choice)
    paint_until(lesson, lambda: said in box.inner_text())
    control.select_option(label=first)  # the tests after this one start where the lesson starts
    paint_until(lesson, lambda: said not in box.inner_text())


def test_its_texts_are_legible_in_the_light_and_the_dark_theme(lesson):
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        choose_theme(lesson, theme)
        lesson.wait_for_timeout(500)
        found = lesson.evaluate(FAINT)
        assert found["seen"] > 20
        assert found["faint"] == []
        keep_picture(lesson, f"{lesson.name}_{theme.split()[1].lower()}")


def test_it_fits_a_small_laptop_at_125_percent(lesson):
    lesson.set_viewport_size(SMALL_LAPTOP)
    paint_until(lesson, lambda: lesson.evaluate("innerWidth") == SMALL_LAPTOP["width"])
    assert lesson.evaluate(WIDE) == []
    keep_picture(lesson, f"{lesson.name}_smal")
    lesson.set_viewport_size(TALL)


@only("02_mijn_lijst")
def test_the_interview_asks_counts_the_answer_and_goes_back(lesson):
    asking = panel(lesson, "Eén vraag tegelijk")
    before = asking.inner_text()
    give = asking.get_by_role("button", name="Geef dit antwoord")
    assert give.is_disabled()
    asking.get_by_role("radio").first.check()
    give.click()
    paint_until(lesson, lambda: "Wat je zei: 1 antwoord" in asking.inner_text())
    assert give.is_disabled()
    asking.get_by_role("button", name="Vorige vraag").click()
    paint_until(lesson, lambda: asking.inner_text() == before)


@only("02_mijn_lijst")
def test_letters_typed_on_a_dropdown_change_no_cell_and_a_save_keeps_no_output(lesson):
    cells = lesson.locator(".jp-Cell").count()
    purpose = panel(lesson, "Wie mag je benaderen?").get_by_label("Doel", exact=True)
    first = purpose.evaluate("control => control.selectedOptions[0].label")
    purpose.focus()
    for key in ("b", "a", "x", "d", "d", "m", "c", "v", "z", "0", "0", "Shift+M"):
        lesson.keyboard.press(key)
    purpose.select_option(label=first)
    lesson.wait_for_timeout(500)
    assert lesson.locator(".jp-Cell").count() == cells
    assert lesson.locator(".jp-Dialog").count() == 0
    lesson.keyboard.press("Control+s")
    saved = lesson.folder / "notebooks" / "02_mijn_lijst.ipynb"
    lesson.wait_for_timeout(1_000)
    assert saved.read_bytes() == lesson.shipped


@only("02_mijn_lijst")
def test_an_answer_changes_the_verdicts(lesson):
    verdicts = panel(lesson, "Wie mag je benaderen?")
    before = verdicts.inner_text()
    lesson.get_by_label("Bezwaar").select_option(label="ja")
    paint_until(lesson, lambda: verdicts.inner_text() != before)
    assert "67 × hangt ervan af" in before
    assert "72 × mag niet" in verdicts.inner_text()


@only("02_mijn_lijst")
def test_a_decision_on_a_pair_merges_two_contacts(lesson):
    lists = panel(lesson, "Kies je lijst")
    assert "72 contacten" in lists.inner_text()
    panel(lesson, "Dezelfde persoon, of twee?").get_by_label("ja, dezelfde persoon").check()
    paint_until(lesson, lambda: "71 contacten" in lists.inner_text())
    panel(lesson, "Dezelfde persoon, of twee?").get_by_label("weet ik nog niet").check()
    paint_until(lesson, lambda: "72 contacten" in lists.inner_text())


@only("02_mijn_lijst")
def test_a_file_can_be_said_to_be_something_else(lesson):
    lists = panel(lesson, "Kies je lijst")
    lists.get_by_text("Klopt er iets niet? Zeg hier wat het is").click()
    lists.get_by_label("Wat voor bestand is dit?").select_option(label="Een eigen lijst (CSV, Excel, ODS of Parquet)")
    paint_until(lesson, lambda: "LinkedIn: je connecties" not in lists.locator("table").first.inner_text())
    lists.get_by_label("Wat voor bestand is dit?").select_option(label="het programma kijkt zelf")
    paint_until(lesson, lambda: "LinkedIn: je connecties" in lists.locator("table").first.inner_text())


@only("02_mijn_lijst")
def test_a_lesson_that_runs_again_shows_each_panel_once_and_it_works(lesson):
    counts = [int(text.strip("[]:")) for text in prompts(lesson)]
    run_all(lesson)
    paint_until(lesson, lambda: all(int(text.strip("[*]:") or 0) > max(counts) for text in prompts(lesson)), seconds=60)
    for title in ("Wat weet je van deze mensen?", "Wie mag je benaderen?", "Eén contact van dichtbij"):
        paint_until(lesson, lambda title=title: lesson.get_by_role("heading", name=title).count() == 1)
    verdicts = panel(lesson, "Wie mag je benaderen?")
    paint_until(lesson, lambda: "67 × hangt ervan af" in verdicts.inner_text())
    lesson.get_by_label("Bezwaar").select_option(label="ja")
    paint_until(lesson, lambda: "72 × mag niet" in verdicts.inner_text())
    assert lesson.locator(FAULTS).count() == 0
    assert lesson.errors == []


@only("06_toestemming")
def test_mending_the_code_of_a_form_makes_findings_go(lesson):
    forms = lesson.locator(".widget-vbox", has=lesson.get_by_role("heading", name="Kijk een aanmeldformulier na")).first
    code = forms.locator("textarea")
    text = code.input_value()
    assert "10 × fout" in forms.inner_text()
    assert 'name="nieuws" checked' in text
    code.fill(text.replace(" checked", ""))
    paint_until(lesson, lambda: "Jouw versie: 7 × fout" in forms.inner_text())
    assert "Vóór je wijziging: 10 × fout." in forms.inner_text()
    forms.get_by_label("Welke aanmeldpagina?").select_option(label="aanmeldpagina van Noor: nieuw")
    paint_until(lesson, lambda: "vonden geen fout" in forms.inner_text())


@only("06_toestemming")
def test_what_a_learner_tries_decides_on_the_steps_to_leave(lesson):
    mails = panel(lesson, "Kijk een nieuwsbrief na")
    mails.get_by_label("Welke nieuwsbrief?").select_option(label="nieuwsbrief van Noor: nieuw")
    paint_until(lesson, lambda: "vonden geen fout" in mails.inner_text())
    assert "zien we niet" in mails.inner_text()
    mails.get_by_label("Na de klik op afmelden").select_option(label="je bent meteen afgemeld")
    paint_until(lesson, lambda: "Afmelden kost 1 stap, aanmelden 2." in mails.inner_text())


@only("00_start")
def test_a_link_in_the_first_lesson_opens_the_next(lesson):
    lesson.get_by_role("link", name="01", exact=True).click()
    paint_until(lesson, lambda: lesson.get_by_text("En ziet de wet jou wel, met je kleine bedrijf?").count())


@only("01_persoonsgegevens")
def test_a_learner_sees_whether_data_are_personal_and_what_a_column_holds(lesson):
    scope = panel(lesson, "Ziet de wet jou?")
    scope.get_by_label("Gebruik je ze alleen privé?").select_option(label="ja")
    paint_until(lesson, lambda: "Nee, de AVG geldt hier niet." in scope.inner_text())
    kind = panel(lesson, "Is dit een persoonsgegeven?")
    kind.get_by_label("Gegeven").select_option(label="een notitie over gezondheid, geloof of politiek")
    paint_until(lesson, lambda: "extra gevoelig" in kind.inner_text())
    columns = panel(lesson, "De kolommen van je lijst")
    columns.get_by_label("Welk bestand?").select_option(label="beurs_2019.csv")
    paint_until(lesson, lambda: "Opmerking" in columns.inner_text())


@only("02_mijn_lijst")
def test_an_answer_for_a_part_of_the_list_leaves_the_rest_alone(lesson):
    facts = panel(lesson, "Wat weet je van deze mensen?")
    facts.get_by_label("Voor wie geldt dit?").select_option(label="een deel van de lijst")
    facts.get_by_label("Uit welk bestand?").select_option(label="klanten.xlsx")
    paint_until(lesson, lambda: "Je koos 18 contacten." in facts.inner_text())
    facts.get_by_label("Relatie").select_option(label="klant")
    paint_until(lesson, lambda: "Voor deze contacten geldt: Relatie: klant." in facts.inner_text())


@only("03_digitale_berichten")
def test_a_question_says_what_counts_and_takes_the_answer(lesson):
    facts, verdicts = panel(lesson, "Wat weet je van deze mensen?"), panel(lesson, "Wie mag je benaderen?")
    before = verdicts.inner_text()
    help_ = facts.get_by_text("visitekaartje is persoonlijk gekregen")
    assert not help_.is_visible()
    facts.locator("summary", has_text="Hoe kwam je aan dit adres of nummer?").click()
    paint_until(lesson, lambda: help_.is_visible())
    assert not facts.get_by_label("Afzender").is_visible()
    facts.get_by_label("Bron van de gegevens").select_option(label="anders dan bij een verkoop")
    paint_until(lesson, lambda: verdicts.inner_text() != before)


@only("04_bellen_en_post")
def test_a_learner_slides_back_to_2018_with_the_keyboard(lesson):
    day = panel(lesson, "De wet van een andere dag")
    assert "9 × mag" in day.inner_text()
    handle = day.locator(".noUi-handle")
    handle.focus()
    handle.press("Home")
    paint_until(lesson, lambda: "op 25 mei 2018: 19 × mag" in day.inner_text())
    assert "We doen alsof je lijst van nu er toen al was." in day.inner_text()


@only("05_linkedin")
def test_a_learner_writes_a_public_post(lesson):
    post = panel(lesson, "Je openbare bericht")
    field = post.get_by_label("Waar je nieuwsbrief over gaat")
    field.fill("tuinen zonder onkruid")
    field.press("Enter")
    paint_until(lesson, lambda: "nieuwsbrief over tuinen zonder onkruid" in post.inner_text())


@only("07_plichten")
def test_the_open_answer_decides_about_a_dpia(lesson):
    test = panel(lesson, "Test: DPIA, FG en register")
    assert "nog niet te zeggen" in test.inner_text()
    test.get_by_text("Moet je een DPIA doen? (1 open)").click()
    test.get_by_label("nieuwe techniek").select_option(label="nee")
    paint_until(lesson, lambda: "Moet je een DPIA doen? (ingevuld)" in test.inner_text())
    assert "nog niet te zeggen" not in test.inner_text()
    assert "niet nodig" in test.inner_text()


@only("07_plichten")
def test_a_missing_answer_stands_out_and_is_gone_once_given(lesson):
    statement = panel(lesson, "Privacyverklaring")
    statement.get_by_text("Lees het stuk zoals het nu is").click()
    paint_until(lesson, lambda: statement.locator("mark").count() == 1)
    statement.get_by_text("Hulp: mailprogramma (1 open)").click()
    statement.get_by_label("waarborg").select_option(label="de modelcontracten van de Europese Commissie")
    paint_until(lesson, lambda: statement.locator("mark").count() == 0)
    assert "21 van de 21" in statement.inner_text()


@only("07_plichten")
def test_the_example_is_not_saved_as_ones_own(lesson):
    statement = panel(lesson, "Privacyverklaring")
    statement.get_by_text("Bewaar mijn antwoorden").click()
    paint_until(lesson, lambda: "kies eerst je eigen antwoorden" in statement.inner_text())


OWN_LIST = "Naam,E-mail,Laatste factuur,Opmerking\n" + "".join(
    f"Klant {letter},{letter.lower()}@example.org,2026-0{place}-01,\n" for place, letter in enumerate("ABCDEF", 1)
)
TRUE = ("bij een verkoop", "zij kochten iets", "ja, allebei", "nee, niemand", "nee, geen toestemming", "ja")
"""How the true answers about OWN_LIST begin."""


@only("08_actieplan")
def test_an_own_list_goes_from_upload_by_interview_to_a_safe_list(lesson):
    own = OWN_LIST + "Nel Nee,nee@example.org,2026-01-01,wil geen mail meer\nBo Boos,boos@example.org,,boos op ons\n"
    with lesson.expect_file_chooser() as chooser:
        panel(lesson, "Kies je lijst").get_by_role("button", name="Open een bestand").click()
    chooser.value.set_files({"name": "klanten.csv", "mimeType": "text/csv", "buffer": own.encode()})
    steps, safe = panel(lesson, "Je actieplan"), panel(lesson, "Een veilige lijst")
    paint_until(lesson, lambda: "klanten.csv" in panel(lesson, "Kies je lijst").inner_text())
    choice = steps.get_by_label("Over wie gaat het?")
    options = choice.locator("option", has_text="Zoek uit")
    paint_until(lesson, lambda: options.count() > 0)
    choice.select_option(label=options.first.text_content())
    asking = panel(lesson, "Eén vraag tegelijk")
    paint_until(lesson, lambda: asking.get_by_role("radio").count() > 0)
    for _ in range(8):
        labels = asking.locator("label", has=lesson.get_by_role("radio")).all_inner_texts()
        place = next((n for begin in TRUE for n, text in enumerate(labels) if text.strip().startswith(begin)), None)
        if place is None:
            break
        before = asking.inner_text()
        asking.get_by_role("radio").nth(place).check()
        asking.get_by_role("button", name="Geef dit antwoord").click()
        paint_until(lesson, lambda before=before: asking.inner_text() != before)
    assert "Er zijn geen vragen meer" in asking.inner_text()
    safe.get_by_label("De voorwaarden hieronder kloppen").check()
    paint_until(lesson, lambda: "a@example.org" in safe.inner_text())
    assert not [address for address in ("nee@example.org", "boos@example.org") if address in safe.inner_text()]
    keep_picture(lesson, f"{lesson.name}_eigen_lijst")
