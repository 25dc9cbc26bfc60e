"""The traps that text can show, one case or more for each, by the number of the layout trap.

A trap has an invented text and a check of what must come out. `FRONT` is a front page, `body(...)` an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import nlp_minutes
from nlp_minutes.readers import source_from_text

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Item, Minutes, Person

FRONT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-12

Plats och tid
Rådssalen, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)
Mia Björk (C)

Övriga närvarande
Åsa Wik, nämndsekreterare

"""
TAIL = "\n\n§ 15 Rapporter\n\nBeslut\n\nTekniska nämnden lägger rapporterna till handlingarna.\n"
FILL = """Förvaltningen har under våren sett över hur lokalerna vid {0} används och av
vilka, och redovisar nu tre förslag om {0} till hur de kan hyras ut på kvällar och
på helger utan att {0} hindras i sin verksamhet eller får högre kostnader för
städning och tillsyn än i dag, säger {0}.

Föreningarna vid {0} har fått lämna synpunkter. De flesta är nöjda med hur det
fungerar vid {0} men vill kunna boka längre tider. Två av dem vill också kunna låna
köksutrymmen som finns vid {0}. Räddningstjänsten har inget att
invända om {0} så länge utrymningsvägarna hålls fria.

Intäkterna från {0} beräknas till 140 000 kr om året, vilket täcker kostnaderna för
den vaktmästare som måste finnas. Förslaget om {0} kan genomföras från hösten.

"""


def fill(word: str = "torget") -> str:
    """Running text that fills a page and says nothing that another page says."""
    return FILL.format(word)


def item(*lines: str, number: int = 14, title: str = "Taxa för torghandel") -> str:
    """A front page with one item of these lines, and another behind it."""
    return FRONT + f"§ {number} {title}\n\n" + "\n".join(lines) + TAIL.replace("§ 15", f"§ {number + 1}")


def decided(*points: str) -> str:
    return item("Beslut", "", *points)


def clean(text: str) -> str:
    return source_from_text(text).clean


@pytest.fixture(scope="module")
def run(nlp: Language) -> Callable[[str], Minutes]:
    return lambda text: nlp_minutes.annotate(text, nlp=nlp)


def numbers(minutes: Minutes) -> list[str]:
    return [one.number for one in minutes.items]


def first(minutes: Minutes) -> Item:
    return minutes.items[0]


def person(minutes: Minutes, name: str) -> Person:
    return next(one for one in minutes.persons if one.name == name)


def codes(minutes: Minutes) -> set[str]:
    return {one.code for one in minutes.warnings}


def labels(minutes: Minutes, number: str = "14") -> list[tuple[str, str]]:
    """Label and first words of each paragraph of an item."""
    return [
        (one.label, " ".join(minutes.text[one.start : one.end].split())[:30])
        for one in minutes.paragraphs
        if one.item == number
    ]


# B1 files and meetings


@pytest.mark.parametrize("begin", [pytest.param(1, id="2-anew"), pytest.param(16, id="2-goes-on")])
def test_trap_2_two_meetings_in_one_file_are_two_results(nlp: Language, begin: int) -> None:
    other = FRONT.replace("2031-03-12", "2031-04-16").replace("Per Lund", "Ove Nygren")
    text = decided("Tekniska nämnden antar taxan.") + "\n" + other
    text += f"§ {begin} Val\n\nBeslut\n\nTekniska nämnden väljer Ulla Ek (S).\n"
    text += f"\n§ {begin + 1} Budget\n\nBeslut\n\nTekniska nämnden antar budgeten.\n"
    one, two = nlp_minutes.annotate_all(text, nlp=nlp)
    assert (one.meeting.date, two.meeting.date) == ("2031-03-12", "2031-04-16")
    assert (numbers(one), numbers(two)) == (["14", "15"], [str(begin), str(begin + 1)])
    assert "Ove Nygren" not in {p.name for p in one.persons}
    assert "Per Lund" not in {p.name for p in two.persons}
    alone = nlp_minutes.annotate(text, nlp=nlp)
    assert alone.meeting.date == "2031-03-12"
    assert numbers(alone) == ["14", "15"]
    assert "several_meetings" in codes(alone)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Sammanträdesdatum 2031-03-21", id="3-label"),
        pytest.param("Sammanträdesdatum\t21 mars 2031", id="3-long"),
    ],
)
def test_trap_3_dates_that_disagree_are_told(run: Callable[[str], Minutes], other: str) -> None:
    text = decided("Tekniska nämnden antar taxan.").replace("Plats och tid", other + "\n\nPlats och tid")
    assert "date_mismatch" in codes(run(text))


def test_trap_3_dates_that_agree_are_not_told(run: Callable[[str], Minutes]) -> None:
    text = decided("Tekniska nämnden antar taxan.").replace(
        "Plats och tid", "Sammanträdesdatum\t12 mars 2031\n\nPlats och tid"
    )
    minutes = run(text)
    assert minutes.meeting.date == "2031-03-12"
    assert "date_mismatch" not in codes(minutes)


@pytest.mark.parametrize(
    "body", ["Barn- och utbildningsnämnden", "BARN- OCH UTBILDNINGSNÄMNDEN", "BARN- och utbildningsnämnden"]
)
def test_trap_4_the_body_is_kept_as_written(run: Callable[[str], Minutes], body: str) -> None:
    minutes = run(FRONT.replace("Tekniska nämnden", body) + "§ 14 Val\n\nBeslut\n\nBUN väljer Ulla Ek (S)." + TAIL)
    assert minutes.meeting.body is not None
    assert re.sub(r"\W+", " ", minutes.meeting.body.casefold()) == "barn och utbildningsnämnden"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Åslunda kommun\nTekniska nämnden\nUtdrag ur protokoll\n2031-03-12\n\n", id="6-words"),
        pytest.param("Åslunda kommun\tPROTOKOLLSUTDRAG\nTekniska nämnden\t2031-03-12\n\n", id="6-word"),
    ],
)
def test_trap_6_an_extract_has_no_gaps(run: Callable[[str], Minutes], head: str) -> None:
    minutes = run(head + "§ 88 Detaljplan för Kvarnängen\n\nBeslut\n\nTekniska nämnden antar detaljplanen.\n")
    assert minutes.meeting.document_type == "protokollsutdrag"
    assert [(i.number, i.title) for i in minutes.items] == [("88", "Detaljplan för Kvarnängen")]
    assert "section_gap" not in codes(minutes)


