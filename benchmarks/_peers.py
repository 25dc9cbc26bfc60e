"""Other programs on the same texts: spaCy's own recogniser with random weights, and sumy's summaries."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import spacy
from _measure import ROOT, Laps

from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.corpus.pairs import deal_folds
from nlp_minutes.evaluation.extraction import BASELINES
from nlp_minutes.evaluation.rouge import mean_rouge, rouge
from nlp_minutes.pipeline import load
from nlp_minutes.rules.case_summary import summarise_case
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.training.summary import SummarySettings, fit_ranker, item_pairs, read_pairs

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from nlp_minutes.training.summary import Pair

__all__ = ["recognisers", "summaries"]

LABELS = ("PERSON", "PARTY", "ROLE", "ORG", "CASE")
WORDS = 150


def _blank(width: int, depth: int) -> Language:
    """An empty Swedish pipeline with spaCy's own embedding, encoder and recogniser; its weights are random."""
    nlp = spacy.blank("sv")
    nlp.max_length = 10_000_000
    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": width,
        "depth": depth,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
        "pretrained_vectors": None,
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }
    ner = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]  # spaCy's components have no common type
    nlp.initialize()
    return nlp


def recognisers(texts: Sequence[str]) -> dict[str, Any]:
    """The seconds that spaCy's pipelines take for texts; the cutting into words is one of their steps."""
    found = {}
    for name, width, depth in (("spaCy, 96/4", 96, 4), ("spaCy, 64/3 as ours", 64, 3)):
        nlp = _blank(width, depth)
        list(nlp.pipe(texts[:3]))
        laps = Laps()
        laps.start()
        docs = [nlp.make_doc(text) for text in texts]
        laps.lap("words")
        list(nlp.pipe(docs))
        laps.lap("recogniser")
        found[name] = {"cpu": laps.cpu, "wall": laps.wall, "parameters": _parameters(nlp)}
    words = sum(len(text.split()) for text in texts)
    return {"words": words, "pipelines": found, "ours": _parameters(load())}


def _parameters(nlp: Language) -> int:
    model = nlp.get_pipe("ner").model  # type: ignore[attr-defined]
    return sum(node.get_param(name).size for node in model.walk() for name in node.param_names if node.has_param(name))


def summaries(path: Path) -> dict[str, Any]:
    """Summaries of case texts by our ranker, by our own baselines and by sumy: processor time and ROUGE.

    Where there are pairs of text and summary, our ranker learns from those outside the fold in which it is measured
    (with few trees), and from our items. Without pairs only the time is measured, on our samples.
    """
    if path.is_file():
        pairs = read_pairs(path)
        return _compared(pairs)
    texts = [one.read_text(encoding="utf-8") for one in sorted((ROOT / "samples").glob("*.txt"))]
    cut = [read_case_text([(line, 0) for line in text.split("\n")]) for text in texts]
    found: dict[str, Any] = {"texts": len(texts), "words": sum(len(text.split()) for text in texts), "methods": {}}
    for name, method in _methods().items():
        begin = time.process_time()
        for sentences in cut:
            method([one.text for one in sentences if one.running])
        found["methods"][name] = {"cpu": time.process_time() - begin}
    return found | {"sumy": _sumy_version()}


def _compared(pairs: Sequence[Pair]) -> dict[str, Any]:
    items = item_pairs(load_sources(ROOT / "corpus" / "sources"), load())
    settings = SummarySettings(pairs=ROOT, output=ROOT, trees=60)
    ours, spent = [""] * len(pairs), 0.0
    of_items = deal_folds([one.keys for one in items], 5)
    for held, held_items in zip(deal_folds([one.keys for one in pairs], 5), of_items, strict=True):
        others = [one for index, one in enumerate(items) if index not in set(held_items)]
        ranker = fit_ranker([*(one for index, one in enumerate(pairs) if index not in set(held)), *others], settings)
        for index in held:
            sentences = pairs[index].sentences
            begin = time.process_time()
            ranker.rank(sentences)  # for the time: the features that are ready know the title, too
            scores = ranker.predict(pairs[index].features).tolist()
            chosen = summarise_case(sentences, scores, max_words=WORDS)
            spent += time.process_time() - begin
            by_start = {one.start: one.text for one in sentences}
            ours[index] = " ".join(by_start[one.start][: one.end - one.start] for one in chosen)
    runs = {"ours, held out": (ours, spent)}
    for name, own in BASELINES.items():
        begin = time.process_time()
        texts = [own(pair.sentences, WORDS) for pair in pairs]
        runs[f"our own {name}"] = texts, time.process_time() - begin
    for name, method in _methods().items():
        begin = time.process_time()
        texts = [method([one.text for one in pair.sentences if one.running]) for pair in pairs]
        runs[name] = texts, time.process_time() - begin
    methods = {}
    for name, (texts, cpu) in runs.items():
        mean = mean_rouge([rouge(text, pair.reference) for text, pair in zip(texts, pairs, strict=True)])
        methods[name] = {"cpu": cpu, "r1": mean.r1, "r2": mean.r2, "rl": mean.rl}
    words = sum(len(one.text.split()) for pair in pairs for one in pair.sentences)
    return {"texts": len(pairs), "words": words, "methods": methods, "sumy": _sumy_version()}


def _sumy_version() -> str | None:
    return version("sumy") if find_spec("sumy") else None


class _Cut:
    """What sumy asks of a tokenizer; the sentences are cut already, so that all methods choose among the same."""

    def to_sentences(self, text: str) -> list[str]:
        return text.split("\n")

    def to_words(self, text: str) -> list[str]:
        return [word for word in text.split() if any(char.isalnum() for char in word)]


def _methods() -> dict[str, Callable[[Sequence[str]], str]]:
    """Sumy's methods; none where it is not installed."""
    if not find_spec("sumy"):
        return {}
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415 - seldom installed
    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415
    from sumy.summarizers.lsa import LsaSummarizer  # noqa: PLC0415
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415
    from sumy.utils import get_stop_words  # noqa: PLC0415

    def method(kind: Any) -> Callable[[Sequence[str]], str]:
        summarizer = kind(Stemmer("swedish"))
        summarizer.stop_words = get_stop_words("swedish")

        def run(sentences: Sequence[str]) -> str:
            own = [Sentence(one.replace("\n", " "), _Cut()) for one in sentences if one.strip()]
            ranked = summarizer(ObjectDocumentModel([Paragraph(own)]), _FitsIn(WORDS))
            return " ".join(str(one) for one in ranked)

        return run

    kinds = {"TextRank": TextRankSummarizer, "LexRank": LexRankSummarizer, "LSA": LsaSummarizer}
    return {f"sumy {name}": method(kind) for name, kind in kinds.items()}


class _FitsIn:
    """How many sentences sumy takes: the best ones, each that still has room."""

    def __init__(self, words: int) -> None:
        self.words = words

    def __call__(self, infos: Sequence[Any]) -> list[Any]:
        """Choose from the ranked sentences."""
        chosen, room = [], self.words
        for one in infos:
            size = len(str(one.sentence).split())
            if size <= room:
                chosen.append(one)
                room -= size
        return chosen
