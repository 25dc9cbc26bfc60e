from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp_minutes
from nlp_minutes.labels import SectionKind, WarningCode
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named, Vote
from nlp_minutes.rules.vote_counts import SIDES, find_counts, number_of, side_of
from nlp_minutes.rules.vote_events import sentences
from nlp_minutes.rules.vote_lists import opens_list
from nlp_minutes.rules.vote_marks import People
from nlp_minutes.rules.vote_meanings import find_meanings
from nlp_minutes.rules.vote_names import Roster
from nlp_minutes.rules.vote_rows import VoteTable
from nlp_minutes.rules.votes import find_votes

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

FRONT = """Granviks kommun
Kommunstyrelsen
Sammanträdesprotokoll
2031-03-12

Plats och tid
Rådssalen, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Mia Björk (C), 1:e vice ordförande
Jon Dahl (M), 2:e vice ordförande
Per Lund (KD)
Sara Holm (S)
Ali Rezaei (V)
Karin Sundén Ekberg (L)
Bo Ek (SD)
Eva Ström (MP)
Nils af Klint (M)
Tove Lind (S), tjänstgörande ersättare för Göran Fors (S)

Övriga närvarande
Åsa Wik, kommunsekreterare

"""
REPORTS = "§ {} Rapporter\n\nBeslut\n\nKommunstyrelsen lägger rapporterna till handlingarna.\n"
ORDER = "Omröstning\n\nJa för bifall, nej för avslag.\n\n"


@dataclass(slots=True)
class Snippet:
    name: str
    lines: list[str] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)


def snippets(name: str) -> Iterator[Snippet]:
    one: Snippet | None = None
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            if one:
                yield one
            one = Snippet(line[4:])
        elif one is None:
            continue
        elif line.startswith("--> "):
            one.votes.append(json.loads(line[4:]))
        elif line.startswith("--! "):
            one.warnings.add(line[4:])
        else:
            one.lines.append(line)
    if one:
        yield one


SNIPPETS = [*snippets("votes.txt"), *snippets("votes_told.txt")]


@pytest.fixture(scope="module")
def run(nlp: Language) -> Callable[[str], Minutes]:
    return lambda text: nlp_minutes.annotate(text, nlp=nlp)


def item(text: str, number: int = 14, title: str = "Ny simhall i Granvik") -> str:
    return FRONT + f"§ {number} {title}\n\n{text}\n\n" + REPORTS.format(number + 1)


def values(vote: Any) -> dict[str, Any]:
    named = None if vote.named is None else {side: sorted(getattr(vote.named, side)) for side in SIDES}
    return {
        "yes": vote.yes,
        "no": vote.no,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "yes_means": vote.yes_means,
        "no_means": vote.no_means,
        "named": named,
        "verified": vote.verified,
    }


def codes(minutes: Minutes) -> set[str]:
    return {warning.code for warning in minutes.warnings}


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda one: one.name)
def test_votes_of_a_snippet(snippet: Snippet, run: Callable[[str], Minutes]) -> None:
    minutes = run(item("\n".join(snippet.lines)))
    found = [values(vote) for one in minutes.items for vote in one.votes]
    assert len(found) == len(snippet.votes)
    for got, wanted in zip(found, snippet.votes, strict=True):
        assert {key: got[key] for key in wanted} == wanted
    assert snippet.warnings <= codes(minutes)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda one: one.name)
def test_a_vote_lies_inside_its_item(snippet: Snippet, run: Callable[[str], Minutes]) -> None:
    minutes = run(item("\n".join(snippet.lines)))
    for one in minutes.items:
        for vote in one.votes:
            assert one.start <= vote.start < vote.end <= one.end


def test_the_record_of_a_vote_covers_order_and_result(run: Callable[[str], Minutes]) -> None:
    minutes = run(item(ORDER + "Utfall: 7 ja, 4 nej. Ärendet är därmed avgjort."))
    vote = minutes.items[0].votes[0]
    assert minutes.text[vote.start : vote.end] == "Ja för bifall, nej för avslag.\n\nUtfall: 7 ja, 4 nej"


def test_nobody_is_warned_of_where_all_adds_up(run: Callable[[str], Minutes]) -> None:
    minutes = run(item(ORDER + "Ja röstar Ulla Ek (S) och Sara Holm (S). Nej röstar Jon Dahl (M).\n\n2 ja, 1 nej."))
    assert minutes.items[0].votes[0].verified
    assert not {code for code in codes(minutes) if code.startswith("vote")}


# --- lists behind the items

LIST = "Ulla Ek (S)\tJa\nSara Holm (S)\tJa\nJon Dahl (M)\tNej\n"


def two_items(annex: str, first: str = "", second: str = "") -> str:
    result = ORDER + "Utfall: 2 ja, 1 nej."
    return (
        FRONT
        + f"§ 14 Ny simhall i Granvik\n\n{result}{first}\n\n"
        + f"§ 15 Taxa för torghandel på Stortorget\n\n{result}{second}\n\n"
        + REPORTS.format(16)
        + f"\n\n{annex}"
    )


