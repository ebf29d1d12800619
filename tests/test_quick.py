"""What is quick is little of the whole, and all that is listed is there."""

import re
import subprocess
import sys

import pytest
from conftest import HERE, QUICK


@pytest.mark.slow
def test_what_is_quick_is_about_half_of_the_tests_at_most_and_none_of_the_slow_ones():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    found = subprocess.run(command, cwd=HERE.parent, capture_output=True, encoding="utf-8").stdout
    every, quick, both = map(int, re.search(r"of (\d+) tests (\d+) are quick, \d+ slow, (\d+) both", found).groups())
    assert both == 0
    assert 0 < quick < 0.6 * every


@pytest.mark.parametrize("name", sorted(QUICK))
def test_every_file_of_quick_tests_is_there(name):
    folder, _, file = name.rpartition("/")
    assert (HERE / folder / f"test_{file}.py").is_file()
