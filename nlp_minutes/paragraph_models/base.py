"""What every model of paragraphs is given and gives back, and how it lies on disk."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import ParagraphLabel
from nlp_minutes.quick import quick

__all__ = [
    "LABELS",
    "SETTINGS",
    "ParagraphInput",
    "ParagraphModel",
    "Probabilities",
    "model_from_files",
    "read_model",
    "read_settings",
    "write_model",
]

Probabilities = NDArray[np.float64]

# The order of the columns of every array of probabilities.
LABELS: Final = tuple(str(label) for label in ParagraphLabel)
SETTINGS: Final = "settings.json"
HASHES: Final = "hashes.json"


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphInput:
    """A paragraph as a model sees it.

    Attributes:
        text: Its text, with entities and figures masked (`<person>`, `0`): nothing in it names anybody.
        heading: The heading above it, or an empty string.
        features: What is known of its place, its neighbours and its words, one string for each thing.
        rule: The label that the rules give.
    """

    text: str
    heading: str
    features: tuple[str, ...]
    rule: str


class ParagraphModel(ABC):
    """Gives probabilities; one item is read at a time, so that its paragraphs can inform each other."""

    backend: ClassVar[str]

    @abstractmethod
    def predict(self, items: Sequence[Sequence[ParagraphInput]]) -> list[Probabilities]:
        """Give the probabilities of the labels.

        Args:
            items: The paragraphs of each item, in order.

        Returns:
            For each item an array of shape (paragraphs, labels) in the order of `LABELS`; rows sum to 1.
        """

    def placed(self, item: Sequence[ParagraphInput]) -> Sequence[ParagraphInput]:
        """Give the paragraphs of an item as this model takes them: what it knows of headings may move some."""
        return item

    @abstractmethod
    def to_files(self) -> dict[str, bytes]:
        """Give the model's files by name; `settings.json` names the backend."""

    @classmethod
    @abstractmethod
    def from_files(cls, files: Mapping[str, bytes], where: str) -> ParagraphModel:
        """Make a model of its files.

        Args:
            files: The files by name.
            where: Their folder, for messages.

        Raises:
            ConfigError: A file is missing or does not hold what it should.
        """


def read_settings(files: Mapping[str, bytes], where: str) -> dict[str, Any]:
    """Read the settings of a model.

    Raises:
        ConfigError: They are missing or no JSON object.
    """
    try:
        settings = json.loads(files[SETTINGS])
    except KeyError as error:
        raise ConfigError(f"{where}: no {SETTINGS} in the model's folder; train it anew") from error
    except ValueError as error:
        raise ConfigError(f"{where}/{SETTINGS}: not JSON; train the model anew") from error
    if not isinstance(settings, dict):
        raise ConfigError(f"{where}/{SETTINGS}: not an object of settings; train the model anew")
    return settings


def model_from_files(files: Mapping[str, bytes], where: str) -> ParagraphModel:
    """Make the model of the backend that the settings name.

    Raises:
        ConfigError: The backend is unknown, or the files are not as they should be.
    """
    settings = read_settings(files, where)
    if list(settings.get("labels", ())) != list(LABELS):
        raise ConfigError(f"{where}/{SETTINGS}: its labels are not {', '.join(LABELS)}; train the model anew")
    backend = settings.get("backend")
    if backend == "linear":
        from nlp_minutes.paragraph_models.linear import LinearModel

        return LinearModel.from_files(files, where)
    if backend == "transformer":
        from nlp_minutes.paragraph_models.transformer import TransformerModel

        return TransformerModel.from_files(files, where)
    raise ConfigError(f"{where}/{SETTINGS}: no backend {backend!r}; there are linear and transformer")


def write_model(model: ParagraphModel, folder: Path) -> None:
    """Write a model's files and their hashes into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    files = model.to_files()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    (folder / HASHES).write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def read_model(folder: Path) -> ParagraphModel:
    """Read a model, after holding each file against its hash.

    Raises:
        ConfigError: A file is missing, has been changed, or is not what it should be.
    """
    path = folder / HASHES
    if not path.is_file():
        raise ConfigError(f"{folder}: no model of paragraphs here (no {HASHES}); give the folder that training wrote")
    try:
        hashes = json.loads(path.read_text(encoding="utf-8"))
        names = {str(name): str(value) for name, value in hashes.items()}
    except (ValueError, AttributeError) as error:
        raise ConfigError(f"{path}: damaged; copy the model's folder anew or train again") from error
    files: dict[str, bytes] = {}
    for name, expected in names.items():
        if Path(name).name != name:
            raise ConfigError(f"{path}: {name!r} is not a file of this folder")
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            raise ConfigError(f"{folder / name}: cannot be read ({error.strerror}); copy the folder anew") from error
        if hashlib.sha256(files[name]).hexdigest() != expected:
            raise ConfigError(
                f"{folder / name}: damaged (its hash is not the one in {HASHES}); copy the folder anew or train again"
            )
    return model_from_files(files, str(folder))
