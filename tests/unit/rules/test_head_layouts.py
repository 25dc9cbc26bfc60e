"""Whole minutes in invented layouts: what every item's head repeats is no title, whatever words a town has for it."""

from __future__ import annotations

import pytest

import nlp_minutes
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.structure import Structure, parse

# number on the agenda, number of the item, title, its case number's running number
ITEMS = [
    (1, 41, "Upprop och val av justerare", None),
    (2, 42, "Ny brygga vid Sandudden", 118),
    (4, 43, "Svar på motion från Ada Lind (S) om fler cykelställ vid stationen", 77),
    (5, 44, "Taxa för uthyrning av kanoter", 203),
    (7, 45, "Yttrande över remiss om vattenskydd", 9),
    (8, 46, "Inkomna skrivelser", None),
]
TOPICS = [
    "Förslaget har beretts av kontoret och bedöms rymmas i årets ram.",
    "Ärendet har varit ute på samråd bland dem som berörs.",
]


def minutes(head: str, bare: str, case: str, *, blank: bool = True, promise: str = "Paragrafer: 41-46") -> str:
    """Write minutes whose heads have one layout; `bare` is that of items without a case number."""
    parts = [f"Protokoll\nFritidsnämnden i Sandvikta\n2031-03-04\n\n{promise}\n"]
    for agenda, number, title, running in ITEMS:
        form = bare if running is None else head
        words = title.split()
        half = len(words) // 2 + 1
        parts.append(
            form.format(
                a=agenda,
                n=number,
                t=title,
                t1=" ".join(words[:half]),
                t2=" ".join(words[half:]),
                c=case.format(running or 0),
            )
            + ("\n" if blank else "")
        )
        parts.append(f"Bakgrund\n{TOPICS[number % 2]}\n")
        parts.append("Nämnden beslutar\natt godkänna det förslag som har lagts fram.\n")
    return "\n".join(parts)


def read(text: str) -> Structure:
    source = source_from_text(text)
    return parse(source.clean, source.blocks)


