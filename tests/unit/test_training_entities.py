"""What the recogniser learns from, and the folder that training writes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

import nlp_minutes
from nlp_minutes.corpus.dataset import write_folder
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity
from nlp_minutes.errors import ConfigError, DamagedFile
from nlp_minutes.training.entities import (
    EntitySettings,
    Training,
    deal,
    fit,
    main,
    make_rounds,
    put_recogniser,
    train_entities,
)
from nlp_minutes.training.entity_data import Lesson, gold_lesson, item_lessons, news_lessons, read_columns
from nlp_minutes.training.entity_scores import score_entities
from nlp_minutes.training.folder import with_fresh_strings, write_pipeline
from nlp_minutes.training.rules_pipeline import make_rules_pipeline
from nlp_minutes.training.variety import invent_organisation, kind_of, vary_organisations

if TYPE_CHECKING:
    from spacy.language import Language

TINY = Training(epochs=1, copies=0, width=8, depth=1, rows=(50,) * 6, hidden=8)
# Nobody is called so; no lexicon of ours has the words.
PLANTED = "Zyxolina Qvarnhjälmskog"
TEXT = f"""Sammanträdesprotokoll

Trädgårdsnämnden i Alvesjö

§ 1 Val av justerare

{PLANTED} väljs att justera protokollet tillsammans med
ordföranden. Ärendet lämnas över till Alvesjö Grus AB och till
trädgårdsnämnden.

§ 2 Vägen

