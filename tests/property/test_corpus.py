"""What holds for every source, every corpus and every seed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.corpus.marks import read_marks
from nlp_minutes.corpus.markup import FaultySources, parse_source
from nlp_minutes.corpus.splits import check_split, make_folds, make_split
from nlp_minutes.corpus.wording import Wording
from nlp_minutes.labels import MARKED, ParagraphLabel

LABELS = [label.value for label in ParagraphLabel]
WORDS = st.text(st.sampled_from("abcÅäö§–.,()0 1\u00a0😀"), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
PIECES = st.lists(st.tuples(st.sampled_from(["", *MARKED]), WORDS), min_size=1, max_size=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    mark: str
    pieces: list[tuple[str, str]]
    gap: bool


BLOCKS = st.lists(
    st.builds(
        Block,
        mark=st.sampled_from(["#h", "furniture", *LABELS, *(f"{label}+" for label in LABELS)]),
        pieces=PIECES,
        gap=st.booleans(),
    ),
    max_size=6,
)


@given(BLOCKS)
def test_read_marks_undoes_the_marking(blocks: list[Block]) -> None:
    source, text = "", ""
    entities, paragraphs, headings = [], [], []
    for block in blocks:
        start = len(text)
        source += "#h " if block.mark == "#h" else f"¶{block.mark} "
        for number, (label, words) in enumerate(block.pieces):
            blank = " " if number else ""
            source += blank + (f"⟦{label}:{words}⟧" if label else words)
            text += blank
            if label:
                entities.append(GoldEntity(start=len(text), end=len(text) + len(words), label=label))
            text += words
        if block.mark == "#h":
            headings.append(GoldHeading(start=start, end=len(text)))
        else:
            furniture = block.mark == "furniture"
            paragraphs.append(
                GoldParagraph(
                    start=start,
                    end=len(text),
                    label="other" if furniture else block.mark.removesuffix("+"),
                    furniture=furniture,
                    continued=block.mark.endswith("+"),
                )
            )
        ending = "\n\n" if block.gap else "\n"
        source, text = source + ending, text + ending
    marked = read_marks(source)
    assert marked.complaints == ()
    assert marked.text == text + "\n"
    assert list(marked.entities) == entities
    assert list(marked.paragraphs) == paragraphs
    assert list(marked.headings) == headings


def faulty_lines(source: str) -> list[int] | None:
    """The lines on which a source has faults; None if it has none."""
    try:
        parse_source(source, path="a_kf.src")
    except FaultySources as error:
        return [fault.line for fault in error.faults]
    return None


@given(st.text(st.sampled_from("¶⟦⟧#h:+ \nPERSONotherdcisnä§=FACT{}[]\"'")))
def test_parse_source_has_a_record_or_faults_for_any_text(source: str) -> None:
    lines = source.count("\n") + 1
    found = faulty_lines(source)
    assert found is None or (found and all(1 <= line <= lines for line in found))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({"meeting": JSON, "persons": JSON, "items": JSON}), st.sampled_from([None, 1]))
def test_parse_source_has_faults_for_any_other_facts(facts: dict[str, object], indent: int | None) -> None:
    source = f"¶other Möte\n=== FACTS ===\n{json.dumps(facts, indent=indent)}"
    lines = source.count("\n") + 1
    found = faulty_lines(source)
    assert found
    assert all(2 <= line <= lines for line in found)


@given(st.lists(st.text(st.sampled_from("abåäö"), min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_wording_finds_what_was_broken_over_lines(words: list[str], data: st.DataObject) -> None:
    text = ""
    for word in words:
        cut = data.draw(st.integers(0, len(word) - 1))
        text += (f"{word[:cut]}-\n{word[cut:]}" if cut else word) + data.draw(st.sampled_from([" ", "\n", " \n "]))
    assert Wording(f"§ 1 {text} slut").holds(" ".join(words))


def document(name: str, words: int) -> GoldDocument:
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text="ord " * words,
        entities=(),
        paragraphs=(),
        headings=(),
        meeting={},
        persons=(),
        items=(),
    )


# Sizes of the documents of each layout.
CORPORA = st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=3), min_size=2, max_size=12).map(
    lambda sizes: [document(f"t{n}_{m}", words) for n, layout in enumerate(sizes) for m, words in enumerate(layout)]
)


@given(CORPORA, st.integers(), st.data())
def test_folds_never_part_a_layout_and_stay_balanced(
    documents: list[GoldDocument], seed: int, data: st.DataObject
) -> None:
    sizes: dict[str, int] = {}
    for one in documents:
        sizes[one.layout] = sizes.get(one.layout, 0) + len(one.text.split())
    split = make_folds(documents, data.draw(st.integers(2, len(sizes))), seed=seed)
    check_split(documents, split)
    sides = [{name.partition("_")[0] for name in part.documents} for part in split.parts]
    assert sum(map(len, sides)) == len(set().union(*sides)) == len(sizes)
    assert sum(len(part.documents) for part in split.parts) == len(documents)
    assert all(part.documents for part in split.parts)
    words = [part.words for part in split.parts]
    assert sum(words) == sum(sizes.values())
    assert max(words) - min(words) <= max(sizes.values())


@given(CORPORA, st.integers(), st.randoms())
def test_splits_depend_on_documents_and_seed_alone(documents: list[GoldDocument], seed: int, random: object) -> None:
    shuffled = sorted(documents, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert make_folds(documents, 2, seed=seed) == make_folds(shuffled, 2, seed=seed)
    shares = {"train": 2.0, "test": 1.0}
    assert make_split(documents, shares, seed=seed) == make_split(shuffled, shares, seed=seed)
