"""Counts, and the table of traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.corpus.stats import by_layout, count, summary, table
from nlp_minutes.corpus.traps import read_traps, trap_table
from nlp_minutes.errors import DamagedFile, ReadError

ITEM = {
    "outcome": "approved",
    "motions": [{"kind": "reject"}, {"kind": "reject"}],
    "votes": [{"named": None}, {"named": {}}],
    "reservations": [{}],
    "statements": [],
    "recusals": ["Ulla Ek"],
}


def document(name: str, text: str = "Ulla\tEk\nvar där") -> GoldDocument:
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text=text,
        entities=(GoldEntity(start=0, end=7, label="PERSON"),),
        paragraphs=(
            GoldParagraph(start=0, end=4, label="decision"),
            GoldParagraph(start=4, end=5, label="other", furniture=True),
            GoldParagraph(start=5, end=7, label="decision", continued=True),
        ),
        headings=(GoldHeading(start=0, end=4),),
        meeting={},
        persons=({"attendance": None}, {"attendance": "member"}),
        items=(ITEM,),
    )


DOCUMENTS = [document("a_kf"), document("a_ks"), document("b_ks")]


def test_count_counts_what_the_documents_hold() -> None:
    counts = count(DOCUMENTS)
    assert counts.totals == {
        "documents": 3,
        "layouts": 2,
        "words": 12,
        "headings": 3,
        "furniture": 3,
        "persons": 6,
        "items": 3,
        "votes": 6,
        "votes with names": 3,
        "motions": 6,
        "reservations": 3,
        "statements": 0,
        "recusals": 3,
    }
    assert counts.entities == {"PERSON": 3}
    assert counts.paragraphs == {"decision": 3}
    assert counts.outcomes == {"approved": 3}
    assert counts.motions == {"reject": 6}
    assert counts.attendance == {"null": 3, "member": 3}


def test_by_layout_adds_up_to_the_whole() -> None:
    layouts = by_layout(DOCUMENTS)
    assert list(layouts) == ["a", "b"]
    assert sum(one.totals["words"] for one in layouts.values()) == count(DOCUMENTS).totals["words"]


def test_summary_has_a_row_for_each_label_and_layout() -> None:
    lines = [line.split() for line in summary(DOCUMENTS).splitlines()]
    assert ["PERSON", "3"] in lines
    assert ["basis", "0"] in lines
    assert ["a", "2", "8", "2", "4", "4", "2", "0", "0", "0", "0"] in lines


def test_summary_of_nothing_is_all_zeros() -> None:
    assert "documents         0" in summary([])


def test_table_sets_numbers_to_the_right() -> None:
    assert table([["a", "n"], ["bb", 7], ["c", 12]]) == "a   n\nbb   7\nc   12\n"
    assert table([]) == ""


def test_read_traps_finds_quotes_over_any_white_space(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("a_kf\t24\tUlla Ek var\n\nb_ks\t24\tdär\n", encoding="utf-8")
    traps, faults = read_traps(tmp_path, DOCUMENTS)
    assert faults == []
    assert trap_table(traps)[24] == ("a_kf", "b_ks")
    assert trap_table(traps)[25] == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a_kf 24 Ulla", "not three fields"),
        ("a_kf\t24\tUlla\tEk", "not three fields"),
        ("a_kf\tx\tUlla", "no trap 'x'"),
        ("a_kf\t75\tUlla", "no trap '75'"),
        ("c_kf\t24\tUlla", "no document 'c_kf'"),
        ("a_kf\t24\tOlle", "'Olle' is not in the text of a_kf"),
        ("a_kf\t24\t", "'' is not in the text of a_kf"),
        ("a_kf\t1\tvar där", "the same line stands above"),
    ],
)
def test_read_traps_says_what_is_wrong_and_where(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(f"a_kf\t1\tvar där\n{line}\n", encoding="utf-8")
    traps, faults = read_traps(tmp_path, DOCUMENTS)
    assert len(traps) == 1
    assert [(one.path, one.line) for one in faults] == [(path, 2)]
    assert faults[0].text.startswith(fault)


def test_read_traps_names_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such folder"):
        read_traps(tmp_path / "traps", DOCUMENTS)
    (tmp_path / "x.tsv").write_bytes(b"\xff")
    with pytest.raises(DamagedFile, match="not UTF-8"):
        read_traps(tmp_path, DOCUMENTS)
