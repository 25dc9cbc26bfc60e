"""Where new names come from: the real distributions of Swedish names in Faker, and our own lists for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from nlp_minutes.errors import ConfigError
from nlp_minutes.lexicon import rows

__all__ = ["PARTICLES", "gender_of", "new_given", "new_origin", "new_surname"]

# What stands before a surname and is no name by itself.
PARTICLES: Final = frozenset({"af", "von", "de", "la", "le", "van", "der", "den", "del", "bin", "ibn", "zu"})
# Origins and how often one of a hundred persons has them.
_ORIGINS: Final = {
    "faker": 52,
    "swedish": 14,
    "finnish": 6,
    "arabic": 5,
    "persian": 3,
    "somali": 3,
    "balkan": 4,
    "polish": 3,
    "turkish": 3,
    "kurdish": 2,
    "sami": 3,
    "other": 2,
}
# One surname of so many is double, or has a particle.
_DOUBLE: Final = 9
_PARTICLE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Names and how often they occur."""

    names: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        return rng.choices(self.names, self.weights)[0]


@cache
def _faker() -> dict[str, _Names]:
    try:
        from faker.providers.person.sv_SE import Provider  # noqa: PLC0415 - an extra, used here only
    except ImportError as error:
        raise ConfigError("augmentation needs Faker: pip install 'nlp-minutes[train]'") from error
    tables = {"f": Provider.first_names_female, "m": Provider.first_names_male, "": Provider.last_names}
    return {
        kind: _Names(names=tuple(table.keys()), weights=tuple(float(one) for one in table.values()))
        for kind, table in tables.items()
    }


@cache
def _given(origin: str, gender: str) -> _Names:
    if origin == "faker":
        return _faker()[gender]
    names = tuple(row[0] for row in rows("names_given.tsv") if row[1] == gender and row[2] == origin)
    return _Names(names=names, weights=(1.0,) * len(names))


@cache
def _surnames(origin: str) -> _Names:
    if origin == "faker":
        return _faker()[""]
    kinds = {"swedish", "swedish-noble", "swedish-double"} if origin == "swedish" else {origin}
    names = tuple(row[0] for row in rows("names_surnames.tsv") if row[1] in kinds)
    return _Names(names=names, weights=(1.0,) * len(names))


@cache
def _genders() -> dict[str, str]:
    table: dict[str, set[str]] = {}
    for kind in ("f", "m"):
        for name in _faker()[kind].names:
            table.setdefault(name.casefold(), set()).add(kind)
    for name, kind, *_ in rows("names_given.tsv"):
        table.setdefault(name.casefold(), set()).add(kind)
    return {name: min(kinds) for name, kinds in table.items() if len(kinds) == 1}


def gender_of(given: str) -> str | None:
    """Tell whether a given name is a woman's (f) or a man's (m), where the lists know it as one of them only."""
    table = _genders()
    for part in (given, *given.split("-")):
        if part.casefold() in table:
            return table[part.casefold()]
    return None


def new_origin(rng: Random) -> str:
    """Draw the origin of a person's names."""
    return rng.choices(list(_ORIGINS), list(_ORIGINS.values()))[0]


def new_given(rng: Random, origin: str, gender: str) -> str:
    """Draw a given name."""
    return _given(origin, gender).draw(rng)


def new_surname(rng: Random, origin: str, *, simple: bool = False) -> str:
    """Draw a surname: now and then a double one, or one with a particle, unless it is to be simple."""
    name = _surnames(origin).draw(rng)
    if simple or "-" in name:
        return name
    if rng.randrange(_DOUBLE) == 0:
        second = _surnames(rng.choice(["faker", origin])).draw(rng)
        if second != name and "-" not in second:
            return f"{name}{rng.choice([' ', '-'])}{second}"
    if origin in {"faker", "swedish"} and rng.randrange(_PARTICLE) == 0:
        noble = [row[0] for row in rows("names_surnames.tsv") if row[1] == "swedish-noble" and "-" not in row[0]]
        return f"{rng.choice(['af', 'von'])} {rng.choice(noble)}"
    return name
