"""For all tests: no test fails because a computer is busy."""

from hypothesis import settings

settings.register_profile("avgkit", deadline=None)
settings.load_profile("avgkit")
