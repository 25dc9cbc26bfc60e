"""Identifiers: numbers of the series given to nobody (serial 980-999), and numbers that only look like them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.rules.identifiers import IdentifierKind, find_identifiers, is_birth_date, passes_luhn

NUMBER = IdentifierKind.NUMBER


def made_number(birth: str = "310312", serial: int = 980) -> str:
    """Ten digits with the check digit that belongs to them."""
    nine = f"{birth}{serial:03d}"
    return next(nine + str(last) for last in range(10) if passes_luhn(nine + str(last)))


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in find_identifiers(text)]


def hyphened(ten: str, sign: str = "-") -> str:
    return f"{ten[:6]}{sign}{ten[6:]}"


@given(
    st.dates(),
    st.integers(980, 999),
    st.sampled_from(["", "19", "20"]),
    st.sampled_from(["-", "+", "–", "-\n", "\n-", " - "]),
    st.sampled_from([0, 60]),
)
def test_every_number_with_a_sign_is_found_and_sure(
    day: object, serial: int, century: str, sign: str, sixty: int
) -> None:
    year, month, date = str(day)[2:4], str(day)[5:7], int(str(day)[8:10])
    if (month, date) == ("02", 29):
        date = 28
    ten = made_number(f"{year}{month}{date + sixty:02d}", serial)
    number = century + hyphened(ten, sign)
    (one,) = find_identifiers(f"Sökanden ({number}) bor där.")
    assert (one.kind, one.key, one.sure, one.valid) == (NUMBER, ten, True, True)
    assert f"Sökanden ({number}) bor där."[one.start : one.end] == number


@pytest.mark.parametrize("century", ["", "19", "20"])
def test_a_number_without_hyphen_is_unsure(century: str) -> None:
    (one,) = find_identifiers(f"nummer {century}{made_number()} i registret")
    assert one.valid
    assert not one.sure
    (told,) = find_identifiers(f"personnummer {century}{made_number()} i registret")
    assert told.sure


def test_a_wrong_check_digit_is_no_valid_number() -> None:
    ten = made_number()
    wrong = ten[:9] + str((int(ten[9]) + 1) % 10)
    (one,) = find_identifiers(f"Enligt {hyphened(wrong)} gäller")
    assert not one.valid
    assert find_identifiers(f"Enligt {wrong} gäller") == []
    (told,) = find_identifiers(f"personnr {hyphened(wrong)}")
    assert told.valid
    assert not told.sure


def test_a_hidden_serial_is_masked_with_its_date() -> None:
    assert found("född 310312-XXXX") == [("personal_number", "310312-XXXX")]


@pytest.mark.parametrize(
    "text",
    [
        "org.nr 556677-1234",
        "organisationsnummer 16556677-1234",
        "bolaget 559912-0012 yrkar",
        "kostnaden är 640 823 323 kronor",
        "dnr 310312-9801",
        "Dnr KS 2031-00118",
        "ärendenummer 3103129801",
        "2031-03-12",
        "20310312",
        "§ 310",
        "BUN-2031-00118:2",
        "1 310 312 980 kronor",
        "sidorna 310312-9",
        "31031-29801",
        "313312-9801",
    ],
)
def test_lookalikes_of_personal_numbers(text: str) -> None:
    assert [one for one in find_identifiers(text) if one.kind is NUMBER and one.valid] == []


def test_the_number_of_a_sole_trader() -> None:
    assert found(f"Exempels Bygg, org.nr {hyphened(made_number())}") == [("sole_trader", hyphened(made_number()))]


@pytest.mark.parametrize(
    "phone",
    [
        "070-174 06 05",
        "0701740605",
        "070 174 06 05",
        "08-465 004 00",
        "+46 70 174 06 05",
        "0500-12 34 56",
        "+46701740605",
    ],
)
def test_phones(phone: str) -> None:
    assert found(f"Nås på {phone}.") == [("phone", phone)]


@pytest.mark.parametrize(
    "text",
    [
        "Dnr 0118/2031",
        "12 000 kronor",
        "2031-03-12",
        "0118-31",
        "kl. 08-16",
        "konto 050 120 300",
        "KS-2031-00118",
        "08 12 14 18",
    ],
)
def test_no_phones(text: str) -> None:
    assert find_identifiers(text) == []


def test_one_phone_in_two_ways_has_one_key() -> None:
    assert len({one.key for one in find_identifiers("070-174 06 05 eller +46 70 174 06 05")}) == 1


@pytest.mark.parametrize("mail", ["nils@example.org", "nils.exempel@post.example.org", "Nils(at)example.org"])
def test_mail(mail: str) -> None:
    assert found(f"Skriv till {mail}, eller ring.") == [("email", mail)]


@pytest.mark.parametrize(
    "address",
    [
        "Kvarnvägen 3",
        "Kvarnvägen 3 B",
        "Kvarnvägen 3B",
        "Södra Kvarngatan 12",
        "Oskar Hedmans gata 4",
        "Kvarngränd 12, lgh 1102",
        "Kvarnvägen 3, 123 45 Åslunda",
        "Norrby 12, 123 45 Åslunda",
        "Kvarnvägen 3\n123 45 Åslunda",
    ],
)
def test_addresses(address: str) -> None:
    assert found(f"Nils bor på {address}.") == [("address", address)]


@pytest.mark.parametrize(
    "text",
    [
        "Väg 40",
        "Riksväg 26 byggs om",
        "länsväg 153",
        "Kvarnvägen 3:12",
        "Kvarnvägen 2031",
        "Kvarnvägen 300 meter norrut",
        "Vägen 3",
        "Kvarnvägen",
        "Box 12, 123 45 Åslunda",
        "Kvarnvägen 3,5 kilometer",
    ],
)
def test_no_addresses(text: str) -> None:
    assert find_identifiers(text) == []


def test_dates_of_birth() -> None:
    assert is_birth_date("310312")
    assert is_birth_date("310372")  # a coordination number
    assert not is_birth_date("311312")
    assert not is_birth_date("310300")
    assert not is_birth_date("230229")


@given(st.text(alphabet="0123456789-+ §:/,.\nÅagkr@", max_size=80))
def test_what_is_found_lies_in_order_and_apart(text: str) -> None:
    spans = [(one.start, one.end) for one in find_identifiers(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
