"""The way from the clean view to the extracted text and back, for arbitrary texts."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.readers import source_from_text
from nlp_minutes.source import Alignment, Source

# Pieces of minutes and of what extraction does to them, put together in any order.
PIECES = [
    "§ 14 Motion om cykelbana",
    "§ 15",
    "Beslut",
    "Nämnden beslutar att avsätta",
    "200 000 kr",
    "över-",
    "klagan",
    "barn-",
    "och ungdomsnämnden",
    "Sundén-",
    "Ekberg (S)",
    "Na¨mnden",
    "a˚rsbudget",
    "f ö rslag",
    "förslag",
    "Hä gg",
    "\ufb01nansiering",
    "2\u00a0000\u202f000",
    "Ja\u2013röster",
    "över\u00adklagan",
    "o\u0308ver",
    "e\u0301",
    "Åslunda kommun\tSammanträdesprotokoll\t7 (31)",
    "Sida 3 (9)",
    "Justerandes sign ______",
    "7",
    "12",
    "Signerat av AB 2031-03-19 ID: 5f3c9a21",
    "Ulla Ek (S)\tJon Dahl (M)",
    "\tindragen",
    "     wide",
    "2031/118",
    "Dnr KS 2031/118",
    ".",
    ", ",
    " ",
    "Förvaltningen har under våren sett över hur lokalerna vid torget används och av",
    "• punkt",
    "\u200b",
    "\u00ad",
    "\u0308",
    "§",
    "-",
    "–",
]
LINE_ENDS = ["\n", "\n\n", "\f", " ", "\t", "", "\u2028", "\x85", "\n\n\n"]
protocols = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(LINE_ENDS)), max_size=40).map(
    lambda parts: "".join(piece + end for piece, end in parts)
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
texts = st.one_of(protocols, anything)

LIGATURES = {"\u0133": "ij", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LOOSE = {"¨": "\u0308", "˚": "\u030a", "´": "\u0301", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327"}


def letters(text: str) -> str:
    """The letters and digits alone: ligatures spelled out, every diacritic, composed or not, taken off."""
    spelled = "".join(LIGATURES.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if c.isalnum() and c not in LOOSE)


def without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "\n".join([*kept, text[at:]])


def check_runs(source: Source) -> None:
    runs = source.alignment.runs
    assert sum(run.clean_length for run in runs) == len(source.clean)
    assert all(0 <= run.start < run.start + run.length <= len(source.text) for run in runs)
    for one, two in pairwise(runs):
        assert one.start + one.length <= two.start


@given(texts)
def test_clean_characters_map_to_where_they_came_from(text: str) -> None:
    source = source_from_text(text)
    check_runs(source)
    for at, character in enumerate(source.clean):
        start, end = source.alignment.to_source(at, at + 1)
        assert 0 <= start < end <= len(text)
        made_from = letters(text[start:end])
        if character.isalnum():
            assert letters(character) in made_from
        else:
            assert not made_from or not letters(character)


@given(texts)
def test_clean_characters_map_both_ways(text: str) -> None:
    source = source_from_text(text)
    for at in range(len(source.clean)):
        start, end = source.alignment.to_source(at, at + 1)
        back = source.alignment.to_clean(start, end)
        assert back is not None
        assert back[0] <= at < back[1]


@given(texts, st.data())
def test_spans_map_both_ways(text: str, data: st.DataObject) -> None:
    source = source_from_text(text)
    if not source.clean:
        return
    start = data.draw(st.integers(0, len(source.clean) - 1))
    end = data.draw(st.integers(start + 1, len(source.clean)))
    low, high = source.alignment.to_source(start, end)
    back = source.alignment.to_clean(low, high)
    assert back is not None
    assert back[0] <= start < end <= back[1]
    assert source.alignment.to_source(*back) == (low, high)


@given(texts, st.data())
def test_extracted_spans_that_map_to_nothing_hold_no_letters(text: str, data: st.DataObject) -> None:
    source = source_from_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if source.alignment.to_clean(start, end) is None:
        pieces = [
            text[max(start, low) : min(end, high)] for low, high in source.furniture if low < end and start < high
        ]
        assert sorted(letters(text[start:end])) == sorted(letters("".join(pieces)))


@given(texts)
def test_nothing_but_blanks_hyphens_and_furniture_is_lost(text: str) -> None:
    source = source_from_text(text)
    assert letters(source.clean) == letters(without(text, source.furniture))


@given(texts)
def test_nothing_is_invented(text: str) -> None:
    source = source_from_text(text)
    signs = re.sub(r"[\s\u00ad‐‑–—-]", "", unicodedata.normalize("NFD", source.clean))
    known = set(unicodedata.normalize("NFD", "".join(LIGATURES.get(c, c) for c in text))) | set(LOOSE.values())
    assert set(signs) <= known


@given(texts)
def test_blocks_slice_the_clean_view_in_order(text: str) -> None:
    source = source_from_text(text)
    assert all(block.start < block.end for block in source.blocks)
    assert all(one.end + 1 == two.start for one, two in pairwise(source.blocks))
    assert "\n".join(source.clean[b.start : b.end] for b in source.blocks) == source.clean
    assert all("\n" not in source.clean[b.start : b.end] for b in source.blocks)
    assert all(one.page <= two.page for one, two in pairwise(source.blocks))


@given(texts)
def test_furniture_stands_in_order_and_outside_the_blocks(text: str) -> None:
    source = source_from_text(text)
    assert all(one[1] <= two[0] for one, two in pairwise(source.furniture))
    for start, end in source.furniture:
        assert 0 <= start < end <= len(text)
        for block in source.blocks:
            low, high = source.alignment.to_source(block.start, block.start + 1)
            assert high <= start or end <= low


@given(texts)
def test_the_text_stays_as_it_stands(text: str) -> None:
    assert source_from_text(text).text == text


@given(texts)
def test_the_clean_view_is_the_same_each_time(text: str) -> None:
    one, two = source_from_text(text), source_from_text(text)
    assert (one.clean, one.blocks, one.furniture) == (two.clean, two.blocks, two.furniture)


@given(texts)
def test_an_alignment_survives_its_list(text: str) -> None:
    alignment = source_from_text(text).alignment
    assert Alignment.from_list(alignment.to_list()).runs == alignment.runs