@pytest.mark.parametrize(
    ("head", "bare", "case"),
    [
        # the number on the agenda and the body beside the number
        ("Ärende {a}    FN § {n}\n{t}\n{c}", "Ärende {a}    FN § {n}\n{t}", "FN 2031/0{}"),
        ("Punkt {a} | FRI § {n} | {t}\n{c}", "Punkt {a} | FRI § {n} | {t}", "FRI 2031-{}"),
        ("Ärende nr {a}, § {n}\n{t}\nÄrendenr {c}", "Ärende nr {a}, § {n}\n{t}", "FN 31/{}"),
        ("Dagordningspunkt {a} – § {n} {t}\nDiarium {c}", "Dagordningspunkt {a} – § {n} {t}", "2031/{}"),
        # the case number beside the number, the title below
        ("Paragraf {n} | {c}\n{t}", "Paragraf {n}\n{t}", "FN-2031-00{}"),
        ("Paragraf {n} – akt {c}\n{t}", "Paragraf {n}\n{t}", "F 2031:0{}"),
        ("§ {n} / {c}\n{t}", "§ {n}\n{t}", "FN/2031:{}"),
        ("§ {n} (dnr {c})\n{t}", "§ {n}\n{t}", "31-{}"),
        ("{n} §    Sak {c}\n{t}", "{n} §\n{t}", "1{}/31"),
        ("§ {n}    ärendekod {c}\n{t}", "§ {n}\n{t}", "A.31.{}"),
        # the place on the agenda in brackets or behind a bar
        ("§ {n} (ärende {a})\n{t}\nDnr {c}", "§ {n} (ärende {a})\n{t}", "FN 2031/{}"),
        ("§ {n} (nr {a} på listan)\n{t}\nDnr {c}", "§ {n} (nr {a} på listan)\n{t}", "FN 2031/{}"),
        ("{n} § – punkt {a}\n{t}\n{c}", "{n} § – punkt {a}\n{t}", "FN-2031-{}"),
        ("§ {n}    {t}    (lista {a})\nDnr {c}", "§ {n}    {t}    (lista {a})", "FN 2031/{}"),
        # title and case number on one line, in columns
        ("{n} §    {t}    Dnr {c}", "{n} §    {t}", "2031.{}-822"),
        ("{n} §    {t}    {c}", "{n} §    {t}", "FN31/0{}"),
        ("{n} §    {t1}\n         {t2}    Dnr {c}", "{n} §    {t}", "2031.{}-822"),
        ("§ {n} | {t} | {c}", "§ {n} | {t}", "FN 2031-{}"),
        # the case number below, after a word of the town's own
        ("{n} §    {t}\n\nAkt {c}", "{n} §    {t}", "1{}/31"),
        ("{n} §\n{t}\nDiariet: {c}", "{n} §\n{t}", "FN31/0{}"),
        ("§ {n}\n{t}\nRegister: {c}", "§ {n}\n{t}", "1{}/31"),
        ("§ {n}\n{t}\nSaknummer {c}", "§ {n}\n{t}", "1{}/31"),
        ("§ {n}\n{t}\nJournal {c}", "§ {n}\n{t}", "31-0{}"),
        ("§ {n} {t}\nMapp {c}, plan 102", "§ {n} {t}", "FN 31/{}"),
        ("§ {n} {t}\n{c}", "§ {n} {t}", "1{}.31"),
        ("§ {n}\n{t}\n[{c}]", "§ {n}\n{t}", "FN 2031/{}"),
        # the case number above the title
        ("§ {n}\nDnr: {c}\n{t}", "§ {n}\n{t}", "FN 2031/{}"),
        ("§ {n}\nHandläggare: Siv Ek\n{c}\n{t}", "§ {n}\nHandläggare: Siv Ek\n{t}", "FN 2031/{}"),
        # the title or the case number above the line with the number
        ("{t}\n§ {n}\nDnr {c}", "{t}\n§ {n}", "FN 2031/{}"),
        ("{t}\n§ {n}    {c}", "{t}\n§ {n}", "FN 2031/{}"),
        ("{c}\n§ {n} {t}", "§ {n} {t}", "FN 2031/{}"),
        ("Dnr {c}    § {n}\n{t}", "§ {n}\n{t}", "FN 2031/{}"),
        ("§ {n}\n{t}\nHylla {c}, plan 102", "§ {n}\n{t}", "FN 31/{}"),
        ("§ {n}    {c}    {t}", "§ {n}    {t}", "FN 2031-{}"),
        ("§ {n} – {t} – {c}", "§ {n} – {t}", "FN-2031-{}"),
        ("§ {n}, {t} ({c})", "§ {n}, {t}", "FN 2031:{}"),
        ("§ {n}. {t}\nÄrende-ID: {c}", "§ {n}. {t}", "2031-{}"),
        ("{n} §    {t}\n        ({c})", "{n} §    {t}", "2031/{}"),
        ("§ {n}\n\n{t}\n\nDnr {c}", "§ {n}\n\n{t}", "2031/{}"),
        ("§ {n}\n{t}\nFöredragande: Siv Ek\nDnr {c}", "§ {n}\n{t}\nFöredragande: Siv Ek", "2031/{}"),
        ("§ {n}\n{t}\nNummer i diariet {c}", "§ {n}\n{t}", "FN 2031/{}"),
        # other signs for the number
        ("FN {n}/2031    {t}\n{c}", "FN {n}/2031    {t}", "2031/{}"),
        ("Nr {n}. {t}\nDnr {c}", "Nr {n}. {t}", "FN 2031/{}"),
        ("Beslut nr {n}\n{t}\nDnr {c}", "Beslut nr {n}\n{t}", "FN 2031/{}"),
        ("Protokollspunkt {n}: {t}\nDnr {c}", "Protokollspunkt {n}: {t}", "FN 2031/{}"),
        ("Fritidsnämnden 2031-03-04 § {n}\n{t}\nDnr {c}", "Fritidsnämnden 2031-03-04 § {n}\n{t}", "FN 2031/{}"),
        ("FN 2031 § {n} {t}\nDnr {c}", "FN 2031 § {n} {t}", "FN 2031/{}"),
        ("{n}. {t}\nDnr {c}", "{n}. {t}", "FN 2031/{}"),
        ("{n}    {t}    {c}", "{n}    {t}", "FN 2031/{}"),
        ("Par. {n} {t}\nDnr {c}", "Par. {n} {t}", "FN 2031/{}"),
        ("{n}:e paragrafen\n{t}\nDnr {c}", "{n}:e paragrafen\n{t}", "FN 2031/{}"),
        ("[{n}] {t}\nDnr {c}", "[{n}] {t}", "FN 2031/{}"),
        ("# {n} {t}\nDnr {c}", "# {n} {t}", "FN 2031/{}"),
        ("Ärende {n}: {t}\nDnr {c}", "Ärende {n}: {t}", "FN 2031/{}"),
        ("ÄRENDE {n}\n{t}\nDnr {c}", "ÄRENDE {n}\n{t}", "FN 2031/{}"),
        ("2031:{n}\n{t}\nDnr {c}", "2031:{n}\n{t}", "FN 2031/{}"),
        ("FN:{n} {t}\nDnr {c}", "FN:{n} {t}", "FN 2031/{}"),
        ("§{n} - {t}\nDnr {c}", "§{n} - {t}", "FN 2031/{}"),
        ("§:{n} {t}\nDnr {c}", "§:{n} {t}", "FN 2031/{}"),
        ("FN § {n}/31 {t}\nDnr {c}", "FN § {n}/31 {t}", "FN 2031/{}"),
        ("§ {n}/2031 {t}\nDnr {c}", "§ {n}/2031 {t}", "FN 2031/{}"),
        ("{a}. § {n} {t}\nDnr {c}", "{a}. § {n} {t}", "FN 2031/{}"),
        ("{a}    § {n}    {t}    {c}", "{a}    § {n}    {t}", "FN 2031/{}"),
        ("{a}. {t} (§ {n})\nDnr {c}", "{a}. {t} (§ {n})", "FN 2031/{}"),
        ("Ärende {a}: {t}\n§ {n}\nDnr {c}", "Ärende {a}: {t}\n§ {n}", "FN 2031/{}"),
        ("{a}. {t}\nParagraf {n}    {c}", "{a}. {t}\nParagraf {n}", "FN 2031/{}"),
        ("Sak {n} – {t}\nDnr {c}", "Sak {n} – {t}", "FN 2031/{}"),
        # dots between the parts of a head, titles of two lines above the number, letters small before the case number
        ("{t}\n§ {n} · {c}", "{t}\n§ {n}", "FN-2031-00{}"),
        ("{t1}\n{t2}\n§ {n} · {c}", "{t}\n§ {n}", "FN-2031-00{}"),
        ("{t1}\n{t2}\n{n} §    {c}", "{t}\n{n} §", "FN 2031/{}"),
        ("§ {n} · {c} · {t}", "§ {n} · {t}", "FN 2031/{}"),
        ("§ {n} • {t} • {c}", "§ {n} • {t}", "FN 2031/{}"),
        ("Paragraf {n} • Punkt {a} • {c}\n{t}", "Paragraf {n} • Punkt {a}\n{t}", "FN 2031-{}"),
        ("Paragraf {n} | Ärende {a} | {c} {t}", "Paragraf {n} | Ärende {a}\n{t}", "FN-2031-00{}"),
        ("{t}\nParagraf {n} / {c}", "{t}\nParagraf {n}", "FN 2031:{}"),
        ("{t}\nFN § {n} – {c} – handläggare Siv Alm", "{t}\nFN § {n}", "FN-2031-00{}"),
        ("{t}\nFN § {n} | Diarienr {c}", "{t}\nFN § {n}", "FN-2031-00{}"),
        ("{t}\nFRI § {n}, ärendenr {c}", "{t}\nFRI § {n}", "2031/{}"),
        ("{n} §    {c}\n{t}", "{n} §\n{t}", "Fn 31/0{}-042"),
        ("§ {n} · sida {a}\n{t}\n{c}", "§ {n} · sida {a}\n{t}", "Fn 31/0{}"),
    ],
)
def test_every_layout_of_heads_is_read(head: str, bare: str, case: str) -> None:
    found = read(minutes(head, bare, case)).items
    assert [(item.number, item.title, item.case_numbers) for item in found] == [
        (str(number), title, () if running is None else (case.format(running),)) for _, number, title, running in ITEMS
    ]


