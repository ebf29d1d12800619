"""What is quick; what tests are about is made when they need it; the same examples on every machine, at every run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from later import later

HERE = Path(__file__).parent
# what `-m quick` takes: these files of tests/, and every example in a docstring
QUICK = {
    *("tokens", "lexicon", "features", "model", "loss", "gradient", "objective", "descent", "optimum", "measures"),
    *("trace", "book", "figures", "figures_why", "figures_lecture", "figures_learn"),
    *("prose", "lecture", "written", "house", "style", "browser/smoke"),
}

settings.register_profile("still", derandomize=True, deadline=None, database=None, max_examples=150)
settings.load_profile("still")


def is_quick(path: Path) -> bool:
    """Whether the tests of a file are quick."""
    if not path.is_relative_to(HERE):
        return True
    return path.relative_to(HERE).with_suffix("").as_posix().replace("test_", "") in QUICK


def pytest_xdist_auto_num_workers():
    """One worker more than there are processors, for a tenth of a browser's test is waiting."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


def pytest_ignore_collect(collection_path, config):
    """Do not even read what is not quick where only that is asked for."""
    only = config.option.markexpr == "quick"
    return (only and collection_path.is_file() and not is_quick(collection_path)) or None


def pytest_collection_modifyitems(items):
    """Mark what is quick."""
    for item in items:
        if is_quick(item.path) and not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.quick)


def pytest_report_collectionfinish(items):
    """Say how many of the tests are quick, and how many slow."""
    quick, slow = ({item for item in items if item.get_closest_marker(mark)} for mark in ("quick", "slow"))
    return f"of {len(items)} tests {len(quick)} are quick, {len(slow)} slow, {len(quick & slow)} both"


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
