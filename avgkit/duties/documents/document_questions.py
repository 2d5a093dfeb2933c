"""Every question behind the documents, in the order in which they are asked. Families repeat per activity and per helper.

Ids such as ``newsletter.basis`` belong to the family ``{activity}.basis``; ``{helper}`` and ``{processor}`` work likewise.
"""

from __future__ import annotations

from collections.abc import Mapping

from avgkit.duties.checks import breach, obligations
from avgkit.duties.checks.questions import CHOICE, LONG, MANY, NONE, YES, Condition, Question, yes_no
from avgkit.duties.documents.activities import ACTIVITIES, BASES
from avgkit.duties.documents.clauses import CLAUSES
from avgkit.duties.documents.service_providers import BOOKKEEPER_WORK, HELPERS, OUTSIDE
from avgkit.law.facts import FACTS

YOU, USES, ORIGIN, HELP, RIGHTS, SAFE = (
    "Over jou",
    "Wat je met gegevens doet",
    "Waar je ze vandaan hebt",
    "Wie je helpt",
    "Rechten",
    "Veiligheid en opruimen",
)
_PLACES = {"eea": "in de EER (de EU, Noorwegen, IJsland en Liechtenstein)", OUTSIDE: "buiten de EER, of ook daar"}
SAFEGUARDS = {
    "adequacy": "een besluit van de Europese Commissie dat het daar veilig genoeg is",
    "scc": "de modelcontracten van de Europese Commissie",
    "other": "een andere waarborg uit de AVG (artikel 46, 47 of 49)",
}
SOURCES_OF_DATA = {
    "linkedin": "LinkedIn",
    "kvk": "het Handelsregister van de KVK",
    "website": "websites van anderen",
    "referral": "andere mensen die je noemden",
    "bought": "een gekocht of gehuurd bestand",
    "other": "een andere bron",
}
TELL_WHEN = {
    "first_contact": "bij mijn eerste bericht, en altijd binnen een maand",
    "month": "binnen een maand nadat ik de gegevens kreeg",
}


def _is(asks: str, *values: str) -> Condition:
    return Condition(asks, frozenset(values))


