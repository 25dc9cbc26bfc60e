from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp_minutes.rules.entities import find_entities, find_mentions
from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.people import Entry, Mark
from nlp_minutes.rules.persons import FullName, Human, Mention, join_people


def front(text: str) -> FrontPage:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(FrontLine(text=line, start=at, blank_before=True))
        at += len(line) + 1
    return read_front_page(found)


def join(text: str, body: str = "") -> list[Human]:
    whole = f"{text}\n{body}"
    mentions = list(find_mentions(whole, len(text) + 1, len(whole)))
    return join_people(front(text), mentions, whole)[0]


LIST = "Beslutande\nUlla Ek (S), ordförande\nJon Dahl (M)"


def test_join_people_finds_every_full_name_again() -> None:
    body = (
        "Ordet gick till ULLA EK. Ulla Eks förslag antas. Jon\nDahl (M) talade. Ek, Ulla lämnade salen. Ulla Ekman kom."
    )
    ulla, jon = join(LIST, body)
    whole = f"{LIST}\n{body}"
    assert [whole[a:b] for a, b in ulla.mentions] == ["Ulla Ek", "ULLA EK", "Ulla Eks", "Ek, Ulla"]
    assert [whole[a:b] for a, b in jon.mentions] == ["Jon Dahl", "Jon\nDahl"]


def test_join_people_gives_roles_in_their_base_form() -> None:
    ulla = join(LIST + "\n\nUtses att justera\nUlla Ek (S)")[0]
    assert ulla.roles == ["ordförande", "justerare"]


def test_join_people_tells_parties_that_differ() -> None:
    text = LIST + "\nUlla Ek (V)"
    _, warnings = join_people(front(text), [], text)
    assert [warning.code for warning in warnings] == ["party_conflict"]


def test_join_people_adds_who_is_only_mentioned() -> None:
    people = join(LIST, "Mia Björk (C) reserverar sig.")
    assert [(one.name, one.party, one.attendance) for one in people if one.name == "Mia Björk"] == [
        ("Mia Björk", "C", None)
    ]


def test_join_people_makes_one_of_a_member_who_is_a_substitute_too() -> None:
    people = join("Beslutande\nUlla Ek (S) §§ 1–3\n\nErsättare\nUlla Ek (S) §§ 4–6")
    assert [(one.name, one.attendance) for one in people] == [("Ulla Ek", "serving_substitute")]


def test_join_people_lets_a_substitute_serve_who_steps_in() -> None:
    text = "Beslutande\nUlla Ek (S)\n\nErsättare\nJon Dahl (M)"
    assert join(text, "Jon Dahl (M) tjänstgör på grund av jäv.")[1].attendance == "serving_substitute"
    assert join(text, "Jon Dahl (M) tjänstgör inte.")[1].attendance == "substitute"


@pytest.mark.parametrize("text", ["Ulla Ek", "ULLA EK", "Ulla\nEk", "Ulla Eks", "Ek, Ulla", "Ek Ulla"])
def test_a_full_name_is_found_in_every_form(text: str) -> None:
    assert FullName("Ulla Ek").match(f"se {text}, där", 3) == (3, 3 + len(text))


@pytest.mark.parametrize("text", ["Ulla Ekberg", "Gulla Ek", "Ulla Ek-priset", "Ulla"])
def test_a_full_name_is_not_found_in_other_words(text: str) -> None:
    assert all(FullName("Ulla Ek").match(text, at) is None for at in range(len(text)))


def as_a_pattern(name: str) -> re.Pattern[str]:
    """What a full name is, said as a pattern."""
    words = [re.escape(word) for word in name.split()]
    forms = [r"\s+".join(words)]
    turn = r"(?:,\s+|[^\S\n]+)"  # without a comma on one line only
    if len(words) == 2:
        forms.append(rf"{words[1]}{turn}{words[0]}")
    elif len(words) == 3:
        forms += [rf"{words[1]}\s+{words[2]}{turn}{words[0]}", rf"{words[2]},\s+{words[0]}\s+{words[1]}"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?:s)?(?![^\W\d_]|-\w|\s*-[a-zåäö])", re.IGNORECASE)