def named(minutes: Minutes) -> list[bool]:
    return [vote.named is not None for one in minutes.items for vote in one.votes]


def test_an_annex_goes_to_the_paragraph_that_it_names(run: Callable[[str], Minutes]) -> None:
    minutes = run(two_items(f"Bilaga 1. Omröstningslista § 15\n\n{LIST}"))
    assert named(minutes) == [False, True]
    assert minutes.items[1].votes[0].verified


def test_an_annex_goes_to_the_title_that_it_names_not_to_the_agenda_number(run: Callable[[str], Minutes]) -> None:
    minutes = run(two_items(f"Bilaga 1. Voteringslista\nÄrende 14, Taxa för torghandel på Stortorget\n\n{LIST}"))
    assert named(minutes) == [False, True]


def test_an_annex_without_title_goes_where_the_text_cites_it(run: Callable[[str], Minutes]) -> None:
    minutes = run(two_items(f"Bilaga 2. Voteringslista\n\n{LIST}", first=" Se bilaga 1.", second=" Se bilaga 2."))
    assert named(minutes) == [False, True]


def test_an_annex_that_nothing_ties_to_an_item_goes_nowhere(run: Callable[[str], Minutes]) -> None:
    minutes = run(two_items(f"Bilaga 3. Voteringslista\n\n{LIST}"))
    assert named(minutes) == [False, False]


def test_columns_of_an_annex_name_their_paragraphs(run: Callable[[str], Minutes]) -> None:
    rows = "Ulla Ek (S)\tJa\tJa\nSara Holm (S)\tJa\tNej\nJon Dahl (M)\tNej\tJa\n"
    minutes = run(two_items(f"Bilaga 1. Voteringslista\n\nLedamot\t§ 14\t§ 15\n{rows}"))
    votes = [vote for one in minutes.items for vote in one.votes]
    assert [vote.named and vote.named.no for vote in votes] == [["Jon Dahl"], ["Sara Holm"]]


_ROWS = "1\tEk Ulla (S)\tJa\tJa\n2\tHolm Sara (S)\tJa\tNej\n3\tDahl Jon (M)\tNej\tJa\n"


@pytest.mark.parametrize(
    "annex",
    [
        "Närvaro- och omröstningslista\nOmr 1: paragraf 14, ärende 5. Omr 2: paragraf 15, ärende 7.\n\n"
        "Nr Namn\tOmr 1\tOmr 2\n" + _ROWS + "\tSumma ja\t2\t2\n\tSumma nej\t1\t1\n",
        "Voteringslista\nVot 1 gäller § 14, vot 2 gäller § 15\n\nNr\tNamn\tVot 1\tVot 2\n" + _ROWS,
        "Omröstningslista\nOmröstning A = Ny simhall i Granvik; Omröstning B = Taxa för torghandel på Stortorget\n\n"
        "Nr\tNamn\tOmröstning A\tOmröstning B\n" + _ROWS,
        "Närvarolista\n\nNr\tLedamot\tPar. 14\tPar. 15\n" + _ROWS + "\tAntal ja\t2\t2\n\tAntal nej\t1\t1\n",
        "Upprop och omröstningar\n\nPlats\tLedamot\tRösträkning 1 (§ 14)\tRösträkning 2 (§ 15)\n" + _ROWS,
    ],
)
def test_columns_of_one_list_go_to_the_items_that_it_names(run: Callable[[str], Minutes], annex: str) -> None:
    votes = [vote for one in run(two_items(annex)).items for vote in one.votes]
    assert [vote.named and vote.named.no for vote in votes] == [["Jon Dahl"], ["Sara Holm"]]
    assert all(vote.verified for vote in votes)


_SEATS = """{head}
1	Ek Ulla	S	Ja	Ja
2	Rezaei Ali	V	Nej	Ja
3	Dahl Jon	M	Avstår	Nej

Granviks kommun	Kommunstyrelsen 2031-03-12	Sida 9 (9)

{head}
4	Fors Göran / Lind Tove	S	Ja	Frånvarande
"""