def test_trap_6_an_extract_of_two_items_has_no_gaps(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        "Åslunda kommun\nTekniska nämnden\nProtokollsutdrag\n"
        "2031-03-12\n\n§ 88 Val\n\nBeslut\n\nNämnden väljer Ulla Ek (S).\n\n"
        "§ 93 Budget\n\nBeslut\n\nNämnden antar budgeten.\n"
    )
    assert numbers(minutes) == ["88", "93"]
    assert "section_gap" not in codes(minutes)


# B2 pages and typography

HEAD = "Åslunda kommun\tSammanträdesprotokoll\t{} (31)\n"
PAGES = (
    FRONT + fill("badet") + "\f" + HEAD.format(6) + "\n§ 14 Lån\n\n" + fill("skogen") + "Beslut\n\n{above}\n\n"
    "Justerandes sign ______\tUtdragsbestyrkande\n\f"
    + HEAD.format(7)
    + "{below}\n\n"
    + fill("bron")
    + "\f"
    + HEAD.format(8)
    + fill("sjön")
    + TAIL
)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param(
            "Nämnden beslutar att för de två skolorna i norra kommundelen avsätta",
            "200 000 kr i årets budget.",
            id="10-number",
        ),
        pytest.param(
            "Nämnden beslutar att för de två skolorna i norra kommundelen avsätta",
            "högst en miljon kronor i budget.",
            id="10-word",
        ),
        pytest.param(
            "Nämnden beslutar att ge föreningen i norra kommundelen ett bidrag till",
            "Kvarnängens förskola i tre år.",
            id="10-name",
        ),
    ],
)
def test_trap_10_furniture_inside_a_sentence_is_a_layer(run: Callable[[str], Minutes], above: str, below: str) -> None:
    minutes = run(PAGES.format(above=above, below=below))
    furniture = [minutes.text[a:b] for a, b in minutes.furniture]
    assert "Justerandes sign ______\tUtdragsbestyrkande" in furniture
    assert HEAD.format(7).strip() in furniture
    assert first(minutes).decision[0] == f"{above} {below}"
    whole = next(p for p in minutes.paragraphs if minutes.text[p.start : p.end].startswith(above))
    assert minutes.text[whole.start : whole.end].endswith(below)  # it covers the break


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("Sida {n}({total})", id="11-page"),
        pytest.param("Åslunda kommun{odd}\nSida {n}({total})", id="11-odd-pages"),
        pytest.param("Tekniska nämnden\t2031-03-12\tSida {n} av {total}", id="11-av"),
    ],
)
def test_trap_11_furniture_that_changes_by_page_is_found(head: str) -> None:
    words = ["torget", "badet", "skogen", "bron", "sjön", "ängen"]
    pages = [
        head.format(n=n, total=6, odd="\t2031-03-12" if n % 2 else "")
        + f"\n\n§ {n} Om {word}\n\n{fill(word)}"
        + "Justerandes sign ______\tUtdragsbestyrkande\n"
        for n, word in enumerate(words, 1)
    ]
    source = source_from_text("\f".join([FRONT + fill("kajen"), *pages]))
    assert "Justerandes" not in source.clean
    assert not re.search(r"Sida \d", source.clean.split("§ 1 ")[1])
    assert source.clean.count("2031-03-12") <= 2


def test_trap_12_a_head_that_repeats_by_page_opens_no_item(run: Callable[[str], Minutes]) -> None:
    page = HEAD.format(7) + "\n§ 14 forts.\n\n"
    minutes = run(PAGES.format(above="Tekniska nämnden antar taxan.", below="§ 14 forts.\n\nTaxan gäller från maj."))
    assert numbers(minutes) == ["14", "15"]
    minutes = run(
        FRONT
        + "§ 14 Taxa för torghandel\n\n"
        + fill("ängen")
        + page
        + fill("gården")
        + "Beslut\n\nNämnden antar taxan."
        + TAIL
    )
    assert numbers(minutes) == ["14", "15"]
    assert first(minutes).title == "Taxa för torghandel"


def test_trap_12_a_title_that_repeats_by_page_opens_no_item(run: Callable[[str], Minutes]) -> None:
    again = "Justerandes sign ______\n\f" + HEAD.format(7) + "\n§ 14 Taxa för torghandel\n\n"
    minutes = run(
        FRONT
        + "§ 14 Taxa för torghandel\n\n"
        + fill("backen")
        + again
        + fill("stationen")
        + "Beslut\n\nNämnden antar taxan."
        + TAIL
    )
    assert numbers(minutes) == ["14", "15"]


def test_trap_13_a_title_at_the_page_top_is_no_furniture(run: Callable[[str], Minutes]) -> None:
    pages = [
        HEAD.format(n) + f"§ {n} Om {word}\n\n{fill(word)}Beslut\n\nTekniska nämnden antar förslaget om {word}.\n"
        for n, word in enumerate(["torget", "badet", "skogen", "bron"], 14)
    ]
    minutes = run("\f".join([FRONT + fill("hamnen"), *pages]))
    assert [(i.number, i.title) for i in minutes.items] == [
        ("14", "Om torget"),
        ("15", "Om badet"),
        ("16", "Om skogen"),
        ("17", "Om bron"),
    ]


