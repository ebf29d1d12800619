"""How fast the core is against its rivals, in one interleaved run: `python tests/bench/core.py`.

In every round each rival is timed in turn, so that a slow second of the machine falls on all of them;
what is printed is the median over the rounds of rival's time / our time: above 1, ours is faster.
"""

import csv
import io
import random
import re
import sys
import warnings
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from sklearn._loss import HalfBinomialLoss
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.linear_model._linear_loss import LinearModelLoss
from statsmodels.api import Logit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from logreg import EXAMPLES, cost, default_lexicon, feature_matrix, features, gradient
from logreg import reviews as forty
from logreg.objective import Objective
from logreg.optimum import optimum
from logreg.reviews.reading import LARGEST_FILE, read

ROUNDS = 15
judge = LinearModelLoss(base_loss=HalfBinomialLoss(), fit_intercept=True)


def ours(X, y, w, b):
    return cost(X, y, w, b), *gradient(X, y, w, b)


def scikit_learn(X, y, w, b):
    return judge.loss_gradient(np.append(w, b), X, y)


def naive(X, y, w, b):
    """The formulas as they stand in the book: ln 0 from a score of 37 on."""
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), X.T @ (p - y) / len(y), np.mean(p - y)


def seconds(job, times: int) -> float:
    begun = perf_counter()
    for _ in range(times):
        job()
    return (perf_counter() - begun) / times


def timed(jobs: dict, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """The seconds of each job in each round, the jobs taking turns; each turn lasts about 10 ms or one run."""
    times = {name: max(1, int(0.01 / seconds(job, 2))) for name, job in jobs.items()}
    turns = [{name: seconds(job, times[name]) for name, job in jobs.items()} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in jobs}


def against(spent: dict[str, list[float]], rival: str) -> float:
    """The median over the rounds of rival's time / our time."""
    return median(theirs / our for theirs, our in zip(spent[rival], spent["ours"]))


def loss_and_gradient():
    print("mean loss + gradient, n = 6, float64")
    print(f"{'m':>9}  {'ours':>10}  {'scikit-learn / ours':>20}  {'naive numpy / ours':>19}")
    rng = np.random.default_rng(0)
    for m in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000):
        problem = rng.normal(size=(m, 6)), rng.integers(0, 2, m).astype(float), rng.normal(size=6), 0.1
        jobs = {f.__name__: lambda f=f, problem=problem: f(*problem) for f in (ours, scikit_learn, naive)}
        spent = timed(jobs)
        micro = median(spent["ours"]) * 1e6
        print(f"{m:>9,}  {micro:>7,.1f} µs  {against(spent, 'scikit_learn'):>20.2f}  {against(spent, 'naive'):>19.2f}")


def drawn(m):
    """Standard normal features, and labels drawn from the model."""
    rng = np.random.default_rng(m)
    X = rng.normal(size=(m, 6))
    p = 1 / (1 + np.exp(-(X @ np.array([1, -1, 0.5, 0, 0.25, -0.25]) + 0.3)))
    return X, (rng.random(m) < p).astype(float)


def objective():
    print("\nmean loss + gradient of data that are read again and again: Objective(X, y) once, then its call")
    print(f"{'m':>9}  {'ours':>10}  {'cost + gradient / ours':>22}  {'scikit-learn / ours':>19}  {'X @ w / ours':>12}")
    w, b = np.array([0.9, -0.9, 0.4, 0.1, 0.2, -0.2]), 0.2
    for m in (40, 1000, 100_000, 1_000_000):
        X, y = drawn(m)
        prepared, theta = Objective(X, y), np.append(w, b)
        spent = timed(
            {
                "ours": lambda prepared=prepared, theta=theta: prepared(theta),
                "plain": lambda X=X, y=y: ours(X, y, w, b),
                "scikit_learn": lambda X=X, y=y: scikit_learn(X, y, w, b),
                "one pass": lambda X=X: X @ w,
            }
        )
        ratios = [against(spent, rival) for rival in ("plain", "scikit_learn", "one pass")]
        micro = median(spent["ours"]) * 1e6
        print(f"{m:>9,}  {micro:>7,.1f} µs  {ratios[0]:>22.2f}  {ratios[1]:>19.2f}  {ratios[2]:>12.2f}")


