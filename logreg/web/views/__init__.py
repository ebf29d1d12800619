"""The views, a folder each: what stands in its places, its part of the page, its script."""

from importlib import import_module

from ...reader.state import VIEWS as KEYS
from ..view import View

__all__ = ["VIEWS"]

VIEWS: dict[str, View] = {key: import_module(f"{__name__}.{key}.view").VIEW for key in KEYS}
