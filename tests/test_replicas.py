"""Several replicas behind nginx, as the README says: visitors stay at one, and go on at another when it ends."""

import re
import shutil
import subprocess
import time
from dataclasses import replace
from urllib.request import Request, urlopen

import pytest
from bench.visitors import OnDesk
from serving import ROOT, awaited, free_port, served
from websockets.exceptions import ConnectionClosed

from logreg import trace
from logreg.views.desk import row

pytestmark = pytest.mark.slow

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


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The address of nginx with the README's configuration, and the two replicas behind it."""
    if not NGINX:
        pytest.skip("nginx is not installed: `apt-get install nginx` (.ci/run does)")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    (server,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    with served() as one, served() as other:
        for there, here in (("8501", one.port), ("8502", other.port), ("listen 80;", f"listen 127.0.0.1:{port};")):
            assert server.count(there) == 1
            server = server.replace(there, str(here))
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, server=server))
        nginx = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
        try:
            url = f"http://127.0.0.1:{port}"
            while seat(url) is None:
                assert nginx.poll() is None
            yield url, one, other
        finally:
            nginx.terminate()
            nginx.wait(10)


def seat(url, cookie=None):
    """The cookie that a visitor gets, empty if there is already one; None as long as nobody answers."""
    try:
        with urlopen(Request(url, headers={"Cookie": cookie} if cookie else {}), timeout=5) as reply:
            return (reply.headers["Set-Cookie"] or "").partition(";")[0]
    except OSError:
        time.sleep(0.1)
        return None


def visitor(url, number):
    """A visitor with a cookie and a state of their own."""
    one = OnDesk(url, additional_headers={"Cookie": seat(url)})
    one.state = replace(one.state, b=float(number), digits=4)
    return one


def test_a_visitor_gets_a_seat_once(hall):
    url, *_ = hall
    cookie = seat(url)
    assert re.fullmatch(r"seat=[0-9a-f]{32}", cookie)
    assert seat(url, cookie) == ""


def test_visitors_are_spread_and_go_on_elsewhere_when_a_replica_is_killed(hall):
    url, one, other = hall

    async def told():
        visitors = [visitor(url, number) for number in range(30)]
        for who in visitors:
            await who.open()
            await who.change("word")
        told = [who.state for who in visitors]
        one.kill()
        came_back = 0
        for who in visitors:
            try:
                await who.ask(who.told())
            except ConnectionClosed:  # as a browser does: connect again, and say once more what was said last
                came_back += 1
                await who.open()
        for who, state in zip(visitors, told):
            assert who.answer["link"] == state.link()[0]
            assert who.answer["row"] == row(trace(state), who.answer["half"])
            await who.change("switch")  # and things go on
            assert who.answer["link"] == who.state.link()[0] != state.link()[0]
            await who.leave()
        assert 5 <= came_back <= 25, f"{came_back} of 30 sat at the replica that was killed"

    awaited(told())
    one.start()
    assert other.process.poll() is None
