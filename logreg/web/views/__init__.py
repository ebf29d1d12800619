"""The views, a folder each: what stands in its places, its part of the page, its script."""

from importlib import import_module
from types import ModuleType

from ...reader.state import VIEWS as KEYS
from ..view import View

__all__ = ["VIEWS", "charts"]

VIEWS: dict[str, View] = {key: import_module(f"{__name__}.{key}.view").VIEW for key in KEYS}


def charts() -> dict[str, ModuleType]:
    """Every chart by its name, in the order in which the reader picks them to save."""
    return {name: chart for view in VIEWS.values() for name, chart in view.charts.items()}