@pytest.mark.parametrize(
    ("lead", "head"),
    [
        ("Omröstning 1 gäller 14 § och omröstning 2 gäller 15 §.", "Nr\tVald / inkallad\tParti\tOmr. 1\tOmr. 2"),
        ("Omröstning 1: 14 §, omröstning 2: 15 §", "Nr\tPlatsens innehavare\tParti Omröstning 1\tOmröstning 2"),
        ("Listan gäller 14 och 15 §§", "Stol\tDen som röstat\tParti\tOm 14 §\tOm 15 §"),
        ("", "Mandat\tVem\tParti\t14 §\t15 §"),
        ("", "Mandat\tVem\tParti\tVotering 1 (14 §)\tVotering 2 (15 §)"),
        ("", "Nr\tInvald\tParti\tSimhall\tTorghandel"),
        ("Ärende 5 = § 14, ärende 7 = § 15", "Nr\tNamn\tParti\tÄrende 5\tÄrende 7"),
    ],
)
def test_votes_of_two_items_stand_side_by_side_over_pages(run: Callable[[str], Minutes], lead: str, head: str) -> None:
    text = two_items(f"Bilaga 4. Upprop och omröstningar\n\n{lead}\n\n{_SEATS.format(head=head)}")
    first, second = text.split("§ 15 ", maxsplit=1)
    text = first.replace("2 ja, 1 nej", "2 ja, 1 nej, 1 avstår") + "§ 15 " + second
    votes = [vote for one in run(text).items for vote in one.votes]
    assert [vote.verified for vote in votes] == [True, True]
    assert [vote.named and vote.named.yes for vote in votes] == [["Ulla Ek", "Tove Lind"], ["Ulla Ek", "Ali Rezaei"]]
    assert [vote.named and vote.named.absent for vote in votes] == [[], ["Tove Lind"]]


@pytest.mark.parametrize(
    "seat", ["Fors, Göran / Lind, Tove", "Fors, Göran (S) / Lind, Tove (S)", "Göran Fors / Tove Lind"]
)
def test_who_stands_behind_a_slash_votes(run: Callable[[str], Minutes], seat: str) -> None:
    rows = f"Ek, Ulla\tS\tJa\n{seat}\tS\tJa\nDahl, Jon\tM\tNej\n"
    votes = run(two_items(f"Bilaga 1. Omröstningslista 15 §\n\nPlats\tParti\tRöst\n{rows}")).items[1].votes
    assert [vote.named and vote.named.yes for vote in votes] == [["Ulla Ek", "Tove Lind"]]


def test_a_column_with_the_number_and_the_counts_of_a_vote_is_its_own(run: Callable[[str], Minutes]) -> None:
    annex = "Bilaga 1. Upprop\n\n" + _SEATS.format(head="Nr\tInvald\tParti\tOmr. 1\tOmr. 2")
    text = two_items(annex).replace("Omröstning\n", "Omröstning 1\n", 1)
    first, second = text.split("§ 15 ", maxsplit=1)
    second = second.replace("Omröstning\n", "Omröstning 2\n", 1)
    votes = [vote for one in run(f"{first}§ 15 {second}").items for vote in one.votes]
    assert [vote.named and vote.named.no for vote in votes] == [["Ali Rezaei"], ["Jon Dahl"]]
    # without the numbers nothing ties a column to a vote
    assert named(run(text.replace("Omröstning 1\n", "Omröstning\n", 1))) == [False, False]


def test_of_two_columns_a_vote_gets_the_one_that_adds_up_to_it_or_none(run: Callable[[str], Minutes]) -> None:
    rows = "1\tEk Ulla\tS\tJa\tNej\n2\tRezaei Ali\tV\tNej\tJa\n3\tDahl Jon\tM\t{}\tJa\n"
    annex = "Bilaga 1. Upprop\n\nNr\tInvald\tParti\tRop A\tRop B\n"
    minutes = run(two_items(annex + rows.format("Nej"), second=" Vem som röstade hur visas i bilaga 1."))
    votes = [vote for one in minutes.items for vote in one.votes]
    assert [vote.named and vote.named.no for vote in votes] == [None, ["Ulla Ek"]]
    both = run(two_items(annex + rows.format("Ja"), second=" Vem som röstade hur visas i bilaga 1."))
    assert named(both) == [False, False]


def test_an_item_names_its_column(run: Callable[[str], Minutes]) -> None:
    annex = "Omröstningslista\n\nNr\tNamn\tOmr 1\tOmr 2\n" + _ROWS
    minutes = run(two_items(annex, first=" Listan finns sist, kolumn Omr 1.", second=" Se kolumn Omr 2."))
    votes = [vote for one in minutes.items for vote in one.votes]
    assert [vote.named and vote.named.no for vote in votes] == [["Jon Dahl"], ["Sara Holm"]]


def test_a_list_printed_behind_the_next_head_belongs_to_the_item_it_names(run: Callable[[str], Minutes]) -> None:
    text = (
        FRONT
        + f"§ 14 Ny simhall i Granvik\n\n{ORDER}Utfall: 2 ja, 1 nej.\n\n§ 15 Taxa för torghandel\n\n"
        + f"Omröstningslista § 14\n\n{LIST}\n§ 15 (forts.)\n\nBeslut\n\nKommunstyrelsen antar taxan.\n\n"
        + REPORTS.format(16)
    )
    minutes = run(text)
    assert [len(one.votes) for one in minutes.items] == [1, 0, 0]
    assert minutes.items[0].votes[0].verified


# --- what contradicts itself

