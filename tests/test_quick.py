"""What is quick is little of the whole, and all that is listed is there."""

import re
import subprocess
import sys

import pytest
from conftest import HERE, QUICK


@pytest.mark.slow
def test_what_is_quick_is_about_half_of_the_tests_at_most_and_none_of_the_slow_ones():
    many = {marks: collected(marks) for marks in ("quick", "quick and slow", "quick or not quick")}
    assert many["quick and slow"] == 0
    assert 0 < many["quick"] < 0.6 * many["quick or not quick"]


def collected(marks: str) -> int:
    """How many tests have these marks."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", marks]
    told = subprocess.run(command, cwd=HERE.parent, capture_output=True, encoding="utf-8").stdout
    return int(re.search(r"(\d+|no)(?:/\d+)? tests? collected", told)[1].replace("no", "0"))


@pytest.mark.parametrize("name", sorted(QUICK))
def test_every_file_of_quick_tests_is_there(name):
    folder, _, file = name.rpartition("/")
    assert (HERE / folder / f"test_{file}.py").is_file()