@pytest.mark.parametrize("stamp", ["Signerat av UE 2031-03-19 ID: 5f3c9a21", "Transaktion 0922115557495b3a7c"])
def test_trap_14_stamps_of_signing_are_furniture(run: Callable[[str], Minutes], stamp: str) -> None:
    text = decided("Tekniska nämnden antar taxan.").replace("\n\n§ 15", f"\n\n{stamp}\n\f\n§ 15") + f"\n{stamp}\n"
    minutes = run(text)
    assert [minutes.text[a:b] for a, b in minutes.furniture] == [stamp, stamp]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param("hur ett beslut i en fråga av just detta slag kan över-\nklagas", "kan överklagas", id="15-soft"),
        pytest.param(
            "hur frågan har besvarats av en tidigare ledamot, Maria Sundén-\nEkberg",
            "Maria Sundén-Ekberg",
            id="15-hard",
        ),
        pytest.param(
            "hur frågan har besvarats av den som då ledde kommunens barn-\noch ungdomsnämnd",
            "barn- och ungdomsnämnd",
            id="15-ellipsis",
        ),
        pytest.param(
            "hur frågan har besvarats av den som då ledde kommunens barn- \noch ungdomsnämnd",
            "barn- och ungdomsnämnd",
            id="15-blank",
        ),
    ],
)
def test_trap_15_line_end_hyphens_are_told_apart(broken: str, whole: str) -> None:
    assert whole in clean(
        f"{fill('parken')}Nämnden har fått en redogörelse för {broken}, och vad som följer av det i saken.\n"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Na¨mnden", "Nämnden"),
        ("a˚rsbudget", "årsbudget"),
        ("f ö rslag", "förslag"),
        ("familjen Hä gg", "familjen Hägg"),
        ("fo\u0308rslag", "förslag"),
    ],
)
def test_trap_16_split_diacritics_are_repaired_with_a_way_back(written: str, meant: str) -> None:
    text = f"{fill('parken')}Hägg har ett förslag.\n\nHär står {written} igen.\n"
    source = source_from_text(text)
    at = source.clean.index(f"står {meant}") + 5
    start, end = source.alignment.to_source(at, at + len(meant))
    assert source.text[start:end] == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\ufb01nansiering", "finansiering"),
        ("2\u00a0000\u202f000 kr", "2 000 000 kr"),
        ("Ja\u2013röster", "Ja-röster"),
        ("över\u00adklagan", "överklagan"),
        ("tra\ufb03k", "traffik"),
    ],
)
def test_trap_17_ligatures_and_odd_blanks_are_made_plain(written: str, meant: str) -> None:
    assert f"Om {meant}." in clean(f"Om {written}.\n")


@pytest.mark.parametrize(
    "quote",
    [
        "”bygga en ny hall och avslå allt annat”",
        '"avslå allt annat"',
        "»avslå allt annat«",
        "’avslå allt annat’",
        "”avslå allt annat”.",
    ],
)
def test_trap_18_quotes_of_every_kind_do_not_decide(run: Callable[[str], Minutes], quote: str) -> None:
    minutes = run(decided(f"Tekniska nämnden bifaller motionens yrkande {quote}"))
    assert first(minutes).outcome == "approved"


def test_trap_19_two_columns_are_read_apart(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        "Åslunda kommun\nTekniska nämnden\nSammanträdesprotokoll 2031-03-12\n\n"
        "Ledamöter\tErsättare\nUlla Ek (S)\tJon Dahl (M)\n"
        "Per Lund (KD)\tOve Nygren (V)\n\n§ 14 Val\n\nBeslut\n\nNämnden väljer Ulla Ek (S)." + TAIL
    )
    assert [(p.name, p.party, p.attendance) for p in minutes.persons] == [
        ("Ulla Ek", "S", "member"),
        ("Jon Dahl", "M", "substitute"),
        ("Per Lund", "KD", "member"),
        ("Ove Nygren", "V", "substitute"),
    ]


@pytest.mark.parametrize(
    "front",
    [
        pytest.param("Plats och tid\tRådssalen, kl. 13.00–\nför mötet\t15.40\n", id="20-broken"),
        pytest.param("Plats och tid\tRådssalen,\n\tkl. 13.00–15.40\n", id="20-value"),
    ],
)
def test_trap_20_a_label_over_two_lines_is_one(run: Callable[[str], Minutes], front: str) -> None:
    text = decided("Tekniska nämnden antar taxan.").replace("Plats och tid\nRådssalen, kl. 13.00–15.40\n", front)
    meeting = run(text).meeting
    assert (meeting.start, meeting.end) == ("13:00", "15:40")
    assert meeting.place == "Rådssalen"


def test_trap_21_a_dollar_sign_is_a_misread_paragraph_sign(run: Callable[[str], Minutes]) -> None:
    text = (
        FRONT
        + "§ 82 Val\n\nBeslut\n\nNämnden väljer Ulla Ek (S).\n\n$ 83 Budget\n\nBeslut\n\nNämnden antar budgeten.\n\n"
    )
    minutes = run(text + "§ 84 Skola\n\nBeslut\n\nNämnden bygger en skola.\n")
    assert numbers(minutes) == ["82", "83", "84"]
    assert "ocr_suspect" in codes(minutes)


def test_trap_21_a_price_at_a_line_start_is_no_item(run: Callable[[str], Minutes]) -> None:
    minutes = run(decided("Tekniska nämnden antar en taxa om", "$ 83 per år för gäster från utlandet."))
    assert numbers(minutes) == ["14", "15"]


def test_trap_22_a_page_number_glued_to_a_name_is_no_name(run: Callable[[str], Minutes]) -> None:
    minutes = run(decided("Tekniska nämnden antar taxan.").replace("Mia Björk (C)", "Karin Lind (C)12"))
    lind = person(minutes, "Karin Lind")
    assert (lind.party, lind.attendance) == ("C", "member")