# What is counted through minutes and is no item: none of these may take the place of the heads.
COUNTED = [
    "Bilaga {n}",
    "Blad {n}",
    "Beslutspunkt {n}: pengarna tas ur ramen.",
    "Votering {n}",
    "{n}. Den som vill uppdra åt kontoret röstar ja.",
    "Motion nr {n} har väckts under året.",
]


@pytest.mark.parametrize("line", COUNTED)
def test_other_things_that_are_counted_are_no_heads(line: str) -> None:
    parts = minutes("§ {n}\n{t}\nDnr {c}", "§ {n}\n{t}", "FN 2031/{}").split("Nämnden beslutar\n")
    text = parts[0] + "".join(f"{line.format(n=n)}\n\nNämnden beslutar\n{part}" for n, part in enumerate(parts[1:], 42))
    found = read(text).items
    assert [(item.number, item.title) for item in found] == [(str(number), title) for _, number, title, _ in ITEMS]


@pytest.mark.parametrize(
    "head", ["Beslut nr {n}\n{t}", "FN 2031 § {n} {t}", "FN:{n} {t}", "Protokollspunkt {n}: {t}", "[{n}] {t}"]
)
def test_a_shape_of_its_own_needs_no_promise_of_the_front_page(head: str) -> None:
    found = read(minutes(head, head, "", promise="Närvarande: Ada Lind")).items
    assert [(item.number, item.title) for item in found] == [(str(number), title) for _, number, title, _ in ITEMS]


