"""`minutes_paragraphs` with the weights that come with the package, on invented minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy

from nlp_minutes import annotate
from nlp_minutes.components.paragraphs import ParagraphClassifier, settled
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import PARAGRAPHS
from nlp_minutes.paragraph_models.base import LABELS, ParagraphInput, Probabilities
from nlp_minutes.pipeline import load, model_path
from nlp_minutes.training.paragraphs import COMPONENT, put_paragraphs, shipped_paragraphs
from nlp_minutes.training.rules_pipeline import make_rules_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

HEAD = """Åslunda kommun
Kommunstyrelsen
Sammanträdesprotokoll
2031-03-12

Plats och tid
Rådssalen, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)

"""
THREE = """§ 14 Taxa för torghandel

Ärendet
Torghandlarna har begärt att taxan ses över före sommaren, och kontoret har räknat på vad det kostar.

Samhällsbyggnadskontorets förslag till beslut
Taxan höjs med fem procent från den 1 maj.

Arbetsutskottets förslag till beslut
Taxan höjs med tre procent från den 1 maj.

Yrkanden
Per Lund (KD) yrkar bifall till arbetsutskottets förslag.
Ulla Ek (S) yrkar avslag på arbetsutskottets förslag.

Kommunstyrelsens beslut
Taxan höjs med tre procent från den 1 maj.

