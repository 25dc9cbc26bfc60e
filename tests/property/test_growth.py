"""What was made to grow with the length of a text alone gives what the plain way gives, which looks at everything."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.components.facts import _inside
from nlp_minutes.components.merging import Candidate as Proposal
from nlp_minutes.components.merging import merge
from nlp_minutes.components.recogniser import cut
from nlp_minutes.document import to_doc, to_docs
from nlp_minutes.lines import ItemHead
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.item import ItemParagraph, Named
from nlp_minutes.rules.items import _LOOKBACK, Candidate, _prefix, _step, choose_heads

_SCORES = st.sampled_from((-1.2, 0.0, 0.7, 1.5, 2.2, 2.9))


@st.composite
def heads(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for index in range(draw(st.integers(0, 25))):
        value, letter = draw(st.integers(1, 15)), draw(st.sampled_from(("", "", " A", " B")))
        last = value + draw(st.integers(1, 3)) if draw(st.booleans()) and not letter else None
        head = ItemHead(
            number=f"{value}{letter}",
            value=value,
            last=last,
            prefix=draw(st.sampled_from(("", "", "KS", "AU"))),
            rest=draw(st.sampled_from(("", "Budget", "Detaljplan"))),
            rest_at=4,
            number_at=2,
        )
        found.append(Candidate(index=index, head=head, score=draw(_SCORES)))
    return found


def plain_chain(candidates: list[Candidate], expected: frozenset[int]) -> list[Candidate]:
    """The best chain, each head tried behind each of those before it, the furthest first."""
    prefixes = Counter(_prefix(one.head) for one in candidates if one.score > 1)
    common = prefixes.most_common(1)[0][0] if prefixes else ""
    best: list[float] = []
    back: list[int] = []
    for j, two in enumerate(candidates):
        own = two.score
        if expected:
            own += 0.8 if two.head.value in expected else -1.5
        if _prefix(two.head) != common:
            own -= 0.8
        best.append(own)
        back.append(-1)
        for i in range(max(0, j - _LOOKBACK), j):
            step = _step(candidates[i], two, expected)
            if step is not None and best[i] + own + step > best[j]:
                best[j], back[j] = best[i] + own + step, i
    at = max(range(len(candidates)), key=lambda j: best[j], default=-1)
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]


@given(heads(), st.frozensets(st.integers(1, 15), max_size=6))
def test_heads_are_those_of_the_plain_way(candidates: list[Candidate], expected: frozenset[int]) -> None:
    assert list(choose_heads(candidates, expected).heads) == plain_chain(candidates, expected)


@given(
    st.integers(0, 120),
    st.lists(st.integers(0, 120), max_size=15),
    st.lists(st.integers(0, 120), max_size=15),
    st.integers(1, 40),
)
def test_slices_end_at_the_last_border_within_the_limit(
    length: int, borders: list[int], softer: list[int], limit: int
) -> None:
    slices = cut(length, borders, softer, limit)
    assert [at for start, end in slices for at in range(start, end)] == list(range(length))
    for start, end in slices[:-1]:
        good, fair = ([at for at in row if start < at <= start + limit] for row in (borders, softer))
        assert end == max(good or fair or [start + limit])


_GAPS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=15)


def spans(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order that do not overlap, by the room before each and its length."""
    ends = list(accumulate(gap + size for gap, size in gaps))
    return [(end - size, end) for (_, size), end in zip(gaps, ends, strict=True)]


@given(_GAPS, st.integers(0, 40), st.integers(1, 30))
def test_entities_inside_are_all_of_them(gaps: list[tuple[int, int]], low: int, size: int) -> None:
    entities = [Named(start=start, end=end, label="ORG", text="x" * (end - start)) for start, end in spans(gaps)]
    paragraph = ItemParagraph("x" * size, "decision", "decision", None, False, low)  # noqa: FBT003
    found = _inside(entities, [paragraph])
    assert found == tuple(one for one in entities if low <= one.start and one.end <= low + size)


def proposals(gaps: list[tuple[int, int]], labels: list[str]) -> list[Proposal]:
    words = ("Kultur", "och", "Fritidsnämnden", "Teknik")
    return [
        Proposal(start, label, tuple(words[at % 4] for at in range(start, end)))
        for (start, end), label in zip(spans(gaps), labels, strict=False)
    ]


_LABELS = st.lists(st.sampled_from(("ORG", "ORG", "PERSON")), min_size=15, max_size=15)


@given(_GAPS, _LABELS, _GAPS, _LABELS)
def test_merging_leaves_no_overlap(
    rules: list[tuple[int, int]], labels: list[str], model: list[tuple[int, int]], others: list[str]
) -> None:
    certain, kept = merge(proposals(rules, labels), proposals(model, others))
    tokens = [at for one in (*certain, *kept) for at in range(one.start, one.end)]
    assert len(tokens) == len(set(tokens))


def test_the_docs_of_a_file_are_what_each_alone_would_be() -> None:
    nlp = spacy.blank("sv")
    source = source_from_text("Ett stycke.\n\nEtt till, som är längre.\n\nOch ett tredje.")
    parts = [source.blocks[:1], source.blocks[1:2], source.blocks[2:]]
    docs = list(to_docs(nlp, source, parts))
    for doc, part in zip(docs, parts, strict=True):
        alone = to_doc(nlp, source, part)
        assert doc.text == alone.text == source.clean
        assert [token.text for token in doc] == [token.text for token in alone]
        assert [(span.start, span.end) for span in doc.spans["blocks"]] == [
            (span.start, span.end) for span in alone.spans["blocks"]
        ]
        assert doc.user_data == alone.user_data
    docs[0].ents = [docs[0][0:1]]
    assert not docs[1].ents
