"""The words of moving and objecting as short minutes write them: `yrk.`, `bif.`, `avsl.`, `återrem.`, `res.` and the like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["in_full"]

# A word that stands in full, by the letters before its full stop.
_FULL: Final = {
    "yrk": "yrkar",
    "hemst": "hemställer",
    "bif": "bifall till",
    "bifal": "bifall till",
    "avsl": "avslag på",
    "återrem": "återremiss",
    "åter.rem": "återremiss",
    "bordl": "bordläggning",
    "ändr": "ändring",
    "tillst": "tillstyrker",
    "avst": "avstyrker",
    "enl": "enligt",
    "instm": "instämmer",
    "inst": "instämmer",
    "bitr": "biträder",
}
_SHORT = lazy(
    rf"(?<![\w.])(?P<short>{'|'.join(map(re.escape, _FULL))})\."
    r"(?P<behind>\s+(?:till|på|å|av)\b)?",
    re.IGNORECASE,
)
_WITH = lazy(r"\bm\.? (?=(?:den |det )?(?:ändring|till[äa]gg))", re.IGNORECASE)


@lru_cache(maxsize=256)
def in_full(text: str) -> str:
    """Write the words of moving in full, for a reader of words alone: the result has other offsets.

    `bif. ks` becomes `bifall till ks`, `avsl. motionen` becomes `avslag på motionen`; a text without such words comes
    back as it is.
    """
    if "." not in text or _SHORT.search(text) is None:
        return text
    return _WITH.sub("med ", _SHORT.sub(_word, text))


def _word(match: re.Match[str]) -> str:
    whole = _FULL[match["short"].casefold()]
    behind = match["behind"] or ""
    if behind and " " in whole:
        whole = whole.split(" ")[0]
    return whole + behind
