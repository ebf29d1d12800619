"""What the signatures say is so, as far as pyright can see; its settings stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_pyright_has_nothing_to_say():
    python = sys.executable  # whose packages are looked into
    run = subprocess.run(
        [python, "-m", "basedpyright", "--pythonpath", python], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stdout + run.stderr