NAME_WORDS = st.sampled_from(["Ulla", "Ek", "Åsa-Li", "Yıldız", "İnci", "Es", "J.", "af", "Strömß"])
PARTS = st.one_of(NAME_WORDS, st.sampled_from([" ", "\n", ",", ", ", "s", "-", "-priset", "_", "1", "i", "I", "ſ"]))


@given(st.lists(NAME_WORDS, min_size=1, max_size=4), st.lists(PARTS, max_size=12), st.sampled_from([str, str.upper]))
@example(["Ulla", "Ek"], ["Ek", "\n"], str)
def test_a_full_name_is_found_where_its_pattern_is(
    words: list[str], parts: list[str], case: Callable[[str], str]
) -> None:
    name, text = " ".join(words), case("".join([*parts, " ", " ".join(words), *parts]))
    pattern = as_a_pattern(name)
    for at in range(len(text)):
        found = pattern.match(text, at)
        assert FullName(name).match(text, at) == (found.span() if found else None)


def test_find_mentions_takes_the_office_off() -> None:
    text = "Ordförande Ulla Ek (S) och Jon Dahl (M) yrkar (se bilaga)."
    assert list(find_mentions(text, 0, len(text))) == [
        Mention("Ulla Ek", 11, 18, "S"),
        Mention("Jon Dahl", 27, 35, "M"),
    ]


def test_find_mentions_knows_a_local_party_in_small_letters_that_the_document_has() -> None:
    text = "Vera Tång (vkp) yrkar avslag (vkp) och Bo Sten (med delgivning) bifall."
    assert [(one.name, one.party) for one in find_mentions(text, 0, len(text), {"vkp"})] == [("Vera Tång", "vkp")]
    assert not list(find_mentions(text, 0, len(text)))


def test_join_people_gives_the_party_as_the_items_write_it_where_the_list_has_its_name() -> None:
    ulla, jon = join(
        "Beslutande\nSocialdemokraterna: Ulla Ek\nJon Dahl (M)", "Ulla Ek (s) och Jon Dahl (m) yrkar bifall."
    )
    assert (ulla.party, jon.party) == ("s", "M")


def test_find_entities_finds_what_is_certain() -> None:
    text = LIST + "\nÅslunda kommun KS 2031/118. Tekniska nämnden och Moderaterna hör Ulla Ek (S)."
    found = find_entities(text, [(len(LIST) + 1, len(text))], front(LIST), join(LIST, text[len(LIST) + 1 :]))
    named = [(text[one.start : one.end], str(one.label)) for one in found]
    for expected in [
        ("Ulla Ek", "PERSON"),
        ("S", "PARTY"),
        ("ordförande", "ROLE"),
        ("Åslunda kommun", "ORG"),
        ("KS 2031/118", "CASE"),
        ("Tekniska nämnden", "ORG"),
        ("Moderaterna", "PARTY"),
    ]:
        assert expected in named
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_join_people_gives_a_shared_party_to_each() -> None:
    body = (
        "Karin Prov och Sven Lund (båda S) talar. Ordförande Anna Lind,\nOlof Sten och Bo K. Prov (samtliga M) svarar."
    )
    parties = {one.name: one.party for one in join(LIST, body)[2:]}
    assert parties == {"Karin Prov": "S", "Sven Lund": "S", "Anna Lind": "M", "Olof Sten": "M", "Bo K. Prov": "M"}


@pytest.mark.parametrize("behind", ["(med delgivning)", "(v 12)", "(via e-post)", "(fd ägare)"])
def test_small_words_in_brackets_are_no_party(behind: str) -> None:
    assert [one.party for one in join(LIST, f"Beslutet skickas till Gunnar Lindh {behind}.")[2:]] in ([], [None])


