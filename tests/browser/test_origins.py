"""The page as its maintainer sees it: each place says from which function, field and formula it comes."""

from logreg import State
from logreg.web.places import every


def test_with_places_on_each_place_says_where_it_comes_from_and_no_link_sends_others_there(blank):
    desk = blank.open("view=lecture&step=log&places=on").shows(State(view="lecture", step="log"))
    place = desk.step.locator('[data-slot="log_p"]')
    desk.comes("document.querySelector('.desk').classList.contains('places')")
    assert place.first.get_attribute("title") == str(every()["log_p"])
    place.first.click()
    desk.page.get_by_text("reads Trace.log_p, logreg/reader/trace.py").wait_for()
    desk.button("Next").click()
    desk.shows(State(view="lecture", step="negate"), notes=[])
    desk.comes("location.search === '?view=lecture&step=negate'")


def test_without_it_no_place_says_so(blank):
    desk = blank.open("view=lecture&step=log").shows(State(view="lecture", step="log"))
    assert desk.page.locator(".desk [data-slot][title]").count() == 0
