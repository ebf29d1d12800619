"""The desk: all that stands there is on the page of every view, but its charts."""

from logreg.figures import Charts
from logreg.web.view import View

__all__ = ["VIEW"]


class Desk(View):
    """From the features to z, from z to ŷ, and from ŷ to both losses."""

    key, title = "desk", "Desk"
    charts = Charts(["score", "sigmoid", "loss"])


VIEW = Desk()
