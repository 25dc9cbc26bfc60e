"""What mkdocs.yml needs beside docs/: pages that stand elsewhere in the checkout, and the links between them all.

The Markdown files are written for the repository, where their links lead to files. On the site a link to a page leads
to the page; a link to a file that is no page (LICENSE) becomes its name.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

__all__ = ["on_files", "on_page_markdown", "with_site_links"]

ROOT = Path(__file__).resolve().parents[1]
# Cards of models and of data come by pattern, so that a new one is never left out: MkDocs warns of a page outside the
# navigation.
_ELSEWHERE = ("README.md", "CHANGELOG.md", "SECURITY.md", "models/*/README.md", "corpus/*.md", "corpus/traps/README.md")
_FRONT = "index.md"
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s#]+)(?P<anchor>#[^()\s]*)?\)")
_IMAGE = re.compile(r"!\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
_CODE = re.compile(r"^(```+).*?^\1|`[^`\n]+`(?!\])|^(?: {4}|\t)[^\n]*$", re.MULTILINE | re.DOTALL)


def _page_of(path: str) -> str:
    """The page that a file of the checkout becomes."""
    if path == "README.md":
        return _FRONT
    return path.removeprefix("docs/")


def _file_of(page: str) -> str:
    """The file of the checkout that a page is made of."""
    if page == _FRONT:
        return "README.md"
    return page if any(Path(page).match(pattern) for pattern in _ELSEWHERE) else f"docs/{page}"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that stand outside docs/."""
    for pattern in _ELSEWHERE:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            files.append(File.generated(config, _page_of(name), abs_src_path=str(path)))
    return files


def with_site_links(markdown: str, page: str, pages: set[str]) -> str:
    """Turn the links of a file of the checkout into links of the site.

    Args:
        markdown: The file's text.
        page: The page that it becomes.
        pages: All files of the site.

    Returns:
        The text. A link to what is neither a page nor a file of the checkout stays, and MkDocs will name it.
    """
    here = posixpath.dirname(_file_of(page))

    def turned(match: re.Match[str]) -> str:
        target = match["target"]
        if ":" in target or target.startswith("/"):
            return match[0]
        path = posixpath.normpath(posixpath.join(here, target))
        wanted = _page_of(path)
        if wanted in pages:
            relative = posixpath.relpath(wanted, posixpath.dirname(page) or ".")
            anchor = match.groupdict().get("anchor") or ""
            return match[0].replace(f"({match['target']}{anchor})", f"({relative}{anchor})")
        return match["words"] if (ROOT / path).exists() else match[0]

    parts = []
    at = 0
    for code in _CODE.finditer(markdown):
        parts += [_IMAGE.sub(turned, _LINK.sub(turned, markdown[at : code.start()])), code[0]]
        at = code.end()
    return "".join([*parts, _IMAGE.sub(turned, _LINK.sub(turned, markdown[at:]))])


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead the links of a page to pages."""
    del config
    return with_site_links(markdown, page.file.src_uri, {file.src_uri for file in files})
