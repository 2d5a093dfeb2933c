"""The words by which the checks know what a form or a mail says, Dutch and English. Matched without regard to case."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


NEWSLETTER = _any(
    r"nieuws-?\s?brie", r"news\s?letter", r"nieuwsmail", r"\bmailing", r"mailinglijst", r"\be-?zine", r"nieuwsupdate",
    r"mailchimp|mc4wp|laposta|list-manage|mailpoet|mailerlite|activecampaign|mailblue|enormail|brevo|sendinblue",
    r"(tips|nieuws|updates|post) (\w+ ){0,3}(per|via|in je|in uw|by) (e-?)?(mail|inbox)",
)  # fmt: skip
MARKETING = _any(
    NEWSLETTER.pattern, r"aanbieding", r"\bacties\b", r"kortingen", r"reclame", r"promoti", r"marketing", r"\boffers?\b",
    r"\bnieuws\b", r"\bnews\b", r"\btips\b", r"\bupdates?\b", r"op de hoogte", r"stay (up|in)", r"keep me", r"opt.?in",
    r"subscri(be|ption)", r"berichten (van|over|per)", r"\be?-?mails? (van|ontvangen)", r"mij (mailen|bellen|benaderen|appen)", r"(mailt|belt|benadert|informeert)\b", r"commerci",
)  # fmt: skip
CONSENT = _any(
    r"toestemming", r"akkoord", r"accepteer", r"instem", r"\bconsent", r"\bagree", r"\baccept", r"\bgdpr", r"\bavg\b"
)
TERMS = _any(
    r"(algemene|leverings|gebruiks|actie|deelname)[\s-]*voorwaarden", r"\bvoorwaarden\b", r"terms( (and|&|of)\b|\b)"
)
PRIVACY = _any(r"privacy", r"gegevensbescherming", r"persoonsgegevens", r"data protection", r"\bavg-?verklaring")
LEAVE = _any(
    r"afmeld", r"af te melden", r"\bmeld\b(?!.{0,12}\baan\b).{0,40}\baf\b(?! en toe)", r"afgemeld", r"uitschrij", r"uit te schrijven", r"uitgeschreven",
    r"\bschrijf\b(?!.{0,12}\bin\b).{0,40}\buit\b", r"intrek", r"in te trekken", r"\btrek\b.{0,30}\btoestemming", r"opzeg", r"op te zeggen",
    r"stopzet", r"unsubscri", r"opt[\s-]?out", r"withdraw", r"\b(zeg|laat)\b.{0,40}\bstop", r"geen (mails?|nieuwsbrie\w+) meer",
    r"(mails?|berichten|nieuwsbrie\w+) niet (meer|langer)", r"niet (meer|langer) (ontvangen|krijgen)",
)  # fmt: skip
PARTNERS = _any(
    r"\bpartner\w*", r"\bderden\b", r"derde partij", r"third.?part", r"zuster(bedrijf|bedrijven|onderneming)", r"gelieerd",
    r"groepsmaatschappij", r"dochter(bedrijf|bedrijven|onderneming)", r"zorgvuldig geselecteerd", r"affiliate",
    r"andere bedrijven", r"aangesloten (bedrijven|organisaties)", r"sponsors",
)  # fmt: skip
NOT = _any(
    r"\bniet\b", r"\bnooit\b", r"\bgeen\b", r"\bzonder\b", r"\bnot\b", r"\bnever\b", r"n[’']t\b", r"\bnee\b", r"^no\b"
)
YES = _any(r"^\s*(ja|yes|graag|akkoord|aan|on|wel|true)\b", r"\bik wil\b(?!.*\b(geen|niet)\b)")
CHANNELS = {
    "e-mail": _any(r"e-?mail", r"\bmail(en|t|tje)?\b", r"nieuwsbrie"),
    "telefoon": _any(r"\bbel(len|t)?\b", r"gebeld", r"telefon", r"\bphone\b", r"\bcall\b"),
    "sms": _any(r"\bsms\b", r"sms.?en"),
    "WhatsApp": _any(r"whatsapp", r"\bapp(en|t)\b"),
    "post": _any(r"per post\b", r"\bpost\b(?!code)", r"\bbrieven\b", r"\bdrukwerk\b"),
}
SIDE_PURPOSES = {
    "onderzoek": _any(r"onderzoek", r"enqu[eê]te", r"survey"),
    "een profiel": _any(r"profiel", r"profiler", r"persoonlijke (advertenties|aanbiedingen)", r"personali", r"op maat"),
}
SIGN_UP_BUTTON = _any(
    r"aanmeld", r"\bmeld\b", r"aan te melden", r"schrij[fv]", r"abonn", r"subscribe", r"sign me up", r"sign up", r"\bja\b",
    r"\bik wil\b", r"nieuwsbrief", r"newsletter", r"ontvang", r"houd me", r"hou me", r"doe mee", r"\bjoin\b", r"stuur mij",
)  # fmt: skip
OTHER_DEAL = _any(
    r"download", r"e-?book", r"white\s?paper", r"checklist", r"korting", r"gratis", r"\bfree\b", r"claim", r"cadeau", r"weggever",
    r"bekijk", r"toegang", r"win\b", r"doe de test", r"uitslag",
)  # fmt: skip
MAGNET = re.compile(
    r"(e-?book|white\s?paper|checklist|kortings?\s?(code|bon)|\d\s?(%|procent|euro) korting|cadeau|\bdownload|kans op|\bwin\b|"
    r"gratis (gids|boek|sjabloon|template|webinar|masterclass|training|cursus|pdf|scan|test)|prijsvraag|"
    r"free (guide|book|template|webinar))\w*( [\w-]+){0,2}",
    re.IGNORECASE,
)
FREQUENCY = _any(
    r"dagelijks", r"wekelijks", r"maandelijks", r"jaarlijks", r"kwartaal", r"(per|elke?|ieder|iedere|om de) (\w+ )?(dag|week|weken|maand|jaar|seizoen)",
    r"\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b", r"weekly|monthly|daily|quarterly", r"(per|every|a) (week|month)",
    r"(keer|x|maal) (per|in de)", r"af en toe",
)  # fmt: skip
CONFIRM = _any(
    r"bevestig", r"confirm", r"double.?opt", r"dubbele? opt", r"klik op de link in", r"controleer je (mail|inbox)"
)
CHILDREN = _any(
    r"\bkinderen\b", r"\bkids\b", r"\bjongeren\b", r"\btieners?\b", r"\bscholieren\b", r"\bleerlingen\b", r"\bkinderclub\b",
    r"onder de 16", r"basisschool", r"\bjeugdclub\b", r"hoe oud ben je",
)  # fmt: skip
PARENTS = _any(r"\bouders?\b", r"verzorger", r"\b16 jaar\b", r"zestien", r"voogd", r"16 of ouder", r"parents?")
MARKETING_WORDS_SEEN = _any(
    NEWSLETTER.pattern, r"aanbieding", r"\bactie", r"korting", r"advertentie", r"reclame", r"\bnieuws\b", r"\btips\b", r"update",
    r"webinar", r"workshop", r"uitnodiging", r"\bsale\b", r"uitverkoop", r"\bnieuw\b", r"\boffer\b", r"\bdeal", r"promo",
)  # fmt: skip


def sentences(text: str) -> list[str]:
    """Split text into sentences, roughly."""
    return [part for part in re.split(r"(?<=[.!?;•|])\s+|\n", text) if part.strip()]


def said_plainly(pattern: re.Pattern[str], text: str) -> str:
    """Return the words that match in a sentence without “niet”, “nooit” or “geen”; empty when there is none."""
    for sentence in sentences(text):
        if (found := pattern.search(sentence)) and not NOT.search(sentence):
            return found.group()
    return ""
