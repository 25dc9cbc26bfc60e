from __future__ import annotations

from importlib import resources

import pytest

from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import Outcome, SectionKind
from nlp_minutes.lexicon import (
    find_body,
    front_label,
    given_names,
    heading_kind,
    inline_heading,
    is_role,
    months,
    normal_heading,
    party_names,
    party_normal,
    rows,
)

K = SectionKind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Beslut", K.DECISION),
        ("BESLUT", K.DECISION),
        ("Beslut:", K.DECISION),
        ("Kommunstyrelsens beslut", K.DECISION),
        ("Tekniska nämndens beslut", K.DECISION),
        ("Beslut KF § 31", K.DECISION),
        ("Beslutsnivå: nämnden", K.DECISION),
        ("Barn- och utbildningsnämndens beslut", K.DECISION),
        ("2. Beslut", K.DECISION),
        ("Förslag till beslut", K.PROPOSAL),
        ("Arbetsutskottets förslag till beslut", K.PROPOSAL),
        ("Förvaltningens förslag till beslut", K.PROPOSAL),
        ("Beslutsförslag", K.PROPOSAL),
        ("Sammanfattning av ärendet", K.SUMMARY),
        ("Ärendebeskrivning", K.SUMMARY),
        ("Bakgrund", K.SUMMARY),
        ("Ärendet", K.SUMMARY),
        ("Redogörelse för ärendet", K.SUMMARY),
        ("Beslutsunderlag", K.BASIS),
        ("Underlag", K.BASIS),
        ("Handlingar", K.BASIS),
        ("Tidigare behandling", K.BASIS),
        ("Handlingar i ärendet", K.BASIS),
        ("Barnets bästa", K.BASIS),
        ("Ekonomiska konsekvenser", K.BASIS),
        ("Yrkanden", K.MOTIONS),
        ("Förslag till beslut på sammanträdet", K.MOTIONS),
        ("Beslutsgång", K.ORDER),
        ("Propositionsordning", K.ORDER),
        ("Ordförandens frågor", K.ORDER),
        ("Omröstning", K.VOTE),
        ("Omröstningsresultat", K.VOTE),
        ("Votering 8:1", K.VOTE),
        ("Reservation", K.RESERVATION),
        ("Reservationer", K.RESERVATION),
        ("Reservation (skriftlig)", K.RESERVATION),
        ("Särskilt yttrande (bilaga 3)", K.STATEMENT),
        ("Särskilt yttrande", K.STATEMENT),
        ("Protokollsanteckning", K.NOTE),
        ("Deltar ej i beslutet", K.PROTEST),
        ("Jäv", K.RECUSAL),
        ("Omedelbar justering", K.ADJUSTMENT),
        ("Beslutet ska skickas till", K.RECIPIENTS),
        ("Expedieras", K.RECIPIENTS),
        ("Beslutet skickas till", K.RECIPIENTS),
        ("Överläggning", K.DISCUSSION),
        ("Hur man överklagar", K.DISCUSSION),
    ],
)
def test_heading_kind_knows_many_towns_words(heading: str, kind: SectionKind) -> None:
    assert heading_kind(heading) is kind


@pytest.mark.parametrize(
    "line",
    [
        "beslut",
        "Beslutet togs efter en lång debatt.",
        "",
        "Ulla Ek (S)",
        "Nämnden beslutar",
        "x" * 100,
        "Kvarnen 4:12",
        "Reservation (M)",
    ],
)
def test_heading_kind_gives_none_for_other_lines(line: str) -> None:
    assert heading_kind(line) is None


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Beslut: Enligt förslaget.", K.DECISION, "Enligt förslaget."),
        ("Yrkande: Jon Dahl (M) yrkar avslag.", K.MOTIONS, "Jon Dahl (M) yrkar avslag."),
        ("Reservation: M reserverar sig.", K.RESERVATION, "M reserverar sig."),
    ],
)
def test_inline_heading_finds_the_text_behind_a_colon(line: str, kind: SectionKind, text: str) -> None:
    found = inline_heading(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (kind, text)


@pytest.mark.parametrize("line", ["Beslut", "Kvarnen: en plats", "Beslut:", "Vi säger så här: nej"])
def test_inline_heading_gives_none_for_other_lines(line: str) -> None:
    assert inline_heading(line) is None


def test_normal_heading_takes_marks_and_numbers_away() -> None:
    assert normal_heading("  2)  BESLUT  i\närendet: ") == "beslut i ärendet"


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("Plats och tid\tRådssalen", "place_time", "Plats och tid"),
        ("Beslutande", "members", "Beslutande"),
        ("Beslutande ledamöter:", "members", "Beslutande ledamöter"),
        ("Beslutande (forts.)", "members", "Beslutande (forts.)"),
        ("Ej tjänstgörande ersättare", "substitutes", "Ej tjänstgörande ersättare"),
        ("Tjänstgörande ersättare", "serving", "Tjänstgörande ersättare"),
        ("Ersättare", "substitutes", "Ersättare"),
        ("Övriga närvarande", "others", "Övriga närvarande"),
        ("Frånvarande ledamöter", "absent", "Frånvarande ledamöter"),
        ("Utses att justera\tUlla Ek (S)", "adjusters", "Utses att justera"),
        ("Justeringens plats och tid", "adjust_time", "Justeringens plats och tid"),
        ("Paragrafer §§ 40–46", "paragraphs", "Paragrafer"),
        ("Innehållsförteckning", "contents", "Innehållsförteckning"),
        ("Sekreterare ______", "secretary", "Sekreterare"),
        ("Ordförande", "chair", "Ordförande"),
        ("Bevis om anslag", "notice", "Bevis om anslag"),
        ("Närvarolista och omröstningslista", "annex", "Närvarolista och omröstningslista"),
        ("Tjänstepersoner och personalföreträdare", "others", "Tjänstepersoner och personalföreträdare"),
        ("Deltog, men inte röstande: Ada Lind (s)", "substitutes", "Deltog, men inte röstande"),
        ("Närvarande men ej tjänstgörande", "substitutes", "Närvarande men ej tjänstgörande"),
    ],
)
def test_front_label_takes_as_many_words_as_belong_to_it(line: str, kind: str, label: str) -> None:
    found = front_label(line)
    assert found is not None
    assert (found[0], line[: found[1]]) == (kind, label)


