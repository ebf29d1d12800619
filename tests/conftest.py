"""The same examples on every machine and at every run; what tests are about is made when they need it."""

import pytest
from hypothesis import settings
from later import later

settings.register_profile("still", derandomize=True, deadline=None, database=None, max_examples=150)
settings.load_profile("still")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Put in place of each parameter that is to be made later what it makes."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    for name, value in params.items():
        if isinstance(value, later):
            try:
                params[name] = value()
            except Exception as error:
                pytest.fail(f"{value!r:.300} cannot be made: {type(error).__name__}: {error}", pytrace=False)
