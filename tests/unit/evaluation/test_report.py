from __future__ import annotations

import dataclasses
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.errors import DamagedFile
from nlp_minutes.evaluation.document import TASKS
from nlp_minutes.evaluation.evaluation import Evaluation, Settings, build, score_all, to_json
from nlp_minutes.evaluation.report import shade, to_html
from nlp_minutes.evaluation.text import aligned, decimal, to_text

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

CSS = (files("nlp_minutes.evaluation") / "templates" / "report.css").read_text(encoding="utf-8")
Make = Callable[[str], "GoldDocument"]
Spoil = Callable[["GoldDocument", int], dict[str, Any]]


def evaluation_of(make: Make, spoiled: Spoil, *, count: int = 6, **settings: Any) -> Evaluation:
    documents = [make(f"town{number // 2}_ks_{number}") for number in range(count)]
    place = {one.name: number for number, one in enumerate(documents)}
    scores = score_all(documents, lambda one: spoiled(one, place[one.name]))
    others = score_all(documents, lambda one: spoiled(one, 3 * place[one.name] + 1))
    chosen = Settings(resamples=100, **settings)
    return build(documents, scores, producer="model 1", settings=chosen, other=("model 2", others))


@pytest.fixture(scope="module")
def evaluation(make: Make, spoiled: Spoil) -> Evaluation:
    return evaluation_of(make, spoiled)


