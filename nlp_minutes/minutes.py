"""The typed result for one protocol, and `from_doc`, the one place that maps clean offsets back to the extracted text.

The shape is that of docs/output.md, a public format with a version: keys are only added, never given another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, Literal

from nlp_minutes.document import View, view_of, warnings_of
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import ITEMS, PARAGRAPHS, EntityLabel, severity_of
from nlp_minutes.quick import quick
from nlp_minutes.source import path_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "SCHEMA_VERSION",
    "Entity",
    "Item",
    "ItemSummary",
    "Meeting",
    "Minutes",
    "Motion",
    "NamedVotes",
    "Paragraph",
    "Person",
    "Reservation",
    "SourceInfo",
    "Statement",
    "Summary",
    "SummarySentence",
    "TextSentence",
    "Vote",
    "Warning_",
    "from_dict",
    "from_doc",
    "json_schema",
    "warning",
]

SCHEMA_VERSION: Final = "1.0"
_Attendance = Literal["member", "serving_substitute", "substitute", "other", "absent"]
_Outcome = Literal["approved", "rejected", "postponed", "remitted", "proposed", "noted", "elected", "other"]
_Label = Literal["summary", "decision", "objection", "basis", "other"]
_MotionKind = Literal["approve", "reject", "postpone", "remit", "amend", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """Where the text came from, and what read it."""

    path: str | None
    sha256: str
    media_type: str
    pages: int | None
    producer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Which meeting it was; date as YYYY-MM-DD, times as HH:MM, `items` as written."""

    municipality: str | None
    body: str | None
    date: str | None
    start: str | None
    end: str | None
    place: str | None
    document_type: Literal["protokoll", "protokollsutdrag"]
    items: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One human of the protocol, with every place that names him or her."""

    id: str
    name: str
    party: str | None
    roles: list[str]
    attendance: _Attendance | None
    substitutes_for: str | None
    mentions: list[list[int]]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of text that names something."""

    start: int
    end: int
    label: str
    text: str
    person: str | None
    normal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A motion (yrkande)."""

    by: list[str]
    parties: list[str]
    kind: _MotionKind
    target: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVotes:
    """Who voted how."""

    yes: list[str]
    no: list[str]
    abstain: list[str]
    absent: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote (omröstning)."""

    yes: int
    no: int
    abstain: int
    absent: int | None
    yes_means: str | None
    no_means: str | None
    named: NamedVotes | None
    verified: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A reservation against the decision."""

    by: list[str]
    parties: list[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A särskilt yttrande or protokollsanteckning."""

    by: list[str]
    parties: list[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """A sentence of a summary, verbatim from the text."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """An extractive summary."""

    text: str
    sentences: list[SummarySentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSentence:
    """A sentence of a summary with its words; offsets are those of the text or file that was summarised."""

    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What `summarise` gives: sentences of a text, in its order."""

    text: str
    sentences: list[TextSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered item (paragraf)."""

    number: str
    title: str
    case_numbers: list[str]
    start: int
    end: int
    outcome: _Outcome | None
    decision: list[str]
    motions: list[Motion]
    votes: list[Vote]
    reservations: list[Reservation]
    statements: list[Statement]
    recusals: list[str]
    recipients: list[str]
    immediately_adjusted: bool
    headline: str | None
    summary: ItemSummary | None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph (stycke) or list point with its label."""

    start: int
    end: int
    label: _Label
    scores: dict[str, float]
    heading: str | None
    item: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning_:  # noqa: N801 - `Warning` is Python's own
    """What could not be read or did not add up, and how much it weighs."""

    code: str
    message: str
    start: int
    end: int
    severity: Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything that was read from one protocol. Offsets count code points of `text`."""

    schema_version: str
    source: SourceInfo
    text: str
    meeting: Meeting
    persons: list[Person]
    entities: list[Entity]
    furniture: list[list[int]]
    items: list[Item]
    paragraphs: list[Paragraph]
    warnings: list[Warning_]

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain values, keys in the order of the format."""
        values: dict[str, Any] = _plain(self)
        return values


_SCALARS: Final = frozenset({str, int, float, bool, type(None)})


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def _plain(value: Any) -> Any:
    """The same as `dataclasses.asdict`, which looks at every number and string for a copy to make."""
    kind: Any = type(value)
    if kind in _SCALARS:
        return value
    if kind is list:
        return [one if type(one) in _SCALARS else _plain(one) for one in value]
    if kind is dict:
        return {key: _plain(one) for key, one in value.items()}
    names = _field_names(kind)
    return deepcopy(value) if names is None else {name: _plain(getattr(value, name)) for name in names}


def _adapter() -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - kept off the way of annotating

    return TypeAdapter(Minutes)


def from_dict(values: Mapping[str, Any]) -> Minutes:
    """Make a result of plain values, as `json.load` gives them.

    Results of versions that knew no `severity` of warnings get it from their codes.

    Raises:
        ConfigError: A key is missing or holds another kind of value than the format says.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    if not isinstance(values, Mapping):
        raise ConfigError(f"a result is a mapping, not {type(values).__name__}")
    try:
        minutes: Minutes = _adapter().validate_python(_with_severities(values))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"not a result of nlp-minutes: {where}: {first['msg']}") from error
    return minutes


def _with_severities(values: Mapping[str, Any]) -> dict[str, Any]:
    warnings = values.get("warnings")
    if not isinstance(warnings, list):
        return dict(values)
    known = [
        {**one, "severity": str(severity_of(one["code"]))}
        if isinstance(one, dict) and isinstance(one.get("code"), str) and "severity" not in one
        else one
        for one in warnings
    ]
    return {**values, "warnings": known}


def warning(code: str, message: str, start: int = 0, end: int = 0) -> Warning_:
    """Make a warning that weighs what its code says."""
    severity: Any = str(severity_of(code))
    return Warning_(code=str(code), message=message, start=start, end=end, severity=severity)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of the result, made from these types."""
    schema: dict[str, Any] = _adapter().json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"nlp-minutes result, version {SCHEMA_VERSION}"
    return schema


def from_doc(doc: Doc, producer: str | None = None) -> Minutes:
    """Build the result of a Doc that went through the pipeline.

    Args:
        doc: The Doc.
        producer: Name and version of toolkit and model; of the toolkit alone, if not given.

    Returns:
        The result; offsets are those of the extracted text.

    Raises:
        ValueError: The Doc has no structure yet.
    """
    view = view_of(doc)
    if "nlp_minutes.meeting" not in doc.user_data:
        raise ValueError("The Doc has no structure yet: run the pipeline on it first")
    source = view.source
    persons = doc.user_data.get("nlp_minutes.persons", [])
    ids = {index: f"p{index + 1}" for index in range(len(persons))}
    places: dict[int, list[tuple[int, int]]] = {}
    labels = {(ent.start_char, ent.end_char): ent.label_ for ent in doc.ents}  # in order, none over another
    for start, end, _, index in doc.user_data.get("nlp_minutes.entities", []):
        if index is not None and labels.get((start, end)) == EntityLabel.PERSON:
            places.setdefault(index, []).append(view.to_extracted(start, end))
    by_name = {one["name"]: ids[index] for index, one in enumerate(persons)}
    return Minutes(
        schema_version=SCHEMA_VERSION,
        source=SourceInfo(
            path=path_text(source.path),
            sha256=source.sha256,
            media_type=source.media_type,
            pages=source.pages,
            producer=producer or f"nlp-minutes {version('nlp-minutes')}",
        ),
        text=source.text,
        meeting=_meeting(doc),
        persons=[_person(one, ids[index], by_name, view, places.get(index, [])) for index, one in enumerate(persons)],
        entities=_entities(doc, labels, view, ids),
        furniture=[list(span) for span in source.furniture],
        items=_items(doc, view),
        paragraphs=_paragraphs(doc, view),
        warnings=_warnings(doc, view),
    )


def _meeting(doc: Doc) -> Meeting:
    facts = doc.user_data["nlp_minutes.meeting"]
    return Meeting(
        municipality=facts["municipality"],
        body=facts["body"],
        date=facts["date"],
        start=facts["start"],
        end=facts["end"],
        place=facts["place"],
        document_type=facts["document_type"],
        items=facts["items"],
    )


def _clean(view: View, start: int, end: int) -> tuple[int, int]:
    return view.source.alignment.to_source(start, end)


def _person(
    one: Mapping[str, Any], id_: str, by_name: Mapping[str, str], view: View, places: Sequence[tuple[int, int]]
) -> Person:
    mentions = {_clean(view, start, end) for start, end in one["mentions"]} | set(places)
    return Person(
        id=id_,
        name=one["name"],
        party=one["party"],
        roles=list(one["roles"]),
        attendance=one["attendance"],
        substitutes_for=by_name.get(one["substitutes_for"] or ""),
        mentions=[list(span) for span in sorted(mentions)],
    )


def _entities(doc: Doc, labels: Mapping[tuple[int, int], str], view: View, ids: Mapping[int, str]) -> list[Entity]:
    known: dict[tuple[int, int], tuple[str | None, int | None]] = {
        (start, end): (normal, person) for start, end, normal, person in doc.user_data.get("nlp_minutes.entities", [])
    }
    entities = []
    for span, label in labels.items():
        normal, person = known.get(span, (None, None))
        start, end = view.to_extracted(*span)
        entities.append(
            Entity(
                start=start,
                end=end,
                label=label,
                text=view.source.text[start:end],
                person=ids.get(person) if person is not None else None,
                normal=normal,
            )
        )
    return entities


def _items(doc: Doc, view: View) -> list[Item]:
    items = []
    for span, facts in zip(doc.spans[ITEMS], doc.spans[ITEMS].attrs["facts"], strict=True):
        start, end = view.to_extracted(span.start_char, span.end_char)
        items.append(
            Item(
                number=facts["number"],
                title=facts["title"],
                case_numbers=list(facts["case_numbers"]),
                start=start,
                end=end,
                outcome=facts.get("outcome"),
                decision=list(facts.get("decision", [])),
                motions=[Motion(**_placed(one, view)) for one in facts.get("motions", [])],
                votes=[_vote(one, view) for one in facts.get("votes", [])],
                reservations=[Reservation(**_placed(one, view)) for one in facts.get("reservations", [])],
                statements=[Statement(**_placed(one, view)) for one in facts.get("statements", [])],
                recusals=list(facts.get("recusals", [])),
                recipients=list(facts.get("recipients", [])),
                immediately_adjusted=bool(facts.get("immediately_adjusted", False)),
                headline=facts.get("headline"),
                summary=_summary(facts.get("summary"), view),
            )
        )
    return items


def _summary(chosen: Mapping[str, Any] | None, view: View) -> ItemSummary | None:
    """The summary of an item: None without the component, and where there was nothing to take."""
    if not chosen:
        return None
    sentences = []
    for start, end, score in chosen["sentences"]:
        low, high = _clean(view, start, end)
        sentences.append(SummarySentence(start=low, end=high, score=score))
    return ItemSummary(text=chosen["text"], sentences=sentences)


def _placed(one: Mapping[str, Any], view: View) -> dict[str, Any]:
    """The values of a fact with its clean offsets led back to the extracted text."""
    start, end = _clean(view, one["start"], one["end"])
    return {**one, "start": start, "end": end}


def _vote(one: Mapping[str, Any], view: View) -> Vote:
    named = one["named"]
    return Vote(**{**_placed(one, view), "named": NamedVotes(**named) if named is not None else None})


def _paragraphs(doc: Doc, view: View) -> list[Paragraph]:
    group = doc.spans[PARAGRAPHS]
    attrs: Mapping[str, Sequence[Any]] = group.attrs
    # Without `minutes_paragraphs` the rules alone gave the label: certain where a known heading did.
    scores = attrs.get("scores") or [
        {span.label_: 1.0} if known else {} for span, known in zip(group, attrs["known"], strict=True)
    ]
    paragraphs = []
    for span, (low, high), heading, item, own in zip(
        group, attrs["clean"], attrs["heading"], attrs["item"], scores, strict=True
    ):
        start, end = _clean(view, low, high)
        label: Any = span.label_
        paragraphs.append(Paragraph(start=start, end=end, label=label, scores=dict(own), heading=heading, item=item))
    return paragraphs


def _warnings(doc: Doc, view: View) -> list[Warning_]:
    found = [warning(str(w.code), w.message, w.start, w.end) for w in view.source.warnings]
    for one in warnings_of(doc):
        start, end = _clean(view, one.start, one.end) if one.end > one.start else (0, 0)
        found.append(warning(str(one.code), one.message, start, end))
    return found
