"""Hostile files: each costs itself, is told on one line, and harms nothing else.

`python tests/integration/test_hostile.py` prints the table of docs/reliability.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import nlp_minutes
from nlp_minutes.cli import main
from nlp_minutes.cli.inputs import add_limits, limits_of, results_of
from nlp_minutes.corpus.dataset import read_jsonl
from nlp_minutes.errors import (
    ConfigError,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NoTextLayer,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from nlp_minutes.export import to_jsonl
from nlp_minutes.minutes import from_dict
from nlp_minutes.readers import Limits, read, sandbox, source_from_text
from nlp_minutes.readers.sandbox import Sandbox, read_safely

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.fixtures import pdfs  # noqa: E402
from tests.fixtures.office import docx, html, odt, w_p  # noqa: E402

PDF = ROOT / "tests" / "fixtures" / "pdf" / "traps.pdf"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>"
TEXT = "Åslunda kommun\nTekniska nämnden\n2031-03-12\n\n§ 14 Taxa\n\nBeslut\n\nNämnden antar taxan.\n"


def packed(**parts: str | bytes) -> bytes:
    """A zip archive of `document`, which is word/document.xml, and of parts named as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr({"document": "word/document.xml"}.get(name, name), data)
    return out.getvalue()


def overlapping() -> bytes:
    """The entry of the text names the bytes of another one."""
    data = packed(other="x" * 26, document=f"<w:document {W}>{BODY}</w:document>")
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 42] + (0).to_bytes(4, "little") + data[at + 46 :]


