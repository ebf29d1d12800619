"""A number and a thing → so many things."""

__all__ = ["counted"]


def counted(n: int, thing: str, things: str = "") -> str:
    """So many things, in the singular where it is one; things are called by the plural, or by the singular with an s.

    Example:
        >>> counted(0, "step"), counted(1, "step"), counted(1234, "step"), counted(1, "word or mark", "words and marks")
        ('0 steps', '1 step', '1,234 steps', '1 word or mark')
    """
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"
