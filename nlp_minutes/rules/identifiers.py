"""What points at one human beside a name: personal identity numbers, telephones, e-mail, street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["FoundIdentifier", "IdentifierKind", "find_identifiers", "is_birth_date", "passes_luhn"]


class IdentifierKind(StrEnum):
    """What an identifier is."""

    NUMBER = "personal_number"
    SOLE_TRADER = "sole_trader"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIdentifier:
    """An identifier in a text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        kind: What it is.
        key: The same for all ways to write it.
        reason: By what it was told.
        sure: Whether its form alone tells it; a number without its hyphen may be another number.
        valid: Whether date and check digit are right. False for what only looks like a personal number.
    """

    start: int
    end: int
    kind: IdentifierKind
    key: str
    reason: str
    sure: bool = True
    valid: bool = True


# A letter or digit on either side makes it part of something else; an underscore (file names) does not.
_OPEN: Final = r"(?<![^\W_])(?<!\d[-–/:.,])"
_CLOSE: Final = r"(?![^\W_])(?![-–/:]\d)"
# A hyphen or plus between date and serial number; the line may break on either side of it.
_HYPHEN: Final = r"(?P<sign>[ \t]?\n?[ \t]*[-–‑+\u00ad][ \t]*\n?[ \t]*)"
_NUMBER: Final = lazy(
    rf"{_OPEN}(?P<century>18|19|20)?(?P<birth>\d{{6}})(?:{_HYPHEN}(?P<serial>\d{{4}}|[Xx*]{{4}})|(?P<glued>\d{{4}})){_CLOSE}"
)
_PERSONAL_CUE: Final = lazy(
    r"(?:person(?:nr|nummer)|samordnings(?:nr|nummer)|p(?:ers)?\.?[ -]?nr|\bfödd|\bf\.)\.?:?\s*$", re.IGNORECASE
)
_FIRM_CUE: Final = lazy(r"(?:org(?:anisations)?\.?[ -]?(?:nr|nummer)|enskild firma)\.?:?,?\s*\(?$", re.IGNORECASE)
_CASE_CUE: Final = lazy(
    r"(?:d(?:iarie)?nr|diarienummer|ärende(?:nr|nummer)|mål(?:nr|nummer)?(?: nr)?|faktura(?:nr|nummer)?|ocr|bankgiro|plusgiro)\.?:?\s*$",
    re.IGNORECASE,
)


def passes_luhn(digits: str) -> bool:
    """Tell whether ten digits end in their check digit (Luhn's, over the digits without the century)."""
    total = 0
    for place, char in enumerate(digits):
        product = int(char) * (2 - place % 2)
        total += product // 10 + product % 10
    return total % 10 == 0


def is_birth_date(birth: str, century: str | None = None) -> bool:
    """Tell whether six digits, YYMMDD, are a date; the day of a coordination number (samordningsnummer) is 60 more.

    Args:
        birth: The six digits.
        century: `18`, `19` or `20`; any, if not given.
    """
    month, day = int(birth[2:4]), int(birth[4:6])
    day -= 60 if day > 60 else 0
    for one in (century,) if century else ("19", "20"):
        try:
            date(int(one + birth[:2]), month, day)
        except ValueError:
            continue
        return True
    return False


def _numbers(text: str) -> Iterator[FoundIdentifier]:
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        hyphen = match["sign"] is not None
        serial = match["serial"] or match["glued"]
        if not is_birth_date(match["birth"], match["century"]):
            continue  # among them the numbers of firms: their third digit is 2 or more, no month
        if _CASE_CUE.search(before):
            continue
        cued = bool(_PERSONAL_CUE.search(before))
        hidden = not serial.isdigit()
        valid = hidden or passes_luhn(match["birth"] + serial)
        if not valid and not cued and not hyphen:
            continue
        kind = IdentifierKind.SOLE_TRADER if _FIRM_CUE.search(before) else IdentifierKind.NUMBER
        reason = "datum och kontrollsiffra" if valid else "datum, men fel kontrollsiffra"
        if hidden:
            reason = "födelsedatum med dold nummerdel"
        if not hyphen:
            reason += ", utan bindestreck"
        if cued:
            reason += ", utpekat som personnummer"
        yield FoundIdentifier(
            start=match.start(),
            end=match.end(),
            kind=kind,
            key=match["birth"] + serial.casefold(),
            reason=reason,
            sure=valid and (hyphen or cued),
            valid=valid or cued,
        )


_EMAIL: Final = lazy(
    r"(?<![\w.+-])[\w+-][\w.+-]*[ \t]?(?:@|\(at\)|\[at\])[ \t]?(?:[\w-]+\.)+[A-Za-z]{2,10}(?![\w])", re.IGNORECASE
)
_SPACE: Final = "[ \u00a0\u202f]"
_PHONE: Final = lazy(
    rf"{_OPEN}(?P<number>(?:\+46{_SPACE}?(?:\(0\))?{_SPACE}?[1-9]\d{{0,2}}|0[1-9]\d{{0,2}}){_SPACE}?(?P<sign>[-–/]|{_SPACE})?{_SPACE}?\d{{2,3}}(?:{_SPACE}?\d{{2,3}}){{1,3}}){_CLOSE}"
)
_PHONE_CUE: Final = lazy(r"(?:tel(?:efon)?|tfn|mobil(?:nr|nummer)?|telefonnummer|ring)\.?(?: nr)?:?\s*$", re.IGNORECASE)


def _emails(text: str) -> Iterator[FoundIdentifier]:
    for match in _EMAIL.finditer(text):
        key = re.sub(r"\s", "", match[0]).casefold().replace("(at)", "@").replace("[at]", "@")
        yield FoundIdentifier(
            start=match.start(), end=match.end(), kind=IdentifierKind.EMAIL, key=key, reason="form av e-postadress"
        )


def _phones(text: str) -> Iterator[FoundIdentifier]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match["number"].replace("(0)", ""))
        if match["number"].startswith("+46"):
            digits = "0" + digits[2:]
        before = text[max(0, match.start() - 25) : match.start()]
        cued = bool(_PHONE_CUE.search(before))
        if not 8 <= len(digits) <= 11 or _CASE_CUE.search(before):
            continue
        # A row of groups with blanks alone may be the cells of a table; without a hyphen only a mobile number is one.
        plain = match["sign"] in {"-", "–", "/"} or match["number"].startswith("+46")
        mobile = digits.startswith(("070", "072", "073", "076", "079")) and len(digits) == 10
        if plain or mobile or cued:
            yield FoundIdentifier(
                start=match.start(),
                end=match.end(),
                kind=IdentifierKind.PHONE,
                key=digits,
                reason="form av telefonnummer" + (", utpekat" if cued else ""),
            )