FIRST = "Ja röstar Ulla Ek (S), Sara Holm (S) och {}. Nej röstar Jon Dahl (M).\n\nUtfall: {} ja, 1 nej."


@pytest.mark.parametrize(
    ("third", "count", "code"),
    [
        ("Mia Björk (C)", "4", WarningCode.VOTE_TALLY_CONFLICT),
        ("Rut Palm (C)", "3", WarningCode.VOTER_NOT_IN_ATTENDANCE),
        ("Göran Fors (S)", "3", WarningCode.VOTER_NOT_IN_ATTENDANCE),
        ("Mia Björk (L)", "3", WarningCode.PARTY_CONFLICT),
        ("Jon Dahl (M)", "3", WarningCode.VOTE_TALLY_CONFLICT),
    ],
)
def test_contradictions_are_reported_as_they_stand(
    third: str, count: str, code: str, run: Callable[[str], Minutes]
) -> None:
    minutes = run(item(ORDER + FIRST.format(third, count)))
    assert minutes.items[0].votes[0].yes == int(count)
    assert code in codes(minutes)


def test_a_voter_may_be_called_inga(run: Callable[[str], Minutes]) -> None:
    voted = "Ja röstar Ulla Ek (S) och Sara Holm (S). Nej röstar Inga Lund (KD).\n\n2 ja, 1 nej.\n\n"
    said = "Reservation\n\nInga Lund (KD) reserverar sig.\n\nSärskilt yttrande\n\nInga Lund (KD): Vi hade velat vänta."
    text = item(ORDER + voted + said)
    minutes = run(text.replace("Per Lund", "Inga Lund"))
    one = minutes.items[0]
    assert one.votes[0].verified
    assert [found.by for found in one.reservations] == [["Inga Lund"]]
    assert [found.by for found in one.statements] == [["Inga Lund"]]
    none = run(item(ORDER + "Sju röstar ja, inga nej.\n\nReservation\n\nInga."))
    assert (none.items[0].votes[0].no, none.items[0].reservations) == (0, [])


def test_without_an_attendance_list_no_voter_is_a_stranger() -> None:
    vote, warnings = votes_of("Ja röstar Rut Palm (C) och Ulla Ek (S). Nej röstar Jon Dahl (M). 2 ja, 1 nej.")
    assert vote[0].named is not None
    assert vote[0].verified
    assert [warning.code for warning in warnings] == [WarningCode.VOTE_MEANING_UNRESOLVED]


def test_an_order_without_a_result_is_no_vote_but_is_told() -> None:
    votes, warnings = votes_of("Omröstning begärs. Ja för bifall, nej för avslag. Resultatet framgår av bilaga.")
    assert votes == []
    assert [warning.code for warning in warnings] == [WarningCode.VOTE_UNREAD]


def votes_of(
    *texts: str, section: str = SectionKind.VOTE, persons: tuple[Attendee, ...] = ()
) -> tuple[list[Vote], list[Any]]:
    paragraphs: list[ItemParagraph] = []
    at = 0
    for text in texts:
        paragraphs.append(ItemParagraph(text, section, "other", None, "\t" in text, at))
        at += len(text) + 1
    return find_votes(ItemContext(number="202", title="Badhus", paragraphs=tuple(paragraphs), persons=persons))


def test_a_casting_vote_beside_a_paragraph_number() -> None:
    votes, _ = votes_of("202 40 19–19 utslagsröst")
    assert [(vote.yes, vote.no) for vote in votes] == [(19, 19)]


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden finner att nämnden bifaller förslaget.",
        "Jon Dahl (M) deltar inte i beslutet.",
        "Per Ek (KD) är frånvarande.",
        "Ingen röstar nej.",
        "Kommunstyrelsen röstade 2024-02-03, § 12, med 8 ja mot 5 nej för att avslå motionen.",
    ],
)
def test_these_are_no_votes(text: str) -> None:
    assert votes_of(text, section=SectionKind.SUMMARY)[0] == []
    assert votes_of(text, section=SectionKind.ORDER)[0] == []


