"""A text cut from memory is cut as the tokenizer cuts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp_minutes import cutting
from nlp_minutes.cutting import Cutter, cutter_of

if TYPE_CHECKING:
    import pytest
    from spacy.language import Language

SWEDISH = spacy.blank("sv")
SHARED = Cutter(SWEDISH.tokenizer)
# Words, marks and white space as minutes have them, and whatever else there is.
PIECES = st.sampled_from(
    [
        "§ 12",
        "t.ex.",
        "kl.",
        "(S)",
        "Ks/2021:5,",
        "S-",
        "–",
        "www.granvik.se",
        "  ",
        "\t",
        "\n",
        " ",
        "\u00a0",
        "ff.",
        "1:a",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)


def as_cut_by(nlp: Language, text: str) -> tuple[list[str], list[bool]]:
    doc = nlp.tokenizer(text)
    return [token.text for token in doc], [bool(token.whitespace_) for token in doc]


@given(TEXTS)
@example("")
@example(" ")
@example("  Ek")
@example("Ek \n Dahl  ")
@example("Ek\t \tDahl")
def test_cut_as_the_tokenizer_cuts(text: str) -> None:
    assert SHARED.cut(text) == as_cut_by(SWEDISH, text)
    # from memory as well
    assert SHARED.cut(text) == as_cut_by(SWEDISH, text)


def test_an_exception_that_is_added_later_is_obeyed() -> None:
    nlp: Any = spacy.blank("sv")
    before = cutter_of(nlp.tokenizer)
    assert before.cut("Granvik")[0] == ["Granvik"]
    assert cutter_of(nlp.tokenizer) is before
    nlp.tokenizer.add_special_case("Granvik", [{"ORTH": "Gran"}, {"ORTH": "vik"}])
    assert not before.is_of(nlp.tokenizer)
    assert (
        cutter_of(nlp.tokenizer).cut("i Granvik")
        == as_cut_by(nlp, "i Granvik")
        == (
            ["i", "Gran", "vik"],
            [True, False, False],
        )
    )


def test_affixes_that_are_set_later_are_obeyed() -> None:
    nlp: Any = spacy.blank("sv")
    assert cutter_of(nlp.tokenizer).cut("(S)")[0] == ["(", "S", ")"]
    nlp.tokenizer.prefix_search = None
    assert cutter_of(nlp.tokenizer).cut("(S)") == as_cut_by(nlp, "(S)")


def test_an_exception_over_white_space_is_obeyed() -> None:
    nlp: Any = spacy.blank("sv")
    nlp.tokenizer.add_special_case("bland annat", [{"ORTH": "bland annat"}])
    for text in ("bland annat", "Ek och bland annat Dahl", "bland  annat"):
        assert cutter_of(nlp.tokenizer).cut(text) == as_cut_by(nlp, text)


def test_a_tokenizer_of_another_kind_cuts_each_text_as_a_whole() -> None:
    nlp: Any = spacy.blank("sv")

    def by_commas(text: str) -> Doc:
        return Doc(nlp.vocab, words=text.split(","), spaces=[False] * len(text.split(",")))

    other: Any = by_commas
    cutter = cutter_of(other)
    assert cutter.cut("Ek Dahl,Lind") == (["Ek Dahl", "Lind"], [False, False])
    assert cutter_of(other) is cutter
    assert not cutter.is_of(nlp.tokenizer)


def test_no_more_is_remembered_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_REMEMBERED", 3)
    cutter = Cutter(SWEDISH.tokenizer)
    text = "ett två tre fyra fem"
    assert cutter.cut(text) == as_cut_by(SWEDISH, text)
    assert len(cutter._known) <= 3