Reservation
Ulla Ek (S) reserverar sig mot beslutet.
"""


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    folder = tmp_path_factory.mktemp("pipeline") / "with"
    model = shipped_paragraphs()
    assert model is not None
    put_paragraphs(model_path("sv_minutes_rules"), model, folder)
    return load(folder)


def labels(minutes: Minutes) -> dict[str, str]:
    return {minutes.text[one.start : one.end]: one.label for one in minutes.paragraphs}


def test_three_decisions_of_one_item_are_told_apart(nlp: Language) -> None:
    minutes = annotate(HEAD + THREE, nlp=nlp)
    found = [
        (one.heading, one.label) for one in minutes.paragraphs if minutes.text[one.start :].startswith("Taxan höjs")
    ]
    assert found == [
        ("Samhällsbyggnadskontorets förslag till beslut", "basis"),
        ("Arbetsutskottets förslag till beslut", "basis"),
        ("Kommunstyrelsens beslut", "decision"),
    ]


def test_motion_to_approve_is_other_and_one_that_opposes_is_objection(nlp: Language) -> None:
    found = labels(annotate(HEAD + THREE, nlp=nlp))
    assert found["Per Lund (KD) yrkar bifall till arbetsutskottets förslag."] == "other"
    assert found["Ulla Ek (S) yrkar avslag på arbetsutskottets förslag."] == "objection"
    assert found["Ulla Ek (S) reserverar sig mot beslutet."] == "objection"


def test_what_stands_outside_the_items_is_other_by_rule(nlp: Language) -> None:
    outside = [one for one in annotate(HEAD + THREE, nlp=nlp).paragraphs if one.item is None]
    assert outside
    assert {one.label for one in outside} == {"other"}
    assert all(one.scores == {label: float(label == "other") for label in LABELS} for one in outside)


def test_scores_are_probabilities_and_the_label_is_the_likeliest(nlp: Language) -> None:
    for one in annotate(HEAD + THREE, nlp=nlp).paragraphs:
        assert set(one.scores) == set(LABELS)
        assert sum(one.scores.values()) == pytest.approx(1, abs=0.001)
        assert one.scores[one.label] == max(one.scores.values())


@pytest.mark.parametrize("heading", ["", "Vad det hela handlar om", "⁂", "BESLUT BESLUT"])
def test_unknown_or_missing_heading_breaks_nothing(nlp: Language, heading: str) -> None:
    text = f"{HEAD}§ 14 Taxa\n\n{heading}\n\nUlla Ek (S) reserverar sig mot beslutet till förmån för eget yrkande.\n"
    found = labels(annotate(text, nlp=nlp))
    assert found["Ulla Ek (S) reserverar sig mot beslutet till förmån för eget yrkande."] == "objection"


def test_text_without_items_is_read(nlp: Language) -> None:
    assert {one.label for one in annotate("Bara en rad.", nlp=nlp).paragraphs} <= {"other"}


def test_attributes_of_the_group_stay(nlp: Language) -> None:
    with nlp.select_pipes(disable=[COMPONENT]):
        before = nlp(HEAD + THREE).spans[PARAGRAPHS].attrs
    after = nlp(HEAD + THREE).spans[PARAGRAPHS].attrs
    assert {key: after[key] for key in before} == before
    assert len(after["scores"]) == len(after["section"])


def test_it_stands_between_entities_and_facts(nlp: Language) -> None:
    names = nlp.pipe_names
    assert names.index("minutes_entities") < names.index(COMPONENT) < names.index("minutes_facts")


def test_it_survives_bytes_and_disk(nlp: Language, tmp_path: Path) -> None:
    wanted = labels(annotate(HEAD + THREE, nlp=nlp))
    other = make_rules_pipeline()
    other.add_pipe(COMPONENT, before="minutes_facts")
    other.from_bytes(nlp.to_bytes())
    assert labels(annotate(HEAD + THREE, nlp=other)) == wanted
    nlp.to_disk(tmp_path / "again")
    assert labels(annotate(HEAD + THREE, nlp=spacy.load(tmp_path / "again"))) == wanted


def test_damaged_weights_are_refused_when_the_pipeline_is_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "p")
    path = tmp_path / "p" / COMPONENT / "weights.npz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ConfigError, match=r"weights\.npz: damaged"):
        load(tmp_path / "p")


def test_component_without_weights_refuses_to_run() -> None:
    nlp = make_rules_pipeline()
    nlp.add_pipe(COMPONENT, before="minutes_facts")
    with pytest.raises(ConfigError, match="it has no weights"):
        nlp(HEAD + THREE)
    with pytest.raises(ConfigError, match="it has no weights"):
        ParagraphClassifier().to_bytes()


def test_pipeline_is_replaced_in_place(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "p")
    model = shipped_paragraphs()
    assert model is not None
    put_paragraphs(tmp_path / "p", model, tmp_path / "p", scores={"macro": 1})
    assert load(tmp_path / "p").pipe_names == nlp.pipe_names
    assert (tmp_path / "p" / "scores.json").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def _input(rule: str, *features: str) -> ParagraphInput:
    return ParagraphInput(text="Taxan", heading="", features=features, rule=rule)


def _rows(*labels: str, sure: float = 0.6) -> Probabilities:
    rest = (1 - sure) / (len(LABELS) - 1)
    return np.array([[sure if one == label else rest for one in LABELS] for label in labels])


def _settled(item: list[ParagraphInput], given: Probabilities, lists: list[range] | None = None) -> list[str]:
    (rows,) = settled([item], [given], (), [lists or []])
    return [LABELS[int(row.argmax())] for row in rows]


def test_points_of_one_list_get_one_label() -> None:
    item = [_input("decision") for _ in range(4)]
    given = _rows("decision", "decision", "summary", "basis")
    assert _settled(item, given, [range(3)]) == ["decision", "decision", "decision", "basis"]
    # where the model never agrees with the rules, it has seen something that they have not
    assert _settled(item[:2], _rows("other", "basis"), [range(2)]) == ["other", "basis"]


def test_a_table_shares_the_label_of_the_text_above_it_unless_the_model_is_sure() -> None:
    table = _input("summary", "h=table", "H?=True", "a-1same=True")
    item = [_input("summary"), table]
    assert _settled(item, _rows("summary", "basis")) == ["summary", "summary"]
    assert _settled(item, np.vstack([_rows("summary"), _rows("basis", sure=0.9)])) == ["summary", "basis"]
    assert _settled(item, _rows("basis", "basis")) == ["basis", "basis"]
    votes = _input("summary", "h=table", "H?=True", "a-1same=True", "c=vote")
    assert _settled([item[0], votes], _rows("summary", "other")) == ["summary", "other"]
