"""A source to a gold record: marks, facts, and what is said of each fault."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.corpus.markup import FaultySources, layout_of, parse_source, read_source
from nlp_minutes.errors import DamagedFile, ReadError

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

BODY = """\
¶other ⟦ORG:Lillviks kommun⟧
⟦PERSON:Ek, Ulla⟧ (⟦PARTY:S⟧), ⟦ROLE:ordförande⟧

#h § 4 Ny hall vid
#h Torget

¶decision ⟦ORG:Nämnden⟧ avslår ⟦PERSON:Jon

¶furniture Lillviks kommun Ulla Ek (S) 2(3)

¶decision+ Sundén-
Dahls⟧ (⟦PARTY:LiV⟧) förslag, dnr ⟦CASE:BN 20/7⟧.
"""
FACTS: dict[str, Any] = {
    "meeting": {
        "municipality": "Lillviks kommun",
        "body": None,
        "date": "2020-02-03",
        "place": None,
        "start": "09:00",
        "end": None,
        "document_type": "protokoll",
    },
    "persons": [
        {"name": "Ulla Ek", "party": "S", "roles": ["ordförande"], "attendance": "member"},
        {"name": "Jon Sundén-Dahl", "party": "LiV", "roles": [], "attendance": None},
    ],
    "items": [
        {
            "number": "4",
            "title": "Ny hall vid Torget",
            "case_numbers": ["BN 20/7"],
            "outcome": "rejected",
            "motions": [{"by": ["Jon Sundén-Dahl"], "parties": ["LiV"], "kind": "own"}],
            "votes": [
                {
                    "yes": 1,
                    "no": 1,
                    "abstain": 0,
                    "absent": None,
                    "yes_means": None,
                    "no_means": None,
                    "named": {"yes": ["Ulla Ek"], "no": ["Jon Sundén-Dahl"], "abstain": [], "absent": []},
                }
            ],
            "reservations": [],
            "statements": [],
            "recusals": [],
            "recipients": [],
            "reference_summary": "Nämnden avslog förslaget.",
        }
    ],
}


def source(body: str = BODY, facts: object = FACTS) -> str:
    return f"{body}=== FACTS ===\n{json.dumps(facts, ensure_ascii=False, indent=1)}\n"


def parse(text: str) -> GoldDocument:
    return parse_source(text, path="lillvik_bn_2020.src")


def faults(text: str) -> list[str]:
    with pytest.raises(FaultySources) as caught:
        parse(text)
    return [f"{fault.line}: {fault.text}" for fault in caught.value.faults]


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The facts with one value changed; `...` takes it out."""
    facts: Any = copy.deepcopy(FACTS)
    at = facts
    for key in path[:-1]:
        at = at[key]
    if to is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return dict(facts)


def test_parse_source_takes_the_marks_out_and_keeps_the_lines() -> None:
    document = parse(source())
    assert document.text.split("\n")[3:5] == ["§ 4 Ny hall vid", "Torget"]
    assert not set("¶⟦⟧") & set(document.text)
    assert document.text.count("\n") == BODY.count("\n") + 1


def test_parse_source_names_the_record_and_its_layout() -> None:
    document = parse(source())
    assert (document.name, document.layout, document.provenance) == ("lillvik_bn_2020", "lillvik", "written")


def test_parse_source_gives_entities_over_page_furniture() -> None:
    document = parse(source())
    found = [(e.label, document.text[e.start : e.end]) for e in document.entities]
    assert found[:3] == [("ORG", "Lillviks kommun"), ("PERSON", "Ek, Ulla"), ("PARTY", "S")]
    assert found[5] == ("PERSON", "Jon\n\nLillviks kommun Ulla Ek (S) 2(3)\n\nSundén-\nDahls")


def test_parse_source_gives_paragraphs_without_the_blanks_around_them() -> None:
    document = parse(source())
    found = [(p.label, p.furniture, p.continued, document.text[p.start : p.end]) for p in document.paragraphs]
    assert found == [
        ("other", False, False, "Lillviks kommun\nEk, Ulla (S), ordförande"),
        ("decision", False, False, "Nämnden avslår Jon"),
        ("other", True, False, "Lillviks kommun Ulla Ek (S) 2(3)"),
        ("decision", False, True, "Sundén-\nDahls (LiV) förslag, dnr BN 20/7."),
    ]


