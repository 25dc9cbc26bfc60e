"""The Swedish words for the closed vocabularies, for every format that a human reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

__all__ = [
    "ATTENDANCE",
    "CAPACITIES",
    "ENTITIES",
    "LABELS",
    "MOTIONS",
    "OUTCOMES",
    "WARNINGS",
    "entity_word",
    "listed",
    "long_date",
    "readable",
]

# The heads of lists of people, in the order of a front page.
CAPACITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member": "Ledamöter",
        "serving_substitute": "Tjänstgörande ersättare",
        "substitute": "Ersättare",
        "other": "Övriga",
        "absent": "Frånvarande",
    }
)
# The same for one person; None is who is only mentioned.
ATTENDANCE: Final[Mapping[str | None, str]] = MappingProxyType(
    {
        "member": "Ledamot",
        "serving_substitute": "Tjänstgörande ersättare",
        "substitute": "Ersättare",
        "other": "Övrig deltagare",
        "absent": "Frånvarande",
        None: "Endast omnämnd",
    }
)
OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "approved": "bifall",
        "rejected": "avslag",
        "postponed": "bordlagt",
        "remitted": "återremiss",
        "proposed": "förslag till högre instans",
        "noted": "antecknat",
        "elected": "val",
        "other": "övrigt",
    }
)
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "decision": "Beslut",
        "summary": "Sammanfattning",
        "basis": "Underlag",
        "objection": "Invändning",
        "other": "Övrigt",
    }
)
ENTITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "PERSON": "person",
        "PARTY": "parti",
        "ROLE": "roll",
        "ORG": "organisation",
        "CASE": "ärendenummer",
        "DATE": "datum",
        "MONEY": "belopp",
        "LAW": "lagrum",
        "PROPERTY": "fastighet",
    }
)
MOTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "approve": "bifall",
        "reject": "avslag",
        "postpone": "bordläggning",
        "remit": "återremiss",
        "amend": "ändring eller tillägg",
        "own": "eget förslag",
    }
)
# Warnings whose code is not here (a format only gains codes) are shown by their code.
WARNINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "section_gap": "Paragraf saknas i nummerföljden",
        "duplicate_section": "Samma paragraf flera gånger",
        "section_outside_range": "Paragraf utanför protokollets omfattning",
        "no_items": "Inga paragrafer hittades",
        "date_mismatch": "Datum stämmer inte överens",
        "date_not_found": "Datum hittades inte",
        "body_not_found": "Organ hittades inte",
        "attendance_not_found": "Närvaro hittades inte",
        "attendance_line_unread": "Rad i närvarolistan gick inte att läsa",
        "party_conflict": "Olika partier för samma person",
        "name_spelling": "Namn stavat olika",
        "several_meetings": "Flera sammanträden i samma fil",
        "mixed_outcome": "Beslutspunkterna har olika utfall",
        "multiple_vote_events": "Flera omröstningar i samma paragraf",
        "vote_tally_conflict": "Röstsiffror och namn stämmer inte överens",
        "vote_meaning_unresolved": "Oklart vad ja och nej betydde",
        "vote_unread": "Omröstning vars utfall inte gick att läsa",
        "voter_not_in_attendance": "Röstande som saknas i närvarolistan",
        "span_misaligned": "Textställe kunde inte placeras",
        "encoding_guessed": "Teckenkodningen är en gissning",
        "encoding_suspect": "Teckenkodningen är osäker",
        "ocr_suspect": "Text från bildläsning är osäker",
        "page_without_text": "Sida utan text",
        "secret_items": "Paragrafer under sekretess",
        "immediate_approval_elsewhere": "Beslutet är justerat för sig",
        "decision_not_found": "Beslut hittades inte",
        "adjuster_not_present": "Justerare var frånvarande",
        "chair_not_present": "Ordförande var frånvarande",
        "absent_person_acts": "Frånvarande person deltar",
        "recused_person_votes": "Jävig person röstar",
        "reservation_without_dissent": "Reservation av den som röstade för beslutet",
        "more_votes_than_voters": "Fler röster än beslutande",
        "time_conflict": "Sammanträdet slutar innan det börjar",
    }
)
_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
)
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

# Characters that no page or reader should be given: controls, halves of surrogate pairs and non-characters, and those
# that turn the direction of all that follows. What ends a line or page is kept as a line's end.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_LINE_ENDS = re.compile("[\x0b\x0c\r\x85\u2028\u2029]")


def readable(text: str) -> str:
    """Replace characters that cannot be shown, one by one: offsets stay the same."""
    return _LINE_ENDS.sub("\n", _UNFIT.sub("\ufffd", text))


def entity_word(label: str) -> str:
    """Give the word for an entity's label; the label itself where there is none."""
    return ENTITIES.get(label, label.lower())


def listed(words: Sequence[str]) -> str:
    """Join words as Swedish does: 'a, b och c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def long_date(date: str) -> str:
    """Write 2025-03-11 as '11 mars 2025'; anything else as it is."""
    found = _ISO_DATE.fullmatch(date)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return date
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
