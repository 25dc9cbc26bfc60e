"""Where the pipelines of the package are. Without spaCy: who only shares work out need not load it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from nlp_minutes.errors import ConfigError

__all__ = ["model_path"]

_DEFAULT: Final = "sv_minutes_sm"


def model_path(name: str = _DEFAULT) -> Path:
    """Give the folder of a pipeline that comes with the package.

    Args:
        name: The pipeline's name.

    Raises:
        ConfigError: There is none of that name.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if (folder / "config.cfg").is_file():
            return folder
    raise ConfigError(f"no pipeline {name!r} comes with this installation; install nlp-minutes anew, or name a folder")