def test_parse_source_gives_each_heading_line() -> None:
    document = parse(source())
    assert [document.text[h.start : h.end] for h in document.headings] == ["§ 4 Ny hall vid", "Torget"]


def test_parse_source_keeps_the_facts_as_written() -> None:
    document = parse(source())
    assert document.meeting == FACTS["meeting"]
    assert list(document.items) == FACTS["items"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("¶other ⟦ORG", "⟦ORG", "1: text without ¶ or #h"),
        ("¶other ⟦ORG", "¶others ⟦ORG", "1: unknown paragraph label 'others'"),
        ("¶other ⟦ORG", "¶ ⟦ORG", "1: unknown paragraph label ''"),
        ("#h Torget", "#hTorget", "5: no blank after '#h'"),
        ("¶decision+ ", "¶furniture+ ", "11: unknown paragraph label 'furniture+'"),
        ("⟦ROLE:", "⟦ROL:", "2: unknown entity label 'ROL'"),
        ("ordförande⟧", "ordförande", "7: an entity inside one that began on line 2"),
        ("BN 20/7⟧", "BN 20/7", "12: an entity (CASE) without ⟧"),
        ("förslag,", "förslag⟧,", "12: ⟧ out of place"),
        ("förslag,", "⟦:förslag⟧,", "12: ⟦ out of place"),
        ("förslag,", "förslag #h ¶,", "12: #h out of place"),
        ("förslag,", "förslag #h ¶,", "12: ¶ out of place"),
        ("⟦ORG:Lillviks", "⟦ORG: Lillviks", "1: an entity that is empty or has blanks around it: ' Lillviks kommun'"),
        ("⟦ORG:Lillviks kommun⟧", "⟦ORG:⟧", "1: an entity that is empty"),
        ("furniture Lillviks", "furniture ⟦ORG:Lillviks⟧", "9: an entity inside one"),
        ("förslag", "förslag (M)", "12: unmarked PARTY: '(M)'"),
        ("förslag", "förslag till Ek, Ulla", "12: unmarked PERSON: 'Ek, Ulla'"),
    ],
)
def test_parse_source_says_what_is_wrong_with_a_mark_and_where(old: str, new: str, fault: str) -> None:
    assert old in BODY
    assert any(one.startswith(fault) for one in faults(source(BODY.replace(old, new, 1))))


def test_parse_source_refuses_entities_in_furniture() -> None:
    body = BODY + "\n¶furniture ⟦ORG:Nämnden⟧ 3(3)\n"
    assert faults(source(body)) == ["14: page furniture holds no entities: 'Nämnden'"]


LINES = source().split("\n")
FIRST = LINES.index("=== FACTS ===") + 1


def line_of(words: str, nth: int = 0) -> int:
    """The line of the unchanged source that holds these words for the nth time."""
    return [number for number, line in enumerate(LINES, 1) if words in line][nth]


