"""A line of a formula, as one would type it, → MathML, as a browser shows and a screen reader says it.

    p(y|x) = «1 ŷ^y» · «0 (1 − ŷ)^(1 − y)»

A single letter is a variable, a longer word a name such as log; ``^`` raises and ``_`` lowers what comes
next, and round brackets around that are left out; ``{name}`` is a number to be put in; «1 …» lives where
y = 1, «0 …» where y = 0, «one …» and «zero …» always, in the same two colours, «never …» nowhere; what such a part
comes to where it does not live stands after ⎵, and is written under it there; at two spaces the line may break.
"""

import html
import re

__all__ = ["mathml"]

PIECE = re.compile(r"\{(?P<slot>[\w-]+)\}|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)|(?P<mark>\S)|\s+")


def mathml(line: str) -> str:
    """The line as a row of math elements, between which it may break.

    Raises:
        ValueError: if a bracket is not closed or was not opened, or nothing stands where something is raised.

    Example:
        >>> mathml("{sum}  2^3")
        '<span data-slot="sum"></span> <math><msup><mn>2</mn><mn>3</mn></msup></math>'
    """
    pieces = []
    for text in line.strip().split("  "):
        alone = re.fullmatch(r"\{([\w-]+)\}", text)  # it may be long, and breaks where it has spaces
        pieces.append(f'<span data-slot="{alone[1]}"></span>' if alone else f"<math>{Reader(text).row()}</math>")
    return " ".join(pieces)


class Reader:
    """Reads one piece of a formula from left to right."""

    def __init__(self, text: str):
        self.left = [match for match in PIECE.finditer(text) if match[0].strip()]

    def row(self, *ends: str) -> str:
        """Everything up to a mark that ends it."""
        items: list[str] = []
        while self.left and self.left[0]["mark"] not in ends:
            items.append(self.item())
            while self.left and self.left[0]["mark"] in ("^", "_"):
                if self.left.pop(0)["mark"] == "^":
                    items[-1] = f"<msup>{items[-1]}{self.script()}</msup>"
                else:
                    items[-1] = lowered(items[-1], self.script())
        return "".join(items)

    def item(self) -> str:
        """The next letter, number, name or mark; a bracket with all that it holds."""
        piece = self.left.pop(0)
        if piece["slot"]:
            return f'<mn data-slot="{piece["slot"]}"></mn>'
        if piece["number"]:
            return f"<mn>{piece[0]}</mn>"
        if piece["word"]:
            if len(piece[0]) == 1:  # slanted by the style sheet: browsers slant y by themselves, but not ŷ
                return f'<mi mathvariant="normal">{piece[0]}</mi>'
            space = '<mspace width="0.2em"></mspace>' if after(piece).isspace() else ""
            return f"<mi>{piece[0]}</mi>{space}"
        if piece[0] == "«":
            lives = self.left.pop(0)[0]
            part = f'<mrow class="lives{lives}">{self.row("⎵", "»")}</mrow>'
            if self.left and self.left[0]["mark"] == "⎵":
                self.left.pop(0)
                part = f'<munder>{part}<mrow class="brace">{operator("=")}{self.row("»")}</mrow></munder>'
            return part + self.closed("»", "")
        if piece[0] == "(":
            return f"<mrow>{operator('(')}{self.row(')')}{self.closed(')')}</mrow>"
        if piece[0] in ")»":
            raise ValueError(f"{piece[0]} closes what was never opened, in {piece.string}")
        return operator(piece[0], alone=after(piece).isspace())

    def closed(self, mark: str, shown: str | None = None) -> str:
        """The mark that closes a bracket."""
        if not self.left or self.left.pop(0)["mark"] != mark:
            raise ValueError(f"{mark} is missing")
        return operator(mark) if shown is None else shown

    def script(self) -> str:
        """What is raised or lowered: one item, or what stands in round brackets, without them."""
        if not self.left:
            raise ValueError("nothing is raised or lowered")
        if self.left[0][0] != "(":
            return self.item()
        self.left.pop(0)
        return f"<mrow>{self.row(')')}{self.closed(')', '')}</mrow>"


def lowered(base: str, index: str) -> str:
    """The base with an index; by hand, for a font that is not mathematical lowers it only as deep as the base."""
    drop = "0em" if re.search("[ypqgj]<", base) else "-0.22em"
    return f'<msub>{base}<mpadded voffset="{drop}">{index}</mpadded></msub>'


def after(piece: re.Match) -> str:
    """The character that follows in the line."""
    return piece.string[piece.end() : piece.end() + 1]


def operator(mark: str, alone: bool = False) -> str:
    """A mark as MathML writes it: no bracket grows, and a minus that touches what follows is its sign."""
    if mark in "()[]|":
        return f'<mo stretchy="false" lspace="0" rspace="0">{mark}</mo>'
    if mark in "−∂/" and not alone:
        return f'<mo lspace="0" rspace="0">{mark}</mo>'
    return f'<mo form="infix">{html.escape(mark)}</mo>' if alone else f"<mo>{html.escape(mark)}</mo>"