def test_trap_23_rows_of_tables_are_no_paragraphs_that_decide(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        item(
            "Sammanfattning",
            "",
            "Nämndens ramar framgår av tabellen.",
            "",
            "Förskola\t412,3\t418,0",
            "Grundskola\t1 204,0\t1 266,5",
            "",
            "Beslut",
            "",
            "Tekniska nämnden antar budgeten.",
            title="Budget",
        )
    )
    assert first(minutes).decision == ["Tekniska nämnden antar budgeten."]
    assert ("summary", "Förskola 412,3 418,0") not in labels(minutes)
    assert not [p for p in minutes.persons if p.name in {"Förskola", "Grundskola"}]
    assert numbers(minutes) == ["14", "15"]


# B3 front page and attendance


def attended(lists: str, *, run: Callable[[str], Minutes]) -> list[tuple[str, str | None, str | None]]:
    head = "Åslunda kommun\nTekniska nämnden\nSammanträdesprotokoll\n2031-03-12\n\n"
    minutes = run(head + lists + "\n\n§ 14 Taxa\n\nBeslut\n\nNämnden antar taxan." + TAIL)
    assert numbers(minutes) == ["14", "15"]
    return [(p.name, p.party, p.attendance) for p in minutes.persons if p.attendance]


ULLA = ("Ulla Ek", "S", "member")
JON = ("Jon Dahl", "M", "member")
MIA = ("Mia Björk", "C", "member")


@pytest.mark.parametrize(
    ("lists", "people"),
    [
        pytest.param(
            "Beslutande\nUlla Ek (S), ordförande\nMia Björk (C)\n\nEj tjänstgörande ersättare\nJon Dahl (M)",
            [ULLA, MIA, ("Jon Dahl", "M", "substitute")],
            id="24-heading",
        ),
        pytest.param(
            "Namn\tParti\tRoll\nUlla Ek\tS\tOrdförande\nMia Björk\tC\tLedamot\nJon Dahl\tM\tErsättare",
            [ULLA, MIA, ("Jon Dahl", "M", "substitute")],
            id="24-column",
        ),
        pytest.param(
            "Beslutande\tUlla Ek (S), ordförande\n\tMia Björk (C)\nErsättare\tJon Dahl (M)",
            [ULLA, MIA, ("Jon Dahl", "M", "substitute")],
            id="24-label-column",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nMia Björk (C)\n\nSida 2 (9)\nBeslutande (forts.)\nJon Dahl (M)",
            [ULLA, MIA, JON],
            id="25-forts",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nMia Björk (C)\n\n\fÅslunda kommun\tSida 2 (9)\n\nJon Dahl (M)",
            [ULLA, MIA, JON],
            id="25-no-heading",
        ),
        pytest.param("Beslutande\nEk, Ulla (S)\nDahl, Jon (M)\nBjörk, Mia (C)", [ULLA, JON, MIA], id="26-comma"),
        pytest.param(
            "Beslutande\nEk Ulla S\nDahl Jan M\nBjörk Maria C",
            [ULLA, ("Jan Dahl", "M", "member"), ("Maria Björk", "C", "member")],
            id="26-bare",
        ),
        pytest.param("Beslutande\nUlla Ek (S)\nJon Dahl (M)\nMia Björk (C)", [ULLA, JON, MIA], id="26-straight"),
        pytest.param("Beslutande\nULLA EK (S)\nJON DAHL (M)\nMIA BJÖRK (C)", [ULLA, JON, MIA], id="26-capitals"),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nJon Dahl (M) tjänstgör för Mia Björk (M) §§ 41–47",
            [ULLA, ("Jon Dahl", "M", "serving_substitute"), ("Mia Björk", "M", "absent")],
            id="27-for",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nJon Dahl (M) ers. Mia Björk (M) kl. 14.10-",
            [ULLA, ("Jon Dahl", "M", "serving_substitute"), ("Mia Björk", "M", "absent")],
            id="27-ers",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nVakant (SD)\nErsättare saknas\nJon Dahl (M)", [ULLA, JON], id="27-vacant"
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S) §§ 40–46, 48\n"
            "Jon Dahl (M), ej § 47 pga jäv\nMia Björk (C) från kl. 13.25 under § 42",
            [ULLA, JON, MIA],
            id="28-partial",
        ),
        pytest.param("Beslutande\nUlla Ek (S) (p. 2, 4)\nJon Dahl (M) kl. 13.25–15.00", [ULLA, JON], id="28-points"),
        pytest.param("Beslutande\nUlla Ek ((S)\nJon Dahl (M,)\nMia Björk (C", [ULLA, JON, MIA], id="29-broken-tags"),
        pytest.param(
            "Beslutande\nUlla Ek (S):\nJon Dahl (–)\nMia Björk (opol.)",
            [ULLA, ("Jon Dahl", None, "member"), ("Mia Björk", None, "member")],
            id="29-none",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (s)\nJon Dahl (m)\nMia Björk (fp)\nPer Lund (kd)",
            [
                ("Ulla Ek", "s", "member"),
                ("Jon Dahl", "m", "member"),
                ("Mia Björk", "fp", "member"),
                ("Per Lund", "kd", "member"),
            ],
            id="29-lower-case",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nJon Dahl (M) tjänstgör för Mia Björk",
            [ULLA, ("Jon Dahl", "M", "serving_substitute"), ("Mia Björk", None, "absent")],
            id="29-not-guessed",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (FNL)\nJon Dahl (ÖrP)\nMia Björk (KIS)\nPer Lund (MED)\nOve Nygren (D)\nÅsa Wik (SPI)",
            [
                ("Ulla Ek", "FNL", "member"),
                ("Jon Dahl", "ÖrP", "member"),
                ("Mia Björk", "KIS", "member"),
                ("Per Lund", "MED", "member"),
                ("Ove Nygren", "D", "member"),
                ("Åsa Wik", "SPI", "member"),
            ],
            id="30-local",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\nJon Dahl (Vägval Åslunda)",
            [ULLA, ("Jon Dahl", "Vägval Åslunda", "member")],
            id="30-name",
        ),
        pytest.param(
            "Beslutande\nPer Ek (S)\nUlla Ek (V)\nMaria Sundén Ekberg (L)",
            [("Per Ek", "S", "member"), ("Ulla Ek", "V", "member"), ("Maria Sundén Ekberg", "L", "member")],
            id="31-surnames",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S), digitalt\nJon Dahl (M) via Teams\nMia Björk (C) på distans",
            [ULLA, JON, MIA],
            id="32-distance",
        ),
        pytest.param(
            "Beslutande\nUlla Ek (S)\n\nÖvriga närvarande\n"
            "Åsa Wik, kommundirektör §§ 40–45\nOve Nygren, Kommunal\nIngrid Holm, åhörare",
            [ULLA, ("Åsa Wik", None, "other"), ("Ove Nygren", None, "other"), ("Ingrid Holm", None, "other")],
            id="32-officials",
        ),
    ],
)
def test_trap_24_to_32_attendance_is_read(
    run: Callable[[str], Minutes], lists: str, people: list[tuple[str, str | None, str | None]]
) -> None:
    assert attended(lists, run=run) == people


