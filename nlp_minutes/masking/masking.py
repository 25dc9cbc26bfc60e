"""Masks what points at private people in a text; the one place that decides what is replaced.

A text is masked until another look at it finds nothing more. So the result is the same when it is masked again.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import EntityLabel
from nlp_minutes.masking.people import Flag, FlagCode, PersonMention, judge_people, name_key
from nlp_minutes.masking.register import HitKind, Register, placeholder_spans
from nlp_minutes.minutes import Minutes
from nlp_minutes.pipeline import annotate_source, default_pipeline, source_for
from nlp_minutes.readers import source_from_text
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.rules.identifiers import FoundIdentifier, IdentifierKind, find_identifiers

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.source import Source

__all__ = ["REVIEW", "Hit", "Pseudonymised", "Pseudonymiser", "pseudonymise"]

REVIEW: Final = "kräver mänsklig granskning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was masked; offsets in the extracted text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        kind: What it is.
        text: What stood there.
        replacement: What stands there now; empty for the rest of a name that page furniture parts.
        reason: Why, in Swedish.
        line: The line, from 1.
        context: The line's text around it.
    """

    start: int
    end: int
    kind: HitKind
    text: str
    replacement: str
    reason: str
    line: int
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonymised:
    """A masked text. It is pseudonymised, not anonymous, and needs a human's review.

    Attributes:
        text: The masked text.
        hits: What was masked, in the text's order.
        flags: What to look at; offsets in the text that was given.
        name: The file's name without suffix, masked; None for a text.
        mapping: Each placeholder with what it stands for.
        minutes: What the pipeline reads in the masked text, a result for each meeting.
        original: The text that was given.
    """

    text: str
    hits: list[Hit]
    flags: list[Flag]
    name: str | None
    mapping: dict[str, list[str]]
    minutes: list[Minutes]
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    start: int
    end: int
    kind: HitKind
    replacement: str
    reason: str