# --- the parts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("18 ja mot 13 nej", {"yes": 18, "no": 13}),
        ("Ja (18), Nej (13)", {"yes": 18, "no": 13}),
        ("med 18 röster mot 13, 2 avstår och 4 frånvarande", {"yes": 18, "no": 13, "abstain": 2, "absent": 4}),
        ("Ja-röster: 7", {"yes": 7}),
        ("Ja 8 Nej 3", {"yes": 8, "no": 3}),
        ("8 ja 3 nej 1 avstår", {"yes": 8, "no": 3, "abstain": 1}),
        ("13 ja- och 7 nejröster", {"yes": 13, "no": 7}),
        ("Sju ledamöter röstar ja, fyra röstar nej och två avstår.", {"yes": 7, "no": 4, "abstain": 2}),
        ("sju (7) ja-röster och fyra (4) nej-röster", {"yes": 7, "no": 4}),
        ("Omröstningsresultat: 18-13", {"yes": 18, "no": 13}),
        ("Resultat 94:2: 16-9.", {"yes": 16, "no": 9}),
        ("med 5 nej-röster mot 4 ja-röster", {"yes": 4, "no": 5}),
        ("nio röster för och fyra emot", {"yes": 9, "no": 4}),
        ("Två ledamöter nedlägger sin röst.", {"abstain": 2}),
        ("Ia: 9 röster", {"yes": 9}),
        ("Avstår: l röst", {"abstain": 1}),
        ("14 JA, 4 NEJ, ingen avstår", {"yes": 14, "no": 4, "abstain": 0}),
        ("tjugotre ja-röster och trettioen nej-röster", {"yes": 23, "no": 31}),
    ],
)
def test_counts_of_a_sentence(text: str, counts: dict[str, int]) -> None:
    found = find_counts(text)
    assert found is not None
    assert found.counts == counts


@pytest.mark.parametrize(
    "text",
    [
        "Nej röstar: 2:e vice ordföranden Jon Dahl (M)",
        "Ja: 3 S, 1 V",
        "Budgeten är 12-14 mnkr.",
        "enligt 5 kap. 50 § kommunallagen",
        "Ulla Ek (S) erhåller 7 röster och Jon Dahl (M) 3 röster.",
        "",
    ],
)
def test_these_are_no_counts(text: str) -> None:
    assert find_counts(text) is None


FORMS = [
    "{} ja mot {} nej",
    "Ja ({}), Nej ({})",
    "Ja {} Nej {}",
    "{} ja-röster och {} nej-röster avges",
    "Omröstningen slutar {}–{}.",
    "Ja: {} röster\tNej: {} röster",
    "Med {} röster mot {} bifaller nämnden förslaget.",
]


@given(st.sampled_from(FORMS), st.integers(0, 349), st.integers(0, 349))
def test_any_two_numbers_in_any_form(form: str, yes: int, no: int) -> None:
    found = find_counts(form.format(yes, no))
    assert found is not None
    assert found.counts == {"yes": yes, "no": no}


@given(st.integers(0, 99))
def test_numbers_in_figures(number: int) -> None:
    assert number_of(str(number)) == number


@pytest.mark.parametrize(("word", "number"), [("ett", 1), ("aderton", 18), ("sextiofyra", 64), ("l2", 12), ("Inga", 0)])
def test_numbers_in_words_and_scans(word: str, number: int) -> None:
    assert number_of(word) == number


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("Ja för avslag på motionen, nej för bifall.", "avslag på motionen", "bifall"),
        (
            "Ja för avslag och Nej för bifall till yrkandet från S.",
            "avslag på yrkandet från S",
            "bifall till yrkandet från S",
        ),
        ("Den som vill att ärendet avgörs idag röstar ja.", "ärendet avgörs idag", None),
        ("»Ja för Eks förslag, nej för Dahls«.", "Eks förslag", "Dahls"),
        ("Ja-röst = bifall; nej-röst = avslag", "bifall", "avslag"),
        ("Den som är för förslaget röstar ja, den det ej vill röstar nej.", "förslaget", None),
        ("Vinner nej har fullmäktige bifallit motionen.", None, "bifallit motionen"),
        ("Kontorets förslag (ja) ställs mot Eks förslag (nej).", "Kontorets förslag", "Eks förslag"),
        ("JA för S. Eks förslag. NEJ för avslag.", "S. Eks förslag", "avslag"),
        ("Ja: Ulla Ek (S), Jon Dahl (M)", None, None),
        ("Ja: 9 röster", None, None),
    ],
)
def test_meanings_of_a_sentence(text: str, yes: str | None, no: str | None) -> None:
    found = {one.side: one.text for one in find_meanings(text)}
    assert (found.get("yes"), found.get("no")) == (yes, no)


def test_a_meaning_lies_where_it_says() -> None:
    text = "Omröstning begärs. Ja-röst för bifall, nej-röst för avslag."
    for one in find_meanings(text):
        assert one.text in text[one.start : one.end]


PEOPLE = (
    Attendee(name="Ulla Ek", party="S", roles=("ordförande",), attendance="member"),
    Attendee(name="Bo Ek", party="SD", attendance="member"),
    Attendee(name="Karin Sundén Ekberg", party="L", attendance="member"),
    Attendee(name="Sven-Erik Björn", party="M", attendance="member"),
    Attendee(name="Nils af Klint", party="M", attendance="member"),
    Attendee(name="Anna Maria Berg", party="C", attendance="member"),
    Attendee(name="Lars Berg", party="C", attendance="absent"),
)


