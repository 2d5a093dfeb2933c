"""The Dutch words for what a consent is made of."""

METHODS = {
    "box": "vakje aangevinkt op een formulier",
    "button": "op een knop gedrukt die om toestemming vroeg",
    "paper": "getekend op papier",
    "spoken": "hardop gezegd",
    "message": "geschreven in een bericht",
}
BOXES = {"unticked": "het vakje stond uit", "pre_ticked": "het vakje stond al aan"}
LABELS = {
    "sender": "aan wie",
    "channel": "kanaal",
    "purpose": "doel",
    "name": "naam",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "given_at": "gegeven op",
    "method": "hoe",
    "box": "vakje",
    "separate": "vraag stond los",
    "text": "tekst",
    "form_version": "versie van het formulier",
    "notice_version": "versie van de privacyverklaring",
    "origin": "waar",
    "confirmed_at": "bevestigd op",
    "opt_out_offered": "intrekken was genoemd",
    "document": "vingerafdruk van de scan (SHA-256)",
    "source": "bron",
    "at": "op",
    "way": "hoe",
    "withdrawn_at": "ingetrokken op",
    "withdrawal_way": "hoe ingetrokken",
}
"""What each field is called for a learner and a data subject."""