class _Edits:
    """The edits of one round."""

    def __init__(self, source: Source, register: Register) -> None:
        self._source = source
        self._register = register
        self._taken = list(placeholder_spans(source.text))
        self.edits: list[_Edit] = []

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing is masked there yet."""
        return not any(low < end and start < high for low, high in self._taken)

    def add(self, start: int, end: int, kind: HitKind, key: str, reason: str) -> None:
        """Mask a span, unless something there is masked already."""
        if start >= end or not self.is_free(start, end):
            return
        self._taken.append((start, end))
        text = self._source.text
        form = key if kind is HitKind.PERSON else " ".join(text[start:end].split())
        given = self._register.placeholder(kind, name_key(key) if kind is HitKind.PERSON else key, form)
        for place, (low, high) in enumerate(_parts(text, start, end, self._source.furniture)):
            replacement = "" if place else given
            self.edits.append(_Edit(start=low, end=high, kind=kind, replacement=replacement, reason=reason))


_KINDS: Final = {
    IdentifierKind.NUMBER: HitKind.NUMBER,
    IdentifierKind.SOLE_TRADER: HitKind.SOLE_TRADER,
    IdentifierKind.PHONE: HitKind.PHONE,
    IdentifierKind.EMAIL: HitKind.EMAIL,
    IdentifierKind.ADDRESS: HitKind.ADDRESS,
}
# What is never touched, unless a sure personal number stands there.
_SAFE: Final = frozenset({EntityLabel.MONEY, EntityLabel.CASE, EntityLabel.DATE, EntityLabel.LAW})


class Pseudonymiser:
    """Masks texts of one run: the same person has the same placeholder in all of them.

    Args:
        nlp: The pipeline; the package's own, if not given.
        properties: Whether to mask property designations too.
        sole_traders: Whether to mask organisation numbers that are a human's personal number.
        limits: What a file may hold and cost.
    """

    def __init__(
        self,
        nlp: Language | None = None,
        *,
        properties: bool = False,
        sole_traders: bool = False,
        limits: Limits = DEFAULT,
    ) -> None:
        self._nlp = nlp or default_pipeline()
        self._properties = properties
        self._sole_traders = sole_traders
        self._limits = limits
        self._register = Register()
        self._names: dict[str, str] = {}  # of the private people of this text

    @property
    def mapping(self) -> dict[str, list[str]]:
        """Each placeholder of the run with what it stands for."""
        return self._register.mapping()

    def mask(self, text_or_path: str | os.PathLike[str]) -> Pseudonymised:
        """Mask a text or file.

        Args:
            text_or_path: A `str` is text, an `os.PathLike` is a file.

        Raises:
            ReadError: The file cannot be read.
        """
        source = source_for(text_or_path, limits=self._limits)
        original = source.text
        self._register.reserve(original)
        stem = None if isinstance(text_or_path, str) else Path(text_or_path).stem
        if stem is not None:
            self._register.reserve(stem)
        origin: Sequence[int] = range(len(original))
        self._names = {}
        hits: list[Hit] = []
        flags: list[Flag] = []
        while True:
            minutes = annotate_source(self._nlp, source)
            edits, found = self._edits(source, minutes)
            if not hits:
                flags += found
            else:  # what stays was told in the first round
                flags += [_at_origin(flag, origin) for flag in found if flag.masked]
            if not edits:
                break
            hits += [_hit(original, origin[one.start], origin[one.end - 1] + 1, one) for one in edits]
            masked, origin = _applied(source.text, edits, origin)
            source = source_from_text(masked)
        name = self._masked_name(stem) if stem is not None else None
        if name is not None:
            source = source_from_text(source.text, path=f"{name}.txt")
            minutes = annotate_source(self._nlp, source)
        return Pseudonymised(
            text=source.text,
            hits=sorted(hits, key=lambda one: (one.start, one.end)),
            flags=sorted(flags, key=lambda one: (one.start, one.code)),
            name=name,
            mapping=self._used(source.text, name),
            minutes=minutes,
            original=original,
        )

    def _used(self, text: str, name: str | None) -> dict[str, list[str]]:
        used = {text[start:end] for start, end in placeholder_spans(text)}
        return {one: forms for one, forms in self.mapping.items() if one in used or one in (name or "")}

    def _edits(self, source: Source, minutes: Sequence[Minutes]) -> tuple[list[_Edit], list[Flag]]:
        """Everything to mask in a text as it is now: no two edits overlap, none touches a placeholder."""
        edits = _Edits(source, self._register)
        flags = [
            *self._mask_identifiers(edits, source, minutes),
            *self._mask_people(edits, source, minutes),
        ]
        if self._properties:
            for entity in (one for result in minutes for one in result.entities):
                if entity.label == EntityLabel.PROPERTY:
                    key = entity.normal or entity.text
                    edits.add(entity.start, entity.end, HitKind.PROPERTY, key, "fastighetsbeteckning")
        told = [flag for flag in flags if flag.masked or edits.is_free(flag.start, flag.end)]
        return sorted(edits.edits, key=lambda one: one.start), told

    def _mask_identifiers(self, edits: _Edits, source: Source, minutes: Sequence[Minutes]) -> Iterator[Flag]:
        safe = [(one.start, one.end, one.label) for result in minutes for one in result.entities if one.label in _SAFE]
        places = [" ".join(result.meeting.place.split()) for result in minutes if result.meeting.place]
        for found in _identifiers(source):
            if not edits.is_free(found.start, found.end):
                continue
            flag = self._doubt(source.text, found, safe, places)
            if flag is not None:
                yield flag
            if (flag is None or flag.masked) and not self._is_safe(found, safe):
                edits.add(found.start, found.end, _KINDS[found.kind], found.key, found.reason)

    def _mask_people(self, edits: _Edits, source: Source, minutes: Sequence[Minutes]) -> list[Flag]:
        flags: list[Flag] = []
        mentions: list[PersonMention] = []
        kept: list[tuple[int, int]] = []
        for result in minutes:
            found, doubts = judge_people(result, source)
            flags += doubts
            mentions += found
            people = [(one.start, one.end) for one in result.entities if one.label == EntityLabel.PERSON]
            kept += [
                (low, high) for low, high in people if not any(one.start <= low and high <= one.end for one in found)
            ]
        for one in mentions:
            self._names.setdefault(name_key(one.name), one.name)
        names = [name for name in self._names.values() if " " in name]
        # Parted by a page's end a name is one in the clean view alone; its halves must not be taken for others.
        for name in names:
            for match in _anywhere(name).finditer(source.clean):
                if "\n" in match["name"]:
                    start, end = source.alignment.to_source(*match.span("name"))
                    edits.add(start, end, HitKind.PERSON, name, "samma namn som en maskad person")
        for one in mentions:
            end = one.end - 1 if one.genitive else one.end  # a genitive -s stays in the text
            edits.add(one.start, end, HitKind.PERSON, one.name, one.reason)
        for name in names:
            for match in _anywhere(name).finditer(source.text):
                start, end = match.span("name")
                if not any(low < end and start < high for low, high in kept):
                    edits.add(start, end, HitKind.PERSON, name, "samma namn som en maskad person")
        return flags

    @staticmethod
    def _is_safe(found: FoundIdentifier, safe: Sequence[tuple[int, int, str]]) -> bool:
        """Tell whether it stands in an amount, a case number, a law or a date that is more, or surer, than itself."""
        for low, high, _ in safe:
            if low < found.end and found.start < high:
                larger = low < found.start or high > found.end
                if larger or not (found.kind is IdentifierKind.NUMBER and found.sure):
                    return True
        return False

    def _doubt(
        self, text: str, found: FoundIdentifier, safe: Sequence[tuple[int, int, str]], places: Sequence[str]
    ) -> Flag | None:
        """What to say about an identifier that is not plainly masked."""

        def flag(code: FlagCode, message: str, *, masked: bool = False) -> Flag:
            return Flag(code=code, message=message, start=found.start, end=found.end, masked=masked)

        number = found.kind in {IdentifierKind.NUMBER, IdentifierKind.SOLE_TRADER}
        if number and not found.valid:
            return flag(FlagCode.NUMBER_KEPT, f"kvar: ser ut som ett personnummer ({found.reason})")
        if number and self._is_safe(found, safe):
            return flag(FlagCode.NUMBER_KEPT, "kvar: ser ut som ett personnummer i ett belopp eller ärendenummer")
        if found.kind is IdentifierKind.SOLE_TRADER and not self._sole_traders:
            return flag(FlagCode.SOLE_TRADER_KEPT, "kvar: organisationsnummer som är ett personnummer (enskild firma)")
        if number and not found.sure:
            return flag(FlagCode.NUMBER_UNSURE, f"maskat, men osäkert: {found.reason}", masked=True)
        if found.kind is IdentifierKind.ADDRESS:
            address = " ".join(text[found.start : found.end].split())
            if any(address in place for place in places):
                return flag(FlagCode.MEETING_PLACE, "kvar: adressen är mötesplatsen")
        return None

    def _masked_name(self, stem: str) -> str:
        """The file's name without what is masked; blanks, hyphens and underscores part words there."""
        name = stem
        for found in reversed(find_identifiers(stem)):
            if found.valid and (found.kind is not IdentifierKind.SOLE_TRADER or self._sole_traders):
                given = self._register.placeholder(_KINDS[found.kind], found.key, stem[found.start : found.end])
                name = name[: found.start] + _for_file(given) + name[found.end :]
        for key, given in sorted(self._register.keys(HitKind.PERSON).items(), key=lambda one: -len(one[0])):
            words = [re.escape(_bare(word)) for word in key.split(" ")]
            orders = [words, [words[-1], *words[:-1]]] if len(words) > 1 else [words]
            orders += [[words[-1]]] if len(words) > 1 else []
            for order in orders:
                joined = r"[\s_.,+-]{0,3}".join(order)
                name = _replaced(name, rf"(?<![^\W_]){joined}s?(?![^\W_])", _for_file(given))
        if self._properties:
            for key, given in self._register.keys(HitKind.PROPERTY).items():
                joined = r"[\s_.,:+-]{1,3}".join(re.escape(_bare(word)) for word in re.split(r"[\s:]+", key))
                name = _replaced(name, rf"(?<![^\W_]){joined}(?![^\W_])", _for_file(given))
        return name