@pytest.mark.parametrize(
    ("name", "party", "person"),
    [
        ("Ulla Ek", None, "Ulla Ek"),
        ("Ek Ulla", None, "Ulla Ek"),
        ("Ek", "SD", "Bo Ek"),
        ("Ek", None, None),
        ("U. Ek", None, "Ulla Ek"),
        ("S-E. Björn", None, "Sven-Erik Björn"),
        ("Ekberg", None, "Karin Sundén Ekberg"),
        ("Sundén Ekberg", None, "Karin Sundén Ekberg"),
        ("af Klint", None, "Nils af Klint"),
        ("Anna Berg", None, "Anna Maria Berg"),
        ("Berg", None, "Anna Maria Berg"),
        ("Karin Sunden Ekberg", "L", "Karin Sundén Ekberg"),
        ("Rut Palm", None, None),
    ],
)
def test_whose_name_it_is(name: str, party: str | None, person: str | None) -> None:
    found = Roster(PEOPLE, ()).find(name, party)
    assert (found.name if found else None) == person


def test_an_office_stands_for_its_holder_only_where_no_name_follows() -> None:
    roster = Roster(PEOPLE, ())
    assert [one.name for one in roster.voters("ordföranden", 0)] == ["Ulla Ek"]
    assert [one.name for one in roster.voters("ordföranden Bo Ek (SD)", 0)] == ["Bo Ek"]


def test_voters_stand_where_they_say() -> None:
    text = "tjänstgörande ersättaren Ulla Ek (S), af Klint samt Björn / Bo Ek"
    for voter in Roster(PEOPLE, ()).voters(text, 100):
        assert voter.name.split()[-1] in text[voter.start - 100 : voter.end - 100]


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("Ia (8)", "yes"),
        ("Följande ledamöter röstar nej:", "no"),
        ("Avstår", "abstain"),
        ("Tre röstar ja:", "yes"),
        ("Ja till förslaget", None),
        ("Ja och nej", None),
        ("Ordföranden säger ja", None),
    ],
)
def test_lines_that_names_stand_below(line: str, side: str | None) -> None:
    assert opens_list(line) == side


@pytest.mark.parametrize(
    ("cell", "side"), [("JA", "yes"), ("Nej-röster", "no"), ("Avstår", "abstain"), ("Frånv.", "absent"), ("Jäv", None)]
)
def test_words_for_sides(cell: str, side: str | None) -> None:
    assert side_of(cell) == side


@given(st.lists(st.sampled_from(["Ja", "Nej", "Avstår", "Frånvarande", "Jäv", "–"]), min_size=1, max_size=7))
def test_each_row_counts_once(votes: list[str]) -> None:
    table = VoteTable(Roster(PEOPLE, ()))
    at = 0
    for person, vote in zip(PEOPLE, votes, strict=False):
        row = f"{person.name} ({person.party})\t{vote}"
        assert table.feed(row, at)
        at += len(row) + 1
    found = {side: len(one.voters[side]) for one in table.ballots() for side in SIDES}
    wanted = [side for vote in votes if (side := side_of(vote))]
    assert {side: found.get(side, 0) for side in SIDES} == {side: wanted.count(side) for side in SIDES}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=7))
def test_the_place_of_the_cross_counts(columns: list[int]) -> None:
    table = VoteTable(Roster(PEOPLE, ()))
    assert table.feed("Namn\tParti\tJa\tNej\tAvstår\tFrånv.", 0)
    for person, column in zip(PEOPLE, columns, strict=False):
        assert table.feed(f"{person.name}\t{person.party}\t" + "\t" * column + "X", 50)
    (ballot,) = table.ballots()
    assert [len(ballot.voters[side]) for side in SIDES] == [columns.count(n) for n in range(4)]


def test_crosses_wait_for_the_sums_where_the_head_is_missing() -> None:
    table = VoteTable(Roster(PEOPLE, ()))
    for row in ("Ulla Ek\tS\tX", "Bo Ek\tSD\t\tX", "Summa\t\t1\t1\t0"):
        assert table.feed(row, 0)
    (ballot,) = table.ballots()
    assert [one.name for one in ballot.voters["no"]] == ["Bo Ek"]


@pytest.mark.parametrize(
    "row",
    [
        "12\tKarin Sundén Ekberg (L)\tBo Ek (SD)\tNej",
        "Bo Ek (SD) ersättare för Karin Sundén Ekberg (L)\tNej",
        "Ek, Bo (SD)\tNej",
        "Bo Ek SD Nej",
        "– Bo Ek (SD): nej",
    ],
)
def test_a_row_votes_for_who_sat_there(row: str) -> None:
    table = VoteTable(Roster(PEOPLE, ()))
    assert table.feed(row, 0)
    assert [one.name for one in table.ballots()[0].voters["no"]] == ["Bo Ek"]


@pytest.mark.parametrize(
    "line",
    ["Ulla Ek (S) yrkar avslag och röstar nej", "Ulla Ek och Bo Ek avstår", "Förskola\t412\t418", "Sida 4"],
)
def test_these_are_no_rows(line: str) -> None:
    assert not VoteTable(Roster(PEOPLE, ())).feed(line, 0)