def test_trap_27_the_substitute_points_at_the_replaced(run: Callable[[str], Minutes]) -> None:
    minutes = run(decided("Nämnden antar taxan.").replace("Mia Björk (C)", "Jon Dahl (M) tjänstgör för Mia Björk (C)"))
    assert person(minutes, "Jon Dahl").substitutes_for == person(minutes, "Mia Björk").id


def test_trap_31_a_short_form_is_no_new_person(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        item(
            "Jon Dahl (M) yrkar avslag.", "", "Dahl (M) återtar sitt yrkande.", "", "Beslut", "", "Nämnden antar taxan."
        )
    )
    assert [p.name for p in minutes.persons if "Dahl" in p.name] == ["Jon Dahl"]


@pytest.mark.parametrize(
    ("promise", "gap", "outside"),
    [
        pytest.param("§§ 14–15", False, False, id="33-whole"),
        pytest.param("§§ 14–16", True, False, id="33-gap"),
        pytest.param("§§ 14, 15", False, False, id="33-list"),
        pytest.param("§ 14", False, True, id="33-outside"),
    ],
)
def test_trap_33_the_promised_numbers_are_checked(
    run: Callable[[str], Minutes], promise: str, *, gap: bool, outside: bool
) -> None:
    text = decided("Nämnden antar taxan.").replace(
        "Övriga närvarande", f"Protokollet omfattar {promise}\n\nÖvriga närvarande"
    )
    minutes = run(text)
    assert ("section_gap" in codes(minutes), "section_outside_range" in codes(minutes)) == (gap, outside)
    assert minutes.meeting.items is not None
    assert promise.strip("§ ") in minutes.meeting.items


def test_trap_33_a_number_absent_on_purpose_is_no_gap(run: Callable[[str], Minutes]) -> None:
    text = FRONT.replace("Övriga närvarande", "Protokollet omfattar §§ 40–41, 43\n\nÖvriga närvarande")
    for n in (40, 41, 43):
        text += f"§ {n} Sak {n}\n\nBeslut\n\nNämnden antar förslaget.\n\n"
    minutes = run(text)
    assert numbers(minutes) == ["40", "41", "43"]
    assert "section_gap" not in codes(minutes)


def test_trap_33_without_a_promise_a_hole_is_told(run: Callable[[str], Minutes]) -> None:
    text = FRONT
    for n in (40, 41, 43):
        text += f"§ {n} Sak {n}\n\nBeslut\n\nNämnden antar förslaget.\n\n"
    assert "section_gap" in codes(run(text))


# B4 item heads and table of contents


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("§ {n} {title}", id="34-line"),
        pytest.param("§{n}\n{title}", id="34-alone"),
        pytest.param("§ {n}\n\n{title}", id="34-alone-blank"),
        pytest.param("§ {n}\tDnr KS 2031/118\n{title}", id="34-case"),
        pytest.param("TN § {n}\n{title}", id="34-body"),
        pytest.param("TN § {n} {title}", id="34-body-line"),
        pytest.param("Paragraf {n}\n{title}", id="34-word"),
        pytest.param("{n} § {title}", id="34-behind"),
        pytest.param("Ärende {n}\n{title}", id="34-matter"),
        pytest.param("Ärende {n}. {title}", id="34-matter-line"),
    ],
)
def test_trap_34_every_form_of_head_opens_an_item(run: Callable[[str], Minutes], form: str) -> None:
    text = FRONT
    for n, title in [(14, "Motion om cykelbana"), (15, "Taxa för torghandel"), (16, "Bygglov på Kvarnen")]:
        text += form.format(n=n, title=title) + "\n\nBeslut\n\nTekniska nämnden antar förslaget.\n\n"
    minutes = run(text)
    assert [(i.number, i.title) for i in minutes.items] == [
        ("14", "Motion om cykelbana"),
        ("15", "Taxa för torghandel"),
        ("16", "Bygglov på Kvarnen"),
    ]
    assert all(i.decision == ["Tekniska nämnden antar förslaget."] for i in minutes.items)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("§ {n} {title} ........ {page}", id="35-dots"),
        pytest.param("§ {n} {title}\t{page}", id="35-tab"),
        pytest.param("§ {n} {title}", id="35-bare"),
        pytest.param("§ {n}\t{title}", id="35-bare-tab"),
    ],
)
@pytest.mark.parametrize("heading", ["Innehållsförteckning\n", "Ärendelista\n", ""])
def test_trap_35_a_table_of_contents_is_no_items(run: Callable[[str], Minutes], row: str, heading: str) -> None:
    titles = [
        "Svar på motion från Jon Dahl (M) om belysning vid Kvarnängen",
        "Taxa för torghandel",
        "Bygglov på Kvarnen",
    ]
    text = FRONT + heading
    text += "\n".join(row.format(n=n, title=title, page=n - 9) for n, title in enumerate(titles, 14)) + "\n\n"
    for n, title in enumerate(titles, 14):
        text += f"§ {n} {title.replace(' om belysning', chr(10) + 'om belysning')}\n\n"
        text += "Beslut\n\nTekniska nämnden antar förslaget.\n\n"
    minutes = run(text)
    assert [(i.number, i.title) for i in minutes.items] == [(str(n), title) for n, title in enumerate(titles, 14)]
    assert all(i.decision for i in minutes.items)


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param(
            "Nämnden har prövat frågan om avgift och om dess storlek enligt 5 kap.\n"
            "§ 12 andra stycket i den lag som gäller.",
            id="36-law",
        ),
        pytest.param(
            "Frågan har behandlats förut, senast i december i kommunstyrelsens beslut\n§ 121.", id="36-reference"
        ),
        pytest.param(
            "Frågan har behandlats förut, senast i december i kommunstyrelsens beslut\n"
            "§ 121, och i fullmäktige därefter.",
            id="36-comma",
        ),
        pytest.param("Beslutsunderlag\n\nKommunstyrelsens arbetsutskott 2031-02-02\n§ 7", id="36-basis"),
        pytest.param("Tidigare behandling\n\nKommunstyrelsen 2031-01-08 § 15", id="36-same-line"),
    ],
)
def test_trap_36_a_reference_at_a_line_start_opens_no_item(run: Callable[[str], Minutes], prose: str) -> None:
    minutes = run(item(fill("parken") + prose, "", "Beslut", "", "Tekniska nämnden antar taxan."))
    assert numbers(minutes) == ["14", "15"]
    assert first(minutes).decision == ["Tekniska nämnden antar taxan."]


