"""`nlp-minutes summarise` as a user runs it, in a process of its own, and `nlp_minutes.summarise`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nlp_minutes
from nlp_minutes.pipeline import digests, is_minutes
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.item_summary import count_words

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[2]
MINUTES = ROOT / "samples" / "askvik_ks_2025.txt"
CASE = ROOT / "samples" / "casetexts" / "askvik_cykelvag_2025.txt"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", "summarise", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def flat(text: str) -> str:
    return " ".join(text.split())


def test_text_is_a_digest_of_the_meeting() -> None:
    done = run(MINUTES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Kommunstyrelsen, Askvik kommun, 11 mars 2025\n===")
    assert "reserverar sig mot beslutet" in flat(done.stdout)
    assert done.stdout.index("§ 31 ") < done.stdout.index("§ 32 ") < done.stdout.index("§ 37 ")


def test_folder_gets_a_file_for_each_input(tmp_path: Path) -> None:
    done = run(MINUTES, CASE, "-o", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    minutes = json.loads((tmp_path / "askvik_ks_2025.json").read_text(encoding="utf-8"))
    case = json.loads((tmp_path / "askvik_cykelvag_2025.json").read_text(encoding="utf-8"))
    assert (minutes["kind"], case["kind"]) == ("minutes", "text")
    assert case["title"] == "Gång- och cykelväg mellan Askvik och Norrhamn, etapp 2"
    text = MINUTES.read_text(encoding="utf-8")
    assert all(0 <= one["start"] < one["end"] <= len(text) for item in minutes["items"] for one in item["sentences"])


@pytest.mark.parametrize("kind", ["md", "html"])
def test_other_formats_are_printed(kind: str) -> None:
    done = run(CASE, "--format", kind)
    assert done.returncode == 0
    assert done.stdout.startswith({"md": "# Gång- och cykelväg", "html": "<!DOCTYPE html>"}[kind])


def test_lengths_go_from_a_sentence_to_a_page() -> None:
    size, sentences = {}, {}
    for length in ("sentence", "paragraph", "page"):
        (item,) = json.loads(run(CASE, "--format", "json", "--length", length).stdout)["items"]
        size[length], sentences[length] = count_words(item["summary"]), len(item["sentences"])
        assert all(one["score"] is not None for one in item["sentences"])
    assert sentences["sentence"] == 1
    assert size["sentence"] < size["paragraph"] < size["page"]
    assert size["paragraph"] <= 150
    assert size["page"] <= 400
    minutes = {
        length: json.loads(run(MINUTES, "--format", "json", "--length", length).stdout)["items"]
        for length in ("sentence", "paragraph", "page")
    }
    text = MINUTES.read_text(encoding="utf-8")
    for short, usual, long in zip(*minutes.values(), strict=True):
        # A point counts as one sentence with what leads in to it.
        assert len(short["sentences"]) <= 1 or not text[: short["sentences"][0]["end"]].endswith((".", "!", "?"))
        assert len(short["sentences"]) <= 2
        assert count_words(usual["summary"]) <= 40
        assert count_words(short["summary"]) <= 60
        assert count_words(usual["summary"]) <= count_words(long["summary"]) <= 400
    assert count_words(run(CASE, "--words", "25").stdout.partition("===\n")[2]) <= 25


@pytest.mark.parametrize("kind", ["text", "json", "md", "html"])
def test_what_was_contested_comes_first_on_request(kind: str) -> None:
    in_order, by_weight = (run(MINUTES, "--format", kind, "--order", order) for order in ("text", "importance"))
    assert (in_order.returncode, by_weight.returncode) == (0, 0)
    mark = '"number": "' if kind == "json" else "§ "
    numbers = [str(number) for number in range(30, 40)]
    found = [
        sorted((one for one in numbers if mark + one in done.stdout), key=lambda one: done.stdout.index(mark + one))
        for done in (in_order, by_weight)
    ]
    assert found[0] == sorted(found[0])
    assert len(found[0]) >= 6
    assert sorted(found[1]) == found[0]
    # Four reserved themselves against 42 million kronor; the list of delegated decisions is routine.
    assert (found[1][0], found[1][-1]) == ("31", "37")
    assert found[1].index("33") < found[1].index("32")


@pytest.mark.parametrize(("kind", "head"), [("md", "\n## § 31 Utbyggnad"), ("html", "§ 31 Utbyggnad")])
def test_digest_of_a_meeting_is_made_in_markdown_and_html(tmp_path: Path, kind: str, head: str) -> None:
    done = run(MINUTES, "--format", kind, "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / f"askvik_ks_2025.{kind}").read_text(encoding="utf-8")
    assert head in page
    assert "reserverar sig mot beslutet" in page
    assert "Automatiskt sammanfattat" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--words", "0"], "no number of words"),
        (["--words", "många"], "no number of words"),
        (["--words", "20", "--length", "page"], "not allowed with"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], message: str) -> None:
    done = run(MINUTES, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_fails_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    done = run(tmp_path / "none.txt", CASE)
    assert done.returncode == 1
    assert "none.txt" in done.stderr
    assert "cykelväg" in done.stdout
    assert run(tmp_path / "none.txt").returncode == 3


@pytest.mark.parametrize("path", [MINUTES, CASE])
@pytest.mark.parametrize("limit", [10, 40, 150])
def test_words_and_verbatim_hold_for_files(nlp: Language, path: Path, limit: int) -> None:
    summary = nlp_minutes.summarise(path, limit, nlp=nlp)
    text = nlp_minutes.read(path).text
    assert summary.sentences
    assert sum(count_words(one.text) for one in summary.sentences) <= limit
    for one in summary.sentences:
        whole = flat(text[one.start : one.end])
        assert one.text == whole or one.text in whole.replace("- ", "") or one.text[:20] in whole
        assert one.text in summary.text


def test_lengths_differ(nlp: Language) -> None:
    sentence, paragraph, page = (
        digests(CASE, max_words=words, max_sentences=count, nlp=nlp)[0].items[0]
        for words, count in ((60, 1), (None, None), (400, None))
    )
    assert len(sentence.sentences) == 1
    assert count_words(sentence.summary) < count_words(paragraph.summary) < count_words(page.summary) <= 400


def test_summary_of_minutes_tells_the_decisions_that_matter(nlp: Language) -> None:
    summary = nlp_minutes.summarise(MINUTES, 60, nlp=nlp)
    assert "42 miljoner kronor" in summary.text
    assert "läggs till handlingarna" not in summary.text


def test_several_meetings_give_several_digests(nlp: Language, tmp_path: Path) -> None:
    one = MINUTES.read_text(encoding="utf-8")
    path = tmp_path / "two.txt"
    path.write_text(one + "\n\f" + one.replace("2025-03-11", "2025-04-08"), encoding="utf-8")
    assert len(digests(path, nlp=nlp)) == 2


def test_minutes_are_told_from_case_texts() -> None:
    case = CASE.read_text(encoding="utf-8")
    minutes = MINUTES.read_text(encoding="utf-8")
    assert is_minutes(source_from_text(minutes))
    assert not is_minutes(source_from_text(case))
    # The extract of another body's minutes behind a case text makes it none.
    assert not is_minutes(source_from_text(f"{case}\n\n{minutes[minutes.index('§ 31 ') :]}"))
    assert is_minutes(source_from_text(minutes[minutes.index("§ 31 ") :]))