_CAPITAL: Final = r"[A-ZÅÄÖÉ][a-zåäöéü'’-]+"
_STREET: Final = (
    rf"(?:(?:{_CAPITAL} ){{0,2}}[A-ZÅÄÖÉ][a-zåäöéü-]*(?:gatan|vägen|gränden|gränd|stigen|torget|backen|allén|esplanaden|kajen|liden|slingan|promenaden|väg|gata|stig|hamnen|gården)"
    rf"|(?:{_CAPITAL} ){{1,3}}(?:gatan|gata|vägen|väg|gränd|stig|torg|allé|backe|esplanad|plats)"
    # `Väg 40`, `Riksväg 26`, `Vägen 3` are roads
    r")"
)
_ROAD: Final = lazy(
    r"^(?:(?:[Ll]äns|[Rr]iks|[Ee]uropa|[Ee]nskild |[Aa]llmän )?[Vv]äg(?:en)?|Gata|Gatan|Stig|Torget|Etapp)$"
)
_HOUSE: Final = r"\d{1,3}(?: ?[A-Ha-h](?![^\W_]))?(?:[–-]\d{1,3})?"
_FLAT: Final = r"(?:,? (?:lgh|lägenhet|våning|vån\.?) ?\d{1,4}|,? \d tr\.?)?"
_POST: Final = rf"(?:,?\s{{1,3}}(?:SE?-)?\d{{3}} \d{{2}} {{1,2}}{_CAPITAL}(?: {_CAPITAL})?)"
_ADDRESS: Final = lazy(
    rf"(?<![^\W_])(?:(?P<street>{_STREET})\s{_HOUSE}{_FLAT}{_POST}?|(?P<place>{_CAPITAL}(?: {_CAPITAL})?) {_HOUSE}{_POST})"
    r"(?![^\W_])(?![:/]\d|[.,]\d|-\d|\s?(?:kr|kronor|mkr|tkr|meter|m|km|kvm|procent|%|§|st)(?!\w))"
)


def _addresses(text: str) -> Iterator[FoundIdentifier]:
    for match in _ADDRESS.finditer(text):
        if match["street"] and _ROAD.match(match["street"]):
            continue
        if match["place"] in {"Box", "Postbox", "Sida", "Bilaga"}:
            continue
        yield FoundIdentifier(
            start=match.start(),
            end=match.end(),
            kind=IdentifierKind.ADDRESS,
            key=" ".join(match[0].replace(",", " ").split()).casefold(),
            reason="gata och husnummer" if match["street"] else "ort, nummer och postnummer",
        )


def find_identifiers(text: str) -> list[FoundIdentifier]:
    """Find the identifiers of a text, in its order; of two that overlap the surer kind is taken."""
    found: list[FoundIdentifier] = []
    for one in (*_numbers(text), *_emails(text), *_phones(text), *_addresses(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)