def test_join_people_takes_a_name_with_the_surname_first_for_the_member_of_that_party() -> None:
    members = "Beslutande\nAli Zahra (V)\nMohamud Ali Zahra (C)"
    ali, mohamud = join(members, "Zahra Mohamud Ali (C) reserverar sig.")
    assert (len(ali.mentions), len(mohamud.mentions)) == (1, 2)  # a name within a longer one is no mention
    assert [one.name for one in join(members, "Zahra Mohamud Ali (S) talar.")[2:]] == ["Zahra Mohamud Ali"]


def test_a_shorter_name_with_another_party_is_somebody_else() -> None:
    people = join("Beslutande\nAnna Berg Lind (M)", "Anna Berg (S) yrkar avslag.")
    assert [(one.name, one.party) for one in people] == [("Anna Berg Lind", "M"), ("Anna Berg", "S")]


def test_a_party_in_the_place_of_a_name_is_no_human() -> None:
    people = join("Beslutande\nUlla Ek (S)\nWarsame, Fatuma S; Lindqvist Berg, Ove SD (från kl. 14.10)")
    found = [(one.name, one.party) for one in people]
    assert found == [("Ulla Ek", "S"), ("Fatuma Warsame", "S"), ("Ove Lindqvist Berg", "SD")]
    entries = tuple(
        Entry(name=name, mention=Mark(name, at, at + len(name))) for name, at in (("SD", 0), ("Ulla Ek", 3))
    )
    assert [one.name for one in join_people(FrontPage(entries=entries), [], "SD Ulla Ek")[0]] == ["Ulla Ek"]


def test_find_mentions_takes_the_letter_of_a_proposal_off() -> None:
    text = "Förslag A. Ulla Ek (S): avslag. Yrkande B Jon Dahl (M): bifall."
    assert [one.name for one in find_mentions(text, 0, len(text))] == ["Ulla Ek", "Jon Dahl"]


@pytest.mark.parametrize("address", ["Herr", "Fru", "Fröken", "herr"])
def test_how_somebody_is_addressed_makes_no_other_human(address: str) -> None:
    people = join(LIST, f"{address} Dahl (M) yrkade avslag.")
    assert [one.name for one in people] == ["Ulla Ek", "Jon Dahl"]


def test_a_party_spelled_out_before_its_abbreviation_is_no_human() -> None:
    assert not list(find_mentions("för Framtid Åslunda (FÅ) gäller", 0, 31))
    assert [one.name for one in find_mentions("av Frida Åkesson (FÅ) gäller", 0, 28)] == ["Frida Åkesson"]


def test_a_comma_between_two_of_one_surname_parts_them() -> None:
    text = "Beslutande\nPer Ek (S)\nUlla Ek (S)\n\n"
    body = "Mot beslutet: Per Ek, Ulla Ek och andra."
    whole = text + body
    found = [[whole[a:b] for a, b in one.mentions if a >= len(text)] for one in join(text[:-1], body)]
    assert found == [["Per Ek"], ["Ulla Ek"]]


@pytest.mark.parametrize(
    ("body", "name"),
    [("RESERVATION. Dahl (M) reserverar sig.", "Dahl"), ("Talare: A. Dahl (M) talade.", None)],
)
def test_a_surname_behind_a_run_in_heading_is_a_person(body: str, name: str | None) -> None:
    whole = f"{LIST}\n{body}"
    page, start = front(LIST), len(LIST) + 1
    people, _ = join_people(page, [], whole)
    spans = [(start, len(whole))]
    found = [whole[one.start : one.end] for one in find_entities(whole, spans, page, people) if one.label == "PERSON"]
    assert (found[-1] if found[-1:] == ["Dahl"] else None) == name


def test_a_surname_alone_on_the_front_page_is_told_by_the_word_before_it() -> None:
    text = f"{LIST}, från § 3\nMia Björk (M) för Dahl §§ 1–2\nDahl"
    page = front(text)
    people, _ = join_people(page, [], text)
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    found = [one for one in find_entities(text, spans, page, people, first_item=len(text)) if one.label == "PERSON"]
    assert [text[one.start : one.end] for one in found] == ["Ulla Ek", "Jon Dahl", "Mia Björk", "Dahl"]
