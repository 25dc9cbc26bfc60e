from __future__ import annotations

import pytest

from nlp_minutes.rules.roles import find_roles, own_role


def found(text: str, *names: str, front: bool = False, singly: bool = False) -> list[str]:
    people = [(text.index(name), text.index(name) + len(name)) for name in names]
    spans = set(find_roles(text, people, front=front, singly=singly))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= low or high <= start for low, high in kept):
            kept.append((start, end))
    return [text[start:end] for start, end in sorted(kept)]


@pytest.mark.parametrize(
    ("text", "names", "roles"),
    [
        ("tf. förvaltningschef Bo Gren redogör", ["Bo Gren"], ["tf. förvaltningschef"]),
        ("T.f. kommundirektör Lisa Mård", ["Lisa Mård"], ["T.f. kommundirektör"]),
        ("Andra vice ordförande Vik föreslog", ["Vik"], ["Andra vice ordförande"]),
        ("nämndens ordförande Ulla Ek", ["Ulla Ek"], ["ordförande"]),
        ("Ulla Ek (S), som då var ordförande i nämnden", ["Ulla Ek"], ["ordförande"]),
        ("Ulla Ek (S), som är bolagets ordförande", ["Ulla Ek"], ["ordförande"]),
        ("Ek är kassör i föreningen", ["Ek"], ["kassör"]),
        ("Ulla Ek S (ersättare för Jon Dahl)", ["Ulla Ek", "Jon Dahl"], ["ersättare"]),
        ("Mia Björk, handläggare, tillika sekreterare", ["Mia Björk"], ["handläggare", "sekreterare"]),
        ("Pär Öst, vd Granviks Bostäder AB", ["Pär Öst"], ["vd"]),
        ("Rösträknare är Pär Öst", ["Pär Öst"], ["Rösträknare"]),
        ("Koreografen Mia Björk leder", ["Mia Björk"], ["Koreografen"]),
        ("Justerande Mia Björk", ["Mia Björk"], ["Justerande"]),
        ("att till ny ledamot i nämnden välja Ulla Ek (S)", ["Ulla Ek"], []),
        ("Bo Ek godtas som kontrollansvarig", ["Bo Ek"], ["kontrollansvarig"]),
        ("Tekniske chefen svarar att banan öppnas", [], ["Tekniske chefen"]),
        ("bifall till administrativa chefens förslag", [], ["administrativa chefens"]),
        ("Hamnmästaren Sten och rörmästare Bo Ek", ["Sten", "Bo Ek"], ["Hamnmästaren", "rörmästare"]),
        ("den medicinskt ansvariga sjuksköterskans bedömning", [], ["medicinskt ansvariga sjuksköterskans"]),
        ("frågar kommunstyrelsens ordförande om vägen", [], ["ordförande"]),
        ("2. Kommunchefen får i uppdrag", [], ["Kommunchefen"]),
        ("Förste vice ordföranden lämnar mötet", [], ["Förste vice ordföranden"]),
        ("Folkhälsostrategen och HR-chefen svarar", [], ["Folkhälsostrategen", "HR-chefen"]),
        ("tjänstgörande ersättarna Ulla Ek", ["Ulla Ek"], ["tjänstgörande ersättarna"]),
        ("Vänsterpartiets ledamöter reserverar sig", [], ["ledamöter"]),
        ("Underskrifter Sekreterare ..............", [], ["Sekreterare"]),
    ],
)
def test_find_roles(text: str, names: list[str], roles: list[str]) -> None:
    assert found(text, *names) == roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Val av ny ledamot i nämnden. Ulla Ek föreslås.", ["Ulla Ek"]),
        ("Mats Gren (M), ersättare saknas", ["Mats Gren"]),
        ("Lärarens gränd, Folkskollärarens gränd", []),
        ("om rekryteringen av en stadsträdgårdsmästare. Gren uppger", ["Gren"]),
        ("Ledamot\tParti\tJa\tNej", []),
        ("2. Till ersättare väljs Ulla Ek (S)", ["Ulla Ek"]),
        ("utser Ulla Ek till justerare", ["Ulla Ek"]),
        ("Ulla Ek utses med Bo Dal som ersättare", ["Ulla Ek", "Bo Dal"]),
        ("SD-ledamoten Ek tackar", ["Ek"]),
        ("marken rustas upp av exploatören", []),
    ],
)
def test_find_roles_passes_over(text: str, names: list[str]) -> None:
    assert found(text, *names) == []


def test_find_roles_takes_a_word_before_one_name_of_the_front_page_for_a_list_s_head() -> None:
    text = "Ersättare Ulla Ek (S)"
    assert found(text, "Ulla Ek", front=True) == []
    assert found(text, "Ulla Ek", front=True, singly=True) == ["Ersättare"]


def test_own_role_counts_whose_office_it_is() -> None:
    assert own_role("valnämndens sekreterare") == len("valnämndens ")
    assert own_role("vice ordförande") == 0
    assert own_role("miljö- och hälsoskyddsinspektör") == 0


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ulla Ek (ordförande), Jon Dahl", "Jon Dahl", "ordförande"),
        ("Tekniske chefen Ulla Ek", "Ulla Ek", "Tekniske chefen"),
        ("Gatumästaren Ulla Ek", "Ulla Ek", "Gatumästaren"),
    ],
)
def test_find_roles_keeps_brackets_out_and_old_forms_whole(text: str, name: str, role: str) -> None:
    people = [(text.index(one), text.index(one) + len(one)) for one in {"Ulla Ek", name}]
    assert {text[a:b] for a, b in find_roles(text, people, front=True)} == {role}
