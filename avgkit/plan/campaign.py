"""The words to ask for permission, and the campaign that uses them: a letter, a call, a message, a public post.

Each part is there for a reason: who asks and where to say no, for what, how often, how to say yes oneself, and that it is
about advertising (AVG art. 4(11), 7(2), 7(3), 14 and 21(4); art. 11.7 lid 2 and 7 Tw). S26 and S27 are about the post.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.base.rendering import to_fill_in
from avgkit.law.facts import Channel

if TYPE_CHECKING:
    from avgkit.plan.groups import Plan

NAMES = {
    "name": "je naam",
    "company": "je bedrijf",
    "subject": "het onderwerp",
    "how_often": "hoe vaak je mailt",
    "link": "de link naar je aanmeldpagina",
    "stop": "waar iemand nee kan zeggen",
}
"""What the sender must fill in."""
PRIVATE_MESSAGE = (
    "Stuur geen privébericht op LinkedIn om toestemming te vragen. De uitleg van 2018 zei dat dit mag (S26). "
    "DMCC, die bedrijven bij reclame adviseert, leest de wet anders: vragen om toestemming is zelf al reclame. "
    "Een uitspraak van de ACM of een rechter is er nog niet. Wij kiezen de veilige kant."
)


@dataclass(frozen=True)
class MailSender:
    """Who asks: name, company, what the newsletter is about, how often it comes, the page with the sign-up form, and
    the address or number where somebody can say no."""

    name: str
    company: str
    subject: str
    how_often: str
    link: str
    stop: str

    def __post_init__(self) -> None:
        missing = [NAMES[field.name] for field in fields(self) if not getattr(self, field.name).strip()]
        if missing:
            raise AvgkitError(
                f"Vul nog in: {', '.join(missing)}; zonder dat weet de lezer niet waar hij ja tegen zegt."
            )
        if not self.link.startswith(("https://", "[")):
            raise AvgkitError("De link naar je aanmeldpagina moet met https:// beginnen; kijk hem na.")


BLANK = MailSender(**{name: to_fill_in(words) for name, words in NAMES.items()})
"""Places to fill in, for somebody who only wants to see the texts."""


def permission_request(sender: MailSender, first_name: str = "", channel: str = Channel.EMAIL) -> str:
    """Return a request to one person for this channel. Use it only where the plan says that asking is allowed.

    Raises AvgkitError for a LinkedIn message (unclear, risky) and a public post, which has words of its own.
    """
    if channel == Channel.LINKEDIN_MESSAGE:
        raise AvgkitError(PRIVATE_MESSAGE)
    if channel == Channel.PUBLIC_POST:
        raise AvgkitError(
            "Een openbaar bericht vraagt niemand persoonlijk; gebruik de tekst voor een openbaar bericht."
        )
    hello = f"Hallo{' ' + first_name.strip() if first_name.strip() else ''},"
    if channel == Channel.PHONE:
        return _call(sender)
    return "\n\n".join([hello, *_written(sender, channel)]) + "\n"


def _written(sender: MailSender, channel: str) -> list[str]:
    right = f"Je hebt het recht om bezwaar te maken. Zeg dan nee via {sender.stop}. Dat kost je niets."
    post = (
        f"Ik heb je adres van: {to_fill_in('waar je het adres vandaan hebt')}. "
        f"Mijn privacyverklaring staat op {to_fill_in('de link naar je privacyverklaring')}."
    )
    return [
        f"Ik ben {sender.name} van {sender.company}. Ik maak een nieuwsbrief over {sender.subject}, {sender.how_often}. "
        "Daarin staat ook reclame voor mijn werk.",
        f"Wil je die krijgen? Meld je dan zelf aan op {sender.link}. Je kunt je op elk moment weer afmelden.",
        "Doe je niets? Dan krijg je geen nieuwsbrief en vraag ik het niet nog eens.",
        f"Wil je helemaal niets meer van mij horen? {right}",
        *([post] if channel == Channel.POST else []),
        f"Groet,\n{sender.name}\n{sender.company}",
    ]


def _call(sender: MailSender) -> str:
    return (
        f"Goedemorgen, u spreekt met {sender.name} van {sender.company}. Ik bel over mijn nieuwsbrief. Heeft u een minuut?\n\n"
        f"De nieuwsbrief gaat over {sender.subject} en komt {sender.how_often}. Er staat ook reclame voor mijn werk in. "
        "Mag ik u die sturen?\n\n"
        f"Bij ja: Dan stuur ik u één mail met de link {sender.link}. Daar meldt u zich zelf aan. Is dat goed?\n"
        f"Bij nee: Prima, dan vraag ik het niet nog eens. Wilt u helemaal niet meer gebeld worden? Dan noteer ik dat nu. "
        f"Later kan het ook, gratis, via {sender.stop}.\n\n"
        "Schrijf meteen op: de dag, met wie je sprak, wat je vroeg en wat het antwoord was.\n"
    )


def public_post(sender: MailSender) -> str:
    """Return a post for LinkedIn or another page: nobody is approached, who wants to signs up (S26, S27)."""
    return (
        f"Ik maak een nieuwsbrief over {sender.subject}, {sender.how_often}. Daarin staat ook reclame voor mijn werk.\n\n"
        f"Wil je hem krijgen? Meld je zelf aan: {sender.link}\n"
        "Afmelden kan altijd, met één klik.\n\n"
        f"{sender.name}, {sender.company}\n"
    )


@dataclass(frozen=True)
class Move:
    """One move of the campaign: the week (0 is before you begin), what to do, and for how many contacts."""

    week: int
    what: str
    contacts: int


def campaign(plan: Plan) -> list[Move]:
    """Return the re-permission campaign for a plan: everybody is asked once, only as allowed, and then it stops."""
    left = len(plan.unsafe)
    moves = (
        Move(0, "Kijk je aanmeldpagina na in notebook 06. Elk vakje staat uit.", len(plan.contacts)),
        Move(0, "Haal wie nee zei uit alle lijsten. Vraag deze mensen niets.", len(plan.stop)),
        Move(1, "Plaats het openbare bericht met je aanmeldlink.", len(plan.publicly)),
        Move(1, "Vraag in een gesprek dat de ander zelf begint of hij zich wil aanmelden.", len(plan.publicly)),
        Move(1, "Vraag één keer persoonlijk om toestemming, op de manier die bij deze mensen mag.", len(plan.ask)),
        Move(4, "Plaats het openbare bericht nog een keer. Vraag niemand twee keer persoonlijk.", len(plan.publicly)),
        Move(8, "Stop. Wie zich niet aanmeldde, krijgt geen nieuwsbrief. Bewaar alleen wie je om een andere reden nodig hebt.", left),
    )  # fmt: skip
    return [move for move in moves if move.contacts]
