"""The contract of a view: what its folder in `views/` says, and what holds where it says nothing.

A view is one folder and one word in `reader.state.VIEWS`. The page goes by the list, and takes of the folder

    view.py     its `VIEW`, a `View`
    KEY.html    its part of the page, KEY being its name
    KEY.css     how that looks, where browser/desk.css does not say it; it comes after that
    KEY.js      what it does in the browser: a class, exported as default, made with the desk

and of what is made of that class, where it has it,

    actions                 what buttons and keys do on its part of the page: each has a name, and what it does
    press(event)            whether a key that was pressed, anywhere on the page, was one of its own
    asks()                  the fields that it adds to a message
    hear(answer, granted)   each answer to the newest choices, and what was asked for and is granted with it
    show(look, before)      shows where the reader is now, and was before, where an answer says other than the last
    fit()                   makes what it has as large as there is room, once the numbers are in their places
    rest()                  what it does once nothing moves any more
    spread()                puts papers that came with an answer under its charts, where they are no files
    share(ticks)            the prepared link with these ticks, where it is here beforehand
    memories                what the tab keeps of it over a reload, beside the choices, by name
    leave()                 ends what goes on by itself, for the page is taken away
    upload                  what brings a reader's own file
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from plotly.graph_objects import Figure

from ..figures import loss
from ..figures.marks import Mark, bare, on_paper, placed, reach
from ..reader.state import State
from ..reader.trace import Trace
from . import assets
from .messages import Message, More, MoreAhead

__all__ = ["Grant", "View"]


class Grant(NamedTuple):
    """What a message may ask a view for: its field, the state that grants it, and what a screen reader says then."""

    field: str
    state: Callable[[State], State]
    says: str = ""


class View:
    """One view: its name and what it knows, and a method for each thing that the page asks it.

    Attributes:
        key: its name in the link, and of its folder and its HTML.
        title: its name on the page.
        charts: its charts by name: of its own folder `charts/`, and of `figures/` what other views draw too.
        choices: the groups of `reader/groups.py` that only it knows: nothing that another view shows depends on them.
        grants: what a message may ask it for.
        says: the functions that say what stands in the places that only it has, each of what `about` gives them.
        brings: whether the reader's own rows are brought on its part of the page.
        tables: whether a weight under the hand gets a table of what every position shows.
        papers_are_files: whether the papers of its charts depend on nothing but the width of the z axis; if not, it
            brings them with the answer.
        stage: whether it can be shown from the stage.
    """

    key: str
    title: str
    charts: Mapping[str, ModuleType]
    choices: tuple[type, ...] = ()
    grants: tuple[Grant, ...] = ()
    says: tuple[Callable[..., Mapping[str, str]], ...] = ()
    brings = False
    tables = True
    papers_are_files = True
    stage = False

    def part(self) -> str:
        """The HTML of its part of the page."""
        return assets.filled(self.key)

    def screens(self) -> Iterator[State]:
        """States that show all that it has: one for each of its pages."""
        yield State(view=self.key)

    def pictures(self, state: State) -> Sequence[str]:
        """The names of the charts that are on the page, and not held back."""
        return [*self.charts]

    def about(self, t: Trace) -> tuple[Any, ...]:
        """What its functions say something of: the trace, and before it what else they need."""
        return (t,)

    def words(self, t: Trace, caret: int | None) -> dict[str, str]:
        """What stands in the places that only it has; the caret is where the cursor stands, in code points."""
        return {place: text for says in self.says for place, text in says(*self.about(t)).items()}

    def held_back(self, state: State) -> Mapping[str, str]:
        """What stands instead in each place that is held back, on the whole page."""
        return {}

    def left(self, state: State) -> int:
        """How often there is still something to be shown."""
        return 0

    def marks(self, name: str, t: Trace, half: int) -> list[Mark]:
        """The marks of a chart."""
        return self.charts[name].marks(t, half)

    def drawn(self, t: Trace, half: int) -> dict[str, str]:
        """Where each mark of each chart stands."""
        places: dict[str, str] = {}
        for name in self.pictures(t.state):
            chart = self.charts[name]
            places |= placed(name, self.marks(name, t, half), chart.x_axis(half), chart.y_axis(half))
        return places

    def describe(self, name: str, t: Trace) -> str:
        """A chart in words."""
        return self.charts[name].describe(t)

    def code(self, state: State, called: Iterable[str]) -> set[str]:
        """The public functions of the core that it shows: those of its charts, and those that its program calls."""
        return {name for picture in self.pictures(state) for name in self.charts[picture].CODE} | {*called}

    def veils(self, name: str, state: State) -> bool:
        """Whether of a chart, of this view or another, only the empty axes may be seen."""
        return False

    def figure(self, name: str, t: Trace, empty: bool = False) -> Figure:
        """A chart as it is saved, in light: its paper with its marks, or the empty axes."""
        half = reach(t)
        paper = self.charts[name].paper(half, "light")
        return bare(paper) if empty else on_paper(paper, self.marks(name, t, half), "light")

    def status(self, t: Trace) -> str:
        """What a screen reader says once the page has come to rest."""
        return loss.describe(t)

    def more(self, t: Trace, sent: Message, half: int) -> More:
        """What its part of the page needs besides, as fields of the answer."""
        return {}

    def ahead(self, state: State) -> Iterator[tuple[str, State]]:
        """The states to which the page may walk without the server, by the names under which it keeps them."""
        yield from ()

    def more_ahead(self, t: Trace) -> MoreAhead:
        """What the page needs besides in each of those states."""
        return {}

    def lacks(self, state: State) -> list[str]:
        """What was chosen and is not here, by the field of the message that brings it."""
        return []

    def table_state(self, state: State) -> State:
        """The state without what its tables do not depend on, so that readers who differ in nothing else share one."""
        return state