@pytest.mark.parametrize(
    ("line", "cases"),
    [
        pytest.param("KS 2031/118", ["KS 2031/118"], id="37-slash"),
        pytest.param("KS-2031-00118", ["KS-2031-00118"], id="37-hyphen"),
        pytest.param("2031/118", ["2031/118"], id="37-bare"),
        pytest.param("Dnr: 00118/2031", ["00118/2031"], id="37-year-last"),
        pytest.param("KS/2031:118-041", ["KS/2031:118-041"], id="37-colon"),
        pytest.param("SLK-2031-00118:2", ["SLK-2031-00118:2"], id="37-part"),
        pytest.param("0118/31", ["0118/31"], id="37-short-year"),
        pytest.param("KS 31-118 041", ["KS 31-118 041"], id="37-plan-code"),
        pytest.param("Dnr KS 2031/118, KS 2031/119", ["KS 2031/118", "KS 2031/119"], id="37-several"),
        pytest.param("Dnr 00118/20312.6.", ["00118/2031"], id="37-glued"),
        pytest.param("", [], id="37-none"),
    ],
)
def test_trap_37_case_numbers_of_every_form_are_read(
    run: Callable[[str], Minutes], line: str, cases: list[str]
) -> None:
    front = FRONT.replace("2031-03-12\n", "2031-03-12\nDnr KS 2031/1\n")  # that of the protocol is no item's
    text = front + f"§ 14 Motion om cykelbana\n{line}\n\nBeslut\n\nTekniska nämnden avslår motionen." + TAIL
    minutes = run(text)
    assert (first(minutes).title, first(minutes).case_numbers) == ("Motion om cykelbana", cases)
    assert minutes.items[1].case_numbers == []


def test_trap_38_the_number_of_the_agenda_is_not_that_of_the_item(run: Callable[[str], Minutes]) -> None:
    text = FRONT
    for n, title in [(202, "Taxa för torghandel"), (203, "Motion om cykelbana"), (204, "Rapporter")]:
        text += f"§ {n} {title}\n\nBeslut\n\nTekniska nämnden antar förslaget.\n\n"
    text += (
        "Omröstningslista\n\nÄrende 15 Motion om cykelbana\n\n"
        "Ledamot\tParti\tJa\tNej\nUlla Ek\tS\tX\t\nPer Lund\tKD\t\tX\n"
    )
    minutes = run(text)
    assert numbers(minutes) == ["202", "203", "204"]
    assert person(minutes, "Ulla Ek").attendance == "member"


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_trap_39_a_wrapped_title_is_whole(run: Callable[[str], Minutes], blank: str) -> None:
    text = FRONT + "§ 14 Svar på motion från Jon Dahl (M)\nom belysning vid\nKvarnängen" + blank
    text += (
        "Jon Dahl (M) har i en motion föreslagit att vägen vid Kvarnängen ska få belysning,\n"
        "eftersom den används av många.\n\n"
    )
    minutes = run(text + "Beslut\n\nTekniska nämnden bifaller motionen." + TAIL)
    assert first(minutes).title == "Svar på motion från Jon Dahl (M) om belysning vid Kvarnängen"
    assert labels(minutes)[0] == ("summary", "Jon Dahl (M) har i en motion f")


@pytest.mark.parametrize(
    ("block", "number", "title"),
    [
        pytest.param("§ 19 Utgår", "19", "Utgår", id="40-out"),
        pytest.param("§ 19 Taxa\n\nÄrendet utgår.", "19", "Taxa", id="40-out-below"),
        pytest.param("§ 19 (sekretess)", "19", None, id="40-secret"),
        pytest.param("§ 19 Paragraf utan beslut", "19", "Paragraf utan beslut", id="40-empty"),
        pytest.param(
            "§ 19 Fyllnadsval\n\nBeslut\n\n1. Nämnden väljer Ulla Ek (S).\n2. Nämnden väljer Per Lund (KD).",
            "19",
            "Fyllnadsval",
            id="40-many",
        ),
    ],
)
def test_trap_40_odd_items_are_items(run: Callable[[str], Minutes], block: str, number: str, title: str | None) -> None:
    text = FRONT + "§ 18 Val\n\nBeslut\n\nNämnden väljer Ulla Ek (S).\n\n" + block + "\n\n"
    minutes = run(text + "§ 20 Budget\n\nBeslut\n\nNämnden antar budgeten.\n")
    assert numbers(minutes) == ["18", number, "20"]
    if title is not None:
        assert minutes.items[1].title == title
    assert "section_gap" not in codes(minutes)


