"""The words to ask for permission, and the campaign that uses them: a letter, a call, a message, a public post.

They stand in ``campaign.toml``, with why each part is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.base.rendering import to_fill_in
from avgkit.base.toml_data import read_data
from avgkit.law.facts import Channel

if TYPE_CHECKING:
    from avgkit.plan.groups import Plan

TEXTS = "plan/campaign.toml"
NAMES: Mapping[str, str] = read_data(TEXTS)["names"]
"""What the sender must fill in."""
PRIVATE_MESSAGE: str = read_data(TEXTS)["private_message"]


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
    if channel == Channel.PHONE:
        return _told(sender, "call")
    hello = f"Hallo{' ' + first_name.strip() if first_name.strip() else ''},"
    post = ("by_post",) if channel == Channel.POST else ()
    return f"{hello}\n\n{_told(sender, 'written', *post, 'greeting')}"


def public_post(sender: MailSender) -> str:
    """Return a post for LinkedIn or another page: nobody is approached, who wants to signs up (S26, S27)."""
    return _told(sender, "public_post")


def _told(sender: MailSender, *names: str) -> str:
    """Return paragraphs of the file, with what is of the sender filled in."""
    paragraphs = (paragraph for name in names for paragraph in read_data(TEXTS)[name])
    return "\n\n".join(paragraph.format(**asdict(sender)) for paragraph in paragraphs) + "\n"


@dataclass(frozen=True)
class Move:
    """One move of the campaign: the week (0 is before you begin), what to do, and for how many contacts."""

    week: int
    what: str
    contacts: int


def campaign(plan: Plan) -> list[Move]:
    """Return the re-permission campaign for a plan: everybody is asked once, only as allowed, and then it stops."""
    moves = (Move(told["week"], told["what"], len(getattr(plan, told["group"]))) for told in read_data(TEXTS)["move"])
    return [move for move in moves if move.contacts]
