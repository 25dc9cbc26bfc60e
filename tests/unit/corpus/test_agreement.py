from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.corpus.agreement import Spans, agreement, agreement_by_layout, kappa, pair_documents
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldParagraph
from nlp_minutes.errors import ConfigError, DamagedFile
from nlp_minutes.labels import MARKED, ParagraphLabel

TEXT = "Ulla Ek (S)\nhar ordet\n\nSida 1\n"


def document(
    name: str = "askby_ks",
    *,
    text: str = TEXT,
    entities: Sequence[tuple[int, int, str]] = ((0, 7, "PERSON"), (9, 10, "PARTY")),
    labels: Sequence[str] = ("other", "basis"),
) -> GoldDocument:
    places = [(0, 11), (12, 21)]
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text=text,
        entities=tuple(GoldEntity(start=start, end=end, label=label) for start, end, label in entities),
        paragraphs=(
            *(GoldParagraph(start=a, end=b, label=label) for (a, b), label in zip(places, labels, strict=False)),
            GoldParagraph(start=23, end=29, label="other", furniture=True),
        ),
        headings=(),
        meeting={},
        persons=(),
        items=(),
    )


def test_kappa_by_hand() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: seen 0.7, by chance 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_ends() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([]) is None
    assert kappa([("a", "a")] * 3) is None


PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12)


@given(PAIRS)
def test_kappa_does_not_mind_who_is_first_nor_the_order(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    assert found == kappa([(second, first) for first, second in reversed(pairs)])
    assert found is None or -1 <= found <= 1


def test_an_annotation_agrees_with_itself() -> None:
    found = agreement([(document(), document())])
    assert (found.kappa, found.same, found.paragraphs, found.unpaired) == (1, 3, 3, 0)
    assert found.entities["ALL"] == Spans(both=2, one=2, other=2)
    assert found.entities["ALL"].f1 == 1
    assert found.entities["CASE"].f1 is None
    assert not found.confusion


def test_differences_are_counted() -> None:
    other = document(entities=[(0, 7, "PERSON"), (8, 11, "PARTY"), (16, 21, "ORG")], labels=["other", "summary"])
    found = agreement([(document(), other)])
    assert found.entities["PERSON"].f1 == 1
    assert found.entities["PARTY"].f1 == 0
    assert found.entities["ALL"] == Spans(both=1, one=2, other=3)
    assert found.confusion == {("basis", "summary"): 1}
    assert (found.same, found.paragraphs) == (2, 3)


def test_a_paragraph_of_one_alone_is_unpaired() -> None:
    found = agreement([(document(), document(labels=["other"]))])
    assert (found.paragraphs, found.unpaired) == (2, 1)


def test_layouts_stand_apart() -> None:
    pairs = [
        (document(name), document(name, labels=labels))
        for name, labels in (("b_ks", ["other"] * 2), ("a_ks", ["other", "basis"]))
    ]
    found = agreement_by_layout(pairs)
    assert list(found) == ["a", "b"]
    assert (found["a"].same, found["b"].same) == (3, 2)


def test_other_texts_are_refused_with_the_line() -> None:
    with pytest.raises(DamagedFile, match=r"askby_ks: line 2: the two texts differ \('har ordet' and 'har ordat'\)"):
        pair_documents([document()], [document(text=TEXT.replace("ordet", "ordat"))])
    with pytest.raises(DamagedFile, match=r"line 5: the two texts differ \('' and 'mer'\)"):
        pair_documents([document()], [document(text=TEXT + "mer")])
    with pytest.raises(DamagedFile, match=r"line 6: the two texts differ \('' and 'mer'\)"):
        pair_documents([document()], [document(text=TEXT + "\nmer")])


def test_other_documents_are_refused() -> None:
    with pytest.raises(ConfigError, match="b_ks: not in the second annotation"):
        pair_documents([document(), document("b_ks")], [document()])
    with pytest.raises(ConfigError, match=r"b_ks: not in the first annotation \(and 1 more\)"):
        pair_documents([document()], [document(), document("b_ks"), document("c_ks")])


ENTITIES = st.sets(
    st.tuples(st.integers(0, 20), st.integers(1, 9), st.sampled_from([one.value for one in MARKED])).map(
        lambda one: (one[0], one[0] + one[1], one[2])
    ),
    max_size=6,
)
LABELS = st.lists(st.sampled_from([one.value for one in ParagraphLabel]), max_size=2)


@given(ENTITIES, ENTITIES, LABELS, LABELS)
def test_agreement_does_not_mind_who_is_first(
    one: set[tuple[int, int, str]], other: set[tuple[int, int, str]], labels: list[str], instead: list[str]
) -> None:
    first, second = document(entities=sorted(one), labels=labels), document(entities=sorted(other), labels=instead)
    there, back = agreement([(first, second)]), agreement([(second, first)])
    assert (there.kappa, there.same, there.unpaired) == (back.kappa, back.same, back.unpaired)
    assert {k: v.f1 for k, v in there.entities.items()} == {k: v.f1 for k, v in back.entities.items()}