_CONSENT = _is("{activity}.basis", "consent")
_ELSEWHERE = _is("other_sources", YES)
_GENERAL = (
    Question("name", YOU, "naam van je bedrijf", "Hoe heet je bedrijf?", "Gebruik de naam die mensen kennen."),
    Question("person", YOU, "je eigen naam", "Wie ben je zelf?", "Bij een eenmanszaak ben jij zelf verantwoordelijk."),
    Question("address", YOU, "adres", "Op welk adres kunnen mensen je bereiken?", "Een postadres mag ook."),
    Question("email", YOU, "e-mailadres", "Op welk e-mailadres?"),
    yes_no("fg", YOU, "FG", "Heb je een functionaris gegevensbescherming (FG)?", "Bijna geen enkele zzp’er heeft er een.", proposal="no"),
    Question("fg_contact", YOU, "hoe je FG te bereiken is", "Hoe kunnen mensen je FG bereiken?", only_if=_is("fg", YES)),
    Question("activities", USES, "waarvoor je gegevens gebruikt", "Wat doe je met gegevens van mensen?", "Kies alles wat je doet.", MANY, {a.id: a.label for a in ACTIVITIES.values()}),
    Question("channels", USES, "hoe je mensen benadert", "Hoe benader je mensen?", "Kies wat je echt gebruikt.", MANY, {**FACTS["channel"].labels, NONE: "ik benader niemand"}),
    Question("required", USES, "of mensen verplicht zijn iets te geven", "Moeten mensen je deze gegevens geven? Wat gebeurt er als ze dat niet doen?", "", LONG, proposal="Je hoeft mij niets te geven. Zonder je naam en adres kan ik alleen geen opdracht uitvoeren en geen factuur sturen."),
    yes_no("automated", USES, "besluiten door een computer", "Neemt een computer bij jou besluiten over mensen, zonder dat jij ernaar kijkt?", "Alleen besluiten met grote gevolgen, zoals een contract weigeren. Een automatische mail telt niet.", proposal="no"),
    Question("automated_how", USES, "hoe de computer besluit", "Hoe besluit de computer, en wat merkt iemand ervan?", "", LONG, only_if=_is("automated", YES)),
    yes_no("other_sources", ORIGIN, "gegevens van anderen", "Heb je ook gegevens die mensen niet zelf aan jou gaven?", "Bijvoorbeeld uit LinkedIn, van de KVK of van een website. Dan geldt artikel 14 van de AVG."),
    Question("sources", ORIGIN, "bronnen", "Uit welke bronnen komen die?", "", MANY, SOURCES_OF_DATA, only_if=_ELSEWHERE),
    Question("source_data", ORIGIN, "welke gegevens uit die bronnen", "Welke soorten gegevens haal je daaruit?", "", proposal="naam, functie, bedrijf en zakelijk e-mailadres of telefoonnummer", only_if=_ELSEWHERE),
    yes_no("source_public", ORIGIN, "openbare bron", "Kan iedereen die bronnen bekijken?", "Dat hoort in je verklaring te staan.", only_if=_ELSEWHERE),
    Question("source_when", ORIGIN, "wanneer je het vertelt", "Wanneer vertel je die mensen dat je hun gegevens hebt?", "De wet zegt: bij het eerste contact, en uiterlijk na een maand.", CHOICE, TELL_WHEN, "first_contact", _ELSEWHERE),
    Question("helpers", HELP, "wie je helpt", "Wie werkt er voor jou met gegevens van mensen?", "Ook een programma op internet telt mee.", MANY, {**{h.id: h.label for h in HELPERS.values()}, NONE: "niemand, ik doe alles zelf op mijn eigen computer"}),
    Question("others", HELP, "wie er nog meer gegevens krijgt", "Geef je gegevens ook aan anderen, die er zelf over gaan?", "Denk aan de Belastingdienst, een betaaldienst of een andere zzp’er. Schrijf “niemand” als dat zo is.", proposal="de Belastingdienst, als de wet dat vraagt"),
    Question("rights_way", RIGHTS, "hoe iemand een recht gebruikt", "Hoe vraagt iemand jou om zijn gegevens te zien of te wissen?", "Houd het makkelijk. Je antwoordt binnen een maand.", LONG, proposal="Stuur mij een mail. Ik antwoord binnen een maand. Het kost je niets."),
    Question("withdraw_way", RIGHTS, "hoe iemand toestemming intrekt", "Hoe trekt iemand zijn toestemming in?", "Dat moet net zo makkelijk zijn als ja zeggen.", LONG, proposal="Klik op de link onder elke mail, of stuur mij een mail.", only_if=_CONSENT),
    Question("security", SAFE, "beveiliging", "Hoe beveilig je de gegevens?", "In het kort, zonder geheimen.", LONG, proposal="Sterke wachtwoorden, inloggen in twee stappen, een versleutelde laptop en elke week een reservekopie."),
    Question("clean_up", SAFE, "opruimen", "Wanneer en hoe ruim je oude gegevens op?", "", LONG, proposal="Elk jaar in januari wis ik wat ik niet meer nodig heb, ook in mijn mailprogramma en in de cloud."),
    Question("suppression", SAFE, "lijst van afmeldingen", "Hoe zorg je dat wie zich afmeldde nooit meer mail krijgt?", "Bewaar alleen het adres, of een code ervan.", LONG, proposal="Ik bewaar het adres op een aparte lijst van afmeldingen en gebruik het nergens anders voor."),
    Question("breach_contact", SAFE, "wie een datalek oppakt", "Wie pakt een datalek op, en hoe is die te bereiken?", "Ook als jij ziek bent."),
    Question("breach_log_place", SAFE, "lijst van datalekken", "Waar houd je je eigen lijst van datalekken bij?", "Een tabel in een document is genoeg.", proposal="in een eigen document, bij mijn administratie"),
)  # fmt: skip


