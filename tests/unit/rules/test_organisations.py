from __future__ import annotations

import pytest

from nlp_minutes.rules.organisations import find_organisations


def longest(text: str) -> list[str]:
    """The organisations of a text; of spans that overlap the longest."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(find_organisations(text)), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= low or high <= start for low, high in kept):
            kept.append((start, end))
    return [text[start:end] for start, end in sorted(kept)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two names with 'och' between are two, one name with 'och' in it is one
        ("Lantmäteriet och Granviks byaförening har yttrat sig", ["Lantmäteriet", "Granviks byaförening"]),
        ("Vårdförbundet och Granviks läkarförening är oense", ["Vårdförbundet", "Granviks läkarförening"]),
        ("svar från LRF och Granviks Ridklubb", ["LRF", "Granviks Ridklubb"]),
        ("aktierna i Granvik Energi och Vatten AB", ["Granvik Energi och Vatten AB"]),
        ("avtal med Granviks Hamn AB och Granviks Parkering AB", ["Granviks Hamn AB", "Granviks Parkering AB"]),
        ("Åkerby föräldra- och hembygdsförening", ["Åkerby föräldra- och hembygdsförening"]),
        ("ur stiftelsen Nils och Alma Grens fond delas", ["stiftelsen Nils och Alma Grens fond"]),
        # what stands before a company's name is no part of it
        ("Borgensförbindelse för Granviks Hamn AB", ["Granviks Hamn AB"]),
        ("Tecknings- och Aktieägaravtal för Granvik Science Park AB", ["Granvik Science Park AB"]),
        ("ÄGARTILLSKOTT TILL GRANVIKS TURISM AB", ["GRANVIKS TURISM AB"]),
        ("Försäljning av aktier i Granviks Värmeverk AB", ["Granviks Värmeverk AB"]),
        ("flytt till Industrivägen. Granviks Frivilliga Brandkår rf svarar", ["Granviks Frivilliga Brandkår rf"]),
        # forms of companies
        ("säljs till Fastighets AB Nils Gren & Co för", ["Fastighets AB Nils Gren & Co"]),
        ("Folkteatern i Granvik AB spelar", ["Folkteatern i Granvik AB"]),
        ("anbud från Tak-Björn Ab Oy och andra", ["Tak-Björn Ab Oy"]),
        ("Västra Dalens Fiber ek. för. har sökt", ["Västra Dalens Fiber ek. för."]),
        ("bidrag till Kvinnojouren Hjorten 780 000 kronor", ["Kvinnojouren Hjorten"]),
        ("Tullhuset i Ekvik AB har sagt upp avtalet", ["Tullhuset i Ekvik AB"]),
        ("Friskolan i Ekvik AB växer. Huset i Ekvik AB tomt", ["Friskolan i Ekvik AB", "Ekvik AB"]),
        # the branch of an association
        ("bidrag till Rädda Barnens lokalförening i Ekvik", ["Rädda Barnens lokalförening i Ekvik"]),
        ("svar från Hyresgästföreningens lokalavdelning och LRF", ["Hyresgästföreningens lokalavdelning", "LRF"]),
        ("Röda Korsets kretsar och Röda Korsets bössor", ["Röda Korsets", "Röda Korsets"]),
        # a unit told by what it is for
        ("sänds till Regionstyrelsen, Område tandvård", ["Regionstyrelsen", "Område tandvård"]),
        # bodies
        ("nämnden för funktionsstöd och hänskjuts till", ["nämnden för funktionsstöd"]),
        ("nämnden för funktionsstöd och socialnämnd Väst", ["nämnden för funktionsstöd", "socialnämnd Väst"]),
        ("nämnden för barn och unga yttrar sig", ["nämnden för barn och unga"]),
        ("Nämnden för arbetsmarknad och vuxenutbildnings uppdrag", ["Nämnden för arbetsmarknad och vuxenutbildnings"]),
        ("äldre samt vård- och omsorgsnämnden får", ["äldre samt vård- och omsorgsnämnden"]),
        ("Gemensamma nämnden för hjälpmedel möts", ["Gemensamma nämnden för hjälpmedel"]),
        ("rådet för funktionshinderfrågor och andra", ["rådet för funktionshinderfrågor"]),
        ("kommunala rådet för äldre", ["kommunala rådet för äldre"]),
        ("fört vid sammanträde med kommunfullmäktige i Granviks kommun", ["kommunfullmäktige", "Granviks kommun"]),
        ("direktionen i Kustens räddningstjänstförbund", ["direktionen", "Kustens räddningstjänstförbund"]),
        ("Protokoll KSAU 300807 och KF 2030", ["KSAU", "KF"]),
        # authorities, towns and regions
        ("från Klimat- och näringslivsdepartementet", ["Klimat- och näringslivsdepartementet"]),
        ("Länsstyrelsen i Södra Fjällands län beslutar", ["Länsstyrelsen i Södra Fjällands län"]),
        ("dom av Granviks tingsrätt och Svea hovrätt", ["Granviks tingsrätt", "Svea hovrätt"]),
        ("till revisorskollegiet och Granvik stad", ["revisorskollegiet", "Granvik stad"]),
        ("Granviks stadsrevision har granskat", ["Granviks stadsrevision"]),
        ("Region Fjälland och Västra Fjällandsregionen", ["Region Fjälland", "Västra Fjällandsregionen"]),
        ("Kustens välfärdsområde har bett om svar", ["Kustens välfärdsområde"]),
        ("Förvaltningen för inköp bereder", ["Förvaltningen för inköp"]),
        # associations and clubs
        ("Granviks IF, IFK Granvik och Korpen Granvik", ["Granviks IF", "IFK Granvik", "Korpen Granvik"]),
        ("Somaliska kulturföreningen Iftin beviljas", ["Somaliska kulturföreningen Iftin"]),
        ("bidrag till Föräldrakooperativet Kotten 2031", ["Föräldrakooperativet Kotten"]),
        ("anbud från Gebr. Sten Bygg AB och Bröd. Ek Schakt AB", ["Gebr. Sten Bygg AB", "Bröd. Ek Schakt AB"]),
        ("bifall till beredningens förslag", ["beredningens"]),
        ("under ärendets beredning och beredningens gång", []),
        ("(Ks § 141, Ksau § 118)", ["Ks", "Ksau"]),
        ("förslag från PLAN- OCH BYGGENHETEN", ["PLAN- OCH BYGGENHETEN"]),
        ("remitteras till tekniska kontoret för komplettering", ["tekniska kontoret"]),
        ("tackar tekniska kontoret för ett tydligt underlag", ["tekniska kontoret"]),
        ("Kommunal yrkar att tjänsten behålls", ["Kommunal"]),
        ("samverkan med Kommunal och Vision", ["Kommunal", "Vision"]),
    ],
)  # fmt: skip
def test_find_organisations(text: str, found: list[str]) -> None:
    assert longest(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Facklig samverkan",
        "Kommunal borgen för bredband",
        "2. Kommunal ersättning för färdtjänst",
        "byta panna i Åverket och i Sjöverket",
        "avtalet med Nils Stad sägs upp",
        "Verksamma i området kan köpa tillstånd",
        "Södra Kvarnområdet har stått oanvänt och samrådet pågår",
        "alkohol- och tobaksområdet",
        "nedläggning av postkontoret i byn",
        "rösträtten, regelverket och närarkivet",
        "Jonny Stad yrkar avslag",
        "i respektive nämnds och styrelses årsrapport",
        "effektivitet i kommunsektorn",
        "En kommun i Sverige",
    ],
)
def test_find_organisations_passes_over(text: str) -> None:
    assert longest(text) == []


@pytest.mark.parametrize("room", ["Tingssalen", "Stora salen", "Sessionsrummet", "Folkets hus", "Kvarngården", "Aulan"])
def test_the_room_is_no_part_of_the_body_that_meets_in_it(room: str) -> None:
    assert longest(f"sammanträde med kommunstyrelsen i {room}, tisdagen")[:1] == ["kommunstyrelsen"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("remitteras till tekniska kontoret för kostnadsberäkning", ["tekniska kontoret"]),
        ("går tillbaka till förvaltningen för en ny utredning", []),
        ("lämnas till avdelningen för riskbedömning", []),
        ("skickas till sociala enheten för barnkonsekvensanalys", ["sociala enheten"]),
        ("ges åt kontoret för en kalkyl", []),
        ("Nämnden för nära vård möts", ["Nämnden för nära vård"]),
        ("nämnden för trygg omsorg möts", ["nämnden för trygg omsorg"]),
        ("Styrelsen för jämlik hälsa möts", ["Styrelsen för jämlik hälsa"]),
        ("nämnden för god utbildning möts", ["nämnden för god utbildning"]),
        ("nämnden för levande landsbygd möts", ["nämnden för levande landsbygd"]),
    ],
)
def test_what_follows_on_for(text: str, found: list[str]) -> None:
    assert longest(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sänds till: ekonomistaben", ["ekonomistaben"]),
        ("Enligt Fastighetsstaben kostar det mer.", ["Fastighetsstaben"]),
        ("Kulturstabens förslag bifalls.", ["Kulturstabens"]),
        ("Regionstyrelsen i Region Ekmark samlades.", ["Regionstyrelsen", "Region Ekmark"]),
        ("Beslut av hälsonämnden i Region Ekmark", ["hälsonämnden", "Region Ekmark"]),
        ("Skrivet med bokstaben", []),
    ],
)
def test_staffs_and_bodies_of_regions(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in sorted(set(find_organisations(text)))] == found
