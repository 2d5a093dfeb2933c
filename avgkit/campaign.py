"""The words to ask for permission: a request to one person, and a post with a sign-up link (S26, S27).

Each part is there for a reason: who asks, for what, how often, how to say yes oneself, and how to say no (AVG art. 4(11),
7(2), 7(3); art. 11.7 lid 7 Tw).
"""

from __future__ import annotations

from dataclasses import dataclass

from avgkit.errors import AvgkitError


@dataclass(frozen=True)
class Sender:
    """Who asks: name, company, what the newsletter is about, how often it comes, and the page with the sign-up form."""

    name: str
    company: str
    subject: str
    how_often: str
    link: str

    def __post_init__(self) -> None:
        missing = [dutch for dutch, value in zip(_DUTCH, self._values(), strict=True) if not value.strip()]
        if missing:
            raise AvgkitError(
                f"Vul nog in: {', '.join(missing)}; zonder dat weet de lezer niet waar hij ja tegen zegt."
            )
        if not self.link.startswith("https://"):
            raise AvgkitError("De link naar je aanmeldpagina moet met https:// beginnen; kijk hem na.")

    def _values(self) -> tuple[str, ...]:
        return self.name, self.company, self.subject, self.how_often, self.link


_DUTCH = ("je naam", "je bedrijf", "het onderwerp", "hoe vaak je mailt", "de link naar je aanmeldpagina")


def permission_request(sender: Sender, first_name: str = "") -> str:
    """Return a request to one person. Use it only where the plan says that asking is allowed."""
    return (
        f"Hallo{' ' + first_name.strip() if first_name.strip() else ''},\n\n"
        f"Ik ben {sender.name} van {sender.company}. Ik maak een nieuwsbrief over {sender.subject}, {sender.how_often}.\n\n"
        f"Wil je die krijgen? Meld je dan zelf aan op {sender.link}. Je kunt je op elk moment weer afmelden.\n\n"
        "Doe je niets? Dan krijg je geen nieuwsbrief en vraag ik het niet nog eens. Wil je helemaal niets meer van mij "
        "horen? Antwoord dan met “nee”, dan haal ik je uit mijn lijst.\n\n"
        f"Groet,\n{sender.name}\n{sender.company}\n"
    )


def public_post(sender: Sender) -> str:
    """Return a post for LinkedIn or another page: nobody is approached, who wants to signs up."""
    return (
        f"Ik maak een nieuwsbrief over {sender.subject}, {sender.how_often}.\n\n"
        f"Wil je hem krijgen? Meld je zelf aan: {sender.link}\n"
        "Afmelden kan altijd, met één klik.\n\n"
        f"{sender.name}, {sender.company}\n"
    )
