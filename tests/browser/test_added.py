"""A view more, which is a folder and a word, in a browser: its script is heard, its style is seen, its button acts."""

import re

import pytest
from serving import served
from toys import with_view
from windows import NOT_THERE, fresh, look_back, tab

from logreg import State, trace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["app.py", "logreg/web/script/desk.py"])
def host(request, tmp_path_factory):
    """The app with a view more, served with its files or by the script alone."""
    house = with_view(tmp_path_factory.mktemp("with") / "view")
    with served(house / request.param, house, PYTHONPATH=str(house)) as app:
        yield app.url


def test_a_view_more_has_its_place_its_chart_its_style_and_its_script(browser, host, trouble):
    context = fresh(browser, host, viewport={"width": 1280, "height": 720})
    desk = tab(context, host, trouble).open("view=toy&b=1.5")
    part = desk.page.locator(".toy")
    for b in (1.5, 3.0):
        z = f"{trace(State(b=b)).z:.1f}"
        desk.until(lambda z=z: part.locator(".heard").inner_text() != f"heard {z}" and [f"it has not heard {z}"])
        assert part.locator("b").inner_text() == z
        assert part.locator(".marks .point").count() == 1
        desk.button("Double b").click()
    assert part.locator("b").evaluate("(place) => getComputedStyle(place).letterSpacing") == "7px"
    desk.button("Undo").click()
    desk.see("Desk")
    desk.until(lambda: part.is_visible() and ["the part of the view is still there"])
    look_back(context, trouble)
    context.close()
    trouble[:] = [line for line in trouble if not re.search(NOT_THERE, line)]
