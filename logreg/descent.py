"""∂L/∂w, ∂L/∂b → new w, b: the parameters take a small step against the gradient."""

import numpy as np

__all__ = ["step"]


def step(w, b, dw, db, eta):
    """The new w and b after one step of gradient descent: w − η·∂L/∂w and b − η·∂L/∂b.

    The whole gradient is taken before any parameter moves, and the old w is left as it is.

    Args:
        w: weights, shape (n,).
        b: bias.
        dw: gradient of the weights, shape (n,).
        db: gradient of the bias.
        eta: learning rate η, above 0.

    Raises:
        ValueError: if η is not a number above 0, or the gradient has another shape than the weights.

    Example:
        >>> w, b = step(np.zeros(2), 0.0, dw=np.array([-1.5, -1.0]), db=-0.5, eta=0.1)
        >>> w.round(2).tolist(), b
        ([0.15, 0.1], 0.05)
    """
    if not 0 < eta < np.inf:
        raise ValueError(f"eta must be a number above 0, got {eta}")
    if np.shape(dw) != np.shape(w):
        raise ValueError(f"dw must have the shape of w, {np.shape(w)}, got {np.shape(dw)}")
    return np.asarray(w) - eta * np.asarray(dw), b - eta * db
