"""The page's script run as Streamlit runs it, without a server and a browser, and what the desk is answered."""

import json
import zlib
from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from logreg.web.hosting import SCRIPT

__all__ = ["answer", "app", "opened", "sent"]

# every AppTest looks through all installed packages for components, nine tenths of its time; here once is enough
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def opened(**query) -> AppTest:
    """The app as a visitor finds it under this link, before its first run."""
    at = AppTest.from_file(SCRIPT, default_timeout=300)
    for key, value in query.items():
        at.query_params[key] = value
    return at


def app(message=None, **query) -> AppTest:
    """The app after a run in which the desk has sent the message."""
    at = opened(**query)
    if message is not None:
        at.session_state["desk"] = {"message": message}
    return at.run()


def sent(at: AppTest, number: int, **message) -> AppTest:
    """The app after one message more from the desk."""
    at.session_state["desk"] = {"message": {"n": number, **message}}
    return at.run()


def answer(at: AppTest) -> dict:
    """What the desk was sent, as strict JSON: a browser reads no NaN."""
    assert not at.exception
    (desk,) = at.get("bidi_component")

    def never(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(zlib.decompress(desk.proto.bytes), parse_constant=never)