def test_trap_40_a_number_with_a_letter_is_an_item(run: Callable[[str], Minutes]) -> None:
    text = FRONT
    for n in ("19", "19 A", "20"):
        text += f"§ {n} Sak {n}\n\nBeslut\n\nNämnden antar förslaget.\n\n"
    assert numbers(run(text)) == ["19", "19 A", "20"]


def test_trap_40_a_range_of_secret_items_is_one_with_a_warning(run: Callable[[str], Minutes]) -> None:
    text = FRONT + "§ 20 Val\n\nBeslut\n\nNämnden väljer Ulla Ek (S).\n\n§§ 21–23 Sekretessärenden, ej publicerade\n\n"
    minutes = run(text + "§ 24 Budget\n\nBeslut\n\nNämnden antar budgeten.\n")
    assert numbers(minutes) == ["20", "21–23", "24"]
    assert minutes.items[1].title == "Sekretessärenden, ej publicerade"
    assert "section_gap" not in codes(minutes)
    assert "secret_items" in codes(minutes)


@pytest.mark.parametrize(
    "again", ["§ 14 (forts.)", "§ 14 forts.", "§ 14 Taxa för torghandel (forts.)", "§ 14 forts. Taxa för torghandel"]
)
def test_trap_41_a_head_repeated_behind_the_vote_goes_on(run: Callable[[str], Minutes], again: str) -> None:
    minutes = run(
        item(
            "Beslut",
            "",
            "Tekniska nämnden antar taxan.",
            "",
            "Omröstning",
            "",
            "Ja röstar Ulla Ek (S) och Mia Björk (C).",
            "",
            again,
            "",
            "Reservation",
            "",
            "Per Lund (KD) reserverar sig mot beslutet.",
        )
    )
    assert numbers(minutes) == ["14", "15"]
    assert ("objection", "Per Lund (KD) reserverar sig m") in labels(minutes)
    assert "duplicate_section" not in codes(minutes)


# B5 sections and decisions


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Beslut", "decision"),
        ("Tekniska nämndens beslut", "decision"),
        ("Tekniska nämnden beslutar", "decision"),
        ("Beslut TN § 14", "decision"),
        ("Beslutsnivå: Tekniska nämnden", "decision"),
        ("Dagens beslut", "decision"),
        ("Beslutsunderlag", "basis"),
        ("Underlag", "basis"),
        ("Handlingar", "basis"),
        ("Tidigare behandling", "basis"),
        ("Beslutsgång", "other"),
        ("Propositionsordning", "other"),
        ("Ordförandens frågor", "other"),
        ("Sammanfattning", "summary"),
        ("Ärendebeskrivning", "summary"),
        ("Reservation", "objection"),
    ],
)
def test_trap_42_headings_have_many_names(run: Callable[[str], Minutes], heading: str, label: str) -> None:
    minutes = run(
        item(
            "Sammanfattning",
            "",
            fill("kyrkan").split("\n\n", maxsplit=1)[0],
            "",
            heading,
            "",
            "Taxan för torghandeln höjs från den 1 maj i hela kommunen.",
        )
    )
    assert labels(minutes)[-1] == (label, "Taxan för torghandeln höjs frå")


def test_trap_42_a_committees_proposal_upward_is_its_decision(run: Callable[[str], Minutes]) -> None:
    front = FRONT.replace("Tekniska nämnden", "Kommunstyrelsens arbetsutskott")
    text = front + "§ 14 Budget\n\nArbetsutskottets förslag till beslut\n\nKommunstyrelsen antar budgeten." + TAIL
    minutes = run(text)
    assert labels(minutes) == [("decision", "Kommunstyrelsen antar budgeten")]
    minutes = run(text.replace("Kommunstyrelsens arbetsutskott", "Kommunstyrelsen"))
    assert labels(minutes) == [("basis", "Kommunstyrelsen antar budgeten")]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["Beslut", "", "Nämnden godkänner rapporten.", "", "Sammanfattning", "", fill("kvarnen")], id="43-first"
        ),
        pytest.param(["Sammanfattning", "", fill("ladan"), "Beslut", "", "Nämnden godkänner rapporten."], id="43-last"),
        pytest.param([fill("dammen"), "Nämnden godkänner rapporten."], id="43-no-heading"),
    ],
)
def test_trap_43_the_decision_may_stand_anywhere(run: Callable[[str], Minutes], lines: list[str]) -> None:
    minutes = run(item(*lines))
    assert first(minutes).decision == ["Nämnden godkänner rapporten."]


def test_trap_43_a_lead_in_and_its_points_are_a_decision_without_heading(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        item(fill("leden"), "Nämnden beslutar", "att godkänna rapporten,", "att uppdra åt förvaltningen att återkomma.")
    )
    assert first(minutes).decision == [
        "Nämnden beslutar",
        "att godkänna rapporten,",
        "att uppdra åt förvaltningen att återkomma.",
    ]


