"""A channel that hardly anybody uses is shown only where the list has a consent for it."""

from __future__ import annotations

import pandas as pd
import pytest

from avgkit.contacts.list_channels import channels_for
from avgkit.law.facts import Channel

ORDINARY = tuple(channel for channel in Channel if channel not in (Channel.FAX, Channel.AUTOMATIC_CALL))
REACHED = {"name": ["Anna"], "phone": ["+31612345678"], "phone_kind": ["mobile"], "relation": ["connection"]}


def test_an_ordinary_list_shows_no_fax_and_no_automatic_call():
    assert channels_for(pd.DataFrame(REACHED)) == ORDINARY
    assert channels_for(pd.DataFrame({**REACHED, "consent_channel": ["email"], "consent:fax:offer": [""]})) == ORDINARY


def test_a_channel_that_reaches_nobody_is_not_shown():
    usual = {Channel.EMAIL, Channel.PHONE, Channel.POST, Channel.PUBLIC_POST}
    assert set(channels_for(pd.DataFrame({"name": ["Anna"]}))) == usual
    landline = pd.DataFrame({"phone": ["+31201234567"], "phone_kind": ["fixed"]})
    assert set(channels_for(landline)) == usual


@pytest.mark.parametrize("columns", [{"consent_channel": ["fax"]}, {"consent:fax:newsletter": ["valid"]}])
def test_a_consent_for_a_rare_channel_shows_it(columns):
    shown = channels_for(pd.DataFrame({**REACHED, **columns}))
    assert set(shown) == {*ORDINARY, Channel.FAX}
    assert list(shown) == [channel for channel in Channel if channel in shown]
