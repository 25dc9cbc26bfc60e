from __future__ import annotations

import pytest

from nlp_minutes.readers.clean import CleanView, clean_view


def blocks(view: CleanView) -> list[str]:
    return [view.clean[block.start : block.end] for block in view.blocks]


def test_clean_view_joins_wrapped_lines_and_keeps_paragraphs_apart() -> None:
    text = (
        "Förvaltningen har under våren sett över hur lokalerna vid torget används och av\n"
        "vilka, och redovisar nu tre förslag till hur de kan hyras ut på kvällar och på\n"
        "helger utan att skolan hindras i sin verksamhet eller får högre kostnader för\n"
        "städning och tillsyn än i dag.\n\n"
        "Ett nytt stycke börjar här.\n"
    )
    assert len(blocks(clean_view(text))) == 2
    assert "\n" not in blocks(clean_view(text))[0]


def test_clean_view_takes_hyphens_apart() -> None:
    text = (
        "Nämnden har tagit del av en skrivelse om hur ett beslut av detta slag kan över-\n"
        "klagas. Skrivelsen kommer från en tidigare ledamot i nämnden, fru Maria Sundén-\n"
        "Ekberg, och har besvarats av förvaltningen efter samråd med kommunens barn-\n"
        "och ungdomsnämnd samt med den som bor i området.\n"
    )
    clean = clean_view(text).clean
    assert "kan överklagas." in clean
    assert "Maria Sundén-Ekberg, och" in clean
    assert "kommunens barn- och ungdomsnämnd" in clean


PROSE = (
    "Förvaltningen har under våren sett över hur lokalerna vid torget används och av\n"
    "vilka, och redovisar nu tre förslag till hur de kan hyras ut på kvällar och på\n"
    "helger utan att skolan hindras i sin verksamhet eller får högre kostnader för\n"
    "städning och tillsyn än i dag.\n\n"
    "Föreningarna i tätorten har fått lämna synpunkter. De flesta är nöjda med hur det\n"
    "fungerar men vill kunna boka längre tider. Två av dem vill också kunna låna de\n"
    "köksutrymmen som finns i anslutning till salen. Räddningstjänsten har inget att\n"
    "invända så länge utrymningsvägarna hålls fria.\n\n"
    "Intäkterna beräknas till 140 000 kr om året, vilket täcker kostnaderna för den\n"
    "vaktmästare som måste finnas på plats. Förslaget kan genomföras från hösten.\n\n"
)
HEAD = "Åslunda kommun\tSammanträdesprotokoll\tSida {} ({})\n"


def test_clean_view_goes_on_over_a_page_break_with_furniture() -> None:
    text = (
        HEAD.format(1, 4)
        + "\nPlats och tid\tRådssalen, kl. 13.00–15.00\n\n"
        + PROSE
        + "\f"
        + HEAD.format(2, 4)
        + "\n§ 4 Uthyrning\n\n"
        + PROSE
        + "Nämnden beslutar att till nästa år för de två skolorna i norr och söder avsätta\n"
        "Justerandes sign ______\n\f"
        + HEAD.format(3, 4)
        + "200 000 kr och att återkomma i frågan när budgeten är klar.\n\n"
        + PROSE
        + "Justerandes sign ______\n\f"
        + HEAD.format(4, 4)
        + "§ 5 Val\nNämnden väljer Ulla Ek (S).\n"
    )
    view = clean_view(text)
    assert "norr och söder avsätta 200 000 kr och att återkomma" in view.clean
    furniture = [text[a:b] for a, b in view.furniture]
    assert furniture == [
        HEAD.format(2, 4).strip(),
        "Justerandes sign ______",
        HEAD.format(3, 4).strip(),
        "Justerandes sign ______",
        HEAD.format(4, 4).strip(),
    ]
    assert view.blocks[-1].page == 4


def test_clean_view_keeps_the_text_of_short_pages() -> None:
    text = (
        HEAD.format(1, 3) + "\n§ 4 Lån\nNämnden beslutar att till nästa år för de två skolorna i norr avsätta\n"
        "Justerandes sign ______\n\f"
        + HEAD.format(2, 3)
        + "200 000 kr och att återkomma i frågan när budgeten är klar.\n"
        "Justerandes sign ______\n\f" + HEAD.format(3, 3) + "§ 5 Val\nNämnden väljer Ulla Ek (S).\n"
    )
    assert "200 000 kr och att återkomma i frågan när budgeten är klar." in clean_view(text).clean


def test_clean_view_tells_where_white_space_stood() -> None:
    view = clean_view("Beslut\n\nNämnden antar taxan.\nJon Dahl (M) reserverar sig.\n")
    assert [block.blank_before for block in view.blocks] == [True, True, False]


def test_clean_view_divides_blocks_by_one_newline() -> None:
    view = clean_view("ett\n\n\ntvå\n\n  \nTre\n")
    assert view.clean == "ett\ntvå\nTre"
    assert [view.clean[b.start : b.end] for b in view.blocks] == view.clean.split("\n")


@pytest.mark.parametrize("text", ["", "\n", " \t\n\f", "\u00ad"])
def test_clean_view_of_nothing_has_no_blocks(text: str) -> None:
    view = clean_view(text)
    assert (view.clean, view.blocks) == ("", ())


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\f"])
def test_clean_view_takes_other_line_ends(end: str) -> None:
    assert blocks(clean_view(f"§ 1 Val{end}§ 2 Budget")) == ["§ 1 Val", "§ 2 Budget"]


def test_clean_view_lets_a_title_end_where_its_bold_type_does() -> None:
    text = "§ 13 Bidrag till Föreningen Åslunda\nGruvmuseum\nFöreningen Vänner har sökt bidrag.\n" + "Text.\n" * 5
    title = text.index("Gruvmuseum")
    assert "§ 13 Bidrag till Föreningen Åslunda Gruvmuseum" in blocks(clean_view(text, bold=[0, title]))
    assert "§ 13 Bidrag till Föreningen Åslunda" in blocks(clean_view(text, bold=[0]))


def test_clean_view_passes_over_bold_type_where_most_is_bold() -> None:
    text = "§ 13 Bidrag till Föreningen Åslunda\nGruvmuseum\nBeslut\n"
    starts = [0, text.index("Gruvmuseum"), text.index("Beslut")]
    assert blocks(clean_view(text, bold=starts)) == blocks(clean_view(text))
