"""What every test shares."""

from hypothesis import settings

# No deadline: a test must not fail because the machine is busy.
settings.register_profile("shopcare", deadline=None)
settings.load_profile("shopcare")
