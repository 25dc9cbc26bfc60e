from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.rules.dates import find_months
from nlp_minutes.rules.laws import find_laws
from nlp_minutes.rules.money import find_money
from nlp_minutes.rules.properties import find_properties


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("850 000 kronor", "850000"),
        ("2,5 mnkr", "2500000"),
        ("410 tkr", "410000"),
        ("1.250.000 kr", "1250000"),
        ("27 miljoner kronor", "27000000"),
        ("tre miljoner kronor", "3000000"),
        ("75 öre", "0.75"),
        ("1 200 kr/år", "1200"),
        ("1,2 miljarder kronor", "1200000000"),
        ("300 euro", None),
    ],
)
def test_find_money_gives_kronor(text: str, kronor: str | None) -> None:
    whole = f"Nämnden avsätter {text} för vägen."
    (money,) = find_money(whole)
    assert (whole[money.start : money.end], money.kronor) == (text, kronor)


@pytest.mark.parametrize("text", ["12,5 procent", "§ 12", "2031/118", "18 röster", "kl. 13.00", "7 krokar"])
def test_find_money_passes_over_other_numbers(text: str) -> None:
    assert list(find_money(text)) == []


@given(st.integers(min_value=1, max_value=10**9))
def test_find_money_reads_grouped_numbers(amount: int) -> None:
    (money,) = find_money(f"om {amount:,} kronor".replace(",", " "))
    assert money.kronor == str(amount)


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("med stöd av 9 kap. 30 § plan- och bygglagen (2010:900)", ["PBL 9 kap. 30 §"]),
        ("se PBL 9 kap 2 § och PBL 9:30", ["PBL 9 kap. 2 §", "PBL 9 kap. 30 §"]),
        ("kommunallagen (2017:725) gäller", ["KL"]),
        ("SFS 2010:900 gäller", ["PBL"]),
        ("9 kap. 31 b § PBL", ["PBL 9 kap. 31 b §"]),
        ("5 § andra stycket förvaltningslagen", ["FL 5 §"]),
        ("enligt lag (2010:1622) om viss alkohol", ["AlkL"]),
        ("enligt 4 § vattenhushållningslagen", ["vattenhushållningslagen 4 §"]),
        ("insats enligt LSS", ["LSS"]),
        ("BFS 2011:6", ["BFS 2011:6"]),
    ],
)
def test_find_laws_gives_the_short_form(text: str, shorts: list[str]) -> None:
    assert [one.short for one in sorted(find_laws(text), key=lambda law: law.start)] == shorts


@pytest.mark.parametrize("text", ["förslagen och underlagen", "kommunstyrelsen § 14", "bolagen avstår", "LSS-boendet"])
def test_find_laws_passes_over(text: str) -> None:
    assert list(find_laws(text)) == []


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("Detaljplan för Kråkan 3:12 och Näset 2:4", ["Kråkan 3:12", "Näset 2:4"]),
        ("KVARNEN 4:11 styckas av", ["Kvarnen 4:11"]),
        ("inom kvarteret Norra Björken 2", ["Norra Björken 2"]),
        ("samfälligheten Ekby s:3", ["Ekby s:3"]),
        ("Votering 8:1 kl 9:30, SFS 2010:900, PBL 9:30", []),
    ],
)
def test_find_properties(text: str, normals: list[str]) -> None:
    assert [one.normal for one in find_properties(text)] == normals


def test_find_months_leaves_whole_dates_alone() -> None:
    assert [one.iso for one in find_months("från mars 2031 till den 4 april 2031")] == ["2031-03"]
