"""What a pattern is said to need stands in every text that it matches in."""

from __future__ import annotations

import re
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes import needed as module
from nlp_minutes.needed import ODD_LETTERS, minds_case, needed
from nlp_minutes.patterns import guarded

PATTERNS = [
    (r"\bbifall|avslag\b", ("avslag", "bifall")),
    (r"(?:ja|nej) till (?P<what>\w+)", (" till ",)),
    (r"(?:(?:en|ett) )?förslag(?:et)?", ("förslag",)),
    (r"(?:alfa|beta)+x?", ("alfa", "beta")),
    (r"(?:alfa|betalfa|b)", ("alfa", "b")),
    (r"(?:alfa|b?)", ()),
    (r"(?=alfa)\w+", ()),
    (r"(?<!in)form(?> och norm)", (" och norm",)),
    (r"(?i:JUSTER)ar|NEJ", ("juster", "nej")),
    (r"(?:FS)?|x{0,2}", ()),
]


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_strings_of_which_one_is_needed(pattern: str, expected: tuple[str, ...]) -> None:
    assert needed(pattern) == expected


def test_regardless_of_case_in_small_letters_and_in_our_alphabet_alone() -> None:
    assert needed("ÅTER|(?-i:NEJ)", re.IGNORECASE) == ("nej", "åter")
    assert needed("σας", re.IGNORECASE) == ()
    assert needed("σας") == ("σας",)
    assert [minds_case(one) for one in ("a", "(?i)a", "(?si:a)")] == [True, False, False]
    assert not minds_case("a", re.IGNORECASE)


def test_letters_that_are_alike_only_for_patterns() -> None:
    lower = import_module("_sre").unicode_tolower
    extra = import_module("re._compiler")._EXTRA_CASES
    odd = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        for small in {lower(code), *extra.get(lower(code), ())}
        if small < 0x180 and chr(code).lower() != chr(small) and chr(small) not in ODD_LETTERS
    }
    assert odd - {"μ", "Μ", "µ"} <= set(ODD_LETTERS)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@given(st.sampled_from([one for one, _ in PATTERNS]), st.data())
def test_the_guard_lets_through_what_matches(flags: int, pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, flags)))
    known, plain = guarded(pattern, flags), re.compile(pattern, flags)
    for method in ("search", "match", "fullmatch"):
        one, other = getattr(known, method)(text), getattr(plain, method)(text)
        assert (one and one.span()) == (other and other.span())
    assert [one.span() for one in known.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert known.sub("_", text, 1) == plain.sub("_", text, 1)


def test_what_does_not_match() -> None:
    pattern = guarded("förslag(et)?", re.IGNORECASE)
    assert pattern.search("inget sådant") is None
    assert pattern.match("inget") is None
    assert pattern.fullmatch("inget") is None
    assert list(pattern.finditer("inget")) == []
    assert pattern.sub("", "inget") == "inget"
    assert pattern.findall("FÖRſLAGET") == ["ET"]
    assert pattern.groups == 1
    assert pattern.search("ett förslag", 5) is None
    assert pattern.search("FÖRſLAG") is not None


def test_another_python_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", absent)
    assert needed("förslag om annat") == ()
