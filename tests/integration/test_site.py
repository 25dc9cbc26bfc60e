"""The documentation builds as a site without a warning, has every page, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LOADS = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class _Loads(HTMLParser):
    """Collects what a page fetches when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == _LOADS.get(tag) and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning fails the build."""
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    return folder


def test_site_has_every_page(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    docs = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    cards = {f"models/{path.parent.name}/index.html" for path in (ROOT / "models").glob("*/README.md")}
    assert pages >= docs | cards | {"index.html", "corpus/index.html", "corpus/GUIDELINES.html", "CHANGELOG.html"}


def test_site_loads_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        reader = _Loads()
        reader.feed(path.read_text(encoding="utf-8"))
        assert reader.found, path
        for target in reader.found:
            assert not re.match(r"(?:\w+:)?//", target), f"{path.name}: {target}"
    for path in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8")), path


def test_site_has_public_names_with_their_docstrings(site: Path) -> None:
    page = (site / "api.html").read_text(encoding="utf-8")
    for name in ("nlp_minutes.annotate", "nlp_minutes.minutes.Minutes", "nlp_minutes.export.tables.rows_of"):
        assert f'id="{name}"' in page
    assert "every place that names him or her" in page  # of Person


def test_site_holds_no_test_marks(site: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", (site / "quick-start.html").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "&lt;!--" not in text
    assert "```" not in text


@pytest.fixture(scope="module")
def links() -> Callable[[str, str, set[str]], str]:
    """The function that turns links of the checkout into links of the site."""
    found: Callable[[str, str, set[str]], str] = runpy.run_path(str(ROOT / "docs" / "site_pages.py"))["with_site_links"]
    return found


@pytest.mark.parametrize(
    ("page", "written", "turned"),
    [
        ("index.md", "[a](docs/cli.md#train)", "[a](cli.md#train)"),
        ("index.md", "![a](docs/images/demo.png)", "![a](images/demo.png)"),
        ("cli.md", "[a](../README.md)", "[a](index.md)"),
        ("cli.md", "[`a`](../corpus/README.md)", "[`a`](corpus/README.md)"),
        ("corpus/README.md", "[a](../docs/cli.md)", "[a](../cli.md)"),
        ("models/sv_minutes_sm/README.md", "[a](../../docs/cli.md)", "[a](../../cli.md)"),
        ("index.md", "see [LICENSE](LICENSE).", "see LICENSE."),  # a file that is no page
        (
            "cli.md",
            "[a](#below) [b](https://example.org/docs/cli.md)",
            "[a](#below) [b](https://example.org/docs/cli.md)",
        ),
        ("cli.md", "[a](gone.md)", "[a](gone.md)"),  # MkDocs names it
        ("index.md", "`[a](docs/cli.md)`", "`[a](docs/cli.md)`"),
        ("index.md", "    [a](docs/cli.md)\n\n[b](docs/cli.md)", "    [a](docs/cli.md)\n\n[b](cli.md)"),
        ("index.md", "```\n[a](docs/cli.md)\n```\n[b](docs/cli.md)", "```\n[a](docs/cli.md)\n```\n[b](cli.md)"),
    ],
)
def test_links_lead_to_pages(links: Callable[[str, str, set[str]], str], page: str, written: str, turned: str) -> None:
    pages = {"index.md", "cli.md", "images/demo.png", "corpus/README.md", "models/sv_minutes_sm/README.md"}
    assert links(written, page, pages) == turned