def test_initials_and_abbreviations_end_no_sentence() -> None:
    text = "JA: C. Stern, S-E. Björn m.fl. och ordf. Ulla Ek. NEJ: B. Ask. 2 ja, 1 nej."
    assert [one for one, _ in sentences(text)] == [
        "JA: C. Stern, S-E. Björn m.fl. och ordf. Ulla Ek.",
        "NEJ: B. Ask.",
        "2 ja, 1 nej.",
    ]


@given(st.text(alphabet="abÅ .!?”1\n", max_size=80))
def test_sentences_stand_where_they_say(text: str) -> None:
    for one, at in sentences(text):
        assert text[at : at + len(one)] == one
    joined = "".join(one for one, _ in sentences(text))
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)


def test_text_without_ends_is_no_sentence() -> None:
    assert votes_of("Den som vill detta och ja nej 7 mot 4 " * 150)[0] == []


def test_lists_behind_the_items_are_read_anew_for_another_meeting() -> None:
    def meeting(name: str) -> Vote:
        person = Attendee(name=name, party="S", attendance="member")
        rows = (f"Omröstningslista § 202\n{name} (S)\tJa\nJon Dahl (M)\tNej").split("\n")
        annexes, at = [], 500
        for row in rows:
            annexes.append(ItemParagraph(row, SectionKind.ANNEX, "other", None, "\t" in row, at))
            at += len(row) + 1
        text = ItemParagraph("1 ja, 1 nej.", SectionKind.VOTE, "other")
        context = ItemContext(
            number="202", title="Badhus", paragraphs=(text,), persons=(person,), annexes=tuple(annexes)
        )
        return find_votes(context)[0][0]

    assert [vote.named and vote.named.yes for vote in map(meeting, ["Ulla Ek", "Mia Björk"])] == [
        ("Ulla Ek",),
        ("Mia Björk",),
    ]


def test_a_list_with_each_cell_on_its_own_line_makes_no_vote() -> None:
    cells = ["Ulla Ek", "S", "1", "Ledamot", "Ja", "Jon Dahl", "M", "2", "Ersättare", "Nej", "Mia Björk", "C"]
    assert votes_of(*cells)[0] == []


ROLL = ("1\tEk Ulla\tS\tJa", "2\tBerg Lars / Berg Anna Maria\tC\tJa", "3\taf Klint Nils\tM\tNej", "4\tEk Bo\tSD\tNej")


@pytest.mark.parametrize(
    "lead",
    [
        ("Röstlista ur voteringsanläggningen, punkt 9, kl. 20.14.07",),
        ("Voteringslista", "Plats\tNamn\tParti\tRöst"),
        ("Stol\tNamn\tParti\tRöst",),
    ],
)
def test_a_list_of_voters_behind_the_recipients_is_read(lead: tuple[str, ...]) -> None:
    (vote,) = votes_of("Byggnadsnämnden", *lead, *ROLL, section=SectionKind.RECIPIENTS, persons=PEOPLE)[0]
    assert vote.named is not None
    assert vote.named.yes == ("Ulla Ek", "Anna Maria Berg")
    assert vote.named.no == ("Nils af Klint", "Bo Ek")


def test_a_list_of_voters_that_is_only_sent_to_somebody_is_no_vote() -> None:
    assert votes_of("Röstlistan skickas till valnämnden.", "Ulla Ek, 2 ja och 1 nej", section="recipients")[0] == []


def test_of_two_with_a_slash_between_the_second_one_has_the_mark() -> None:
    people = People(Roster(PEOPLE, []))
    assert people.find("7 Berg Lars / Berg Anna Maria") == PEOPLE[5]
    assert people.find("Kommunhuset 2 / Ek Ulla") is None


def test_a_list_of_a_voting_system_is_no_vote_of_the_item_before_it() -> None:
    votes, _ = votes_of("Länsstyrelsen", "Bilaga 4", "Ärende: 18", "Antal Ja: 72", "Antal Nej: 9", "Antal Avstår: 0")
    assert votes == []


def test_a_list_of_voters_with_a_heading_of_its_own_ends_no_item(run: Callable[[str], Minutes]) -> None:
    text = """§ 14 Ny simhall

Beslut
Simhallen byggs.

Omröstning begärs. Ja för kontorets förslag, nej för avslag.

Röstlängd

Ulla Ek (S)       Ja
Mia Björk (C)     Ja
Jon Dahl (M)      Nej

Reservation
Jon Dahl (M)
"""
    (one,) = run(FRONT + text).items
    assert [(vote.yes, vote.no) for vote in one.votes] == [(2, 1)]
    assert [who.by for who in one.reservations] == [["Jon Dahl"]]