def _of_activity(id: str, label: str) -> tuple[Question, ...]:
    activity, group = ACTIVITIES[id], f"Doel: {label}"
    return (
        Question(f"{id}.data", group, f"gegevens ({label})", "Welke gegevens gebruik je hiervoor?", "Noem soorten, geen mensen.", proposal=activity.data),
        Question(f"{id}.basis", group, f"grondslag ({label})", "Waarom mag je dit van de AVG?", "De wet noemt zes redenen. Kies er één.", CHOICE, BASES, activity.basis),
        Question(f"{id}.interest", group, f"belang ({label})", "Welk belang heb je daarbij?", "Alleen nodig als je “gerechtvaardigd belang” kiest.", proposal=activity.interest, only_if=_is(f"{id}.basis", "legitimate_interest")),
        Question(f"{id}.retention", group, f"bewaartermijn ({label})", "Hoelang bewaar je ze?", "Meestal noemt de wet geen termijn. Kies hem zelf en wees er zuinig mee.", proposal=activity.retention),
        Question(f"{id}.starts", group, f"begin van de termijn ({label})", "Vanaf wanneer tel je?", proposal=activity.starts),
        Question(f"{id}.people", group, f"mensen ({label})", "Over welke mensen gaat het?", proposal=activity.people),
    )  # fmt: skip


def _of_helper(id: str, label: str) -> tuple[Question, ...]:
    group = f"Hulp: {label}"
    work = (Question("bookkeeper.work", group, "werk van de boekhouder", "Wat doet je boekhouder?", "Daarvan hangt af of hij verwerker is. Vraag het hem.", CHOICE, BOOKKEEPER_WORK),)  # fmt: skip
    return (
        Question(f"{id}.name", group, f"naam ({label})", "Hoe heet die?"),
        *(work if id == "bookkeeper" else ()),
        Question(f"{id}.place", group, f"plaats van de gegevens ({label})", "Waar staan de gegevens, of van waar kan iemand erbij?", "Zoek het op in de voorwaarden.", CHOICE, _PLACES),
        Question(f"{id}.country", group, f"land ({label})", "Welk land buiten de EER?", only_if=_is(f"{id}.place", OUTSIDE)),
        Question(f"{id}.safeguard", group, f"waarborg ({label})", "Waarom mogen de gegevens daarheen?", "Voor de VS geldt het besluit alleen voor bedrijven op de lijst van het Data Privacy Framework. Zoek op of dit bedrijf erop staat.", CHOICE, SAFEGUARDS, only_if=_is(f"{id}.place", OUTSIDE)),
        *_of_agreement(id, label),
    )  # fmt: skip


def _of_agreement(id: str, label: str) -> tuple[Question, ...]:
    """Return the questions for a draft of one's own and for checking one of theirs; only asked for those documents.

    With a bookkeeper who is a controller there is no processor agreement, so nothing is asked of it.
    """
    processor = _is("bookkeeper.work", "instructed", "both") if id == "bookkeeper" else None
    asked = []
    for clause in CLAUSES.values():
        kind = CHOICE if clause.options else LONG
        proposal = clause.proposal or (HELPERS[id].work if clause.id in ("subject", "purpose") else "")
        asked.append(Question(f"{id}.{clause.id}", f"{AGREED}: {label}", clause.label, clause.question, clause.help, kind, clause.options, proposal, processor))  # fmt: skip
        asked.append(
            yes_no(f"{id}.check_{clause.id}", f"{CHECKED}: {label}", clause.label, clause.check, only_if=processor)
        )
    kept = "Staat de overeenkomst op papier of digitaal, en heb je hem bewaard?"
    return (
        *asked,
        yes_no(f"{id}.check_written", f"{CHECKED}: {label}", "op papier of digitaal", kept, only_if=processor),
    )


AGREED, CHECKED = "De afspraken", "Hun overeenkomst"
PROCESSOR = Question("processor", HELP, "met wie", "Met wie is de overeenkomst?", "", CHOICE, {h.id: h.label for h in HELPERS.values()})  # fmt: skip
QUESTIONS: Mapping[str, Question] = {
    question.id: question
    for question in (
        *(q for q in _GENERAL if q.group in (YOU, USES)),
        *(q for a in ACTIVITIES.values() for q in _of_activity(a.id, a.label)),
        *(q for q in _GENERAL if q.group in (ORIGIN, HELP)),
        PROCESSOR,
        *(q for h in HELPERS.values() for q in _of_helper(h.id, h.label)),
        *(q for q in _GENERAL if q.group in (RIGHTS, SAFE)),
        *obligations.QUESTIONS.values(),
        *breach.QUESTIONS.values(),
    )
}