def pseudonymise(
    text_or_path: str | os.PathLike[str],
    *,
    nlp: Language | None = None,
    properties: bool = False,
    sole_traders: bool = False,
    limits: Limits = DEFAULT,
) -> Pseudonymised:
    """Mask private people in a text or file; elected people and officials stay.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        nlp: The pipeline; the package's own, if not given.
        properties: Whether to mask property designations too.
        sole_traders: Whether to mask organisation numbers that are a human's personal number.
        limits: What the file may hold and cost.

    Returns:
        The masked text with what was masked and what a human should look at. The review is not optional.

    Raises:
        ReadError: The file cannot be read.
    """
    masker = Pseudonymiser(nlp, properties=properties, sole_traders=sole_traders, limits=limits)
    return masker.mask(text_or_path)


def _identifiers(source: Source) -> Iterator[FoundIdentifier]:
    """The identifiers of the text as it stands, then those that only the clean view has in one piece."""
    plain = find_identifiers(source.text)
    yield from plain
    for one in find_identifiers(source.clean):
        start, end = source.alignment.to_source(one.start, one.end)
        if not any(start < other.end and other.start < end for other in plain):
            yield FoundIdentifier(
                start=start, end=end, kind=one.kind, key=one.key, reason=one.reason, sure=one.sure, valid=one.valid
            )


