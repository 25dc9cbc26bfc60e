from __future__ import annotations

import pytest

from nlp_minutes.readers.hyphenation import Hyphen, line_end_hyphen


@pytest.mark.parametrize(
    ("line", "following", "known", "kind"),
    [
        ("beslutet får över-", "klagas hos", set(), Hyphen.SOFT),
        ("Maria Sundén-", "Ekberg (L)", set(), Hyphen.HARD),
        ("barn-", "och ungdomsnämnden", set(), Hyphen.ELLIPSIS),
        ("barn- ", "och ungdomsnämnden", set(), None),  # a blank behind it: no line-end hyphen of a word
        ("vatten-", "samt avloppsfrågor", set(), Hyphen.ELLIPSIS),
        ("löne-", "respektive hyreskostnader", set(), Hyphen.ELLIPSIS),
        ("SD-", "ledamöterna", set(), Hyphen.HARD),
        ("en 2-", "årig satsning", set(), Hyphen.HARD),
        ("skicka e-", "post till", set(), Hyphen.HARD),
        ("GIS-", "kartan", {"giskartan"}, Hyphen.SOFT),  # what the document writes elsewhere decides
        ("va-", "taxan", {"va-taxan"}, Hyphen.HARD),
        ("över\u00ad", "Klagan", set(), Hyphen.SOFT),
        ("KS-2031-", "00118", set(), Hyphen.HARD),
        ("ingen hyphen", "här", set(), None),
        ("ett tankstreck -", "så här", set(), None),
        ("nämnden-", "(2031)", set(), None),
        ("nämnden-", "", set(), None),
    ],
)
def test_line_end_hyphen_tells_the_kinds(line: str, following: str, known: set[str], kind: Hyphen | None) -> None:
    assert line_end_hyphen(line, following, frozenset(known)) is kind
