"""Annotation in the formats of other tools: gold records to them and back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from nlp_minutes.corpus.formats.base import Format, Reading, ReadOptions, Written
from nlp_minutes.corpus.formats.conll import CONLL
from nlp_minutes.corpus.formats.docbin import DOCBIN
from nlp_minutes.corpus.formats.doccano import DOCCANO
from nlp_minutes.corpus.formats.huggingface import DATASETS
from nlp_minutes.corpus.formats.labelstudio import LABELSTUDIO
from nlp_minutes.corpus.formats.prodigy import PRODIGY

__all__ = ["FORMATS", "Format", "ReadOptions", "Reading", "Written", "sniff"]

FORMATS: Final = {one.name: one for one in (LABELSTUDIO, PRODIGY, DOCCANO, CONLL, DOCBIN, DATASETS)}


def sniff(path: Path) -> Format | None:
    """The first format that a file or folder looks like; None where it is gold of our own, or nothing we know."""
    return next((one for one in FORMATS.values() if one.suits(path)), None)
