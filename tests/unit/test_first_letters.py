"""A pattern compiled with its first letters finds what it finds without them."""

from __future__ import annotations

import pickle
import re
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes import first_letters
from nlp_minutes.first_letters import _LOWER_BELOW, _cases, _class_of, _UnknownError, beginnings, compiled

PATTERNS = [
    (r"(?<!\w)(?:foo|[Bb]ar)", "[Bbf]"),
    (r"\bhej|x?y", "[hxy]"),
    (r"(?i:\bhej)|x?y", "[Hhxy]"),
    (r"(?P<a>(?:\d{1,2}\s)*(?P<b>a|b))-(?P=b)", r"[\dab]"),
    (r"[^\W\d_]+a", r"[\w]"),
    (r"(?:[^\s(]|x)y", r"[\Sx]"),
    (r"\b[\]^\\-]", r"[\-\\\]\^]"),
    (r"^(?=[A-Z])(?:[A-F-]|é)+?", r"[A-F\-é]"),
    (r"(?>a|b)++c", "[ab]"),
    (r"(?<=[bf])o(?=o\b)", "[o]"),
    (r"\b\((?=a)", r"[\(]"),
]
UNKNOWN = [r"a?", r"\b", r".a", r"[^a]b", r"(?:a|)", r"(a)?(?(1)b|c)", r"(a?)\1b", r"(?!)", r"(?a:\w)a", r"(?i:ǆ)b"]


def read(pattern: str, flags: int = 0) -> str:
    return _class_of(import_module("re._parser").parse(pattern, flags), flags | re.UNICODE).replace("\0", "")


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_what_a_pattern_can_begin_with(pattern: str, expected: str) -> None:
    assert read(pattern) == expected


@pytest.mark.parametrize("pattern", UNKNOWN)
def test_what_cannot_be_told(pattern: str) -> None:
    with pytest.raises(_UnknownError):
        read(pattern)
    assert compiled(pattern).pattern == pattern


def test_every_case_of_a_letter_counts() -> None:
    lower = import_module("_sre").unicode_tolower
    extra = import_module("re._compiler")._EXTRA_CASES
    wanted = {one for code in range(_LOWER_BELOW) for one in (code, *extra.get(code, ()))}
    every = range(sys.maxunicode + 1)
    assert not [code for code in every if lower(code) in wanted and code not in _cases()[lower(code)]]
    kinds = [re.compile(one) for one in (r"\w", r"\d", r"\s")]
    assert all(
        bool(kind.match(chr(code))) == bool(kind.match(chr(lower(code))))
        for code in every
        if lower(code) != code
        for kind in kinds
    )
    assert set(read(r"\bsk|å", re.IGNORECASE)) == set("[SsſÅå\u212b]")
    assert compiled(r"\bsk|å", re.IGNORECASE).findall("ſ\u212a \u212b Sk") == ["ſ\u212a", "\u212b", "Sk"]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.DOTALL, re.MULTILINE])
@given(st.sampled_from([*dict(PATTERNS), *UNKNOWN]), st.text("abcfhejxyABCFHJXYoré 1-(ſ\u212a\n^\\]", max_size=12))
def test_the_same_is_found(flags: int, pattern: str, text: str) -> None:
    known, plain = compiled(pattern, flags), re.compile(pattern, flags)
    assert [(one.span(), one.groups()) for one in known.finditer(text)] == [
        (one.span(), one.groups()) for one in plain.finditer(text)
    ]
    assert known.sub("_", text) == plain.sub("_", text)
    assert (known.flags, known.groups, known.groupindex) == (plain.flags, plain.groups, plain.groupindex)


def test_first_letters_are_used_where_python_does_not_find_them() -> None:
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(r"\bfoo|bar", 0)
    plain = compiler._code(parsed, int(re.UNICODE))
    informed = first_letters._informed(plain, parsed, int(re.UNICODE))
    assert len(informed) > len(plain)
    assert informed[-3:] == plain[-3:]


def test_a_faulty_pattern_is_told_as_ever() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(a")


def test_another_python_compiles_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(first_letters, "import_module", absent)
    assert compiled(r"\bfoo").search("a foo")


def test_a_form_of_patterns_that_was_not_tried_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(pattern: str, flags: int) -> None:
        pytest.fail(f"{pattern} {flags}")

    monkeypatch.setattr(first_letters, "_TRIED", frozenset())
    monkeypatch.setattr(first_letters, "_compiled", never)
    assert compiled(r"\bfoo").search("a foo")


def test_it_can_be_pickled() -> None:
    pattern = compiled(r"\bfoo|bar", re.IGNORECASE)
    assert pickle.loads(pickle.dumps(pattern)).search("a Foo")  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bfoo|[Bb]ar|x?y", "fBbxy"),
        (r"foo|\w", ""),
        (r"foo|[a-c]", ""),
        (r"foo|\(", ""),
        (r"foo|.a", ""),
        (r"a?", ""),
    ],
)
def test_letters_that_can_be_counted_up(pattern: str, expected: str) -> None:
    assert beginnings(pattern) == set(expected)
