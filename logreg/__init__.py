"""Logistic regression for text and its cross-entropy loss, laid along one line:

    text → tokens → x → z → ŷ → p(y|x) → ln p(y|x) → L → ∂L/∂w, ∂L/∂b → new w, b

The letters, in code, formulas and prose alike:

    x      (n,)    the features of one observation
    X      (m, n)  the features of m observations
    w      (n,)    weights
    b              bias
    z              score w·x + b, the logit, in log-odds
    σ              sigmoid
    ŷ      y_hat   estimated probability of y = 1
    y              gold label, 0 or 1
    p      p(y|x)  probability that the model gives to the gold label
    L              loss −ln p(y|x), in nats
    dw, db         ∂L/∂w and ∂L/∂b
    η      eta     learning rate
    m, n           how many observations, how many features
"""

from .descent import Path, descend, safe_rate, step
from .features import FEATURES, Extraction, Feature, feature_matrix, features
from .gradient import error, gradient
from .lexicon import Lexicon, default_lexicon
from .loss import bits, cost, costs, cross_entropy, likelihood, log_likelihood, margin, surprisal
from .measures import Calibration, accuracy, calibration, confusion
from .model import log_sigmoid, odds, score, sigmoid
from .objective import Objective
from .optimum import Optimum, optimum, standard_errors
from .reader.edits import Edit, edits
from .reader.run import Ledger, Run
from .reader.state import CONTROLS, Control, State
from .reader.trace import Trace, trace
from .reader.xray import Reason, reason
from .reviews.dataset import Dataset, Scale, imdb, reviews
from .reviews.examples import EXAMPLES, LECTURE, Example
from .reviews.reading import read
from .reviews.wordlists import WordList, read_words, union
from .tokens import Token, tokens

__all__ = [
    "CONTROLS", "EXAMPLES", "FEATURES", "LECTURE", "Calibration", "Control", "Dataset", "Edit", "Example", "Extraction",
    "Feature", "Ledger", "Lexicon", "Objective", "Optimum", "Path", "Reason", "Run", "Scale", "State", "Token", "Trace",
    "WordList", "accuracy", "bits", "calibration", "confusion", "cost", "costs", "cross_entropy", "default_lexicon",
    "descend", "edits", "error", "feature_matrix", "features", "gradient", "imdb", "likelihood", "log_likelihood",
    "log_sigmoid", "margin", "odds", "optimum", "read", "read_words", "reason", "reviews", "safe_rate", "score",
    "sigmoid", "standard_errors", "step", "surprisal", "tokens", "trace", "union",
]  # fmt: skip
