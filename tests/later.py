"""What tests are about, named where the file is read and made where a test needs it.

So a state that cannot be made, or a chart that cannot be imported, fails the tests about it, by a sentence, and all
other tests of the file still say what they know.
"""

from importlib import import_module
from typing import Any

__all__ = ["later", "made", "module"]


class later:
    """A call that is made at first need, and once: ``later(State, b=2.0)()`` is ``State(b=2.0)``.

    Where a test is parametrised with one, the test is given what it makes (see `conftest.py`).
    """

    def __init__(self, function, *args, **kwargs):
        self.function, self.args, self.kwargs = function, args, kwargs

    def __call__(self) -> Any:
        if "value" not in vars(self):
            kwargs = {name: made(value) for name, value in self.kwargs.items()}
            self.value = self.function(*map(made, self.args), **kwargs)
        return self.value

    def __repr__(self):
        told = [*(f"{value!r}" for value in self.args), *(f"{name}={value!r}" for name, value in self.kwargs.items())]
        return f"{getattr(self.function, '__name__', self.function)}({', '.join(told)})"


def made(value: Any) -> Any:
    """What the value makes if it is to be made later, else the value itself."""
    return value() if isinstance(value, later) else value


class module:
    """A module of the package, imported when a test first asks it for something."""

    def __init__(self, name: str):
        self.__name__ = f"logreg.{name}"

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # pytest looks at every name of a test file for some of its own
            raise AttributeError(attribute)
        return getattr(import_module(self.__name__), attribute)