@pytest.mark.parametrize("label", ["Avsändarens beteckning", "Er referens", "Länsstyrelsens ärende"])
def test_the_number_of_another_authority_is_not_the_items_own(label: str) -> None:
    head = f"§ {{n}}\n{{t}}\nDnr {{c}}\n{label}: SN 2030/{{n}}"
    found = read(minutes(head, "§ {n}\n{t}", "FN 2031/{}")).items
    assert [item.case_numbers for item in found] == [
        () if running is None else (f"FN 2031/{running}",) for *_, running in ITEMS
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Budget 2032-2034",
        "Läsåret 2031/2032",
        "Taxa (2031)",
        "Val 2031",
        "IT",
        "Ny skola (F–6)",
        "Idrott (7-9)",
        "SKOLPLAN 2031-2034",
    ],
)
def test_years_and_short_words_stay_in_the_title(title: str) -> None:
    text = minutes("§ {n}\n{t}\nDnr {c}", "§ {n}\n{t}", "FN 2031/{}").replace("Taxa för uthyrning av kanoter", title)
    item = read(text).items[3]
    assert (item.title, item.case_numbers) == (title, ("FN 2031/203",))


@pytest.mark.parametrize("word", ["angående", "ANG.", "ang", "Betr.", "rörande"])
def test_a_title_goes_on_behind_a_word_that_needs_another(word: str) -> None:
    title = f"Skrivelse {word} Kanoter i hamnen"
    text = minutes("§ {n}\n{t}\nDnr {c}", "§ {n}\n{t}", "FN 2031/{}").replace(
        "Taxa för uthyrning av kanoter", title.replace(f"{word} ", f"{word}\n")
    )
    assert read(text).items[3].title == title


def test_minutes_without_any_head_are_read_without_one() -> None:
    assert read("Protokoll\nFritidsnämnden\n2031-03-04\n\nNämnden besökte hamnen.\n").items == ()


@pytest.mark.parametrize(
    "head",
    [
        "Paragraf {n} | Ärende {a} | {c}\n{t}",
        "§ {n} · {c}\n{t}",
        "{t}\n§ {n} · {c}",
        "§ {n}    {c}\n{t}",
        "§ {n} • Punkt {a} • {c} {t}",
    ],
)
def test_a_head_may_have_two_case_numbers(head: str) -> None:
    bare = head.replace(" | {c}", "").replace(" · {c}", "").replace("    {c}", "").replace("{c} ", "")
    found = read(minutes(head, bare, "FN-2031-00{0}, BUN-2030-00{0}")).items
    assert [(item.title, item.case_numbers) for item in found] == [
        (title, () if running is None else (f"FN-2031-00{running}", f"BUN-2030-00{running}"))
        for *_, title, running in ITEMS
    ]