Ordföranden ställer frågan. {PLANTED} yrkar bifall.
"""


def document(text: str = TEXT, name: str = "alvesjo_tn_2030", **entities: str) -> GoldDocument:
    words = {PLANTED: "PERSON", "rdföranden": "ROLE", "Alvesjö Grus AB": "ORG", **entities}
    found = []
    for word, label in words.items():
        at = text.find(word)
        while at >= 0:
            found.append(GoldEntity(start=at - (word == "rdföranden"), end=at + len(word), label=label))
            at = text.find(word, at + 1)
    return GoldDocument(
        name=name,
        layout=name.split("_", maxsplit=1)[0],
        text=text,
        entities=tuple(sorted(found)),
        paragraphs=(),
        headings=(),
        meeting={},
        persons=(),
        items=(),
    )


@pytest.fixture(scope="module")
def rules() -> Language:
    return make_rules_pipeline()


def entities(docs: tuple[Doc, ...]) -> list[tuple[str, str]]:
    return [(span.text.replace("\n", " ").strip(), span.label_) for doc in docs for span in doc.ents]


def test_a_gold_document_is_mapped_to_the_clean_view(rules: Language) -> None:
    lesson = gold_lesson(rules, document())
    assert lesson.lost == 0
    assert [text for text, label in entities(lesson.docs) if label == "PERSON"] == [f"{PLANTED} "[:-1]] * 2
    assert [label for _, label in entities(lesson.docs)] == ["PERSON", "ROLE", "ORG", "ROLE", "PERSON"]


def test_a_name_broken_over_furniture_is_one_entity(rules: Language) -> None:
    above = "Nämnden har vid sitt möte tagit del av den rapport om vägen till sjön som\nförvaltningen har lämnat"
    above = f"{above} efter samtal med grannarna, som tekniska"
    below = "nämnden har skrivit till om vägen till sjön i många år."
    pages = [f"\n\n{n} (3)\n\fTrädgårdsnämnden\nSammanträdesprotokoll\n\n" for n in (1, 2)]
    text = TEXT + f"{pages[0]}§ 3 Rapport\n\n{above}{pages[1]}{below}\n\n3 (3)\n"
    start = text.rindex("tekniska")
    broken = GoldEntity(start=start, end=text.index("nämnden har skrivit") + len("nämnden"), label="ORG")
    gold = document(text)
    lesson = gold_lesson(rules, replace(gold, entities=(*gold.entities, broken)))
    assert entities(lesson.docs)[-1] == ("tekniska nämnden", "ORG")


def test_an_entity_that_ends_inside_a_token_is_missing_and_counted(rules: Language) -> None:
    lesson = gold_lesson(rules, document(Väge="ORG"))
    assert lesson.lost == 1
    unknown = [token.text for doc in lesson.docs for token in doc if not token.ent_iob_]
    assert unknown == ["Vägen"]


def test_case_numbers_are_not_learned(rules: Language) -> None:
    text = TEXT.replace("§ 2 Vägen", "§ 2 Vägen\n\nTN 2030/17")
    lesson = gold_lesson(rules, document(text, **{"TN 2030/17": "CASE"}))
    assert "CASE" not in {label for _, label in entities(lesson.docs)}


def test_slices_are_short_and_lose_no_entity(rules: Language) -> None:
    whole, cut = gold_lesson(rules, document()), gold_lesson(rules, document(), limit=30)
    assert len(cut.docs) > len(whole.docs)
    assert all(len(doc) <= 30 for doc in cut.docs)
    assert entities(cut.docs) == entities(whole.docs)


def test_columns_are_read_with_tabs_or_blanks(tmp_path: Path) -> None:
    path = tmp_path / "columns.txt"
    path.write_text("Vega\tPER\nEk    PER\nlog  0\n\n15 000 0\nensam\n", encoding="utf-8")
    assert list(read_columns(path)) == [[("Vega", "PER"), ("Ek", "PER"), ("log", "")], [("15 000", ""), ("ensam", "")]]


def test_news_maps_labels_and_leaves_doubtful_tokens_out(rules: Language, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    rows = [
        "Vega PER",
        "Ek PER",
        "i 0",
        "Centerpartiet ORG",
        "mötte 0",
        "Grusbolaget ORG",
        "och 0",
        "kommunstyrelsen 0",
        "nära 0",
    ]
    path.write_text("\n".join([*rows, "Alvesjö LOC"]) + "\n", encoding="utf-8")
    (lesson,) = news_lessons(rules, path)
    assert entities(lesson.docs) == [("Vega Ek", "PERSON"), ("Centerpartiet", "PARTY"), ("Grusbolaget", "ORG")]
    tags = {token.text: token.ent_iob_ for token in lesson.docs[0]}
    assert tags["kommunstyrelsen"] == ""
    assert tags["mötte"] == tags["Alvesjö"] == "O"


def test_items_are_labelled_by_rule_and_doubtful_paragraphs_left_out(rules: Language, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    text = "§ 1 Vägen\n\nKommunstyrelsen beslutar.\n\nResan till Grönköping uppskattades."
    path.write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    (lesson,) = item_lessons(rules, path)
    assert ("Kommunstyrelsen", "ORG") in entities(lesson.docs)
    assert "Grönköping" not in {token.text for doc in lesson.docs for token in doc}


def test_a_party_in_a_cell_below_a_name_is_learned(rules: Language, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    text = "§ 1 Vägen\n\nLista\n\nAnna Granqvist\n\nKD\n\n22\n\nKommunstyrelsen beslutar."
    path.write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    (lesson,) = item_lessons(rules, path)
    known = {token.text: token.ent_type_ or token.ent_iob_ or "unknown" for doc in lesson.docs for token in doc}
    assert known["KD"] == "PARTY"
    assert known["22"] == "O"


def test_a_line_that_is_no_item_is_refused(rules: Language, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"title": "x"}\n', encoding="utf-8")
    with pytest.raises(DamagedFile, match="line 1"):
        list(item_lessons(rules, path))


@pytest.mark.parametrize("kind", ["company", "association", "foundation", "authority"])
def test_invented_names_have_no_open_slot_and_no_double_genitive(kind: str) -> None:
    for seed in range(200):
        name = invent_organisation(kind, Random(seed))  # noqa: S311
        assert name
        assert not set("{}") & set(name)
        assert not re.search(r"(?:fors|näs|[Åå]s)s\b", name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ek & Alm AB", "company"), ("Alvesjö hembygdsförening", "association"), ("Energimyndighetens", "authority"),
     ("Stiftelsen Vega", "foundation"), ("kommunstyrelsen", None)],
)  # fmt: skip
def test_the_kind_of_an_organisation_is_told_by_its_shape(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_varied_organisations_keep_all_other_tokens_and_labels(rules: Language) -> None:
    text = "Vega Ek säljer till Alvesjö Grus AB , alltså Alvesjö Grus AB ."
    doc = Doc(rules.vocab, words=text.split())
    spans = [Span(doc, 0, 2, label="PERSON"), Span(doc, 4, 7, label="ORG"), Span(doc, 9, 12, label="ORG")]
    doc.set_ents(spans, missing=[doc[2:3]])
    (varied,) = vary_organisations(rules, [doc], Random(1), share=1.0)  # noqa: S311
    person, one, two = varied.ents
    assert (person.text, one.label_, two.label_) == ("Vega Ek", "ORG", "ORG")
    assert one.text == two.text != "Alvesjö Grus AB"
    outside = [token.text for token in varied if token.ent_type_ != "ORG"]
    assert outside == ["Vega", "Ek", "säljer", "till", ",", "alltså", "."]
    assert [token.text for token in varied if not token.ent_iob_] == ["säljer"]


def test_dealing_uses_all_before_one_comes_again(rules: Language) -> None:
    extra = [Lesson(docs=(Doc(rules.vocab, [str(n)]),), layout="news") for n in range(10)]
    dealt = deal([[], [], []], extra, share=0.5, seed=3)
    names = [lesson.docs[0].text.strip() for lessons in dealt for lesson in lessons]
    assert len(names) == 15
    assert len(set(names[:10])) == 10
    assert names[10:] == names[:5]


def test_rounds_have_other_copies_each_time(rules: Language, sources: Any) -> None:
    from nlp_minutes.corpus.dataset import load_sources

    assert sources
    gold = load_sources(Path(__file__).resolve().parents[2] / "corpus" / "sources" / "haga_utdrag_2024.src")
    rounds = make_rounds(rules, gold, Training(epochs=2, copies=1))
    texts = [["".join(doc.text for doc in lesson.docs) for lesson in lessons] for lessons in rounds]
    assert texts[0][0] == texts[1][0]
    assert len({texts[0][0], texts[0][1], texts[1][1]}) == 3


def test_scores_are_strict_and_count_all_documents() -> None:
    found = [{(0, 3, "ORG"), (5, 9, "ROLE")}, {(0, 2, "ORG")}]
    gold = [{(0, 3, "ORG"), (5, 8, "ROLE")}, set[tuple[int, int, str]]()]
    figures = score_entities(found, gold)
    assert figures["ORG"] == {"p": 0.5, "r": 1.0, "f": 0.6667, "n": 1}
    assert figures["ROLE"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}
    assert figures["ALL"] == {"p": 0.3333, "r": 0.5, "f": 0.4, "n": 2}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    write_folder([document()], folder / "gold")
    write_folder([document(name="brunnby_tn_2030")], folder / "check")
    output = folder / "models" / "sv_tiny"
    settings = EntitySettings(
        sources=(folder / "gold",), check=(folder / "check",), output=output, training=TINY, threads=1
    )
    done = train_entities(settings)
    assert done.folder == output
    assert (done.protocols, len(done.losses)) == (1, 1)
    return output


def test_a_trained_pipeline_loads_and_annotates(trained: Path) -> None:
    nlp = nlp_minutes.load(trained)
    assert nlp.pipe_names.index("ner") < nlp.pipe_names.index("minutes_entities")
    assert nlp.meta["name"] == "tiny"
    minutes = nlp_minutes.annotate(TEXT, nlp=nlp)
    assert [item.number for item in minutes.items] == ["1", "2"]


def test_no_word_of_the_training_texts_is_in_the_files(trained: Path) -> None:
    files = [path for path in trained.rglob("*") if path.is_file()]
    assert {"config.cfg", "meta.json", "scores.json"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for word in PLANTED.split():
            assert word.encode() not in content, path
            assert json.dumps(word).strip('"').encode() not in content, path


def test_scores_stand_in_the_folder(trained: Path) -> None:
    scores = json.loads((trained / "scores.json").read_text(encoding="utf-8"))["entities"]
    assert scores["protocols"] == 1
    assert set(scores["scores"]) == {"check"}
    assert 0 <= scores["scores"]["check"]["ALL"]["f"] <= 1


def test_training_again_replaces_the_recogniser_and_keeps_the_rest(trained: Path, tmp_path: Path) -> None:
    base = make_rules_pipeline()
    base.remove_pipe("minutes_facts")
    output = tmp_path / "sv_other"
    write_pipeline(base, output)
    (output / "README.md").write_text("card", encoding="utf-8")
    (output / "scores.json").write_text('{"paragraphs": {"f": 1}}', encoding="utf-8")
    settings = EntitySettings(sources=(trained.parents[1] / "gold",), output=output, base=output, training=TINY)
    for _ in range(2):
        train_entities(settings)
    names = ["minutes_structure", "minutes_people", "ner", "minutes_entities", "minutes_summary"]
    assert spacy.load(output).pipe_names == names
    assert (output / "README.md").read_text(encoding="utf-8") == "card"
    assert set(json.loads((output / "scores.json").read_text(encoding="utf-8"))) == {"paragraphs", "entities"}


def _parameters(folder: Path) -> list[Any]:
    component: Any = spacy.load(folder).get_pipe("ner")
    nodes = component.model.walk()
    return [node.get_param(name) for node in nodes for name in node.param_names if node.has_param(name)]


def test_training_goes_on_from_a_pipeline(trained: Path, tmp_path: Path) -> None:
    output = tmp_path / "sv_more"
    settings = EntitySettings(
        sources=(trained.parents[1] / "gold",),
        output=output,
        start=trained,
        # Nothing is learned at this rate; the mean over forty steps is then what it began with.
        training=replace(TINY, rate=0.0, epochs=40),
    )
    train_entities(settings)
    before, after = (_parameters(path) for path in (trained, output))
    assert all(np.allclose(one, two, atol=1e-5) for one, two in zip(before, after, strict=True))
    assert json.loads((output / "scores.json").read_text(encoding="utf-8"))["entities"]["went_on_from"] == "sv_tiny"


def test_there_must_be_a_recogniser_to_go_on_from(trained: Path, tmp_path: Path) -> None:
    write_pipeline(make_rules_pipeline(), tmp_path / "rules")
    gold = trained.parents[1] / "gold"
    with pytest.raises(ConfigError, match="no trained recogniser"):
        train_entities(EntitySettings(sources=(gold,), start=tmp_path / "rules", output=tmp_path / "x", training=TINY))


def test_a_dry_run_writes_nothing(trained: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        main(
            [
                "--sources",
                str(trained.parents[1] / "gold"),
                "--output",
                str(tmp_path / "x"),
                "--epochs",
                "1",
                "--copies",
                "0",
                "--dry-run",
            ]
        )
    assert not (tmp_path / "x").exists()
    assert "1 protocols, 1 rounds" in caplog.text


def test_a_layout_is_not_learned_from_and_scored_on(trained: Path, tmp_path: Path) -> None:
    gold = trained.parents[1] / "gold"
    with pytest.raises(ConfigError, match="alvesjo"):
        train_entities(EntitySettings(sources=(gold,), check=(gold,), output=tmp_path / "x", training=TINY))


def test_a_folder_that_holds_something_else_is_not_replaced(tmp_path: Path, rules: Language) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="something else"):
        write_pipeline(rules, tmp_path)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_fresh_strings_forget_what_was_read(rules: Language) -> None:
    nlp = make_rules_pipeline()
    nlp(PLANTED)
    assert PLANTED.split(maxsplit=1)[0] in nlp.vocab.strings
    fresh = with_fresh_strings(nlp)
    assert PLANTED.split(maxsplit=1)[0] not in fresh.vocab.strings
    assert [token.text for token in fresh.make_doc("M+KD yrkar.")] == [
        token.text for token in rules.make_doc("M+KD yrkar.")
    ]


def test_it_stops_where_rounds_no_longer_help(rules: Language, caplog: pytest.LogCaptureFixture) -> None:
    lessons = [gold_lesson(rules, document())]
    still = replace(TINY, epochs=5, rate=0.0, patience=1)
    with caplog.at_level("INFO"):
        weights, losses = fit(rules, [lessons] * 5, still, held_out=lessons)
    assert weights
    assert len(losses) == 2  # the second is no better than the first
    assert "held out" in caplog.text
    # without protocols to see it by, all rounds are gone through
    assert len(fit(rules, [lessons] * 3, replace(still, epochs=3))[1]) == 3


def test_the_weights_of_the_best_round_are_kept(rules: Language) -> None:
    lessons = [gold_lesson(rules, document())]
    eager = replace(TINY, epochs=30, rate=0.02, patience=30, dropout=0.0, word_dropout=0.0, width=16, hidden=16)
    weights, losses = fit(rules, [lessons] * 30, eager, held_out=lessons)
    assert len(losses) == 30
    recogniser = put_recogniser(spacy.blank("sv", vocab=rules.vocab), eager, weights).get_pipe("ner")
    bare = Doc(rules.vocab, words=[token.text for token in lessons[0].docs[0]])
    assert entities((recogniser(bare),))


def test_protocols_are_spared_where_there_are_enough(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    write_folder([document(f"{TEXT}\nBlad {number}\n", f"alvesjo_tn_{2030 + number}") for number in range(6)], folder)
    quick = replace(TINY, epochs=3, patience=1, rate=0.0)
    done = train_entities(EntitySettings(sources=(folder,), output=tmp_path / "sv_own", training=quick))
    assert (done.protocols, len(done.losses)) == (6, 2)