def layouts() -> Iterator[tuple[str, str, list[list[str]]]]:
    """The snippets of votes_layouts.txt with the cells of what is wanted."""
    for block in re.split(
        r"^=== ", (Path(__file__).parent / "votes_layouts.txt").read_text("utf-8"), flags=re.MULTILINE
    )[1:]:
        name, _, below = block.partition("\n")
        lines = below.split("\n")
        wanted = [[cell.strip() for cell in line[3:].split("|")] for line in lines if line.startswith(">>>")]
        yield name, "\n".join(line for line in lines if not line.startswith(">>>")), wanted


# the people of the meeting by their given names
GIVEN = {name.split()[0]: name.strip() for name in re.findall(r"^((?:\w+ )+)\(", FRONT, re.MULTILINE)}


LAYOUTS = list(layouts())


@pytest.mark.parametrize(("text", "wanted"), [one[1:] for one in LAYOUTS], ids=[one[0] for one in LAYOUTS])
def test_a_layout(text: str, wanted: list[list[str]], run: Callable[[str], Minutes]) -> None:
    found = [vote for one in run(item(text)).items for vote in one.votes]
    assert len(found) == len(wanted)
    for vote, cells in zip(found, wanted, strict=True):
        absent = "-" if vote.absent is None else vote.absent
        assert f"{vote.yes}-{vote.no}-{vote.abstain}-{absent}" == cells[0]
        names = cells[1:5] + [""] * (5 - len(cells))
        if names[0] == "?":
            assert vote.named is None
        else:
            for side, given_names in zip(SIDES, names, strict=True):
                assert sorted(getattr(vote.named, side)) == sorted(GIVEN[one] for one in given_names.split())
        for told, wish in zip((vote.yes_means, vote.no_means), cells[5:], strict=False):
            assert not wish or told == wish


@pytest.mark.parametrize(
    ("above", "furniture", "below"),
    [
        ("Ja röstar Ulla Ek, Mia Björk, Nils", "", "af Klint, Sara Holm och Ali Rezaei."),
        ("Ja röstar Ulla Ek, Mia Björk, Nils af", "Granviks kommun\t2031-03-12\t5", "Klint, Sara Holm och Ali Rezaei."),
        ("Ja röstar Ulla Ek, Nils af Klint, Sara", "Kommunstyrelsen\t§ 14 forts.", "Holm, Mia Björk och Ali Rezaei."),
        ("Ja röstar ledamöterna Ek, af Klint, Rezaei, Björk och Ho-", "", "lm."),
    ],
)
def test_a_border_of_pages_cuts_no_name(above: str, furniture: str, below: str) -> None:
    people = [one for one in PEOPLE if one.name != "Bo Ek"] + [
        Attendee(name=name, party="S", attendance="member")
        for name in ("Ulla Ek", "Mia Björk", "Nils af Klint", "Sara Holm", "Ali Rezaei", "Jon Dahl")
    ]
    people = list({one.name: one for one in people}.values())
    texts = ["Omröstning begärs.", above, *([furniture] if furniture else []), below, "Nej röstar Jon Dahl."]
    paragraphs, at = [], 0
    for text in texts:
        paragraphs.append(ItemParagraph(text, SectionKind.VOTE, "other", start=at))
        at += len(text) + 2
    context = ItemContext(number="1", title="Ny hall", paragraphs=tuple(paragraphs), persons=tuple(people))
    (vote,) = find_votes(context)[0]
    assert vote.named is not None
    assert sorted(vote.named.yes) == ["Ali Rezaei", "Mia Björk", "Nils af Klint", "Sara Holm", "Ulla Ek"]
    assert vote.named.no == ("Jon Dahl",)


def test_a_gap_in_a_line_moves_no_name_to_another_person() -> None:
    text = "Björn" + " " * 40 + "och Berg"
    # entities where the names would stand without the gap
    entities = [Named(108, 117, "PERSON", "Nils Klint", person=4)]
    voters = Roster(PEOPLE, entities).voters(text, 100, alone=True)
    assert [(one.name, text[one.start - 100 : one.end - 100]) for one in voters] == [
        ("Sven-Erik Björn", "Björn"),
        ("Anna Maria Berg", "Berg"),
    ]


def test_a_list_with_the_surname_first_names_nobody_new(run: Callable[[str], Minutes]) -> None:
    text = (
        item(ORDER + "Utfall: 2 ja, 1 nej. Se bilaga 1.")
        + "\nBilaga 1 till § 14\n\nJA\nEk Ulla (S), Holm Sara (S)\n\nNEJ\nDahl Jon (M)\n\nFRÅNVARANDE\nRezaei Ali (V)\n"
    )
    minutes = run(text)
    names = {one.name: one.attendance for one in minutes.persons}
    assert "Rezaei Ali" not in names
    assert names["Ali Rezaei"] == "member"


@pytest.mark.parametrize("text", ["JA röstar: Inga-Lill Ek (s), Bo Lind (c)", "Ja: Inga-Britt Ek", "Ja: Inga Ek"])
def test_a_name_is_no_number(text: str) -> None:
    assert find_counts(text) is None
