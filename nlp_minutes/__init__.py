"""nlp-minutes: Swedish municipal minutes (protokoll) to structured data.

    import nlp_minutes
    minutes = nlp_minutes.annotate(pathlib.Path("protokoll.txt"))
    for item in minutes.items:
        print(item.number, item.title, item.outcome)

The names are imported on first use: `import nlp_minutes` alone loads neither spaCy nor any other large library.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp_minutes.errors import (
        ConfigError,
        DamagedFile,
        EmptyFile,
        MinutesError,
        ReadError,
        TooLarge,
        UnsupportedFormat,
    )
    from nlp_minutes.masking import Pseudonymised, pseudonymise
    from nlp_minutes.minutes import Minutes, Summary, from_dict, json_schema
    from nlp_minutes.pipeline import annotate, annotate_all, load, model_path, summarise
    from nlp_minutes.readers import read
    from nlp_minutes.source import Source

__version__ = version("nlp-minutes")

__all__ = [
    "ConfigError",
    "DamagedFile",
    "EmptyFile",
    "Minutes",
    "MinutesError",
    "Pseudonymised",
    "ReadError",
    "Source",
    "Summary",
    "TooLarge",
    "UnsupportedFormat",
    "__version__",
    "annotate",
    "annotate_all",
    "from_dict",
    "json_schema",
    "load",
    "model_path",
    "pseudonymise",
    "read",
    "summarise",
]

_HOME = {
    "annotate": "pipeline",
    "annotate_all": "pipeline",
    "load": "pipeline",
    "model_path": "pipeline",
    "pseudonymise": "masking",
    "read": "readers",
    "summarise": "pipeline",
    "Pseudonymised": "masking",
    "Source": "source",
    "Minutes": "minutes",
    "Summary": "minutes",
    "from_dict": "minutes",
    "json_schema": "minutes",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'nlp_minutes' has no attribute {name!r}")
    return getattr(import_module(f"nlp_minutes.{_HOME.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