def fitted(X, y, solver):
    model = LogisticRegression(C=np.inf, tol=1e-11, max_iter=10_000, solver=solver).fit(X, y)
    return model.coef_[0], model.intercept_[0]


def statsmodels_newton(X, y):
    X1 = np.column_stack([X, np.ones(len(X))])
    *w, b = Logit(y, X1).fit(method="newton", disp=0, tol=1e-12, maxiter=100).params
    return np.array(w), b


def exact_optimum():
    print("\nthe w and b of the least cost, n = 6, and the largest |gradient| there")
    for m in (40, 1000, 100_000, 1_000_000):
        X, y = drawn(m)
        jobs = {
            "ours": lambda X=X, y=y: optimum(X, y)[:2],
            "scikit-learn lbfgs": lambda X=X, y=y: fitted(X, y, "lbfgs"),
            "scikit-learn newton-cholesky": lambda X=X, y=y: fitted(X, y, "newton-cholesky"),
            "statsmodels newton": lambda X=X, y=y: statsmodels_newton(X, y),
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # what each reaches is printed
            warnings.simplefilter("ignore", RuntimeWarning)
            spent = timed(jobs, rounds=ROUNDS if m < 1_000_000 else 3)
            slopes = {name: max(np.abs(np.append(*gradient(X, y, *job())))) for name, job in jobs.items()}
        for name in jobs:
            milli = median(spent[name]) * 1e3
            print(f"{m:>9,}  {name:<28}  {milli:>9,.2f} ms  {against(spent, name):>6.2f}  {slopes[name]:>8.1e}")


def file_of_reviews() -> bytes:
    """A CSV as large as one may be: reviews of 100 to 1,500 characters, made of sentences of ours."""
    ours = [*(example.review for example in EXAMPLES), *forty(default_lexicon()).titles]
    sentences = [one for review in ours for one in re.split(r"(?<=[.!?])\s+", review)]
    rng, file = random.Random(0), io.StringIO()
    out = csv.writer(file, quoting=csv.QUOTE_ALL)
    out.writerow(["text", "label"])
    while file.tell() < 0.97 * LARGEST_FILE:  # in characters: some take more than a byte
        review = " ".join(rng.choices(sentences, k=15))[: rng.randint(100, 1500)]
        out.writerow([review, rng.randint(0, 1)])
    return file.getvalue().encode()


def dict_reader(raw: bytes):
    """The plain way from such a file to counts: Python's own reader of CSV and scikit-learn's words."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
    y = np.array([int(row["label"]) for row in rows])
    return CountVectorizer().fit_transform([row["text"] for row in rows]), y


def file():
    raw = file_of_reviews()
    spent = timed({"ours": lambda: read(raw, default_lexicon()), "plain": lambda: dict_reader(raw)}, rounds=5)
    ours, plain = (median(spent[name]) for name in ("ours", "plain"))
    print(f"\nX and y of a CSV of {len(raw):,} bytes: {ours:.2f} s; csv.DictReader and CountVectorizer: {plain:.2f} s")
    print(f"csv.DictReader and CountVectorizer / ours {against(spent, 'plain'):>6.2f}")


def text():
    reviews = [example.review for example in EXAMPLES] * 80
    reviews += list(forty(default_lexicon()).titles) * 80
    random.Random(0).shuffle(reviews)
    characters = sum(map(len, reviews))
    strange = map("strange{}".format, count())

    def first_read():
        feature_matrix(reviews, default_lexicon().moved((next(strange), 1)))  # this lexicon's reader has met no word

    jobs = {
        "ours": lambda: feature_matrix(reviews),
        "ours, no word met before": first_read,
        "features, with tokens": lambda: [features(review) for review in reviews],
        "CountVectorizer": lambda: CountVectorizer().fit_transform(reviews),
    }
    spent = timed(jobs)
    print(f"\nX of {len(reviews):,} reviews, {characters:,} characters, in characters per second")
    for name, seconds_each in spent.items():
        ratio = median(theirs / our for theirs, our in zip(spent["CountVectorizer"], seconds_each))
        print(f"{name:<28}{characters / median(seconds_each):>12,.0f}  {ratio:>6.2f} of CountVectorizer")


if __name__ == "__main__":
    loss_and_gradient()
    objective()
    exact_optimum()
    text()
    file()