def tree(page: str) -> ET.Element:
    """Read a page as XML, which is stricter than HTML: each tag is closed, each & and < escaped."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own output


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_text_that_is_read_as_another_is_refused(gold: GoldDocument, result: dict[str, Any]) -> None:
    with pytest.raises(DamagedFile, match="askby_ks_2024: its text is read as another one"):
        score_all([gold], lambda _: {**result, "text": gold.text[1:]})


def test_json_has_a_version_and_every_part(evaluation: Evaluation) -> None:
    values = json.loads(to_json(evaluation))
    assert values["schema_version"] == "1.0"
    assert set(values) == {field.name for field in dataclasses.fields(Evaluation)}
    assert (values["documents"], values["layouts"]) == (6, 3)
    assert [one["name"] for one in values["by_layout"]] == ["town0", "town1", "town2"]
    assert {one["layout"] for one in values["by_document"]} == {"town0", "town1", "town2"}
    assert values["by_layout"][0]["values"]["facts.items"] == 1.0
    assert values["comparison"]["other"] == "model 2"
    assert sum(map(sum, values["confusion"]["counts"])) == 6 * 6
    assert {one["task"] for one in values["errors"]} == {"entities", "paragraphs", "facts"}


def test_json_of_a_task_leaves_the_others_out(make: Make, spoiled: Spoil) -> None:
    values = json.loads(to_json(evaluation_of(make, spoiled, tasks=("facts",))))
    assert {one["task"] for one in values["figures"]} == {"facts"}
    assert (values["confusion"], values["calibration"], values["floors"]) == (None, None, [])
    assert {one["task"] for one in values["errors"]} == {"facts"}


def test_figures_of_a_layout_are_those_of_its_documents(make: Make, spoiled: Spoil, evaluation: Evaluation) -> None:
    alone = evaluation_of(make, spoiled, count=2)
    whole = {f"{one.task}.{one.name}": one.value for one in alone.figures}
    assert evaluation.by_layout[0].values == whole


def test_layouts_can_be_drawn(make: Make, spoiled: Spoil, evaluation: Evaluation) -> None:
    by_layout = evaluation_of(make, spoiled, draw="layouts")
    assert [one.value for one in by_layout.figures] == [one.value for one in evaluation.figures]
    assert [one.low for one in by_layout.figures] != [one.low for one in evaluation.figures]
    assert "draws of layouts" in to_text(by_layout)
    one_layout = evaluation_of(make, spoiled, count=2, draw="layouts")
    assert {one.low for one in one_layout.figures} == {None}
    assert one_layout.comparison is not None
    assert {one.p for one in one_layout.comparison.differences} == {None}


def test_tables_are_aligned() -> None:
    assert aligned([["a", "bb"], ["ccc", "1"]]) == "a    bb\nccc   1\n"


def test_numbers() -> None:
    assert decimal(None) == "–"
    assert decimal(0.98765) == "0.988"
    assert decimal(-0.00001, sign=True) == "+0.000"
    assert decimal(0.5, 1, sign=True) == "+0.5"


def test_text_tells_figures_and_layouts(evaluation: Evaluation) -> None:
    text = to_text(evaluation, by_layout=True)
    figures = {f"{one.task}.{one.name}": one for one in evaluation.figures}
    line = next(line for line in text.splitlines() if line.startswith("ALL "))
    assert f"{figures['entities.ALL'].value:.3f}" in line
    assert line.endswith(str(figures["entities.ALL"].support))
    for title in ("entities by layout", "paragraphs by layout", "facts by layout", "summary by layout"):
        assert title in text
    assert "by layout" not in to_text(evaluation)
    assert "the other: model 2" in text
    assert "expected calibration error" in text


@pytest.mark.parametrize("tasks", [TASKS, *[(task,) for task in TASKS]])
def test_page_is_well_formed_and_described(make: Make, spoiled: Spoil, tasks: tuple[str, ...]) -> None:
    page = tree(to_html(evaluation_of(make, spoiled, tasks=tasks)))
    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "Evaluation of model 1"
    assert {"main", "nav", "header"} <= {element.tag for element in page.iter()}
    for table in page.iter("table"):
        assert table.findtext("caption")
        assert all(cell.get("scope") for cell in table.iter("th"))
    for table_row in page.iter("tr"):
        assert table_row.find("th") is not None
    for region in page.iter("div"):
        if region.get("role") == "region":
            assert region.get("aria-label")
            assert region.get("tabindex") == "0"
    for picture in page.iter("svg"):
        assert picture.get("aria-hidden") == "true" or picture.get("aria-labelledby")


def test_page_of_one_document_without_errors(make: Make) -> None:
    document = make("askby_ks_2024")
    scores = score_all([document], lambda one: one.to_dict())
    settings = Settings(resamples=100, tasks=("entities", "paragraphs", "facts"))
    page = tree(to_html(build([document], scores, producer="m", settings=settings)))
    assert "1 protocol of 1 layout" in words(page)
    assert "None of 6 labels has a score." in words(page)
    assert not list(page.iter("details"))


def test_page_stands_alone(evaluation: Evaluation) -> None:
    page = tree(to_html(evaluation))
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {one.tag for one in page.iter()}
    for element in page.iter():
        assert "src" not in element.attrib
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        assert element.get("href", "#").startswith("#")
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "http" not in CSS


def test_every_link_leads_somewhere_and_no_identifier_is_twice(evaluation: Evaluation) -> None:
    page = tree(to_html(evaluation))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("href", "")[1:] for element in page.iter("a")} <= set(ids)
    assert {one.get("aria-labelledby") for one in page.iter()} - {None} <= set(ids)


def test_headings_are_in_order(evaluation: Evaluation) -> None:
    levels = [int(one.tag[1]) for one in tree(to_html(evaluation)).iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_page_shows_every_figure(evaluation: Evaluation) -> None:
    text = words(tree(to_html(evaluation)))
    for one in evaluation.figures:
        if one.value is not None:
            assert f"{one.value:.{1 if one.name.endswith('_words') else 3}f}" in text
    for error in evaluation.errors:
        assert f"{error.kind} {error.count} in {error.documents} protocol" in text


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '"><x y="', "]]>", "\x00", "\u202e", "</style>", "&amp;"])
def test_hostile_text_stays_text(evaluation: Evaluation, bad: str) -> None:
    kind = evaluation.errors[0]
    example = dataclasses.replace(kind.examples[0], document=bad, text=bad, before=bad, wanted=bad, where=bad)
    hostile = dataclasses.replace(
        evaluation,
        producer=bad,
        cross=bad,
        errors=(dataclasses.replace(kind, kind=bad, examples=(example,)),),
        by_layout=(dataclasses.replace(evaluation.by_layout[0], name=bad),),
    )
    page = to_html(hostile)
    assert not {"script", "x"} & {element.tag for element in tree(page).iter()}
    assert "\u202e" not in page


def test_shades_grow_with_the_share() -> None:
    assert [shade(share) for share in (0, 0.01, 0.05, 0.2, 0.5, 0.95, 1)] == [0, 1, 2, 3, 4, 5, 5]
    assert shade(-0.1) == 0


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = colours(CSS[: CSS.index("@media")])
DARK = colours(CSS[CSS.index("@media") : CSS.index("* {")])


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(foreground: str, background: str) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in product(LIGHT, LIGHT)
        if one.startswith(foreground) and other.startswith(background)
    ]


def test_colours_stand_in_the_variables_only() -> None:
    assert set(LIGHT) == set(DARK)
    rules = re.sub(r"/\*.*?\*/|--[\w-]+: #[0-9a-f]{6};", "", CSS, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl|opacity", rules)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), pairs("text-", "on-"))
def test_text_has_contrast(scheme: dict[str, str], text: str, surface: str) -> None:
    assert contrast(scheme[text], scheme[surface]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "surface"), pairs("line-", "on-page"))
def test_lines_have_contrast(scheme: dict[str, str], line: str, surface: str) -> None:
    assert contrast(scheme[line], scheme[surface]) >= 3