@pytest.mark.parametrize(
    ("path", "to", "words", "fault"),
    [
        (("meeting", "date"), "2020-2-3", '"date"', "meeting.date '2020-2-3' is not a date YYYY-MM-DD"),
        (("meeting", "date"), "20200203", '"date"', "is not a date"),
        (("meeting", "date"), None, '"date"', "meeting.date None: input should be a valid string"),
        (("meeting", "start"), "24:00", '"start"', "is not a time HH:MM"),
        (("meeting", "body"), " ", '"body"', "meeting.body ' ' is blank"),
        (("meeting", "body"), ..., '"meeting"', "meeting.body is missing"),
        (("meeting", "town"), "x", '"end"', "meeting.town is an unknown key"),
        (("meeting", "document_type"), "utdrag", '"document_type"', "'utdrag': input should be 'protokoll'"),
        (("persons", 0, "attendance"), "guest", '"attendance"', "persons[0].attendance"),
        (("persons", 0, "name"), "Ulla Ask", '"Ulla Ek"', "person 'Ulla Ask' is not in the text"),
        (("items", 0, "title"), "Ny hall", None, None),
        (("items", 0, "title"), "Ny hal", '"title"', "§ 4: title 'Ny hal' is not in the text"),
        (("items", 0, "case_numbers", 0), "BN 20/8", "BN 20/7", "§ 4: case number 'BN 20/8' is not in the text"),
        (("items", 0, "motions", 0, "by", 0), "Ek", '"by"', "§ 4: motions: 'Ek' is not in persons"),
        (("items", 0, "recusals"), ["Ek"], '"recusals"', "§ 4: recusals: 'Ek' is not in persons"),
        (("items", 0, "votes", 0, "yes"), 2, None, "§ 4: 2 voted yes, but 1 are named"),
        (("items", 0, "votes", 0, "yes"), True, '"yes": 1', "True: input should be a valid integer"),
        (("items", 0, "votes", 0, "no"), -1, '"no": 1', "-1: input should be greater than or equal to 0"),
        (("items", 0, "votes", 0, "absent"), 0, None, None),
    ],
)
def test_parse_source_holds_the_facts_against_the_text(
    path: tuple[str | int, ...], to: object, words: str | None, fault: str | None
) -> None:
    text = source(facts=changed(*path, to=to))
    if fault is None:
        assert parse(text).name
        return
    found = faults(text)
    assert fault in found[0]
    if words is not None and to != ["Ek"] and path[-1] not in {"by", 0, "town"}:
        assert found[0].startswith(f"{line_of(words)}: ")


def test_parse_source_lets_a_protocol_contradict_itself_where_it_says_so() -> None:
    facts = changed("items", 0, "votes", 0, "yes", to=2)
    facts["items"][0]["votes"][0]["verified"] = False
    assert parse(source(facts=facts)).items[0]["votes"][0]["yes"] == 2


def test_parse_source_refuses_a_second_item_of_the_same_number() -> None:
    facts = changed("items", to=FACTS["items"] * 2)
    assert [one.split(": ", 1)[1] for one in faults(source(facts=facts))] == [
        "§ 4: there was an item of this number before"
    ]


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("{}", "meeting is missing"),
        ("[]", "FACTS []: input should be"),
        ('{"meeting": }', "FACTS is not JSON"),
        ("", "FACTS is not JSON"),
        ("[" * 100_000, "FACTS"),
        ('{"meeting": ' + "1" * 5_000 + "}", "FACTS cannot be read"),
        ('{"meeting": "⟦"}', "a mark (¶ ⟦ ⟧) in FACTS"),
    ],
)
def test_parse_source_refuses_other_facts(block: str, fault: str) -> None:
    assert any(fault in one for one in faults(f"{BODY}=== FACTS ===\n{block}"))


def test_parse_source_without_facts_says_so() -> None:
    assert faults(BODY) == [f"{BODY.count(chr(10)) + 1}: no line '=== FACTS ==='"]


def test_parse_source_collects_every_fault_in_the_order_of_the_lines() -> None:
    body = BODY.replace("⟦ROLE:", "⟦ROL:").replace("förslag,", "förslag (M),")
    found = faults(source(body, changed("meeting", "date", to="x")))
    assert [int(one.split(":")[0]) for one in found] == [2, 12, line_of('"date"')]


def test_faulty_sources_names_the_first_fault_and_how_many_more() -> None:
    with pytest.raises(FaultySources, match=r"^lillvik_bn_2020\.src: line 1: text without ¶.* \(and \d+ more"):
        parse("Utan märken.\n\nFler.\n")


def test_layout_of_is_the_name_up_to_the_first_underscore() -> None:
    assert [layout_of(name) for name in ("askvik_ks_2025", "askvik", "")] == ["askvik", "askvik", ""]


def test_read_source_tells_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.src"
    path.write_bytes("¶other Möte".encode("cp1252"))
    with pytest.raises(DamagedFile, match="not UTF-8"):
        read_source(path)


def test_read_source_tells_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        read_source(tmp_path / "a.src")
