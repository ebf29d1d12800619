"""The numbers of a trace as a table in full precision, for a spreadsheet or a program."""

import csv
import io
from collections.abc import Iterator

from logreg.features import FEATURES
from logreg.reader.trace import Trace

__all__ = ["numbers"]


def numbers(t: Trace) -> str:
    """Every number of the trace in full precision, as CSV: letter, meaning, value, unit.

    Nothing that the reader typed is in it, so no cell can be a formula. It begins with a byte order
    mark: without one Excel takes the file for Latin letters and shows Å· for ŷ. Python reads it with
    the encoding utf-8-sig. Adding 0 makes a negative zero the plain one.
    """
    lines = io.StringIO()
    lines.write("\ufeff")
    writer = csv.writer(lines)
    writer.writerow(("letter", "meaning", "value", "unit"))
    writer.writerows((letter, meaning, repr(value + 0), unit) for letter, meaning, value, unit in listed(t))
    return lines.getvalue()


def listed(t: Trace) -> Iterator[tuple[str, str, float, str]]:
    """Letter, meaning, value and unit of every number, along the line from x to the gradient."""
    on = ["" if on else ", switched off" for on in t.state.on]
    for feature, x, off in zip(FEATURES, t.x.tolist(), on):
        yield feature.name, feature.meaning + off, x, feature.unit
    for j, w in enumerate(t.w.tolist(), start=1):
        yield f"w{j}", f"weight of x{j}", w, "log-odds"
    for j, term in enumerate(t.terms.tolist(), start=1):
        yield f"w{j}·x{j}", f"what x{j} adds to z{on[j - 1]}", term, "log-odds"
    yield "b", "bias", float(t.state.b), "log-odds"
    yield "z", "score w·x + b", t.z, "log-odds"
    yield "ŷ", "estimated probability of y = 1", t.y_hat, "probability"
    yield "1 − ŷ", "estimated probability of y = 0", t.y_hat_0, "probability"
    yield "y", "gold label", t.state.y, "0 or 1"
    yield "p(y|x)", "probability of the gold label", t.p, "probability"
    yield "ln p(y|x)", "its natural logarithm", t.log_p, "nats"
    yield "L", "loss for the gold label", t.loss, "nats"
    yield "L if y = 1", "loss if y = 1", t.loss_1, "nats"
    yield "L if y = 0", "loss if y = 0", t.loss_0, "nats"
    yield "L in bits", "loss for the gold label", t.bits, "bits"
    yield "ln 2", "loss of a coin flip", t.coin, "nats"
    yield "ŷ − y", "error, the slope of L in z", t.error, "probability"
    for j, slope in enumerate(t.dw.tolist(), start=1):
        yield f"∂L/∂w{j}", f"slope of L in w{j}", slope, f"nats per unit of w{j}"
    yield "∂L/∂b", "slope of L in b", t.db, "nats per unit of b"