def claimed(size: int) -> bytes:
    """A DOCX whose directory tells another size of its text than that of the text."""
    data = docx(w_p("Text"))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def locked_bits() -> bytes:
    """An archive whose parts say that they are locked."""
    data = bytearray(docx(w_p("Text")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def entity(declared: str, used: str = "&a;") -> bytes:
    return packed(document=f"<!DOCTYPE w:document [{declared}]><w:document {W}>{used}</w:document>")


LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
NESTED = packed(**{"a.zip": packed(**{"b.zip": packed(c="x" * 1000)})})
MANY = " ".join(f'w:a{n}="x"' for n in range(100_000))

NO_FONT = "<< /Type /Font /Subtype /TrueType /BaseFont /NoSuchFont >>"
BROKEN_FONT = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /FirstChar 0 /LastChar 255 /Widths [1] >>"
)
NOISE = bytes(range(256)) * 9
TO_NOISE = "<< /Type /FontDescriptor /FontName /X /Flags 32 /FontFile2 7 0 R >>"
SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >>"

# Name, what it is, how it is made, and the error; None where it is read. Who makes None is not there at all.
HOSTILE: list[tuple[str, str, Callable[[], bytes | None], type[ReadError] | None]] = [
    ("saknas.pdf", "no file", lambda: None, ReadError),
    ("tom.pdf", "empty", lambda: b"", EmptyFile),
    ("nollor.txt", "zero bytes", lambda: b"\0" * 1000, DamagedFile),
    ("bild.txt", "a picture named .txt", lambda: b"\x89PNG\r\n\x1a\n" + NOISE, UnsupportedFormat),
    ("rtf.docx", "RTF named .docx", lambda: b"{\\rtf1 text}", UnsupportedFormat),
    ("gammal.doc", "an old Office file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, UnsupportedFormat),
    ("data.xyz", "a suffix that no reader has", TEXT.encode, UnsupportedFormat),
    ("skannad.pdf", "pictures of pages", (PDF.parent / "scanned.pdf").read_bytes, NoTextLayer),
    ("brus.docx", "noise named .docx", lambda: NOISE, DamagedFile),
    ("text.pdf", "text named .pdf", TEXT.encode, DamagedFile),
    ("pdf.txt", "a PDF named .txt", PDF.read_bytes, None),
    ("docx.odt", "a DOCX named .odt", lambda: docx(w_p("§ 1 Val")), None),
    ("kapad.pdf", "a PDF cut off", lambda: PDF.read_bytes()[:900], DamagedFile),
    ("kapad.docx", "a DOCX cut off", lambda: docx(w_p("Text"))[:-300], DamagedFile),
    ("kapad.odt", "an ODT cut off", lambda: odt("<text:p>Text</text:p>")[:-300], DamagedFile),
    ("las.pdf", "a PDF with a password", (PDF.parent / "locked.pdf").read_bytes, EncryptedFile),
    ("las.docx", "a DOCX with locked parts", locked_bits, EncryptedFile),
    ("pdfzip.pdf", "PDF and ZIP at once", lambda: PDF.read_bytes() + docx(w_p("x")), None),
    ("htmlpdf.html", "HTML with a PDF's mark in it", lambda: b"<html>%PDF-1.7 " + TEXT.encode(), None),
    ("bomb.docx", "a zip bomb", lambda: packed(document="x" * 30_000_000), TooLarge),
    ("zip.docx", "archives in archives", lambda: NESTED, UnsupportedFormat),
    ("overlapp.docx", "entries that overlap", overlapping, DamagedFile),
    ("stor.docx", "a part of 4 GB, so it says", lambda: claimed(2**32 - 2), TooLarge),
    ("kort.docx", "a part larger than it says", lambda: claimed(10), DamagedFile),
    (
        "ut.docx",
        "parts named ../ and /",
        lambda: packed(**{"../../ut.txt": "x", "/etc/ut": "x"}),
        UnsupportedFormat,
    ),
    ("delar.docx", "10,000 parts", lambda: packed(**{str(n): "" for n in range(10_000)}), TooLarge),
    ("skratt.docx", "billion laughs", lambda: entity(LAUGHS, "&a11;"), DamagedFile),
    ("kvadrat.docx", "quadratic blow-up", lambda: entity(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000), DamagedFile),
    ("extern.docx", "an external entity", lambda: entity('<!ENTITY a SYSTEM "file:///etc/passwd">'), DamagedFile),
    ("djup.docx", "XML 100,000 deep", lambda: packed(document=f"<w:document {W}>" + "<w:p>" * 100_000), TooLarge),
    (
        "attribut.docx",
        "100,000 attributes",
        lambda: packed(document=f"<w:document {W} {MANY}>{BODY}</w:document>"),
        TooLarge,
    ),
    ("attribut.html", "100,000 attributes", f"<html><p {MANY}>x".encode, TooLarge),
    ("djup.html", "100,000 nested divs", lambda: b"<html>" + b"<div>" * 100_000 + b"x", TooLarge),
    ("stangda.html", "10,000 nested divs", lambda: b"<html>" + b"<div>" * 10_000 + TEXT.encode(), None),
    ("skript.html", "only script", lambda: b"<html><script>alert(1)</script>", EmptyFile),
    ("jbig2.pdf", "a JBIG2 picture of 2 thousand million dots a side", pdfs.huge_jbig2, None),
    ("antal.pdf", "an object stream of 2 thousand million objects", lambda: pdfs.object_stream(count=2 * 10**9), None),
    ("plats.pdf", "an object stream that begins behind its end", lambda: pdfs.object_stream(first=2 * 10**9), None),
    ("langd.pdf", "an object stream longer than the file", lambda: pdfs.object_stream(length=2 * 10**9), None),
    ("tabell.pdf", "a table of 2 thousand million places", lambda: pdfs.object_stream(size=2 * 10**9), None),
    ("sida.pdf", "a page longer than the file", lambda: pdfs.page(pdfs.stream(pdfs.LINE, length=2 * 10**9)), None),
    ("sidor.pdf", "2 thousand million pages, so it says", lambda: pdfs.page(count=2 * 10**9), None),
    ("ring.pdf", "a tree of pages that leads back to itself", lambda: pdfs.page(kids="[2 0 R]"), DamagedFile),
    ("rum.pdf", "a page without end", lambda: pdfs.page(box="0 0 1e38 1e38"), None),
    ("blank.pdf", "a page that unpacks to 200 MB of blanks", lambda: pdfs.inflated(200_000_000), NoTextLayer),
    ("djup.pdf", "100,000 dictionaries in each other", lambda: pdfs.page(catalog="/X " + "<< /A " * 10**5), None),
    ("utan.pdf", "a font that is not there", lambda: pdfs.page(font="null"), None),
    ("namn.pdf", "a font that no machine has", lambda: pdfs.page(font=NO_FONT), None),
    ("typsnitt.pdf", "a font of noise", lambda: pdfs.page(font=BROKEN_FONT, more=[TO_NOISE, pdfs.stream(NOISE)]), None),
    ("skript.pdf", "a script and a program to start", lambda: pdfs.page(catalog=SCRIPT), None),
]


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def outcome(path: Path, limits: Limits | None = None) -> ReadError | None:
    """The error that a file gives when it is read in a sandbox."""
    try:
        read_safely(path, limits or Limits())
    except ReadError as error:
        return error
    return None


@pytest.mark.parametrize(("name", "what", "make", "wanted"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_hostile_file_costs_itself(
    name: str,
    what: str,
    make: Callable[[], bytes | None],
    wanted: type[ReadError] | None,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    data = make()
    if data is not None:
        path.write_bytes(data)
    error = outcome(path)
    assert type(error) is (wanted or type(None)), (what, error)
    assert "\n" not in str(error)


def test_every_kind_of_error_has_a_file() -> None:
    kinds = {kind for _, _, _, kind in HOSTILE if kind is not None}
    own = {kind for kind in ReadError.__subclasses__() if kind.__module__ == ReadError.__module__}
    assert kinds == {ReadError, *own}


def test_text_beside_what_is_broken_is_read(given: Callable[[str, bytes], Path]) -> None:
    for name, _, make, wanted in HOSTILE:
        data = make() if name.endswith(".pdf") and wanted is None and name not in {"pdf.txt", "typsnitt.pdf"} else None
        if data is not None and data.startswith(b"%PDF-1.7\n%\xe5"):
            assert read_safely(given(name, data)).text == "§ 14 Taxa\nNamnden antar taxan.\n", name


def test_a_drawing_of_drawings_ends_with_its_memory(given: Callable[[str, bytes], Path]) -> None:
    error = outcome(given("a.pdf", pdfs.nested_forms()), Limits(memory=600 * 1024**2, seconds=20))
    assert isinstance(error, ReadError)


def test_a_huge_picture_that_is_read_as_one_costs_itself(
    given: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without text the page is drawn for tesseract, which stands in here for nothing but the drawing."""
    drawn = (
        "from nlp_minutes.readers import ocr, sandbox\n"
        "ocr.is_available = lambda: True\n"
        "ocr.read_words = lambda page: (page.render(scale=1).close(), [])[1]\n"
        "sandbox.serve()"
    )
    monkeypatch.setattr(sandbox, "_MINE", drawn)
    with Sandbox() as box:
        with pytest.raises(ReadError):
            box.read(given("a.pdf", pdfs.huge_jbig2(line="")))
        assert box.read(PDF).pages


def test_sandbox_gives_what_reading_gives(given: Callable[[str, bytes], Path]) -> None:
    for path in (PDF, given("a.docx", docx(w_p("§ 1 Val"))), given("a.html", html("<p>§ 1 Val</p>").encode())):
        mine, theirs = read(path), read_safely(path)
        for name in ("text", "clean", "blocks", "furniture", "path", "media_type", "sha256", "pages", "warnings"):
            assert getattr(mine, name) == getattr(theirs, name)
        assert mine.alignment.runs == theirs.alignment.runs


def test_a_reader_that_is_killed_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox() as box:
        kill = "import os, sys; sys.stdin.readline(); os.kill(os.getpid(), 9)"
        with monkeypatch.context() as patched:
            patched.setattr(sandbox, "_MINE", kill)
            with pytest.raises(DamagedFile, match="broke its reader"):
                box.read(PDF)
        assert box.read(PDF).pages


def test_a_reader_that_hangs_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox() as box:
        with monkeypatch.context() as patched:
            patched.setattr(sandbox, "_MINE", "import threading; threading.Event().wait()")
            patched.setattr(sandbox, "_START", 0.0)
            with pytest.raises(TooLarge, match="seconds"):
                box.read(PDF, Limits(seconds=0.2))
        assert box.read(PDF).pages


# Readers that stand in for those of a sandbox. One waits until a pipe is opened; one takes memory up to so many bytes
# below or above what its limit leaves it; one tells the limits that the system keeps.
WAITS = """
from pathlib import Path
from nlp_minutes.readers import read as real, sandbox
def read(path, limits):
    if path.endswith(".txt"):
        open({begun!r}, "wb").close()
        open({go!r}, "rb").close()
    return real(path, limits)
sandbox.read = read
sandbox.serve()
"""
TAKES = """
import mmap
from pathlib import Path
from nlp_minutes.readers import read as real, sandbox
def read(path, limits):
    used = int(Path("/proc/self/statm").read_text().split()[0]) * mmap.PAGESIZE
    bytearray(limits.memory - used + {more})
    return real(path, limits)
sandbox.read = read
sandbox.serve()
"""
TELLS = """
import resource
from nlp_minutes.errors import DamagedFile
from nlp_minutes.readers import sandbox
def read(path, limits):
    found = [resource.getrlimit(what)[0] for what in (resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_AS)]
    raise DamagedFile(path, " ".join(map(str, found)))
sandbox.read = read
sandbox.serve()
"""


class Clock:
    """Stands in for `threading.Timer`: time runs out when a test says so."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.late: Callable[[], None] = lambda: None
        self.stopped = threading.Event()

    def __call__(self, seconds: float, late: Callable[[], None]) -> Clock:
        self.seconds.append(seconds)
        self.late = late
        return self

    def start(self) -> None:
        self.stopped.clear()

    def cancel(self) -> None:
        self.stopped.set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("late", [False, True])
def test_time_just_under_and_just_over(
    *, late: bool, given: Callable[[str, bytes], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, clock = tmp_path / "begun", tmp_path / "go", Clock()
    os.mkfifo(begun)
    os.mkfifo(go)
    monkeypatch.setattr(threading, "Timer", clock)
    monkeypatch.setattr(sandbox, "_MINE", WAITS.format(begun=str(begun), go=str(go)))
    path, limits = given("a.txt", TEXT.encode()), Limits(seconds=7.5)
    with Sandbox() as box, ThreadPoolExecutor() as pool:
        assert box.read(PDF, limits).pages  # the process runs
        reading = pool.submit(box.read, path, limits)
        begun.read_bytes()  # it reads now, and waits for us
        assert not clock.stopped.is_set()
        if late:
            clock.late()
            with pytest.raises(TooLarge, match=r"more than 7\.5 seconds"):
                reading.result()
        else:
            with go.open("wb"):
                pass
            assert reading.result().text == TEXT
            clock.late()  # the file has been read: the next one does not lose its reader
            assert box.read(PDF, limits).pages
        assert clock.stopped.is_set()
    # A process that has to start first gets more time.
    start = 7.5 + sandbox._START
    assert clock.seconds == ([start, 7.5] if late else [start, 7.5, 7.5])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux")
def test_memory_just_under_and_just_over(given: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path, limits = given("a.txt", TEXT.encode()), Limits(memory=1024**3)
    for more, fits in ((-(16 * 1024**2), True), (16 * 1024**2, False)):
        monkeypatch.setattr(sandbox, "_MINE", TAKES.format(more=more))
        with Sandbox() as box:
            if fits:
                assert box.read(path, limits).text == TEXT
            else:
                with pytest.raises(TooLarge, match="1,073,741,824 bytes of memory"):
                    box.read(path, limits)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as it is on Linux")
def test_the_system_keeps_the_limits_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_MINE", TELLS)
    with Sandbox() as box:
        for memory, seconds in ((2**30, 5), (2**31, 9), (2**29, 3)):
            with pytest.raises(DamagedFile) as told:
                box.read(PDF, Limits(memory=memory, seconds=seconds))
            core, cpu, space = map(int, told.value.reason.split())
            assert (core, space) == (0, memory)
            # Should nobody be there to end it, it ends itself; what it has used before does not count.
            assert seconds + sandbox._START <= cpu <= seconds + sandbox._START + 10


def test_each_limit_just_under_and_just_over(given: Callable[[str, bytes], Path]) -> None:
    text = given("a.txt", b"x" * 99 + b"\n")
    page = given("a.html", b"<html><body><div id=a title='b>'><p>a</p></div>")
    root = f"<w:document {W} w:a='1' w:b='2'>{BODY}</w:document>"
    spaced = given("b.docx", packed(document=root))
    office = given("a.docx", docx(w_p("Text")))
    with zipfile.ZipFile(office) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    cases = [
        (text, "characters", 100),
        (text, "text_bytes", 100),
        (page, "text_bytes", page.stat().st_size),
        (office, "file_bytes", office.stat().st_size),
        (office, "unpacked", sum(sizes)),
        (office, "entries", len(sizes)),
        (PDF, "file_bytes", PDF.stat().st_size),
        (PDF, "pages", read(PDF).pages or 0),
        (office, "characters", len(read(office).text)),
        (page, "characters", len(read(page).text)),
        (page, "open_tags", 3),
        (page, "elements", 5),
        (page, "attributes", 2),
        (spaced, "attributes", 2),
    ]
    for path, name, exact in cases:
        # In the calling process and in the sandbox alike.
        for reader in (read, read_safely):
            assert reader(path, replace(Limits(), **{name: exact})).text
            with pytest.raises(TooLarge):
                reader(path, replace(Limits(), **{name: exact - 1}))


def test_ratio_just_under_and_just_over(given: Callable[[str, bytes], Path]) -> None:
    body = docx(w_p("a" * 50_000))
    path = given("a.docx", body)
    with zipfile.ZipFile(path) as archive:
        ratio = sum(entry.file_size for entry in archive.infolist()) / len(body)
    assert read(path, Limits(suspect=1, ratio=ratio + 0.01)).text
    with pytest.raises(TooLarge, match="times its size"):
        read(path, Limits(suspect=1, ratio=ratio - 0.01))


def test_depth_and_elements_just_under_and_just_over(given: Callable[[str, bytes], Path]) -> None:
    path = given("a.docx", packed(document=f"<w:document {W}>{BODY}</w:document>"))
    for name in ("depth", "elements"):  # body, p, r, t below the root
        assert read(path, replace(Limits(), **{name: 5})).text
        with pytest.raises(TooLarge):
            read(path, replace(Limits(), **{name: 4}))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="pipe"):
        read_safely(tmp_path / "a.txt")


def test_name_with_control_characters_is_shown_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "a\x1b[2Jb\nc.pdf"]) == 3
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert told.count("\n") == 1


def test_exit_status_and_names_of_output(given: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    good, bad = given("a\x1b.txt", TEXT.encode()), given("b.pdf", b"%PDF-1.7 nothing")
    out = tmp_path / "out"
    assert main(["annotate", str(good), str(bad), "-o", str(out)]) == 1
    assert [path.name for path in out.iterdir() if path.is_file()] == ["a_.json"]  # beside what the run notes
    assert main(["annotate", str(bad), "-o", str(out)]) == 3


@pytest.mark.parametrize(
    "arguments",
    [("annotate",), ("check",), ("clean",), ("table", "items"), ("summarise",), ("pseudonymise", "--dry-run")],
    ids=lambda arguments: str(arguments[0]),
)
def test_limits_of_the_command_line(
    arguments: tuple[str, ...], given: Callable[[str, bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path, good = str(given("a.txt", TEXT.encode())), str(given("b.txt", TEXT[:-1].encode()))
    under, over = str(len(TEXT)), str(len(TEXT) - 1)
    assert main([*arguments, path, "--max-characters", under]) == 0
    assert "characters" not in capsys.readouterr().err
    assert main([*arguments, path, "--max-characters", over]) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "characters" in told
    assert main([*arguments, path, good, "--max-characters", over]) == 1
    assert main([*arguments, str(PDF), "--max-pages", "1"]) == 3


def test_each_limit_of_the_command_line_is_handed_on() -> None:
    parser = argparse.ArgumentParser()
    add_limits(parser)
    words = "--max-characters 1 --max-pages 2 --max-seconds 3 --max-memory 4 --max-unpacked 5"
    wanted = Limits(characters=1, pages=2, seconds=3, memory=4 * 1024**2, unpacked=5_000_000)
    assert limits_of(parser.parse_args(words.split())) == wanted
    assert limits_of(parser.parse_args([])) == Limits()


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5"])
def test_a_limit_that_is_none_is_wrong_usage(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["clean", "a.txt", "--max-pages", value])
    assert ended.value.code == 2
    assert "--max-pages" in capsys.readouterr().err


def test_limits_in_python_hold_for_text_and_files(given: Callable[[str, bytes], Path]) -> None:
    path, few = given("a.txt", TEXT.encode()), Limits(characters=len(TEXT) - 1)
    for call in (nlp_minutes.annotate, nlp_minutes.annotate_all, nlp_minutes.summarise, nlp_minutes.pseudonymise):
        for given_as in (TEXT, path):
            assert call(given_as, limits=Limits(characters=len(TEXT)))
            with pytest.raises(TooLarge, match="characters"):
                call(given_as, limits=few)


def test_output_is_never_code(given: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    title = "=cmd()<script>alert(1)</script> [x](javascript:alert(1))"
    path = given("<img src=x onerror=alert(1)>.txt", TEXT.replace("Taxa", title).encode())
    for kind in ("html", "md"):
        assert main(["annotate", str(path), "-o", str(tmp_path / kind), "--format", kind]) == 0
        written = next((tmp_path / kind).iterdir()).read_text(encoding="utf-8")
        assert "alert(1)" in written
        assert "<script>alert" not in written.replace("\\<", "")
        assert "<img src=x" not in written.replace("\\<", "")
        assert kind == "html" or "](javascript" not in written.replace("\\]", "")
    table = tmp_path / "items.csv"
    assert main(["table", "items", str(path), "-o", str(table)]) == 0
    assert ",=cmd" not in table.read_text(encoding="utf-8")


STEERING = TEXT.replace("Taxa", "Ta\x1b[2Jxa\x9b1m").replace("antar", "antar\x1b]0;x\x07 \u202e")


@pytest.mark.parametrize(
    "arguments",
    [("annotate",), ("check",), ("summarise",), ("pseudonymise", "--dry-run")],
    ids=lambda arguments: str(arguments[0]),
)
def test_text_for_readers_steers_no_terminal(
    arguments: tuple[str, ...], given: Callable[[str, bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, str(given("a\x1b[2J.txt", STEERING.encode()))]) == 0
    told = "".join(capsys.readouterr())
    assert told
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)


@pytest.mark.parametrize(
    "arguments", [("clean",), ("table", "items"), ("annotate", "--format", "jsonl")], ids=lambda a: str(a[0])
)
def test_what_goes_to_a_terminal_does_not_steer_it(
    arguments: tuple[str, ...],
    given: Callable[[str, bytes], Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = str(given("a.txt", STEERING.encode()))
    assert main([*arguments, path]) == 0
    assert "\x9b" in capsys.readouterr().out  # a program gets the text as it is
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([*arguments, path]) == 0
    told = capsys.readouterr().out
    assert "\ufffd" in told
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)


def test_failures_of_a_run_are_shown_on_one_line(
    given: Callable[[str, bytes], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = given("a\x1b[2J\nb.pdf", b"x"), given("c.txt", TEXT.encode())
    assert main(["annotate", str(bad), str(good), "-o", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert main(["annotate", str(good), "-o", f"{bad}/out\x1b"]) == 2
    assert "\x1b" not in capsys.readouterr().err


BAD_RESULTS = {
    "djup.json": b"[" * 200_000,
    "siffror.json": b'{"a": ' + b"1" * 10_000 + b"}",
    "brus.json": bytes(range(256)),
    "tom.jsonl": b"\n\n",
    "lista.json": b"[]",
}


@pytest.mark.parametrize("name", BAD_RESULTS)
def test_result_that_is_none_is_refused(
    name: str, given: Callable[[str, bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(given(name, BAD_RESULTS[name]))
    for arguments in (["check", path], ["table", "items", path]):
        assert main(arguments) == 3
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_result_that_is_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "a.json")
    assert main(["check", str(tmp_path / "a.json")]) == 3
    assert "pipe" in capsys.readouterr().err


def test_size_of_a_result_just_under_and_just_over(given: Callable[[str, bytes], Path]) -> None:
    path = given("a.jsonl", to_jsonl(nlp_minutes.annotate_all(TEXT)).encode())
    size = path.stat().st_size
    for bytes_, wanted in ((size, list), (size - 1, TooLarge)):
        ((_, found),) = results_of([path], limits=Limits(file_bytes=bytes_))
        assert isinstance(found, wanted)


def test_results_hold_what_other_systems_end_lines_with(given: Callable[[str, bytes], Path]) -> None:
    made = nlp_minutes.annotate_all(TEXT.replace("antar", "antar\u2028\x85"))
    ((_, found),) = results_of([given("a.jsonl", to_jsonl(made).encode())])
    assert found == made


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_of_the_name_of_a_result_is_not_followed(given: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    kept = given("kept", b"kept")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.json").symlink_to(kept)
    assert main(["annotate", str(given("a.txt", TEXT.encode())), "-o", str(out)]) == 0
    assert kept.read_bytes() == b"kept"
    assert not (out / "a.json").is_symlink()


def command(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    run: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", *map(str, arguments)],
        check=False, encoding="utf-8", stderr=subprocess.PIPE, **more,  # type: ignore[call-overload]
    )  # fmt: skip
    return run


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_standard_output_is_told_in_one_line(given: Callable[[str, bytes], Path]) -> None:
    with Path("/dev/full").open("w") as full:
        run = command("clean", given("a.txt", TEXT.encode()), stdout=full)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "space" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the system")
def test_full_disk_leaves_nothing_half_written(given: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from nlp_minutes.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    path, out = given("a.txt", TEXT.encode()), tmp_path / "out"
    run = subprocess.run(
        [sys.executable, "-c", code, "annotate", path, "-o", out], check=False, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 2, run.stderr
    assert run.stderr.count("\n") == 1
    assert list(out.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_run_that_is_ended_while_writing_leaves_nothing(given: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    code = (
        "import os, pathlib, signal, sys\n"
        "old = pathlib.Path.replace\n"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "from nlp_minutes.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    path, out = given("a.txt", TEXT.encode()), tmp_path / "out"
    run = subprocess.run(
        [sys.executable, "-c", code, "annotate", path, "-o", out], check=False, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 128 + signal.SIGTERM, run.stderr
    assert list(out.iterdir()) == []


def test_other_locale_reads_and_writes_the_same(given: Callable[[str, bytes], Path]) -> None:
    path = given("mötet.txt", TEXT.encode())
    plainest = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    plain = command("clean", path, stdout=subprocess.PIPE)
    other = command(
        "clean",
        path,
        stdout=subprocess.PIPE,
        env=plainest,
    )
    assert other.returncode == 0, other.stderr
    assert other.stdout == plain.stdout


def test_half_characters_of_a_text_are_replaced() -> None:
    source = source_from_text("§ 1 Val\ud800 av\n")
    assert source.text == "§ 1 Val\ufffd av\n"


@pytest.mark.parametrize("value", [None, 1, True, [], "x"])
def test_result_that_is_no_mapping_is_refused(value: object) -> None:
    with pytest.raises(ConfigError, match="mapping"):
        from_dict(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [[], {}, None, 1])
def test_gold_record_without_a_name_is_refused(value: object, given: Callable[[str, bytes], Path]) -> None:
    record = {"name": value, "layout": "a", "text": "x", "entities": [], "paragraphs": [], "headings": [],
              "meeting": {}, "persons": [], "items": []}  # fmt: skip
    with pytest.raises(DamagedFile):
        read_jsonl(given("a.jsonl", json.dumps(record).encode()))


def _table() -> None:
    write = sys.stdout.write
    write("| file | what it is | what it gets |\n|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, what, make, _ in HOSTILE:
            path = Path(folder) / name
            data = make()
            if data is not None:
                path.write_bytes(data)
            error = outcome(path)
            told = f"{type(error).__name__}: {error.reason}" if error is not None else "read"
            write(f"| {name} | {what} | {told} |\n")


if __name__ == "__main__":
    _table()
