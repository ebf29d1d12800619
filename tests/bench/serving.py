"""An app served on this machine, and what its process uses: what the benchmarks share."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

__all__ = ["ROOT", "Served", "free_port", "served"]

ROOT = Path(__file__).resolve().parents[2]


class Served(NamedTuple):
    """An app that answers at an address, and the number of its process."""

    url: str
    pid: int
    log: Path

    def cpu(self) -> float:
        """Seconds of CPU that the process has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MB of memory that the process holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def served(script: Path, folder: Path, port: int = 0, **environment: str) -> Iterator[Served]:
    """A script that streamlit serves from a folder, with the settings found there and none of this machine."""
    port = port or free_port()
    flags = {"address": "127.0.0.1", "port": port, "headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--browser.gatherUsageStats=false"]
    command += [f"--server.{flag}={value}" for flag, value in flags.items()]
    env = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    with tempfile.TemporaryDirectory() as home, tempfile.NamedTemporaryFile("w") as log:
        env |= {"HOME": home, "PYTHONPATH": str(ROOT), **environment}
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_healthy(url, server)
            yield Served(url, server.pid, Path(log.name))
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_until_healthy(url: str, server: subprocess.Popen):
    """Return when the server answers; RuntimeError if it does not within 60 seconds."""
    for _ in range(1200):
        try:
            return urlopen(f"{url}/_stcore/health", timeout=1).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"no server at {url}")