@pytest.mark.parametrize(
    "head", ["{t}\n§ {n} · {c}", "§ {n} · {c}\n{t}", "{t}\n§ {n}\n{c}", "{n} §    {c}\n{t}", "§ {n} {t}\n{c}"]
)
@pytest.mark.parametrize(
    "running", ["§ {n} {t}", "§ {n} · {t}", "§ {n} – {t} (forts.)", "§ {n}, {t}", "§ {n} (forts.)"]
)
def test_a_running_head_that_repeats_number_and_title_begins_no_item(head: str, running: str) -> None:
    bare = head.replace(" · {c}", "").replace("\n{c}", "").replace("    {c}", "")
    pages = minutes(head, bare, "FN-2031-00{}").split("\nNämnden beslutar\n")
    text = pages[0]
    for page, (_, number, title, _), below in zip(range(2, 9), ITEMS, pages[1:], strict=False):
        text += (
            f"\nSandviktas kommun · Fritidsnämnden · 2031-03-04 · Sida {page} av 9\n"
            f"{running.format(n=number, t=title)}\n\nNämnden beslutar\n{below}"
        )
    found = read(text)
    assert [(item.number, item.title, len(item.case_numbers)) for item in found.items] == [
        (str(number), title, int(case is not None)) for _, number, title, case in ITEMS
    ]


@pytest.mark.parametrize("point", ["a) Taxor", "1) Taxor", "– Taxor", "1. taxor för hamnen", "• taxor"])
def test_a_list_point_below_a_head_is_no_part_of_its_title(point: str) -> None:
    text = minutes("§ {n}\n{t}\nDnr {c}", "§ {n}\n{t}", "FN 2031/{}", blank=False).replace(
        "Inkomna skrivelser\n", f"Inkomna skrivelser\n{point}\n", 1
    )
    assert read(text).items[-1].title == "Inkomna skrivelser"


@pytest.mark.parametrize(
    ("promise", "row", "head"),
    [
        ("Ärenden: §§ 41–46", "{n}   {t}", "{n}. {t}\nDnr {c}"),
        ("Beslut:   §§ 41-46", "{n}. {t}", "{n}. {t}\nÄrendenummer: {c}"),
        ("Protokollet omfattar 41–46", "{n}) {t}", "{n}) {t}\nDnr {c}"),
        ("Närvarande: Ada Lind", "{n}   {t}", "{n}. {t}\nDnr {c}"),
        ("Närvarande: Ada Lind", "{n}   {t}", "{n}   {t}\nDnr {c}"),
        ("Närvarande: Ada Lind", "{n}. {t}", "{n} – {t}\nDnr {c}"),
    ],
)
@pytest.mark.parametrize("foot", ["", "Sandviktas kommun | Fritidsnämnden | 2031-03-04     {page} av 9"])
def test_bare_numbers_that_the_front_page_or_a_list_promises_are_heads(
    promise: str, row: str, head: str, foot: str
) -> None:
    rows = "\n".join(row.format(n=number, t=title) for _, number, title, _ in ITEMS)
    bare = head.partition("\n")[0]
    text = minutes(head, bare, "FN-31-0{}", promise=promise)
    text = text.replace(TOPICS[0], f"{TOPICS[0]} Bryggan omfattar 14 platser.\n\n1. Den byggs.\n\n2. Den målas.")
    first = bare.format(n=41, t=ITEMS[0][2])
    text = text.replace(first, f"{foot.format(page=1)}\n\nInnehåll\n{rows}\n\n{foot.format(page=2)}\n\n{first}", 1)
    text = text.replace("\nBakgrund", f"\n\n{foot.format(page=3)}\n\nBakgrund", 2) if foot else text
    assert [(item.number, item.title) for item in read(text).items] == [
        (str(number), title) for _, number, title, _ in ITEMS
    ]


def test_a_year_alone_below_a_title_ends_it() -> None:
    text = minutes("{n}. {t}\n2032\nDnr {c}", "{n}. {t}", "FN-31-0{}")
    assert [(item.title, len(item.case_numbers)) for item in read(text).items] == [
        (title, 0) if running is None else (f"{title} 2032", 1) for *_, title, running in ITEMS
    ]


