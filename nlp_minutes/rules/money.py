"""Sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp_minutes.patterns import lazy

__all__ = ["FoundMoney", "find_money"]

_NUMBER = r"(?P<number>\d{1,3}(?:[   .]\d{3})+(?:,\d{1,2})?|\d+(?:[,.]\d{1,3})?)"
_FACTORS: tuple[tuple[str, int | Decimal | None], ...] = (
    (r"(?:miljarder|mdkr|mdr|md)(?: kronor| kr)?", 1_000_000_000),
    (r"(?:miljoner kronor|miljoner kr|miljon kronor|mnkr|mkr|Mkr|MSEK|msek|mn kr|milj\.? ?kr(?:onor)?|milj\.? kr)", 1_000_000),
    (r"(?:tusen kronor|tkr|Tkr|kkr|tusen kr|tsek|TSEK|KSEK|ksek)", 1_000),
    (r"(?:kronor|kronors|kr|SEK|sek|:-|:–)(?:/\w+)?", 1),
    (r"öre", Decimal("0.01")),
    (r"(?:miljoner euro|mn euro|milj\. euro|M€)", None),
    (r"(?:euro|EUR|€)", None),
)  # fmt: skip
# Of these, in small letters, each unit has one.
_UNITS = ("kr", "milj", "md", "sek", ":-", ":–", "öre", "eur", "€")
_MONEY = lazy(
    rf"(?<![\w.,:/–-])(?:(?P<euro>€) ?)?(?P<minus>[−–-] ?)?{_NUMBER}\s?(?P<unit>{'|'.join(pattern for pattern, _ in _FACTORS)})(?![\wåäö])", re.IGNORECASE
)  # fmt: skip
# 'en miljon kronor', 'fem kronor' in words.
_WORDS: dict[str, int | Decimal] = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "en halv": Decimal("0.5")}  # fmt: skip
_IN_WORDS = lazy(
    rf"(?<![\wåäö])(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}) (?P<unit>miljarder kronor|miljard kronor|miljoner kronor|miljon kronor|tusen kronor|hundra kronor|kronor|öre)(?![\wåäö])", re.IGNORECASE
)  # fmt: skip
_IN_WORDS_FACTORS: dict[str, int | Decimal] = {"miljar": 1_000_000_000, "miljon": 1_000_000, "tusen ": 1_000, "hundra": 100, "kronor": 1, "öre": Decimal("0.01")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """A sum of money in a text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        kronor: The amount in kronor as a plain number with a decimal point; None for another currency.
    """

    start: int
    end: int
    kronor: str | None


def find_money(text: str) -> Iterator[FoundMoney]:
    """Yield the sums of money of a text: `2,5 mnkr`, `850 000 kronor`, `75 öre`, `tre miljoner kronor`."""
    folded = text.casefold()
    written = any(unit in folded for unit in _UNITS) and _DIGIT.search(text)
    for match in _MONEY.finditer(text) if written else ():
        factor = _factor(match["unit"])
        if factor is None:
            yield FoundMoney(*match.span(), None)
            continue
        amount = _value(match["number"]) * factor
        if match["minus"]:
            amount = -amount
        yield FoundMoney(*match.span(), _plain(amount))
    for match in _IN_WORDS.finditer(text) if "kronor" in folded or "öre" in folded else ():
        number = Decimal(_WORDS[match["word"].casefold()])
        yield FoundMoney(*match.span(), _plain(number * Decimal(_IN_WORDS_FACTORS[match["unit"].casefold()[:6]])))


_DIGIT = lazy(r"\d")
_NO_DIGIT = lazy(r"\D")
_GROUPED = lazy(r"(\d{1,3}(?:[   .]\d{3})+)(?:,(\d+))?")
_FACTOR_PATTERNS = [(re.compile(pattern, re.IGNORECASE), factor) for pattern, factor in _FACTORS]


@lru_cache(maxsize=256)
def _factor(unit: str) -> Decimal | None:
    for pattern, factor in _FACTOR_PATTERNS:
        if pattern.fullmatch(unit):
            return None if factor is None else Decimal(factor)
    return None


def _value(number: str) -> Decimal:
    grouped = _GROUPED.fullmatch(number)
    if grouped:
        return Decimal(_NO_DIGIT.sub("", grouped[1]) + (f".{grouped[2]}" if grouped[2] else ""))
    return Decimal(number.replace(",", "."))


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
