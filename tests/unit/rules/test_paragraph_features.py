"""What a model of paragraphs is told, on invented items."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.rules.item import ItemContext, ItemParagraph, Named
from nlp_minutes.rules.paragraph_features import certain_label, item_inputs, mask_entities


def item(*paragraphs: tuple[str, str, str, str | None], body: str | None = "Socialnämnden") -> ItemContext:
    at = 0
    placed = []
    for text, section, label, heading in paragraphs:
        placed.append(ItemParagraph(text, section, label, heading, start=at))
        at += len(text) + 2
    return ItemContext(number="1", title="Taxa", paragraphs=tuple(placed), body=body)


def test_names_and_figures_are_masked() -> None:
    text = "Ulla Ek (S) yrkar 2031-03-12 bifall till Socialnämndens förslag."
    entities = [
        Named(start=10, end=17, label="PERSON", text="Ulla Ek"),
        Named(start=19, end=20, label="PARTY", text="S"),
        Named(start=51, end=65, label="ORG", text="Socialnämndens"),
    ]
    assert (
        mask_entities(text, 10, entities) == "<person> (<party>) yrkar 0000-00-00 bifall till Socialnämndens förslag."
    )


@given(st.text(max_size=120), st.integers(0, 40), st.integers(1, 30))
def test_no_figure_and_no_person_is_left(text: str, start: int, size: int) -> None:
    end = min(start + size, len(text))
    entities = [Named(start=start, end=end, label="PERSON", text=text[start:end])] if start < end else []
    masked = mask_entities(text, 0, entities)
    assert not re.search(r"[1-9]", re.sub(r"[^\x00-\x7f]", "", masked))
    if entities:
        assert masked.startswith(re.sub(r"\d", "0", text[:start]) + "<person>")


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("Socialnämndens beslut", "own"),
        ("Arbetsutskottets beslut", "other body"),
        ("Förvaltningens förslag till beslut", "administration"),
        ("Nämndens beslut", "own"),
        ("Kommunfullmäktiges beslut", "other body"),
        ("Beslut", "none"),
    ],
)
def test_whose_decision_a_heading_names(heading: str, owner: str) -> None:
    (one,) = item_inputs(item(("Taxan antas.", "decision", "decision", heading)))
    assert f"HO={owner}|decision" in one.features


@pytest.mark.parametrize("heading", [None, "", "Om saken", "⁂", "X" * 300])
@pytest.mark.parametrize("body", [None, "", "Nämnden för allt"])
def test_missing_or_odd_heading_is_read(heading: str | None, body: str | None) -> None:
    (one,) = item_inputs(item(("Något sägs.", "unknown", "summary", heading), body=body))
    assert one.rule == "summary"
    assert one.features


def test_item_without_paragraphs_gives_none() -> None:
    assert item_inputs(item()) == []


def test_list_point_is_told_its_lead_in() -> None:
    found = item_inputs(
        item(
            ("Ulla Ek (S) yrkar följande:", "motions", "other", "Yrkanden"),
            ("att taxan sänks", "motions", "other", "Yrkanden"),
            ("att frågan utreds", "motions", "other", "Yrkanden"),
        )
    )
    assert all("Lc=moves" in one.features for one in found[1:])
    assert "Lc=moves" not in found[0].features


def test_stance_tells_a_motion_to_approve_from_one_that_opposes() -> None:
    approve, oppose = item_inputs(
        item(
            ("Per Lund (KD) yrkar bifall till nämndens förslag.", "motions", "other", "Yrkanden"),
            ("Per Lund (KD) yrkar avslag på nämndens förslag.", "motions", "objection", "Yrkanden"),
        )
    )
    assert "S=moves+supports" in approve.features
    assert "S=moves+refuses" in oppose.features


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Per Lund (KD) yrkar avslag på nämndens förslag.", True),
        ("Per Lund (KD) yrkar att ärendet återremitteras.", True),
        ("Per Lund (KD) yrkar avslag på Ulla Eks yrkande.", False),
        ("Per Lund (KD) yrkar bifall till nämndens förslag och avslag på kontorets förslag.", False),
        ("Per Lund (KD) yrkar att ärendet avgörs idag och inte återremitteras.", False),
    ],
)
def test_rules_are_certain_of_plain_opposition_only(text: str, certain: bool) -> None:  # noqa: FBT001
    (motion,) = item_inputs(item((text, "motions", "objection", "Yrkanden")))
    assert certain_label(motion) == ("objection" if certain else None)
    (told,) = item_inputs(item((text, "summary", "summary", "Ärendet")))
    assert certain_label(told) is None


def test_neighbours_are_told() -> None:
    one, two = item_inputs(item(("Ett.", "summary", "summary", "A"), ("Två.", "basis", "basis", "B")))
    assert {"a1k=basis", "a1r=basis", "a-1=none"} <= set(one.features)
    assert {"a-1k=summary", "a1=none", "a-1same=False"} <= set(two.features)


@pytest.mark.parametrize(
    ("text", "section", "label", "heading"),
    [
        ("Kommundirektören får i uppdrag att ta fram en plan.", "decision", "decision", "Styrelsens ställningstagande"),
        ("2. Förvaltningschefen ges i uppdrag att återkomma i höst.", "decision", "decision", "Beslut"),
        ("Stadsbyggnadskontoret uppdras att se över taxan.", "decision", "decision", "Beslut"),
        ("att uppdra åt rektorn att utreda frågan", "decision", "decision", "Nämnden beslutar"),
        ("Det uppdras åt ekonomichefen att följa kostnaderna.", "decision", "decision", "Beslut"),
        ("Ledningsutskottet föreslår att bolaget säljs.", "proposal", "basis", "Förslag före mötet"),
        ("Planberedningen tillstyrker planen.", "proposal", "basis", "Beredningens förslag"),
        ("Miljöenheten föreslår förbud med vite.", "proposal", "basis", "Förslag"),
        ("Ulla Ek (S) uttrycker sin uppskattning över kontorets arbete.", "note", "other", "Protokollsanteckning"),
        ("Nämnden berömmer personalen.", "statement", "other", "Särskilt yttrande"),
        ("<person> (<party>) samt <person> (<party>).", "reservation", "objection", "RESERVATION"),
        ("Ordföranden tackar för visat intresse och avslutar mötet.", "summary", "other", "Ärendet"),
        ("Ordföranden förklarade sammanträdet avslutat klockan 17.", "decision", "other", "Beslut"),
        ("Ordföranden önskar alla en glad sommar.", "summary", "other", "Ärendet"),
    ],
)
def test_rules_are_certain_where_heading_and_words_agree(text: str, section: str, label: str, heading: str) -> None:
    (one,) = item_inputs(item((text, section, label, heading)))
    assert certain_label(one) == label


@pytest.mark.parametrize(
    ("text", "section", "label"),
    [
        ("Kommundirektören har haft i uppdrag att ta fram en plan.", "summary", "summary"),
        ("Bolaget säljs för 84 miljoner.", "proposal", "basis"),
        ("Ulla Ek (S) beklagar beslutet.", "note", "objection"),
        ("<person> (<party>) godkänner protokollet.", "reservation", "objection"),
        ("Ordföranden önskar att frågan utreds.", "summary", "summary"),
    ],
)
def test_the_model_decides_where_they_do_not(text: str, section: str, label: str) -> None:
    (one,) = item_inputs(item((text, section, label, "Rubrik")))
    assert certain_label(one) is None
