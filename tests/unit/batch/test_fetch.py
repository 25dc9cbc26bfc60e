"""Files of other places are fetched within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nlp_minutes.batch.work import _annotate
from nlp_minutes.errors import TooLarge
from nlp_minutes.readers.limits import Limits

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Åslunda kommun\n\n§ 14 Taxa\n\nBeslut\n\nNämnden antar taxan.\n".encode()


def test_what_is_fetched_just_under_and_just_over(nlp: Language) -> None:
    fsspec = pytest.importorskip("fsspec")
    url = "memory://fetched/a.txt"
    fsspec.filesystem("memory").pipe_file("/fetched/a.txt", TEXT)
    (found,) = _annotate(url, nlp, Limits(file_bytes=len(TEXT)))
    assert (found.source.path, found.text.encode()) == (url, TEXT)
    with pytest.raises(TooLarge, match="bytes"):
        _annotate(url, nlp, Limits(file_bytes=len(TEXT) - 1))
