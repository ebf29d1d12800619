"""An app served on this machine, and what its process uses: what the browser tests and the benchmarks share."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

__all__ = ["CHROMIUM", "NGINX", "ROOT", "Served", "awaited", "behind_nginx", "free_port", "seat", "served"]

ROOT = Path(__file__).resolve().parents[1]


class Served:
    """An app at an address, which can be stopped, killed and started again."""

    def __init__(self, script: Path, folder: Path, port: int, env: dict[str, str], by: str = "streamlit"):
        flags = {"server.address": "127.0.0.1", "server.port": port, "server.headless": True}
        flags |= {"browser.gatherUsageStats": False}
        said = [f"--{flag}={str(value).lower()}" for flag, value in flags.items()]
        starts = {
            "streamlit": ["-m", "streamlit", "run", str(script), *said],
            "python": ["-c", f"from {script.stem} import app; app.run(config={flags})"],  # what `python app.py` does
            "uvicorn": ["-m", "uvicorn", f"{script.stem}:app", "--host=127.0.0.1", f"--port={port}"],
        }
        self.command = [sys.executable, *starts[by]]
        self.folder, self.port, self.env = folder, port, env
        self.url = f"http://127.0.0.1:{port}{env.get('STREAMLIT_SERVER_BASE_URL_PATH', '')}"
        self.log = Path(env["HOME"]) / f"log-{port}"

    def start(self):
        """Start it and return when it answers; RuntimeError with its log if it does not within a minute."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, env=self.env, stdout=log, stderr=log)
        for _ in range(1200):
            try:
                return urlopen(f"{self.url}/_stcore/health", timeout=1).close()
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError(f"no server at {self.url}:\n{self.log.read_text()}")

    def stop(self):
        """Ask it to end, and wait until it has."""
        self.process.terminate()
        self.process.wait(10)

    def kill(self):
        """End it without a word."""
        self.process.kill()
        self.process.wait(10)

    def cpu(self) -> float:
        """Seconds of CPU that the process has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MB of memory that the process holds now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def served(
    script: Path = ROOT / "app.py", folder: Path = ROOT, port: int = 0, by: str = "streamlit", **environment: str
) -> Iterator[Served]:
    """A script that streamlit, python or uvicorn serves, with the settings of the folder and none of this machine."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    with tempfile.TemporaryDirectory() as home:
        env |= {"HOME": home, "PYTHONPATH": str(ROOT), **environment}
        app = Served(script, folder, port or free_port(), env, by)
        try:
            app.start()
            yield app
        except Exception as error:
            error.add_note(f"the server said:\n{app.log.read_text()[-5000:]}")
            raise
        finally:
            app.stop()


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fast; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""


@contextmanager
def behind_nginx() -> Iterator[tuple[str, Served, Served]]:
    """The address of nginx with the README's configuration, and the two replicas behind it."""
    (server,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, served() as one, served() as other:
        for there, here in (("8501", one.port), ("8502", other.port), ("listen 80;", f"listen 127.0.0.1:{port};")):
            assert server.count(there) == 1
            server = server.replace(there, str(here))
        config = Path(folder) / "nginx.conf"
        config.write_text(AROUND.format(folder=folder, server=server))
        nginx = subprocess.Popen([NGINX, "-c", str(config), "-e", f"{folder}/error.log"])
        try:
            url, end = f"http://127.0.0.1:{port}", time.monotonic() + 30
            while seat(url) is None:
                assert nginx.poll() is None
                assert time.monotonic() < end, "nginx does not answer"
            yield url, one, other
        finally:
            nginx.terminate()
            nginx.wait(10)


def seat(url: str, cookie: str | None = None) -> str | None:
    """The cookie that a visitor gets, empty if there is already one; None as long as nobody answers."""
    try:
        with urlopen(Request(url, headers={"Cookie": cookie} if cookie else {}), timeout=5) as reply:
            return (reply.headers["Set-Cookie"] or "").partition(";")[0]
    except OSError:
        time.sleep(0.1)
        return None


def awaited(coroutine: Coroutine):
    """What comes of a coroutine, in a thread of its own: where Playwright is at work a loop runs already."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, coroutine).result()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
