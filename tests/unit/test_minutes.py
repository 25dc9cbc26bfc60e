from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes
from nlp_minutes.errors import ConfigError, EmptyFile
from nlp_minutes.export import to_json, to_jsonl, to_text
from nlp_minutes.minutes import SCHEMA_VERSION, from_dict, json_schema

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes
    from tests.conftest import MarkedSource

KEYS = {
    "": [
        "schema_version",
        "source",
        "text",
        "meeting",
        "persons",
        "entities",
        "furniture",
        "items",
        "paragraphs",
        "warnings",
    ],
    "source": ["path", "sha256", "media_type", "pages", "producer"],
    "meeting": ["municipality", "body", "date", "start", "end", "place", "document_type", "items"],
    "persons": ["id", "name", "party", "roles", "attendance", "substitutes_for", "mentions"],
    "entities": ["start", "end", "label", "text", "person", "normal"],
    "items": [
        "number",
        "title",
        "case_numbers",
        "start",
        "end",
        "outcome",
        "decision",
        "motions",
        "votes",
        "reservations",
        "statements",
        "recusals",
        "recipients",
        "immediately_adjusted",
        "headline",
        "summary",
    ],
    "paragraphs": ["start", "end", "label", "scores", "heading", "item"],
}


@pytest.fixture(scope="module")
def minutes(annotate: Callable[[str], Minutes], source_named: Callable[[str], MarkedSource]) -> Minutes:
    return annotate(source_named("askvik_ks_2025").text)


def test_every_key_is_there_in_order(minutes: Minutes) -> None:
    values = minutes.to_dict()
    assert list(values) == KEYS[""]
    for key in ("source", "meeting"):
        assert list(values[key]) == KEYS[key]
    for key in ("persons", "entities", "items", "paragraphs"):
        assert values[key]
        assert all(list(one) == KEYS[key] for one in values[key])


def test_from_dict_reads_what_to_dict_gives(minutes: Minutes) -> None:
    assert from_dict(minutes.to_dict()) == minutes
    assert from_dict(json.loads(to_json(minutes))) == minutes


def test_jsonl_is_one_line_a_result(minutes: Minutes) -> None:
    lines = to_jsonl([minutes, minutes]).splitlines()
    assert [from_dict(json.loads(line)) for line in lines] == [minutes, minutes]


def without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}


@pytest.mark.parametrize("key", KEYS[""])
def test_from_dict_tells_a_missing_key(minutes: Minutes, key: str) -> None:
    with pytest.raises(ConfigError, match=key):
        from_dict(without(minutes.to_dict(), key))


def test_from_dict_tells_a_value_of_another_kind(minutes: Minutes) -> None:
    with pytest.raises(ConfigError, match=r"meeting\.document_type"):
        from_dict(minutes.to_dict() | {"meeting": minutes.to_dict()["meeting"] | {"document_type": "brev"}})


def resolve(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        found: dict[str, Any] = schema["$defs"][part["$ref"].rpartition("/")[2]]
        return found
    return part


def test_json_schema_has_every_key_required_in_order() -> None:
    schema = json_schema()
    assert list(schema["properties"]) == KEYS[""] == schema["required"]
    for key in ("source", "meeting"):
        part = resolve(schema, schema["properties"][key])
        assert list(part["properties"]) == KEYS[key] == part["required"]
    for key in ("persons", "entities", "items", "paragraphs"):
        part = resolve(schema, schema["properties"][key]["items"])
        assert list(part["properties"]) == KEYS[key] == part["required"]
    assert SCHEMA_VERSION in schema["title"]


def test_offsets_slice_the_text(minutes: Minutes) -> None:
    for entity in minutes.entities:
        assert minutes.text[entity.start : entity.end] == entity.text
    for person in minutes.persons:
        for start, end in person.mentions:
            found = minutes.text[start:end].replace("-\n", "-").replace("\n", " ").replace("\t", " ").casefold()
            assert person.name.split()[-1].casefold() in found
    for item in minutes.items:
        assert minutes.text[item.start : item.end].startswith("§ " + item.number)


def test_entities_point_at_their_persons(minutes: Minutes) -> None:
    known = {person.id: person for person in minutes.persons}
    for entity in minutes.entities:
        if entity.person is not None and entity.label == "PERSON":
            assert [entity.start, entity.end] in known[entity.person].mentions


def test_furniture_is_no_paragraph_and_holds_no_entity(minutes: Minutes) -> None:
    assert minutes.furniture
    for low, high in minutes.furniture:
        assert not [one for one in minutes.entities if low <= one.start < high]
        assert not [one for one in minutes.paragraphs if low <= one.start < high]


def test_producer_names_toolkit_and_model(minutes: Minutes) -> None:
    assert minutes.source.producer.startswith(f"nlp-minutes {nlp_minutes.__version__}, sv_")


def test_text_for_a_reader_names_people_items_and_warnings(annotate: Callable[[str], Minutes]) -> None:
    printed = to_text(
        annotate(
            "Tekniska nämnden\nProtokoll 2031-03-12\n\n§ 1 Val\n\n"
            "Beslut\n\nNämnden väljer Ulla Ek (S).\n\n§ 3 Taxa\n\nBeslut\n\nNej.\n"
        )
    )
    for words in (
        "Tekniska nämnden, 2031-03-12",
        "§ 1 Val",
        "Utfall: val",
        "Nämnden väljer Ulla Ek (S).",
        "section_gap",
    ):
        assert words in printed


@pytest.mark.parametrize("text", ["", " \n\t\f"])
def test_annotate_refuses_an_empty_text(nlp: Language, text: str) -> None:
    with pytest.raises(EmptyFile):
        nlp_minutes.annotate(text, nlp=nlp)


def test_load_refuses_a_folder_without_pipeline(tmp_path: Any) -> None:
    with pytest.raises(ConfigError, match="no pipeline here"):
        nlp_minutes.load(tmp_path)


def test_model_path_refuses_an_unknown_name() -> None:
    with pytest.raises(ConfigError, match="no pipeline 'okänd'"):
        nlp_minutes.model_path("okänd")


def test_a_pipeline_survives_its_folder(nlp: Language, tmp_path: Any, minutes: Minutes) -> None:
    nlp.to_disk(tmp_path / "kopia")
    copy = nlp_minutes.load(tmp_path / "kopia")
    assert nlp_minutes.annotate(minutes.text, nlp=copy).items == minutes.items
