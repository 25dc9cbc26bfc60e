"""Pages without a text layer, read from their pictures: the extra `ocr` with the program tesseract and Swedish data."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.readers.pdf_words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pypdfium2

__all__ = ["is_available", "read_words", "words_of"]

_LANGUAGE: Final = "swe"
_DOTS_PER_INCH: Final = 300
_SECONDS: Final = 120  # for one page
_MOST_DOTS: Final = 6_000  # of a page's longer side; a larger page is read coarser


@cache
def is_available() -> bool:
    """Whether pytesseract, Pillow and the program tesseract with Swedish data are installed."""
    if find_spec("pytesseract") is None or find_spec("PIL") is None:
        return False
    import pytesseract  # noqa: PLC0415 - an extra

    try:
        return _LANGUAGE in pytesseract.get_languages(config="")
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return False


def read_words(page: pypdfium2.PdfPage) -> list[Word]:
    """Read the words of a page from its picture.

    Args:
        page: An open page.

    Returns:
        The words with their places in points; none where the program fails or takes too long.
    """
    import pytesseract  # noqa: PLC0415 - an extra

    scale = min(_DOTS_PER_INCH / 72, _MOST_DOTS / max(page.get_width(), page.get_height()))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        data = pytesseract.image_to_data(
            bitmap.to_pil(), lang=_LANGUAGE, config="--psm 4", output_type=pytesseract.Output.DICT, timeout=_SECONDS
        )
    except (pytesseract.TesseractError, RuntimeError):  # the second is how a time-out is told
        return []
    finally:
        bitmap.close()
    return words_of(data, scale, page.get_height())


def words_of(data: Mapping[str, Sequence[Any]], scale: float, height: float) -> list[Word]:
    """Make words of what tesseract says.

    Args:
        data: Its table, a list a column.
        scale: Dots a point.
        height: Of the page, in points.

    Returns:
        The words; those of one line get one baseline and one height.
    """
    rows = [
        (tuple(data[key][i] for key in ("block_num", "par_num", "line_num")), i)
        for i, text in enumerate(data["text"])
        if str(text).strip()
    ]
    words: list[Word] = []
    for _, line in groupby(rows, key=lambda row: row[0]):
        members = [i for _, i in line]
        tops = sorted(data["top"][i] for i in members)
        bottoms = sorted(data["top"][i] + data["height"][i] for i in members)
        tall = max((bottoms[len(bottoms) // 2] - tops[len(tops) // 2]) / scale * 1.15, 1.0)
        base = height - bottoms[len(bottoms) // 2] / scale
        words += [
            Word(
                str(data["text"][i]).strip(),
                data["left"][i] / scale,
                (data["left"][i] + data["width"][i]) / scale,
                base,
                tall,
            )
            for i in members
        ]
    return words
