"""Who else handles your data: the kinds of helper, what each is mostly, and which tool a list comes from.

Sources: AVG art. 4(7), 4(8) and 28; for the bookkeeper NBA18 and NBA19. Where a tool keeps its data is common knowledge,
not checked, and only filled in where it is plain; else the learner looks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Helper:
    """A kind of helper. ``work``: what they do; ``serves``: the activities they help with; ``advice``: what to look at."""

    id: str
    label: str
    work: str
    serves: frozenset[str]
    advice: tuple[str, ...]


_PEOPLE = frozenset({"customers", "questions", "newsletter", "offers", "network", "appointments", "shop"})
_ALL = (
    Helper("bookkeeper", "boekhouder of accountant", "de boekhouding doen", frozenset({"customers", "bookkeeping", "shop"}), (
        "Vraag hem hoe hij zichzelf ziet: als verwerker of als verantwoordelijke. Laat hem dat schrijven.",
        "Is hij zelf verantwoordelijk? Dan is er geen verwerkersovereenkomst, maar noem je hem wel in je verklaring.",
    )),
    Helper("assistant", "virtueel assistent", "mail, agenda en lijsten bijhouden", _PEOPLE | {"bookkeeping"}, (
        "Geef een eigen account met alleen wat nodig is, geen gedeeld wachtwoord.",
        "Spreek af wat er gebeurt als de samenwerking stopt: toegang weg en kopieën gewist.",
    )),
    Helper("mail_tool", "mailprogramma", "nieuwsbrieven en mailings versturen", frozenset({"newsletter", "offers"}), (
        "Je maakt hier niet zelf een overeenkomst: zoek die van het programma op en bewaar hem (vaak “DPA”).",
        "Kijk waar de gegevens staan. Buiten de EER heb je een extra waarborg nodig.",
    )),
    Helper("cloud", "opslag en kantoor in de cloud", "bestanden, mail en contacten bewaren", _PEOPLE | {"bookkeeping"}, (
        "Kies waar het kan voor opslag binnen de EER, en zet inloggen in twee stappen aan.",
        "Een gratis account voor privégebruik heeft vaak geen verwerkersovereenkomst. Kijk dat na.",
    )),
    Helper("invoicing", "programma voor facturen", "facturen maken en bewaren", frozenset({"customers", "bookkeeping", "shop"}), (
        "De overeenkomst staat meestal in de voorwaarden. Zoek hem op en bewaar hem.",
    )),
    Helper("crm", "klantenprogramma (CRM)", "klanten en afspraken bijhouden", _PEOPLE, (
        "Kijk wie er nog meer bij kan, en of je alles kunt meenemen als je stopt.",
    )),
    Helper("forms", "formulieren, agenda of kaartverkoop", "aanmeldingen en afspraken opnemen", frozenset({"newsletter", "questions", "appointments"}), (
        "Vraag in het formulier niet meer dan je nodig hebt.",
    )),
    Helper("shop_tool", "webwinkel", "bestellingen opnemen", frozenset({"shop", "customers"}), (
        "Ook de betaaldienst krijgt gegevens. Die is vaak zelf verantwoordelijk: noem hem bij anderen.",
    )),
    Helper("hosting", "bedrijf dat je website bewaart", "de website bewaren en bezoek meten", frozenset({"website", "questions", "shop"}), (
        "Kijk of berichten uit je contactformulier op de server blijven staan, en hoelang.",
    )),
)  # fmt: skip
HELPERS: Mapping[str, Helper] = {helper.id: helper for helper in _ALL}
BOOKKEEPER_WORK = {
    "instructed": "alleen doen wat ik zeg, zoals bonnen inboeken of lonen uitrekenen",
    "own_judgement": "met een eigen oordeel werken, zoals een jaarrekening maken of controleren",
    "both": "allebei",
}
"""Decides whether a bookkeeper is a processor (mostly), a controller (mostly) or both. Disputed: NBA18, NBA19."""
OUTSIDE, INSIDE = "outside", "eea"
US = "Verenigde Staten"


@dataclass(frozen=True)
class Tool:
    """A tool that a list was exported from. ``place`` is empty where the learner must look it up."""

    name: str
    helper: str
    place: str = ""
    country: str = ""


TOOLS: Mapping[str, Tool] = {
    **{f"mailchimp_{kind}": Tool("Mailchimp", "mail_tool", OUTSIDE, US) for kind in ("subscribed", "unsubscribed", "cleaned")},
    "brevo": Tool("Brevo", "mail_tool"),
    "activecampaign": Tool("ActiveCampaign", "mail_tool", OUTSIDE, US),
    "kit": Tool("Kit", "mail_tool", OUTSIDE, US),
    "klaviyo": Tool("Klaviyo", "mail_tool", OUTSIDE, US),
    "laposta": Tool("Laposta", "mail_tool", INSIDE),
    "mailerlite": Tool("MailerLite", "mail_tool"),
    "google_contacts_new": Tool("Google Contacten", "cloud"),
    "google_contacts_old": Tool("Google Contacten", "cloud"),
    "google_forms": Tool("Google Formulieren", "forms"),
    "typeform": Tool("Typeform", "forms"),
    "calendly": Tool("Calendly", "forms", OUTSIDE, US),
    "eventbrite": Tool("Eventbrite", "forms", OUTSIDE, US),
    "hubspot": Tool("HubSpot", "crm"),
    "pipedrive": Tool("Pipedrive", "crm"),
    "moneybird": Tool("Moneybird", "invoicing"),
    "outlook_en": Tool("Outlook", "cloud"),
    "outlook_nl": Tool("Outlook", "cloud"),
    "shopify": Tool("Shopify", "shop_tool"),
    "woocommerce": Tool("WooCommerce", "shop_tool"),
}  # fmt: skip
"""From the name of an export format to the tool."""