@pytest.mark.parametrize("line", ["Ulla Ek (S)", "", "§ 12 Val", "Ordförandeskapet roterar"])
def test_front_label_gives_none_for_other_lines(line: str) -> None:
    assert front_label(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "kommunstyrelsen",
        "Tekniska nämnden",
        "barn- och utbildningsnämnden",
        "Kommunstyrelsens arbetsutskott",
        "kommunfullmäktige",
        "Nämnden för teknik",
        "Hälso- och sjukvårdsnämnden",
        "Norrviks stadsdelsnämnd",
        "direktionen",
        "valberedningen",
        "individ- och familjeutskottet",
        "socialnämndens arbetsutskott",
    ],
)
def test_find_body_finds_a_whole_body(text: str) -> None:
    found = find_body(f"Ordet gick till {text}")
    assert found is not None
    assert found[0].endswith(text)


def test_find_body_finds_none_where_there_is_none() -> None:
    assert find_body("Ulla Ek talade om skolan.") is None


@pytest.mark.parametrize(
    "text",
    [
        "ordförande",
        "Ordföranden",
        "1:e vice ordförande",
        "förste vice ordförande",
        "kommundirektör",
        "tf. miljöchef",
        "ekonomichef",
        "kommunsekreterare",
        "tjänstgörande ersättare",
        "oppositionsråd",
        "bygg- och miljöchef",
        "ledamot",
        "2:e vice ordf.",
        "stadsarkitekt",
        "rektor",
        "verkställande direktör",
    ],
)
def test_is_role_knows_offices(text: str) -> None:
    assert is_role(text)


@pytest.mark.parametrize("text", ["Ulla Ek", "S", "Kvarnen", "", "kommunen", "ordförande Ulla Ek", "skolan"])
def test_is_role_passes_over_other_words(text: str) -> None:
    assert not is_role(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [("S", "S"), ("s", "S"), ("Socialdemokraterna", "S"), ("centern", "C"), ("fp", "FP"), ("XYZ", None), ("", None)],
)
def test_party_normal_gives_the_usual_abbreviation(text: str, party: str | None) -> None:
    assert party_normal(text) == party


def test_party_names_are_in_lower_case() -> None:
    assert all(name == name.casefold() for name in party_names())


def test_months_know_names_and_abbreviations() -> None:
    assert (months()["mars"], months()["sept"], months()["dec"]) == (3, 9, 12)
    assert set(months().values()) == set(range(1, 13))


def test_given_names_are_in_lower_case() -> None:
    assert "ulla" in given_names()
    assert all(name == name.casefold() for name in given_names())


@pytest.mark.parametrize("name", ["headings.tsv", "front_labels.tsv", "outcomes.tsv", "parties.tsv", "given_names.tsv"])
def test_rows_of_every_table_name_their_source(name: str) -> None:
    table = list(rows(name))
    assert table
    assert all(row[-1].strip() for row in table)


def test_kinds_of_tables_are_known() -> None:
    assert {row[0] for row in rows("headings.tsv")} <= set(SectionKind)
    assert {row[0] for row in rows("outcomes.tsv")} <= set(Outcome)


def test_rows_refuses_a_row_without_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    class Table:
        def joinpath(self, _: str) -> Table:
            return self

        def read_text(self, **_: str) -> str:
            return "# a comment\n\nbara en kolumn\n"

    monkeypatch.setattr(resources, "files", lambda _: Table())
    with pytest.raises(ConfigError, match=r"x\.tsv, line 3"):
        list(rows("x.tsv"))