def _parts(text: str, start: int, end: int, furniture: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut page furniture out of a span."""
    at = start
    for low, high in sorted(furniture):
        if low >= end or high <= start or (low <= start and high >= end):
            continue
        yield from _trimmed(text, at, low)
        at = high
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _anywhere(name: str) -> re.Pattern[str]:
    """A pattern for a full name in either order, over line ends too, in page heads and in capitals."""
    words = [re.escape(word) for word in re.split(r"[\s–-]+", name) if word]
    gap = r"(?:\s{1,40}|\s?[–-]\s?)"
    given_first = gap.join(words)
    last_first = rf"{words[-1]},?\s+{gap.join(words[:-1])}"
    return re.compile(rf"(?<![^\W_])(?P<name>{given_first}|{last_first})s?(?![^\W_])", re.IGNORECASE)


def _applied(text: str, edits: Sequence[_Edit], origin: Sequence[int]) -> tuple[str, list[int]]:
    """Replace the spans; give the text and for each of its characters where it came from."""
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for one in edits:
        parts += [text[at : one.start], one.replacement]
        places += origin[at : one.start]
        places += [origin[one.start]] * len(one.replacement)
        at = one.end
    parts.append(text[at:])
    places += origin[at:]
    return "".join(parts), places


def _hit(original: str, start: int, end: int, one: _Edit) -> Hit:
    low = original.rfind("\n", 0, start) + 1
    high = original.find("\n", end)
    high = len(original) if high < 0 else high
    context = " ".join(original[max(low, start - 50) : min(high, end + 50)].split())
    return Hit(
        start=start,
        end=end,
        kind=one.kind,
        text=original[start:end],
        replacement=one.replacement,
        reason=one.reason,
        line=original.count("\n", 0, start) + 1,
        context=context,
    )


def _at_origin(flag: Flag, origin: Sequence[int]) -> Flag:
    return Flag(
        code=flag.code,
        message=flag.message,
        start=origin[flag.start],
        end=origin[flag.end - 1] + 1,
        masked=flag.masked,
    )


def _bare(text: str) -> str:
    """Small letters without any marks, one for each letter: file names often lose them."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in unicodedata.normalize("NFC", text).casefold())


def _for_file(placeholder: str) -> str:
    return placeholder.strip("[]").replace(" ", "-").lower()


def _replaced(name: str, pattern: str, by: str) -> str:
    """Replace what a pattern finds in the bare form of a name."""
    name = unicodedata.normalize("NFC", name)
    bare = "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] or char for char in name)
    for match in reversed(list(re.finditer(pattern, bare))):
        name = name[: match.start()] + by + name[match.end() :]
    return name