def test_trap_44_three_proposals_have_three_labels(run: Callable[[str], Minutes]) -> None:
    front = FRONT.replace("Tekniska nämnden", "Kommunstyrelsen")
    minutes = run(
        front + "§ 14 Motion om cykelbana\n\nFörvaltningens förslag till beslut\n\natt bifalla motionen i norr.\n\n"
        "Arbetsutskottets förslag till beslut\n\natt bifalla motionen i söder.\n\nBeslut\n\natt bifalla motionen helt."
        + TAIL
    )
    assert labels(minutes) == [
        ("basis", "att bifalla motionen i norr."),
        ("basis", "att bifalla motionen i söder."),
        ("decision", "att bifalla motionen helt."),
    ]
    assert first(minutes).decision == ["att bifalla motionen helt."]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("att anta taxan,", "att den gäller från maj.", id="45-att"),
        pytest.param("1. Anta taxan.", "2. Låta den gälla från maj.", id="45-number"),
        pytest.param("1) Anta taxan.", "2) Låta den gälla från maj.", id="45-bracket"),
        pytest.param("– anta taxan", "– låta den gälla från maj", id="45-dash"),
        pytest.param("Beslutspunkt 1: Taxan antas.", "Beslutspunkt 2: Den gäller från maj.", id="45-word"),
        pytest.param("a) anta taxan", "b) låta den gälla från maj", id="45-letter"),
    ],
)
def test_trap_45_points_are_paragraphs_of_their_own(run: Callable[[str], Minutes], one: str, two: str) -> None:
    minutes = run(decided("Tekniska nämnden beslutar", one, two))
    assert first(minutes).decision == ["Tekniska nämnden beslutar", one, two]


def test_trap_45_the_second_att_of_a_point_is_no_new_point(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        decided(
            "Tekniska nämnden beslutar",
            "att uppdra åt den nya förvaltningen för teknik, gator och parker i kommunen",
            "att återkomma med förslag, samt",
            "att anta taxan.",
        )
    )
    joined = (
        "att uppdra åt den nya förvaltningen för teknik, gator och parker i kommunen att återkomma med förslag, samt"
    )
    assert first(minutes).decision == ["Tekniska nämnden beslutar", joined, "att anta taxan."]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("lägger rapporten till handlingarna.", "noted"),
        ("noterar informationen.", "noted"),
        ("anser motionen besvarad.", "noted"),
        ("antecknar informationen till protokollet.", "noted"),
        ("beslutar att interpellationen får ställas.", "other"),
        ("har tagit del av informationen.", "noted"),
        ("remitterar motionen till kommunstyrelsen för beredning.", "other"),
        ("återremitterar ärendet.", "remitted"),
        ("bordlägger ärendet.", "postponed"),
        ("avslår motionen.", "rejected"),
        ("bifaller motionen.", "approved"),
        ("föreslår kommunfullmäktige att anta taxan.", "proposed"),
        ("väljer Ulla Ek (S) till ombud.", "elected"),
    ],
)
def test_trap_46_outcomes_have_many_words(run: Callable[[str], Minutes], words: str, outcome: str) -> None:
    assert first(run(decided(f"Tekniska nämnden {words}"))).outcome == outcome


def test_trap_47_a_mixed_outcome_is_told(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        decided(
            "Tekniska nämnden beslutar", "att avslå motionens första att-sats,", "att bifalla motionens andra att-sats."
        )
    )
    assert first(minutes).outcome == "rejected"
    assert "mixed_outcome" in codes(minutes)


def test_trap_48_earlier_handling_is_no_outcome_of_today(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        item(
            "Tidigare behandling",
            "",
            "Kommunfullmäktige bordlade ärendet 2031-02-20 § 9.",
            "",
            "Beslut",
            "",
            "Tekniska nämnden bifaller motionen.",
        )
    )
    assert first(minutes).outcome == "approved"
    assert labels(minutes)[0][0] == "basis"


@pytest.mark.parametrize("words", ["Paragrafen förklaras omedelbart justerad.", "Paragrafen justeras omedelbart."])
def test_trap_49_immediate_adjustment_is_a_note_on_procedure(run: Callable[[str], Minutes], words: str) -> None:
    minutes = run(decided("Tekniska nämnden antar taxan.", "", words))
    assert (first(minutes).outcome, first(minutes).immediately_adjusted) == ("approved", True)
    assert labels(minutes)[-1][0] == "other"
    assert minutes.items[1].immediately_adjusted is False


def test_trap_50_only_the_outer_verb_counts(run: Callable[[str], Minutes]) -> None:
    minutes = run(
        decided("Tekniska nämnden beslutar", "att avslå motionens yrkande ”att bygga en ny hall och bifalla allt”.")
    )
    assert first(minutes).outcome == "rejected"


# B6 and B7, what exists today


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Beslutet skickas till", "Kommunstyrelsen", "Kvarnens vänner"], ["Kommunstyrelsen", "Kvarnens vänner"]),
        (["Expedieras", "– Kommunstyrelsen", "– Kvarnens vänner"], ["Kommunstyrelsen", "Kvarnens vänner"]),
        (["Beslutet ska skickas till", "Kommunstyrelsen, Kvarnens vänner"], ["Kommunstyrelsen", "Kvarnens vänner"]),
        (["Protokollsutdrag till", "Kommunstyrelsen"], ["Kommunstyrelsen"]),
        (["Delges: Kommunstyrelsen"], ["Kommunstyrelsen"]),
        ([], []),
    ],
)
def test_trap_67_recipients_are_read(run: Callable[[str], Minutes], lines: list[str], names: list[str]) -> None:
    minutes = run(decided("Tekniska nämnden antar taxan.", "", *lines))
    assert first(minutes).recipients == names
    assert first(minutes).decision == ["Tekniska nämnden antar taxan."]


@pytest.mark.parametrize(
    "line", ["Jäv anmäls inte.", "Anmälan om jäv: inga", "Paragrafen justeras inte omedelbart.", "Ordet är fritt."]
)
def test_trap_67_words_that_deny_it_adjust_nothing(run: Callable[[str], Minutes], line: str) -> None:
    assert first(run(decided("Tekniska nämnden antar taxan.", "", line))).immediately_adjusted is False
