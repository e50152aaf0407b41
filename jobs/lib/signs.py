"""Signs that make words of the trade: C++, C#, .NET, Node.js, R&D, C-level, e-mail, R.N.

Everything here works on folded text: lower case, straight apostrophes, no accents.
"""

from __future__ import annotations

import re

# With each pattern, what a text must hold for it to match: looking for that is many times as fast.
Rules = tuple[tuple[str, re.Pattern[str], str], ...]
_GENDERS = (
    re.compile(  # "(m/w/d)", "h/f": said of every job, and no word of the languages C, D or R
        r"(?<![\w/])\(?(?:[dix]/)?(?:m/[wf]|[wf]/m|h/f|f/h)(?:/[dixmwf])*\)?(?![\w/])"
    )
)
# What is one word although it is written as several.
_GLUED: Rules = (
    ("m/", _GENDERS, " "),
    ("/m", _GENDERS, " "),
    ("h/f", _GENDERS, " "),
    ("f/h", _GENDERS, " "),
    ("&", re.compile(r"(?<![\w&])([a-z]{1,2})&([a-z]{1,2})(?![\w&])"), r"\1n\2"),  # R&D, AT&T
    ("r & d", re.compile(r"(?<!\w)r & d(?!\w)"), "rnd"),
    ("r and d", re.compile(r"(?<!\w)r and d(?!\w)"), "rnd"),
    ("objective", re.compile(r"(?<!\w)objective[ -]c(?![\w+#])"), "objectivec"),
    ("c level", re.compile(r"(?<!\w)c level(?!\w)"), "clevel"),
    ("c suite", re.compile(r"(?<!\w)c suite(?!\w)"), "csuite"),
    # e-mail, x-ray, C-level; but not C-based, which tells of the language
    ("-", re.compile(r"-(?:(?<=[^\w-][a-z]-)|(?<=^[a-z]-))(?=[a-z0-9])(?!based|cod|progr)"), ""),
    ("go-", re.compile(r"(?<!\w)go-(?=[a-z])"), "go"),  # go-live
    ("go ", re.compile(r"(?<!\w)go (?=(?:to|live|beyond|the|above|further|getters?)\b)"), "go"),
    ("to go", re.compile(r"(?<!\w)to go(?!\w)"), "togo"),
    ("-go", re.compile(r"(?<=[a-z])-go(?!\w)"), "go"),  # on-the-go
    (".", re.compile(r"\.(?:(?<=[\W_][a-z]\.)|(?<=^[a-z]\.))(?=[a-z]\b)"), ""),  # R.N., U.S.
    ("ph.d", re.compile(r"(?<!\w)ph\.d(?!\w)"), "phd"),
    ("401(k)", re.compile(r"401\(k\)"), "401k"),
)
_SPELT: Rules = (
    ("#", re.compile(r"(?<![\w+#])([cf])#(?!\w)"), r"\1sharp"),
    ("++", re.compile(r"(?<!\w)(c|g|notepad)\+\+(?![a-z])"), r"\1plusplus "),
    (".net", re.compile(r"(?<![\w.])\.net\b"), "dotnet"),
    (".net", re.compile(r"\b(asp|vb|ado|csharp)\.net\b"), r"\1 dotnet"),
    (
        "js",
        re.compile(
            r"\b(node|react|vue|next|nuxt|nest|express|three|d3|angular|backbone|ember|alpine)"
            r"\.?js\b"
        ),
        r"\1 js",
    ),
    ("'", re.compile(r"'(?<=\w')(?=\w)"), ""),
)


# Spelt as one word, as two, or with a hyphen, and found by each. The second may be in the plural.
_PAIRS = [
    tuple(pair.split())
    for pair in """front end, back end, full stack, full time, part time, on site, off site,
    health care, child care, day care, help desk, call center, call centre, data center,
    data centre, data base, cyber security, start up, non profit, e commerce, e mail, e learning,
    x ray, web site, pre school""".split(",")
]
_SECONDS = {
    first: {end for one, second in _PAIRS if one == first for end in (second, second + "s")}
    for first, _second in _PAIRS
}
_PAIR = re.compile(
    r"(?<!\w)(?:"
    + "|".join(rf"{first}[ -](?=(?:{'|'.join(ends)})\b)" for first, ends in _SECONDS.items())
    + ")"
)


def compounds(words: list[str]) -> list[str]:
    """The words of a text with each compound as one: "front", "end" is "frontend"."""
    places = [at for at, word in enumerate(words[:-1]) if word in _SECONDS]
    for at in reversed(places):
        if words[at + 1] in _SECONDS[words[at]]:
            words[at : at + 2] = [words[at] + words[at + 1]]
    return words


def glued(text: str) -> str:
    """The text with each name of several parts as one word, where its parts alone mean others.

    For what is taken apart at its spaces, as a query is.
    """
    return _PAIR.sub(lambda found: found[0][:-1], _by(_GLUED, text))


def spelt(text: str) -> str:
    """The text with every sign that belongs to a word written in letters."""
    return _by(_SPELT, _by(_GLUED, text))


def _by(rules: Rules, text: str) -> str:
    for held, pattern, instead in rules:
        if held in text:
            text = pattern.sub(instead, text)
    return text
