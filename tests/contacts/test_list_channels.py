"""A channel that hardly anybody uses is shown only where the list has a consent for it."""

from __future__ import annotations

import pandas as pd
import pytest

from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import Channel

ORDINARY = tuple(channel for channel in Channel if channel not in (Channel.FAX, Channel.AUTOMATIC_CALL))


def test_an_ordinary_list_shows_no_fax_and_no_automatic_call():
    assert channels_for(pd.DataFrame({"name": ["Anna"]})) == ORDINARY
    assert channels_for(pd.DataFrame({"consent_channel": ["email", None], "consent:fax:offer": [None, ""]})) == ORDINARY


@pytest.mark.parametrize(
    "columns", [{"consent_channel": ["email", "fax"]}, {"consent:fax:newsletter": [None, "valid"]}]
)
def test_a_consent_for_a_rare_channel_shows_it(columns):
    shown = channels_for(pd.DataFrame(columns))
    assert set(shown) == {*ORDINARY, Channel.FAX}
    assert list(shown) == [channel for channel in Channel if channel in shown]
