"""Every colour, size and font of the app, for light and for dark."""

__all__ = ["COLOURS", "FONT", "SCHEMES", "css", "layout"]

SCHEMES = ("light", "dark")

# name: (light, dark). Blue is towards y = 1 and vermilion towards y = 0, and nothing else on the page is either:
# the two are told apart by colour-blind eyes (Okabe and Ito, 2008).
COLOURS = {
    "background": ("#ffffff", "#0e1117"),
    "surface": ("#f5f7fa", "#1a1f29"),
    "ink": ("#111111", "#fafafa"),
    "quiet": ("#55595f", "#a9b0ba"),
    "line": ("#d5d9e0", "#3a4150"),
    "edge": ("#7b828d", "#7f8896"),
    "positive": ("#0072b2", "#85b8f8"),
    "negative": ("#d55e00", "#f2a56d"),
    "positive-text": ("#00609a", "#85b8f8"),
    "negative-text": ("#ad4c00", "#f2a56d"),
    "positive-wash": ("#e1effa", "#16314d"),
    "negative-wash": ("#fdeadd", "#4a2a14"),
    "wash": ("#e9ebef", "#2c3340"),
    "zero": ("#6b6b6b", "#9a9a9a"),
    "pale": ("#686e76", "#8b929d"),  # what falls away, still to be read
    "primary": ("#33383f", "#d5dae1"),
    "night": ("#000000", "#000000"),  # the stage when it is covered, and
    "day": ("#ffffff", "#ffffff"),
}

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", system-ui, sans-serif'
SAVED_FONT = "Arial, Helvetica, sans-serif"  # of a picture that is saved: it must stand on any machine
FONT_SIZE = 12  # pixels on the paper; the page scales it, and all that is in pixels, to its own type
MARGIN = {"l": 48, "r": 90, "t": 17, "b": 22}


def colour(name: str, scheme: str) -> str:
    """The colour of that name in light or dark."""
    return COLOURS[name][SCHEMES.index(scheme)]


def css() -> str:
    """The colours and the font as CSS variables that follow light and dark by themselves."""
    rows = (f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in COLOURS.items())
    return ":root {" + " ".join(rows) + f" --font: {FONT};" + "}\n"


def layout(scheme: str, xaxis: dict, yaxis: dict, unit: str, **margin: int) -> dict:
    """The layout of a chart: no frame, no legend, fixed margins, and the unit at the end of the x axis.

    A chart that needs another margin names it: l, r, t or b; where r is not named, a narrow screen takes a part of it.
    """
    quiet, line, edge = (colour(name, scheme) for name in ("quiet", "line", "edge"))
    axis = {
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": line,
        "linecolor": edge,
        "tickcolor": edge,
        "tickfont": {"color": quiet},
        "tickangle": 0,
        "title": {"font": {"color": quiet, "size": FONT_SIZE}},
    }
    title = {"text": unit, "x": 1, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return {
        "template": {},
        "font": {"family": FONT, "size": FONT_SIZE, "color": colour("ink", scheme)},
        "margin": {**MARGIN, **margin, "pad": 0},
        "meta": {"roomy": "r" not in margin},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": False,
        "xaxis": merged(axis, xaxis),
        "yaxis": merged(axis, yaxis),
        "annotations": [{**title, "xshift": 14, "yshift": -3, "showarrow": False, "font": {"color": quiet}}],
    }


def merged(base: dict, more: dict) -> dict:
    """The two dicts as one, inner dicts merged alike."""
    both = {**base, **more}
    for key in base.keys() & more.keys():
        if isinstance(base[key], dict):
            both[key] = merged(base[key], more[key])
    return both
