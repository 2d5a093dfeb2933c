"""``avgkit consent``: keep evidence of consent, withdrawals and objections; look at it, check it, and take it along."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from avgkit.commands.arguments import add_day, day_argument
from avgkit.commands.named_lists import add_lists
from avgkit.commands.receipts import add_output

_PERSON = {"email": "het e-mailadres", "phone": "het telefoonnummer", "name": "de naam"}
_SCOPE = {
    "sender": "de naam van je bedrijf, zoals die op het formulier stond",
    "channel": "het kanaal, zoals email",
    "purpose": "het doel: newsletter of offer",
}
_FORM = {
    "method": "hoe: box, button, paper, spoken of message",
    "box": "het vakje stond uit (unticked) of al aan (pre_ticked)",
    "separate": "de vraag stond los van andere dingen: yes of no",
    "text": "de tekst waar iemand ja op zei, letterlijk",
    "form_version": "de versie van het formulier",
    "notice_version": "de versie van je privacyverklaring",
    "product": "voor welk aanbod; nodig als je gaat bellen",
    "until": "tot en met welke dag de toestemming geldt",
    "opt_out_offered": "er is gezegd dat intrekken kan: yes of no",
}
_MOMENT = {
    "given_at": "de dag, met of zonder tijd, zoals 2026-03-01T10:30",
    "origin": "het IP-adres, de plaats of wie erbij was",
    "confirmed_at": "de dag van de bevestiging per mail",
}


def add(parts: _SubParsersAction) -> None:
    text = "bewaar en bekijk het bewijs van toestemming"
    part = parts.add_parser("consent", help=text, description=f"{text.capitalize()}.")
    acts = part.add_subparsers(title="wat je wilt doen", dest="act", metavar="WAT", required=True)
    for name, (help_, words) in _ACTS.items():
        act = acts.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        act.add_argument("store", metavar="BEWIJS", help="het bestand met het bewijs, zoals toestemming.sqlite")
        words(act)
        add_day(act)


def _options(part: ArgumentParser, *groups: dict[str, str]) -> None:
    for group in groups:
        for name, help_ in group.items():
            part.add_argument(f"--{name.replace('_', '-')}", dest=name, default="", metavar="TEKST", help=help_)


def _add_words(part: ArgumentParser) -> None:
    _options(part, _PERSON, _SCOPE, _FORM, _MOMENT)
    part.add_argument("--note", metavar="BESTAND", help="een notitie: per regel een woord, zoals “wie: Anna de Wit”")
    part.add_argument("--scan", metavar="BESTAND", help="de scan van een getekend papier")


def _import_words(part: ArgumentParser) -> None:
    add_lists(part)
    _options(part, _SCOPE, _FORM, {"origin": "waar het formulier stond, als een rij zelf geen herkomst heeft"})
    words = "iedereen op deze lijsten meldde zich aan met dit ene formulier; elke rij brengt zelf haar dag mee"
    part.add_argument("--one-form", "--een-formulier", dest="one_form", action="store_true", help=words)


def _refusal_words(part: ArgumentParser) -> None:
    _options(
        part,
        {k: v for k, v in _PERSON.items() if k != "name"},
        {"at": "de dag waarop dit was", "way": "hoe iemand dit zei"},
    )
    _options(
        part,
        {
            **_SCOPE,
            "purpose": "het doel; zonder geldt het voor alles",
            "channel": "het kanaal; zonder geldt het voor alle",
        },
    )


def _show_words(part: ArgumentParser) -> None:
    _options(part, {k: v for k, v in _PERSON.items() if k != "name"}, _SCOPE)
    part.add_argument("--json", action="store_true", help="toon alles als JSON")


def _verify_words(part: ArgumentParser) -> None:
    part.add_argument("--seal", default="", metavar="ZEGEL", help="het zegel dat je eerder opschreef")


def _export_words(part: ArgumentParser) -> None:
    _options(part, {k: v for k, v in _PERSON.items() if k != "name"})
    add_output(part, "waar het komt, met .jsonld", required=True)


_ACTS = {
    "add": ("leg een toestemming vast", _add_words),
    "import": ("neem toestemmingen en afmeldingen over uit lijsten", _import_words),
    "withdraw": ("leg vast dat iemand toestemming intrekt", _refusal_words),
    "object": ("leg vast dat iemand bezwaar maakt", _refusal_words),
    "show": ("toon wat er is en wat er ontbreekt", _show_words),
    "verify": ("kijk of er later iets is veranderd", _verify_words),
    "export": ("bewaar het bewijs als JSON-LD (ISO/IEC TS 27560)", _export_words),
}


def run(choice: Namespace) -> None:
    from avgkit.commands.consent_acts import ACTS

    ACTS[choice.act](choice, day_argument(choice.as_of))
