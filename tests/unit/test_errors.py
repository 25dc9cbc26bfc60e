from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes import errors
from nlp_minutes.errors import ConfigError, DamagedFile, EmptyFile, MinutesError, ReadError, TooLarge, UnsupportedFormat


@pytest.mark.parametrize("kind", [UnsupportedFormat, DamagedFile, TooLarge, EmptyFile])
def test_read_error_kinds_are_read_errors(kind: type[ReadError]) -> None:
    assert issubclass(kind, ReadError)


@pytest.mark.parametrize("name", errors.__all__)
def test_errors_are_one_tree(name: str) -> None:
    assert issubclass(getattr(errors, name), MinutesError)


def test_config_error_is_no_read_error() -> None:
    assert not issubclass(ConfigError, ReadError)


def test_read_error_names_file_and_reason() -> None:
    error = EmptyFile(Path("moten") / "tom.txt", "there is no text in it")
    assert str(error) == f"{Path('moten') / 'tom.txt'}: there is no text in it"
    assert (error.path, error.reason) == (Path("moten") / "tom.txt", "there is no text in it")


def test_read_error_takes_a_name_as_str() -> None:
    assert TooLarge("stor.txt", "too large").path == Path("stor.txt")
