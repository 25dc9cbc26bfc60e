from __future__ import annotations

import pytest

from nlp_minutes.rules.structure import Item, parse
from nlp_minutes.source import Block

TITLE = "Ny brygga vid Sandudden"


def items(head: str) -> tuple[Item, ...]:
    """Read the items of minutes whose second item begins with these lines."""
    clean = ""
    blocks: list[Block] = []
    groups = [
        ["Protokoll", "Tekniska nämnden", "2031-03-04"],
        ["§ 13", "Val av justerare"],
        ["Tekniska nämnden beslutar", "att utse Ada Lind att justera protokollet."],
        head.split("\n"),
        ["Bryggan är gammal och behöver bytas före sommaren."],
        ["Tekniska nämnden beslutar", "att en ny brygga byggs."],
    ]
    for group in groups:
        for number, line in enumerate(group):
            blocks.append(Block(start=len(clean), end=len(clean) + len(line), page=1, blank_before=not number, lines=1))
            clean += line + "\n"
    return parse(clean, blocks).items


@pytest.mark.parametrize(
    "head",
    [
        f"§ 14\tDnr TF31-118\n{TITLE}",
        f"§ 14\tDnr TF31-118\n{TITLE}\n(Ks § 41, Ksau § 38)",
        f"§ 14\tÄrende 3\n{TITLE}\nDiarium: TF31-118",
        f"Paragraf 14. {TITLE}\nDiarienummer TF31-118",
        f"§ 14\n{TITLE}\nÄrende TF31-118",
        f"§ 14\nÄrende 3\n{TITLE}\nAktnr TF31-118",
        f"§ 14 {TITLE} (TF31-118)",
        f"§ 14 {TITLE} (Ks § 41)\nVår ref. TF31-118",
        f"§ 14\t{TITLE}\tÄrende 3\nÄrendebeteckning: TF31-118",
        f"§ 14\tPunkt 3 på dagordningen\nTF31-118\n{TITLE}",
    ],
)
def test_title_and_case_number_are_found_in_any_order(head: str) -> None:
    found = items(head)
    assert [(item.number, item.title, item.case_numbers) for item in found] == [
        ("13", "Val av justerare", ()),
        ("14", TITLE, ("TF31-118",)),
    ]


def test_several_case_numbers_of_one_line_belong_to_the_item() -> None:
    assert items(f"Paragraf 14. {TITLE}\nDiarium: 31TFN118, 30TFN77-2")[1].case_numbers == ("31TFN118", "30TFN77-2")


@pytest.mark.parametrize("number", ["118/31-042", "TF 31/118-LH", "31TFN118", "TF/2031:118", "TF 2031-00118"])
def test_a_number_in_brackets_is_no_part_of_the_title(number: str) -> None:
    item = items(f"14 § {TITLE} ({number})")[1]
    assert (item.title, item.case_numbers) == (TITLE, (number,))


def test_words_that_begin_as_a_label_stay_in_the_title() -> None:
    assert items("§ 14\nÄrende 3\nMål 2031 för hamnarna")[1].title == "Mål 2031 för hamnarna"
    assert items("§ 14 Referensgrupp för hamnarna")[1].title == "Referensgrupp för hamnarna"
