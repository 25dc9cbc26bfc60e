"""The closed vocabularies of the result and the names under which a Doc keeps its parts."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = [
    "BLOCKS",
    "ITEMS",
    "PARAGRAPHS",
    "SECTIONS",
    "SUMMARY",
    "Attendance",
    "DocumentType",
    "EntityLabel",
    "MotionKind",
    "Outcome",
    "ParagraphLabel",
    "SectionKind",
    "WarningCode",
]

# Span groups of a Doc.
BLOCKS: Final = "blocks"
ITEMS: Final = "items"
SECTIONS: Final = "sections"
PARAGRAPHS: Final = "paragraphs"
SUMMARY: Final = "summary"


class EntityLabel(StrEnum):
    """What an entity is."""

    PERSON = "PERSON"
    PARTY = "PARTY"
    ROLE = "ROLE"
    ORG = "ORG"
    CASE = "CASE"


class ParagraphLabel(StrEnum):
    """What a paragraph is for."""

    SUMMARY = "summary"
    DECISION = "decision"
    OBJECTION = "objection"
    BASIS = "basis"
    OTHER = "other"


class Attendance(StrEnum):
    """In which capacity a person took part."""

    MEMBER = "member"
    SERVING_SUBSTITUTE = "serving_substitute"
    SUBSTITUTE = "substitute"
    OTHER = "other"
    ABSENT = "absent"


class DocumentType(StrEnum):
    """Whole minutes, or an extract of some items."""

    MINUTES = "protokoll"
    EXTRACT = "protokollsutdrag"


class Outcome(StrEnum):
    """What the body did with the matter."""

    APPROVED = "approved"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    REMITTED = "remitted"
    PROPOSED = "proposed"
    NOTED = "noted"
    ELECTED = "elected"
    OTHER = "other"


class MotionKind(StrEnum):
    """What a motion (yrkande) is, relative to the proposal before the body."""

    APPROVE = "approve"
    REJECT = "reject"
    POSTPONE = "postpone"
    REMIT = "remit"
    AMEND = "amend"
    OWN = "own"


class SectionKind(StrEnum):
    """What stands under a heading of an item, or of the pages around the items."""

    # inside an item
    DECISION = "decision"
    PROPOSAL = "proposal"
    SUMMARY = "summary"
    BASIS = "basis"
    MOTIONS = "motions"
    ORDER = "order"
    VOTE = "vote"
    RESERVATION = "reservation"
    STATEMENT = "statement"
    NOTE = "note"
    PROTEST = "protest"
    RECUSAL = "recusal"
    ADJUSTMENT = "adjustment"
    RECIPIENTS = "recipients"
    DISCUSSION = "discussion"
    UNKNOWN = "unknown"
    # around the items
    HEADER = "header"
    ATTENDANCE = "attendance"
    SIGNATURES = "signatures"
    NOTICE = "notice"
    CONTENTS = "contents"
    ANNEX = "annex"


class WarningCode(StrEnum):
    """What could not be read or does not add up."""

    SECTION_GAP = "section_gap"
    DUPLICATE_SECTION = "duplicate_section"
    SECTION_OUTSIDE_RANGE = "section_outside_range"
    NO_ITEMS = "no_items"
    DATE_MISMATCH = "date_mismatch"
    DATE_NOT_FOUND = "date_not_found"
    BODY_NOT_FOUND = "body_not_found"
    ATTENDANCE_NOT_FOUND = "attendance_not_found"
    ATTENDANCE_LINE_UNREAD = "attendance_line_unread"
    PARTY_CONFLICT = "party_conflict"
    SEVERAL_MEETINGS = "several_meetings"
    MIXED_OUTCOME = "mixed_outcome"
    SPAN_MISALIGNED = "span_misaligned"
    ENCODING_GUESSED = "encoding_guessed"
    ENCODING_SUSPECT = "encoding_suspect"
    OCR_SUSPECT = "ocr_suspect"
    PAGE_WITHOUT_TEXT = "page_without_text"
    SECRET_ITEMS = "secret_items"  # noqa: S105 - sekretess, no password
