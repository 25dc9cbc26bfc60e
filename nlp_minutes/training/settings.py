"""The settings of training: those of the command line, over those of a file, over the defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from nlp_minutes.corpus.formats import ReadOptions
from nlp_minutes.errors import ConfigError

__all__ = ["ParagraphSettings", "read_settings_file"]

_BACKENDS: Final = ("linear", "transformer")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphSettings:
    """How a model of paragraphs is trained.

    Attributes:
        corpus: Where the annotated protocols are.
        output: The folder for the pipeline that comes of it; it must not be there yet, or be empty.
        model: The pipeline to start from; the one that comes with the package, if None.
        backend: `linear` or `transformer`.
        base: For the transformer: a folder or an id of the Hugging Face hub.
        fresh: Leave aside what the pipeline to start from has learnt; the transformer always starts from its base.
        prior: For the linear model: how strongly what it has learnt holds against the new examples.
        heading_prior: The same for the words of headings, which differ most from town to town.
        augment: New documents to make of each protocol.
        held_out: The share of the items that scores are taken on.
        epochs: For the transformer: times through the examples at most.
        layers: For the transformer: how many layers of the base to keep; all, if 0.
        max_length: For the transformer: tokens that are read at once, of several paragraphs.
        rate: For the transformer: highest learning rate.
        seed: The same seed and data give the same weights on one machine.
        kind: The format of the corpus, as `corpus import --from` names it; each file is looked at, if None.
        options: How to read files of other tools.
    """

    corpus: tuple[Path, ...]
    output: Path
    model: Path | None = None
    backend: str = "linear"
    base: str | None = None
    fresh: bool = False
    prior: float = 200.0
    heading_prior: float = 0.3
    augment: int = 0
    held_out: float = 0.2
    epochs: int = 4
    layers: int = 0
    max_length: int = 256
    rate: float = 5e-5
    seed: int = 0
    kind: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)

    def checked(self) -> ParagraphSettings:
        """Give the settings back when they fit together.

        Raises:
            ConfigError: They do not.
        """
        if self.backend not in _BACKENDS:
            raise ConfigError(f"--backend {self.backend}: there are {' and '.join(_BACKENDS)}")
        if self.backend == "transformer" and not self.base:
            raise ConfigError("--backend transformer needs --base: a folder, or an id of the Hugging Face hub")
        if self.backend == "linear" and self.base:
            raise ConfigError(f"--base {self.base}: the linear model has no base; add --backend transformer")
        if not 0 < self.held_out < 0.9:
            raise ConfigError(f"held_out = {self.held_out}: a share between 0 and 0.9 is needed")
        if min(self.prior, self.heading_prior, self.rate) <= 0:
            raise ConfigError("prior, heading_prior and rate must be above 0")
        if self.epochs < 1 or self.augment < 0 or self.layers < 0 or self.max_length < 16:
            raise ConfigError("epochs from 1, augment and layers from 0, max_length from 16 on are allowed")
        if self.output.is_file() or (self.output.is_dir() and any(self.output.iterdir())):
            raise ConfigError(f"--output {self.output}: it is there already; name a new folder, or empty this one")
        return self

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for printing and for the record."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return values | {
            "corpus": [str(path) for path in self.corpus],
            "output": str(self.output),
            "model": str(self.model) if self.model else None,
            "options": asdict(self.options),
        }

    def updated(self, values: Mapping[str, Any], where: str) -> ParagraphSettings:
        """Put other values in place.

        Args:
            values: By name.
            where: The file they come from, for messages.

        Raises:
            ConfigError: A name is unknown, or a value is of the wrong kind.
        """
        kinds = {one.name: one.type for one in fields(self)}
        free = {"corpus", "output", "model", "kind", "options"}
        given: dict[str, Any] = {}
        for name, value in values.items():
            if name not in kinds or name in free:
                known = ", ".join(sorted(set(kinds) - free))
                raise ConfigError(f"{where}: no setting {name!r}; there are {known}")
            given[name] = _fitting(name, value, str(kinds[name]), where)
        return replace(self, **given)


def _fitting(name: str, value: Any, kind: str, where: str) -> Any:
    """The value, as its setting wants it."""
    wanted = kind.partition(" | ")[0]
    fits = {
        "str": isinstance(value, str),
        "bool": isinstance(value, bool),
        "int": isinstance(value, int) and not isinstance(value, bool),
        "float": isinstance(value, int | float) and not isinstance(value, bool),
    }
    if not fits[wanted]:
        raise ConfigError(f"{where}: {name} = {value!r} is no {wanted}")
    return float(value) if wanted == "float" else value


def read_settings_file(path: Path, table: str) -> dict[str, Any]:
    """Read one table of a file of settings (TOML).

    Args:
        path: The file.
        table: `paragraphs` or `entities`.

    Raises:
        ConfigError: It cannot be read, is no TOML, or has other tables than these two.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"--config {path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"--config {path}: not TOML ({error})") from error
    unknown = sorted(set(values) - {"paragraphs", "entities"})
    if unknown:
        raise ConfigError(f"--config {path}: no table [{unknown[0]}]; there are [paragraphs] and [entities]")
    found = values.get(table, {})
    if not isinstance(found, dict):
        raise ConfigError(f"--config {path}: {table} is no table; write [{table}] on a line of its own")
    return found
