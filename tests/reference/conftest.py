"""How much is compared: a few hundred cases in the test suite, thousands in `make prove`."""

from hypothesis import settings

settings.register_profile("prove", deadline=None, max_examples=500, print_blob=True)