@pytest.mark.parametrize(
    "head",
    [
        "FRIN {n} §    {t}    {c}",
        "Fn {n} §    {t}    {c}",
        "FN. {n} § {t} ({c})",
        "BMN § {n}    {t}    {c}",
        "FN/{n}    {t}    {c}",
        "FN-{n}    {t}    {c}",
        "Fritidsnämnden {n} §    {t}    {c}",
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        "§§ 41–42, 44–46, Ek Siv (kd) samt Sjö-\nMark Tore (m) för Dahl Jon (s)",
        "§§ 41, 43 samt Björk Mia (s) för Dahl Jon (c) § 42",
        "§ 42 för Jon Dahl (c), Mia Björk (s)",
        "§§ 41–43 och 45, Mia Björk (S), Jon Dahl (C)",
        "§ 44; Mia Björk (s), Jon Dahl (c)",
    ],
)
def test_the_body_may_stand_before_the_number_and_items_of_members_are_no_heads(head: str, entry: str) -> None:
    promise = f"Beslutande: Lind Ada (s), ordförande, Holm Bo (c), Gran Eva (s), Berg Ulla (c)\n{entry}"
    bare = head.replace("    {c}", "").replace(" ({c})", "")
    text = minutes(head, bare, "31/2{}-881", promise=promise)
    for number in (8, 11, 29):  # lines of running text that begin with a number
        text = text.replace(
            "Nämnden beslutar\n",
            f"Ärendet bordlades enligt nämndens beslut i\n{number} §, för att byn skulle få svara.\n\nNämnden beslöt\n",
            1,
        )
    assert [(item.number, item.title) for item in read(text).items] == [
        (str(number), title) for _, number, title, _ in ITEMS
    ]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("{n}   {t}", "{n}. {t}\nDnr {c}"),
        ("{n}. {t} ......... 3", "{n}. {t}\nDnr {c}"),
        ("{n} {t}   4", "{n} {t}\n{c}"),
        ("{n}. {t}", "{n}. {t}\nÄrendenummer: {c}"),
    ],
)
@pytest.mark.parametrize("promise", ["Ärenden: §§ 1–6", "Paragrafer: 1-6", "Behandlade ärenden §§ 1, 2–5 och 6"])
def test_points_and_pages_with_the_same_numbers_are_no_heads(row: str, head: str, promise: str) -> None:
    text = f"Protokoll\nFritidsnämnden i Sandvikta\n2031-03-04\n\n{promise}\nNärvarande: Ada Lind (S)\n\nInnehåll\n"
    text += "".join(row.format(n=number, t=title) + "\n" for number, (*_, title, _) in enumerate(ITEMS, 1))
    for number, (*_, title, _) in enumerate(ITEMS, 1):
        wrapped = title.replace(" om fler", "\nom fler")
        text += f"\nSandviktas kommun | Fritidsnämnden    {number + 1} av 9\n\n"
        text += head.format(n=number, t=wrapped, c=f"FN-31-0{number + 10}")
        text += f"\n\nBakgrund\n{TOPICS[0]}\n\nNämnden beslutar\n\n"
        text += "1. Att bygga den.\n\n2. Att måla den.\n\n3. Att inviga den.\n\n"
    found = read(text).items
    assert [(item.number, item.title, item.case_numbers) for item in found] == [
        (str(number), title, (f"FN-31-0{number + 10}",)) for number, (*_, title, _) in enumerate(ITEMS, 1)
    ]


@pytest.mark.parametrize("code", [" (253)", " (04.2)", " [253]", "", " (62)", "  311", " / 311"])
def test_a_number_below_the_title_with_the_code_of_the_archive_plan_is_a_case_number(code: str) -> None:
    items = "".join(f"{n} §     Taxa {n}\n01{n}7/31{code}\n\nBeslut\nTaxan antas.\n\n" for n in (41, 42, 43, 44))
    text = f"Granviks kommun\nKommunstyrelsen\nSammanträdesprotokoll 2031-03-12\nParagrafer 41–44\n\n{items}"
    minutes = nlp_minutes.annotate(text)
    assert [list(one.case_numbers) for one in minutes.items] == [[f"01{n}7/31"] for n in (41, 42, 43, 44)]
    assert [one.text for one in minutes.entities if one.label == "CASE"] == [f"01{n}7/31" for n in (41, 42, 43, 44)]


