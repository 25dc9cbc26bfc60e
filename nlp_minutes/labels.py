"""The closed vocabularies of the result and the names under which a Doc keeps its parts."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = [
    "BLOCKS",
    "ITEMS",
    "MARKED",
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
    "Severity",
    "WarningCode",
    "severity_of",
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
    DATE = "DATE"
    MONEY = "MONEY"
    LAW = "LAW"
    PROPERTY = "PROPERTY"


# The labels that people mark and that figures are given for; the others are found by rule alone and yield to these.
MARKED: Final = (EntityLabel.PERSON, EntityLabel.PARTY, EntityLabel.ROLE, EntityLabel.ORG, EntityLabel.CASE)


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
    NAME_SPELLING = "name_spelling"
    SEVERAL_MEETINGS = "several_meetings"
    MIXED_OUTCOME = "mixed_outcome"
    SPAN_MISALIGNED = "span_misaligned"
    ENCODING_GUESSED = "encoding_guessed"
    ENCODING_SUSPECT = "encoding_suspect"
    OCR_SUSPECT = "ocr_suspect"
    PAGE_WITHOUT_TEXT = "page_without_text"
    MULTIPLE_VOTE_EVENTS = "multiple_vote_events"
    VOTE_TALLY_CONFLICT = "vote_tally_conflict"
    VOTE_MEANING_UNRESOLVED = "vote_meaning_unresolved"
    VOTE_UNREAD = "vote_unread"
    VOTER_NOT_IN_ATTENDANCE = "voter_not_in_attendance"
    SECRET_ITEMS = "secret_items"  # noqa: S105 - sekretess, no password
    # what the finished result is checked for
    IMMEDIATE_APPROVAL_ELSEWHERE = "immediate_approval_elsewhere"
    DECISION_NOT_FOUND = "decision_not_found"
    ADJUSTER_NOT_PRESENT = "adjuster_not_present"
    CHAIR_NOT_PRESENT = "chair_not_present"
    ABSENT_PERSON_ACTS = "absent_person_acts"
    RECUSED_PERSON_VOTES = "recused_person_votes"
    RESERVATION_WITHOUT_DISSENT = "reservation_without_dissent"
    MORE_VOTES_THAN_VOTERS = "more_votes_than_voters"
    TIME_CONFLICT = "time_conflict"


class Severity(StrEnum):
    """How much a warning weighs: what is said is wrong or lost, should be looked at, or is only good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


# The others, and codes of later versions, are warnings.
_SEVERITIES: Final = {
    "date_mismatch": Severity.ERROR,
    "duplicate_section": Severity.ERROR,
    "encoding_suspect": Severity.ERROR,
    "no_items": Severity.ERROR,
    "page_without_text": Severity.ERROR,
    "recused_person_votes": Severity.ERROR,
    "time_conflict": Severity.ERROR,
    "vote_tally_conflict": Severity.ERROR,
    "encoding_guessed": Severity.INFO,
    "immediate_approval_elsewhere": Severity.INFO,
    "mixed_outcome": Severity.INFO,
    "multiple_vote_events": Severity.INFO,
    "secret_items": Severity.INFO,
    "span_misaligned": Severity.INFO,
}


def severity_of(code: str) -> Severity:
    """Tell how much a warning of a code weighs; a code that is not known is a warning."""
    return _SEVERITIES.get(code, Severity.WARNING)
