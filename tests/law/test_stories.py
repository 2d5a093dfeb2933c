"""Stories of a freelancer’s ordinary life, 2018 to 2027, with what the second reading of the law says of each.

Written from the reading and not from the rules: a lawyer’s answer beside the program’s.
"""

from __future__ import annotations

import pytest

from avgkit import decide

YES, IF, NO, ASK = "allowed", "conditional", "not_allowed", "depends"
STRANGER = {"recipient": "consumer", "consent": "none", "objection": "no", "relation": "none"}
BOUGHT_LIST = {**STRANGER, "details_source": "third_party"}
CUSTOMER = {
    **STRANGER,
    "relation": "customer",
    "details_source": "own_sale",
    "similar_product": "yes",
    "opt_out_offered": "yes",
}
FORMER = {**CUSTOMER, "relation": "former_customer", "years_since_relation": "5"}
COMPANY = {**BOUGHT_LIST, "recipient": "legal_person"}
DONOR = {**STRANGER, "relation": "donor", "details_source": "given_personally", "opt_out_offered": "yes"}
CHARITY = {"sender": "charity"}

# What happens; channel, purpose, day; the answer; whether it is contested; the facts.
STORIES = [
    ("an offer to a customer in 2018", "email offer 2018-06-01", IF, False, CUSTOMER),
    (
        "a newsletter about something else than was bought",
        "email newsletter 2019-06-01",
        NO,
        False,
        CUSTOMER | {"similar_product": "no"},
    ),
    (
        "a customer who could not refuse when buying",
        "email offer 2022-06-01",
        NO,
        False,
        CUSTOMER | {"opt_out_offered": "no"},
    ),
    (
        "a customer whose address came from LinkedIn",
        "email offer 2022-06-01",
        NO,
        False,
        CUSTOMER | {"details_source": "platform_export"},
    ),
    (
        "a customer whose address stood on a business card",
        "email offer 2026-08-01",
        NO,
        False,
        CUSTOMER | {"details_source": "given_personally"},
    ),
    (
        "who asked for a quote and did not buy",
        "email offer 2026-08-01",
        NO,
        False,
        STRANGER | {"relation": "enquiry", "details_source": "given_personally"},
    ),
    ("the answer to a request for a quote", "email reply 2026-08-01", YES, False, STRANGER | {"relation": "enquiry"}),
    (
        "an invoice to a customer who objected to mails",
        "email service 2026-08-01",
        YES,
        False,
        CUSTOMER | {"objection": "yes"},
    ),
    ("a question for a review to a customer", "email feedback_request 2026-08-01", IF, True, CUSTOMER),
    ("a survey to a bought list", "email feedback_request 2026-08-01", NO, True, BOUGHT_LIST),
    ("an offer in WhatsApp to a customer", "whatsapp offer 2021-08-01", IF, False, CUSTOMER),
    (
        "a text message to a connection",
        "sms offer 2021-08-01",
        NO,
        False,
        STRANGER | {"relation": "connection", "details_source": "platform_export"},
    ),
    ("info@ of a bv", "email offer 2026-08-01", NO, None, COMPANY | {"details_source": "published_otherwise"}),
    (
        "an address on which a bv asks for offers",
        "email offer 2026-08-01",
        IF,
        False,
        COMPANY | {"details_source": "published_for_offers"},
    ),
    (
        "a newsletter to that address",
        "email newsletter 2026-08-01",
        NO,
        True,
        COMPANY | {"details_source": "published_for_offers"},
    ),
    (
        "a consumer who published an address for offers",
        "email offer 2026-08-01",
        NO,
        False,
        STRANGER | {"details_source": "published_for_offers"},
    ),
    (
        "who signed up, with proof",
        "email newsletter 2026-08-01",
        YES,
        False,
        STRANGER | {"consent": "valid", "details_source": "own_signup"},
    ),
    (
        "who signed up, without proof",
        "email newsletter 2026-08-01",
        NO,
        False,
        STRANGER | {"consent": "unproven", "details_source": "own_signup"},
    ),
    (
        "a box that stood ticked at a download",
        "email newsletter 2026-08-01",
        NO,
        False,
        STRANGER | {"consent": "pre_ticked", "details_source": "own_signup"},
    ),
    (
        "a box that stood ticked in an order",
        "email newsletter 2026-08-01",
        IF,
        False,
        CUSTOMER | {"consent": "pre_ticked"},
    ),
    ("who unsubscribed and bought again", "email offer 2026-08-01", NO, True, CUSTOMER | {"consent": "withdrawn"}),
    (
        "who unsubscribed and bought again, by post",
        "post offer 2025-01-01",
        NO,
        True,
        CUSTOMER | {"consent": "withdrawn"},
    ),
    ("a bv that said: call me no more", "phone offer 2026-08-01", NO, False, COMPANY | {"objection": "yes"}),
    (
        "a call in 2018, not in the register",
        "phone offer 2018-06-01",
        IF,
        False,
        BOUGHT_LIST | {"register": "not_listed"},
    ),
    (
        "a call in 2018 to a number in the register",
        "phone offer 2018-06-01",
        NO,
        False,
        BOUGHT_LIST | {"register": "listed"},
    ),
    (
        "a customer in the register whose number came from elsewhere",
        "phone offer 2019-06-01",
        NO,
        False,
        CUSTOMER | {"details_source": "third_party", "register": "listed"},
    ),
    (
        "the same, and nobody knows where the number came from",
        "phone offer 2019-06-01",
        ASK,
        False,
        CUSTOMER | {"details_source": "unknown", "register": "listed"},
    ),
    (
        "a customer of five years ago in the register, May 2020",
        "phone offer 2020-05-31",
        IF,
        False,
        FORMER | {"register": "listed"},
    ),
    ("the same in June 2020", "phone offer 2020-06-01", NO, True, FORMER | {"register": "listed"}),
    ("a call to a customer in 2022", "phone offer 2022-07-01", IF, False, CUSTOMER),
    ("a call to a customer on the last day", "phone offer 2026-06-30", IF, False, CUSTOMER),
    ("a call to a customer the day after", "phone offer 2026-07-01", NO, False, CUSTOMER),
    ("a customer who is a freelancer", "phone offer 2026-07-01", NO, False, CUSTOMER | {"recipient": "sole_trader"}),
    ("a customer that is a vof", "phone offer 2026-07-01", NO, False, CUSTOMER | {"recipient": "partnership"}),
    ("a call to a bv", "phone offer 2026-07-01", IF, True, COMPANY),
    (
        "a call to the private number of its employee",
        "phone offer 2026-07-01",
        NO,
        True,
        COMPANY | {"number_kind": "private"},
    ),
    ("a call to a bv in 2018", "phone offer 2018-07-01", YES, False, COMPANY),
    (
        "a freelancer who published a number for offers",
        "phone offer 2026-07-01",
        IF,
        False,
        STRANGER | {"recipient": "sole_trader", "details_source": "published_for_offers"},
    ),
    ("a call with consent in 2027", "phone offer 2027-02-01", YES, False, STRANGER | {"consent": "valid"}),
    ("a machine calls a bv", "automatic_call offer 2026-07-01", NO, False, COMPANY),
    (
        "a machine calls with consent for it",
        "automatic_call offer 2026-07-01",
        YES,
        False,
        STRANGER | {"consent": "valid"},
    ),
    ("a machine calls a customer", "automatic_call offer 2026-07-01", NO, None, CUSTOMER),
    ("a charity calls who gave", "phone offer 2026-07-01", IF, False, DONOR | CHARITY),
    ("a charity calls a buyer of its shop", "phone offer 2026-07-01", NO, False, CUSTOMER | CHARITY),
    ("a charity calls a volunteer", "phone offer 2026-07-01", IF, False, DONOR | CHARITY | {"relation": "volunteer"}),
    ("a charity mails a volunteer", "email offer 2026-07-01", NO, False, DONOR | CHARITY | {"relation": "volunteer"}),
    (
        "a charity mails who gave, about something else",
        "email newsletter 2026-07-01",
        IF,
        False,
        DONOR | CHARITY | {"similar_product": "no"},
    ),
    (
        "a charity mails who gave, wherever the address is from",
        "email newsletter 2026-07-01",
        IF,
        False,
        DONOR | CHARITY | {"details_source": "third_party"},
    ),
    ("a charity mails a buyer of its shop", "email offer 2026-07-01", IF, False, CUSTOMER | CHARITY),
    ("a freelancer mails a donor", "email offer 2026-07-01", NO, False, DONOR),
    ("a lottery calls a customer", "phone offer 2026-07-01", IF, False, CUSTOMER | {"sender": "lottery"}),
    (
        "a publisher calls a customer about something else",
        "phone offer 2026-07-01",
        NO,
        False,
        CUSTOMER | {"sender": "publisher", "similar_product": "no"},
    ),
    ("a letter to a customer", "post offer 2022-01-01", IF, False, CUSTOMER),
    ("a letter to a customer in Postfilter", "post offer 2022-01-01", IF, False, CUSTOMER | {"register": "listed"}),
    (
        "a letter to a former customer in Postfilter",
        "post offer 2022-01-01",
        IF,
        False,
        FORMER | {"register": "listed"},
    ),
    ("a letter to a stranger in Postfilter", "post offer 2026-01-01", NO, None, BOUGHT_LIST | {"register": "listed"}),
    ("a letter to a stranger", "post offer 2025-01-01", IF, True, BOUGHT_LIST | {"register": "not_listed"}),
    (
        "a letter to a freelancer whose home is in Postfilter",
        "post offer 2025-01-01",
        IF,
        True,
        BOUGHT_LIST | {"recipient": "sole_trader", "register": "listed", "non_mailing": "no"},
    ),
    ("a letter to a bv that wants no advertising", "post offer 2025-01-01", NO, None, COMPANY | {"non_mailing": "yes"}),
    (
        "a letter to such a bv that is a customer",
        "post offer 2025-01-01",
        IF,
        True,
        CUSTOMER | {"recipient": "legal_person", "non_mailing": "yes"},
    ),
    (
        "a private message to a connection",
        "linkedin_message offer 2025-01-01",
        NO,
        True,
        STRANGER | {"relation": "connection"},
    ),
    (
        "a reply to a connection who asked nothing",
        "linkedin_message reply 2025-01-01",
        NO,
        False,
        STRANGER | {"relation": "connection"},
    ),
    (
        "a reply to a connection who asked",
        "linkedin_message reply 2025-01-01",
        YES,
        False,
        STRANGER | {"relation": "enquiry"},
    ),
    (
        "a private message: may I mail you?",
        "linkedin_message permission_request 2025-01-01",
        NO,
        True,
        STRANGER | {"relation": "connection"},
    ),
    ("a public post", "public_post offer 2025-01-01", YES, False, {}),
    ("a fax to a customer", "fax offer 2022-01-01", NO, True, CUSTOMER | {"recipient": "legal_person"}),
    ("a message about an assignment to a bought list", "sms service 2025-01-01", NO, False, BOUGHT_LIST),
    ("nothing is known", "email offer 2026-11-25", ASK, False, {}),
    ("nothing is known, by phone", "phone offer 2026-11-25", ASK, False, {}),
    (
        "a bought list of which nobody knows who objected",
        "email offer 2026-11-25",
        NO,
        False,
        {k: v for k, v in BOUGHT_LIST.items() if k != "objection"},
    ),
]


@pytest.mark.parametrize(("story", "asked", "answer", "contested", "facts"), STORIES, ids=[s[0] for s in STORIES])
def test_the_program_says_what_the_reading_says(story, asked, answer, contested, facts):
    channel, purpose, day = asked.split()
    found = decide(channel, purpose, as_of=day, **facts)
    assert found.verdict == answer, story
    assert contested in (None, found.contested), story