@pytest.mark.parametrize("label", ["Akt", "Dnr", "Ref", "Sak", "Ärende"])
def test_a_label_right_before_a_number_is_no_part_of_it(label: str) -> None:
    items = "".join(f"{n} §   Taxa {n}\n{label} 2031.0{n}\n\nBeslut\nTaxan antas.\n\n" for n in (41, 42, 43))
    text = f"Granviks kommun\nKommunstyrelsen\nSammanträdesprotokoll 2031-03-12\nParagrafer 41–43\n\n{items}"
    minutes = nlp_minutes.annotate(text)
    assert [list(one.case_numbers) for one in minutes.items] == [[f"2031.0{n}"] for n in (41, 42, 43)]
    assert [one.text for one in minutes.entities if one.label == "CASE"] == [f"2031.0{n}" for n in (41, 42, 43)]


def test_a_number_with_its_plan_code_ends_no_title() -> None:
    items = "".join(
        f"{n} § Upphandling av väghyvel {n}–{n + 1}\nGn 2031.00{n}  311\n\nBESLUT: Anbudet antas.\n\n" for n in (41, 42)
    )
    items += "43 § Förrådet vid ån Gn 2031.0043 822\n\nBESLUT: Ärendet bordläggs.\n"
    text = f"Granviks kommun\nGatunämnden\nSammanträdesprotokoll 2031-03-12\nParagrafer 41–43\n\n{items}"
    assert [(one.title, list(one.case_numbers)) for one in nlp_minutes.annotate(text).items] == [
        ("Upphandling av väghyvel 41–42", ["Gn 2031.0041"]),
        ("Upphandling av väghyvel 42–43", ["Gn 2031.0042"]),
        ("Förrådet vid ån", ["Gn 2031.0043"]),
    ]


@pytest.mark.parametrize("label", ["Akt", "Dnr", "Diarienr", "Ärendenr"])
def test_the_case_number_may_be_the_last_line_of_an_item(label: str) -> None:
    text = minutes("§ {n}\n{t}", "§ {n}\n{t}", "").replace(
        "att godkänna det förslag som har lagts fram.\n",
        f"att godkänna det förslag som har lagts fram.\n\n{label}: FN 118/31, FN 119/31\n",
        2,
    )
    assert [item.case_numbers for item in read(text).items][:3] == [("FN 118/31", "FN 119/31")] * 2 + [()]


def test_a_number_at_the_end_is_not_added_to_that_of_the_head() -> None:
    text = minutes("§ {n}\n{t}\nDnr {c}", "§ {n}\n{t}", "FN {}/31").replace(
        "att godkänna det förslag som har lagts fram.\n",
        "att godkänna det förslag som har lagts fram.\n\nDnr: FN 7/29\n",
    )
    assert read(text).items[1].case_numbers == ("FN 118/31",)


# Heads that no sign or word for a paragraph marks, or only at the end of the title.
PLAIN = [
    "{n} {t}", "{n}. {t}", "{n}) {t}", "{n} - {t}", "{n}: {t}", "({n}) {t}", "[{n}] {t}", "| {n} | {t} |",
    "{n}\n{t}", "{n}.\n{t}", "{n} FN {t}", "# {n} {t}", "Nr {n} {t}", "Punkt {n} {t}", "P {n} {t}", "Beslut {n} {t}",
    "{n}/2031 {t}", "2031-{n} {t}", "FN 2031:{n} {t}", "FN {n}/31 {t}", "§ 2031/{n} {t}", "§ {n}/31 {t}",
    "§ {n} FN {t}", "Protokollsparagraf {n}\n{t}", "Sammanträdesparagraf {n} {t}",
    "{t} (§ {n})", "{t} (FN § {n})", "{t} - § {n}", "{t}, § {n}", "{a}. {t} § {n}", "{t}        § {n}",
]  # fmt: skip


@pytest.mark.parametrize("case", ["\n{c}", ""])
@pytest.mark.parametrize("promise", ["Paragrafer: 41-46", ""])
@pytest.mark.parametrize("head", PLAIN)
def test_heads_without_a_sign_or_with_it_last(head: str, promise: str, case: str) -> None:
    found = read(minutes(head + case, head, "Dnr FN 2031/0{}", promise=promise))
    assert [(item.number, item.title) for item in found.items] == [
        (str(number), title) for _, number, title, _ in ITEMS
    ]
