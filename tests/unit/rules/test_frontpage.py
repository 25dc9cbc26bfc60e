from __future__ import annotations

import pytest

from nlp_minutes.lexicon import front_label
from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.meeting import MeetingFacts, find_municipality, read_meeting


def lines(text: str) -> list[FrontLine]:
    found, at, blank = [], 0, True
    for line in text.split("\n"):
        if line.strip():
            found.append(FrontLine(text=line, start=at, blank_before=blank))
        blank = not line.strip()
        at += len(line) + 1
    return found


def page(text: str) -> FrontPage:
    return read_front_page(lines(text))


def meeting(text: str, *, furniture: tuple[str, ...] = (), items: tuple[str, ...] = ()) -> MeetingFacts:
    return read_meeting(lines(text), page(text), furniture=furniture, items=items)


def test_read_front_page_gives_each_list_its_capacity() -> None:
    found = page(
        "Beslutande\nUlla Ek (S)\n\nTjänstgörande ersättare\nJon Dahl (M)\n\nErsättare\nMia Björk (C)\n\n"
        "Övriga närvarande\nÅsa Wik, nämndsekreterare\n\nFrånvarande\nPer Lund (KD)"
    )
    assert [(e.name, e.attendance) for e in found.entries] == [
        ("Ulla Ek", "member"),
        ("Jon Dahl", "serving_substitute"),
        ("Mia Björk", "substitute"),
        ("Åsa Wik", "other"),
        ("Per Lund", "absent"),
    ]


def test_read_front_page_marks_names_where_they_stand() -> None:
    text = "Beslutande\tUlla Ek (S), ordförande\n\tJon Dahl (M)"
    for entry in page(text).entries:
        assert text[entry.mention.start : entry.mention.end] == entry.name


def test_read_front_page_reads_the_signers() -> None:
    found = page(
        "Beslutande\nUlla Ek (S)\n\nUtses att justera\nPer Lund (KD)\n\n"
        "Sekreterare\t____\n\tÅsa Wik\n\nOrdförande\t____\n\tUlla Ek"
    )
    assert [(e.name, e.note.partition("|")[0]) for e in found.signatures] == [
        ("Per Lund", "justerare"),
        ("Åsa Wik", "sekreterare"),
        ("Ulla Ek", "ordförande"),
    ]


def test_read_front_page_joins_a_name_broken_behind_a_tab() -> None:
    (entry,) = page("Beslutande\nUlla Sundén\n\tEkberg (S)").entries
    assert (entry.name.replace("\n\t", " ").replace("\n", " "), entry.party) == ("Ulla Sundén Ekberg", "S")


def test_read_front_page_reads_parties_as_headings() -> None:
    found = page("Beslutande\nSocialdemokraterna:\nUlla Ek\nPer Lund\nModeraterna:\nJon Dahl")
    assert [(e.name, e.party) for e in found.entries] == [("Ulla Ek", "S"), ("Per Lund", "S"), ("Jon Dahl", "M")]


def test_read_front_page_tells_of_a_line_that_it_cannot_read() -> None:
    found = page("Beslutande\nUlla Ek (S)\n??? 17 (M) ???")
    assert [warning.code for warning in found.warnings] == ["attendance_line_unread"]


def test_read_front_page_has_a_section_for_each_line() -> None:
    text = "Åslunda kommun\n\nBeslutande\nUlla Ek (S)\n\nBevis om anslag\nAnslaget 2031-03-18"
    assert page(text).sections == ("header", "attendance", "attendance", "notice", "notice")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Åslunda kommun", "Åslunda kommun"),
        ("ÅSLUNDA KOMMUN", "Åslunda kommun"),
        ("Upplands Åslunda kommun\tProtokoll", "Upplands Åslunda kommun"),
        ("Åslunda stad", "Åslunda stad"),
        ("REGION ÅSLUNDA", "Region Åslunda"),
        ("I kommun", None),
        ("Protokoll", None),
    ],
)
def test_find_municipality_reads_the_head(text: str, name: str | None) -> None:
    assert find_municipality([text]) == name


def test_read_meeting_reads_every_fact() -> None:
    found = meeting(
        "Åslunda kommun\nTekniska nämnden\nSammanträdesprotokoll\n"
        "2031-03-12\n\nPlats och tid\tRådssalen, kl. 13.00–15.40\n\n"
        "Protokollet omfattar\t§§ 40–46, 48"
    )
    assert (found.municipality, found.body, found.date) == ("Åslunda kommun", "Tekniska nämnden", "2031-03-12")
    assert (found.start, found.end, found.place) == ("13:00", "15:40", "Rådssalen")
    assert (found.extract, found.items) == (False, "§§ 40–46, 48")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("Rådssalen, kl. 13.00–15.40", "Rådssalen"),
        ("kl. 13.00–15.40, Rådssalen", "Rådssalen"),
        ("Rådssalen, onsdagen den 12 mars 2031, kl. 13.00–15.40", "Rådssalen"),
        ("2031-03-12 kl. 13.00–15.40 Kommunhuset, Rådssalen", "Kommunhuset, Rådssalen"),
        ("Rådssalen, kl. 13.00–15.40. Ajournering kl. 14.00–14.10.", "Rådssalen"),
    ],
)
def test_read_meeting_cuts_the_place_out(value: str, place: str) -> None:
    found = meeting(f"Tekniska nämnden 2031-03-12\nPlats och tid\t{value}")
    assert (found.place, found.start, found.end, found.date) == (place, "13:00", "15:40", "2031-03-12")


def test_read_meeting_of_an_excerpt_asks_the_furniture() -> None:
    found = meeting("", furniture=("Åslunda kommun\tTekniska nämnden", "2031-03-12"), items=("§ 14 Val",))
    assert (found.municipality, found.body, found.date) == ("Åslunda kommun", "Tekniska nämnden", "2031-03-12")


def test_read_meeting_does_not_take_the_date_of_adjustment() -> None:
    assert meeting("Tekniska nämnden\nJusteringsdatum 2031-03-19\nSammanträdesdatum 2031-03-12").date == "2031-03-12"


def test_read_meeting_of_nothing_knows_nothing() -> None:
    assert meeting("") == MeetingFacts()


@pytest.mark.parametrize(
    ("heading", "capacity"),
    [
        ("Deltog i besluten", "member"),
        ("Deltar i beslutet", "member"),
        ("Närvarande på sammanträdet", "member"),
        ("Ledamöter som deltog i beslut", "member"),
        ("Politisk närvaro", "member"),
        ("Vi som röstade i salen", "member"),
        ("Ersättare som deltog i besluten", "serving_substitute"),
        ("Inträdande ersättare", "serving_substitute"),
        ("Ersättare med rösträtt", "serving_substitute"),
        ("Ersättare på plats", "substitute"),
        ("Ersättare utan rösträtt", "substitute"),
        ("Icke beslutande ersättare", "substitute"),
        ("Ersättare, ej i tjänst", "substitute"),
        ("Suppleanter som satt med", "substitute"),
        ("Anmält förhinder", "absent"),
        ("Ej deltagande", "absent"),
        ("Ledamöter som uteblev", "absent"),
    ],
)
def test_read_front_page_knows_a_list_by_many_headings(heading: str, capacity: str) -> None:
    assert [(e.name, e.attendance) for e in page(f"{heading}\nUlla Ek (S)\nJon Dahl (M)").entries] == [
        ("Ulla Ek", capacity),
        ("Jon Dahl", capacity),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Från förvaltningen",
        "Från samhällsbyggnadskontoret",
        "Dessutom närvarade",
        "Tjänstepersoner på mötet",
        "Särskilt inbjudna",
        "Föredragande",
        "Gäster och föredragshållare",
        "Övriga på plats",
        "Medarbetare från ledningskontoret",
    ],
)
def test_read_front_page_knows_who_is_no_politician(heading: str) -> None:
    found = page(f"Beslutande\nUlla Ek (S)\n\n{heading}\nÅsa Wik, kommundirektör\nPer Lund (ekonomichef, 14 §)")
    assert [(e.name, e.attendance) for e in found.entries[1:]] == [("Åsa Wik", "other"), ("Per Lund", "other")]
    assert [role.text for role in found.entries[2].roles] == ["ekonomichef"]


@pytest.mark.parametrize(
    "line",
    [
        "Deltog i besluten om Kvarnängen gjorde hela nämnden",
        "Ersättare på plats 14 i hamnen",
        "Ledamöternas arvoden",
        "Val av ersättare i valnämnden",
        "Ersättare saknas",
        "Förslag från förvaltningen",
        "Motion från Ulla Ek (S) om ersättare i nämnden",
    ],
)
def test_read_front_page_takes_no_sentence_or_title_for_a_heading(line: str) -> None:
    found = page(f"Åslunda kommun\n\n{line}\nJon Dahl föredrar ärendet om budgeten.")
    assert found.entries == ()


def test_read_front_page_hands_a_party_down_its_column() -> None:
    found = page(
        "Deltar i besluten\nParti Namn\tDeltog\nS\tUlla Ek, ordförande\ti salen\n"
        "\tPer Lund, ersätter Mia Björk\tvia Teams\n"
        "ÅSL\tJon Dahl\ti salen"
    )
    assert [(e.name, e.party, e.attendance) for e in found.entries] == [
        ("Ulla Ek", "S", "member"),
        ("Per Lund", "S", "serving_substitute"),
        ("Mia Björk", "S", "absent"),
        ("Jon Dahl", "ÅSL", "member"),
    ]


def test_read_front_page_hands_no_party_down_a_column_behind_the_names() -> None:
    found = page("Närvarande\nNamn\tParti\tRoll\nUlla Ek\tS\tLedamot\nÅsa Wik\t\tNämndsekreterare")
    assert [(e.name, e.party) for e in found.entries] == [("Ulla Ek", "S"), ("Åsa Wik", None)]


def test_read_front_page_reads_parties_in_small_letters_before_their_people() -> None:
    found = page(
        "Vid upprop närvarande\nSocialdemokraterna (s): Ulla Ek, Per Lund, Mia Björk, Siv Alm, Eva Gren, Bo\nAsk\n"
        "Hembygdslistan (hbl): Jon Dahl, Rut Hed (ej 12 §)\nCenterpartiet (c): Lena Frid"
    )
    assert [(e.name.replace("\n", " "), e.party, e.attendance) for e in found.entries] == [
        *[(name, "s", "member") for name in ("Ulla Ek", "Per Lund", "Mia Björk", "Siv Alm", "Eva Gren", "Bo Ask")],
        ("Jon Dahl", "hbl", "member"),
        ("Rut Hed", "hbl", "member"),
        ("Lena Frid", "c", "member"),
    ]


def test_read_front_page_takes_no_office_in_brackets_for_a_party() -> None:
    found = page("Beslutande\nUlla Ek (ordf): Jon Dahl (m), Mia Björk (c)")
    assert "ordf" not in {e.party for e in found.entries}


def test_read_front_page_reads_one_stretch_a_party() -> None:
    found = page(
        "Deltog i besluten\nModeraterna (M): Ulla Ek, ordförande; Per Lund, ej\n"
        "16 §; Mia Björk; Jon Dahl, 16 § i stället\nför Per Lund\n"
        "Åslundapartiet (ÅSL): Siv Alm i stället för Bo Ask\n\n"
        "Ersättare utan rösträtt\n"
        "M: Jon Dahl (14–15 §§); S: Eva Gren; SD: Rut Hed, från kl. 17.20"
    )
    assert [(e.name, e.party, e.attendance) for e in found.entries] == [
        ("Ulla Ek", "M", "member"),
        ("Per Lund", "M", "member"),
        ("Mia Björk", "M", "member"),
        ("Jon Dahl", "M", "serving_substitute"),
        ("Per Lund", "M", "absent"),
        ("Siv Alm", "ÅSL", "serving_substitute"),
        ("Bo Ask", "ÅSL", "absent"),
        ("Jon Dahl", "M", "substitute"),
        ("Eva Gren", "S", "substitute"),
        ("Rut Hed", "SD", "substitute"),
    ]


def test_read_front_page_takes_an_office_with_a_colon_for_no_party() -> None:
    found = page("Beslutande\nOrdförande: Ulla Ek (S)\nVD: Jon Dahl (M)")
    assert [(e.name, e.party) for e in found.entries] == [("Ulla Ek", "S"), ("Jon Dahl", "M")]


def test_read_front_page_reads_running_sentences() -> None:
    found = page(
        "Närvarande var ordföranden Ulla Ek (s), vice ordföranden Per Lund (m) samt Mia Björk (c), utom § 16. "
        "För Jon Dahl (fp), som anmält förhinder, tjänstgjorde Siv Alm (fp). "
        "För Björk tjänstgjorde Bo Ask (c) § 16; han gick sedan. För Lund saknades ersättare från klockan 16.\n\n"
        "Dessutom närvarade ersättaren Eva Gren (v), § 14, och stadsarkitekten Rut Hed."
    )
    assert [(e.name, e.attendance, e.replaces) for e in found.entries] == [
        ("Ulla Ek", "member", None),
        ("Per Lund", "member", None),
        ("Mia Björk", "member", None),
        ("Siv Alm", "serving_substitute", "Jon Dahl"),
        ("Jon Dahl", "absent", None),
        ("Bo Ask", "serving_substitute", "Mia Björk"),
        ("Eva Gren", "substitute", None),
        ("Rut Hed", "other", None),
    ]
    assert [role.text for role in found.entries[1].roles] == ["vice ordföranden"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Mötet öppnades 17.00, ajournerades 18.24–18.40 och avslutades 19.42", "19:42"),
        ("Tid: Mötet inleds kl. 17 och avslutas kl. 19.42", "19:42"),
        ("Mötet öppnades av ordföranden klockan 17.00. Mötet förklarades avslutat klockan 19.42.", "19:42"),
        ("Mötet öppnas kl. 17.00. Det slutar kl. 19.42. Paus kl. 18.05–18.25.", "19:42"),
        ("Mötet öppnades 17.00 och avslutades 19.42. Mellan 18.10 och 18.25 var mötet ajournerat.", "19:42"),
        ("Sammanträdet öppnas kl. 17.00. Sammanträdet ajourneras kl. 18.00.", None),
    ],
)
def test_read_meeting_reads_the_end_in_a_sentence(text: str, end: str | None) -> None:
    found = meeting(f"Åslunda kommun\nKommunstyrelsen 2031-03-12\n{text}")
    assert (found.start, found.end) == ("17:00", end)


def test_read_meeting_takes_no_time_from_the_line_of_a_person() -> None:
    found = meeting("Åslunda kommun\nKommunstyrelsen 2031-03-12\nBeslutande\nUlla Ek (S) kl. 9.00–10.15")
    assert (found.start, found.end) == (None, None)


def test_read_front_page_reads_parties_before_their_people() -> None:
    found = page("Ledamöter\n(S) Ulla Ek, Per Lund\n(ÅSL) Jon Dahl (ersätter Mia Björk)")
    assert [(e.name, e.party) for e in found.entries] == [
        ("Ulla Ek", "S"),
        ("Per Lund", "S"),
        ("Jon Dahl", "ÅSL"),
        ("Mia Björk", "ÅSL"),
    ]


def test_read_front_page_writes_out_an_initial_that_one_person_has() -> None:
    found = page(
        "Beslutande\nUlla Ek (S) ers. för M. Björk\nPer Lund (M) ers. för A. Alm\n\nFrånvarande\nMia Björk (S)"
    )
    assert [e.replaces for e in found.entries if e.replaces] == ["Mia Björk", "A. Alm"]


def test_read_front_page_turns_politicians_and_leaves_officials() -> None:
    found = page("Beslutande\nEk Ulla (s)\nLund Per (m)\nDahl Jon (c)\n\nÖvriga\nRektor Eva Gren\nKamrer Siv Alm")
    assert [e.name for e in found.entries] == ["Ulla Ek", "Per Lund", "Jon Dahl", "Eva Gren", "Siv Alm"]


def test_read_front_page_leaves_a_member_one_who_does_not_serve_at_an_item() -> None:
    found = page("Närvarande\nUlla Ek (S)\tledamot\ttjänstgör ej, jäv § 6\nPer Lund (M)\tersättare\ttjänstgör ej")
    assert [e.attendance for e in found.entries] == ["member", "substitute"]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Protokoll fört vid sammanträde den 3 maj 2031 klockan 9.00–11.30 i Tullhuset, sal B", "Tullhuset, sal B"),
        ("Gatunämnden i Ekviks kommun sammanträdde den 3 maj 2031 i Linden, Gamla apoteket.", "Linden, Gamla apoteket"),
        ("Mötet hölls i Föreningshuset, stora salen, och kunde följas via länk.", "Föreningshuset, stora salen"),
        ("Gatunämnden möttes i Lilla salen i kommunhuset mellan klockan 8.30 och 12.05.", "Lilla salen i kommunhuset"),
        ("fört vid sammanträde med gatunämnden i Tingssalen, Ekvik, tisdagen den 3 maj 2031", "Tingssalen, Ekvik"),
        ("Sammanträde kl 13.15--16.50 å brandstationens lektionssal i Ekvik.", "brandstationens lektionssal i Ekvik"),
        (
            "Mötet pågick 9.30–12.05. Lokal: Fyrsalen, Regionhuset. Justeraren deltog på distans.",
            "Fyrsalen, Regionhuset",
        ),
        ("Gatunämnden i Ekvik sammanträdde den 3 maj 2031.", None),
        ("Protokoll fört vid sammanträde med kommunfullmäktige i Region Norrdal den 3 maj 2031", None),
        ("Mötet hölls på distans den 3 maj 2031.", None),
        ("Protokollet justeras den 9 maj 2031 i Tullhuset.", None),
    ],
)
def test_read_meeting_reads_the_place_in_a_sentence(sentence: str, place: str | None) -> None:
    assert meeting(f"Ekviks kommun\nGatunämnden\n{sentence}\n\nNärvarande\nNils Ohm (S)").place == place


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        (
            "När: 3 maj 2031, 9:00–14:35, med lunchuppehåll 11:50–12:45\nVar: Tullhuset, sal B",
            ("Tullhuset, sal B", "09:00", "14:35"),
        ),
        ("Tid och rum: Kl 18.30–21.15, Tullhuset, rum B", ("Tullhuset, rum B", "18:30", "21:15")),
        ("Lokal\tTullhuset, rum B\nFrån\t09:15\nTill\t15:05", ("Tullhuset, rum B", "09:15", "15:05")),
        ("Klockan | 09.00–11.25\nRum | Bryggan, Tullhuset", ("Bryggan, Tullhuset", "09:00", "11:25")),
        (
            "Lokal: Tullhuset\nForm: hybrid\nMötet öppnas: kl. 13:15\nMötet stängs: kl. 15:40",
            ("Tullhuset", "13:15", "15:40"),
        ),
        (
            "När och var\nKlockan 17.30–20.50 med uppehåll 19.05–19.20\nTullhuset, sal B\n\nDe som beslutade",
            ("Tullhuset, sal B", "17:30", "20:50"),
        ),
        (
            "Tid och plats: kl 9.00–11.00. Sammanträdet hålls på distans via Teams och i sal B",
            ("via Teams och i sal B", "09:00", "11:00"),
        ),
        ("Plats: TULLHUSET, RUM LINDEN\nTid: kl. 9.00–11.00", ("Tullhuset, Rum Linden", "09:00", "11:00")),
    ],
)
def test_read_meeting_reads_labels_of_many_towns(rows: str, facts: tuple[str, str, str]) -> None:
    found = meeting(f"Ekviks kommun\nGatunämnden\n2031-05-03\n\n{rows}\n\nNärvarande\nNils Ohm (S)")
    assert (found.place, found.start, found.end) == facts


def test_words_that_are_labels_with_a_colon_begin_sentences_too() -> None:
    found = meeting(
        "Ekviks kommun\nGatunämnden\n2031-05-03\n\nVar och en svarar för sig.\nNär det är dags ringer klockan."
    )
    assert (found.place, found.start) == (None, None)


@pytest.mark.parametrize(
    "label", ["Röstberättigade, 4 platser", "Beslutande (4 ledamöter)", "Ledamöter, 4 mandat", "Tjänstgörande (4)"]
)
def test_a_label_may_tell_how_many_it_is_of(label: str) -> None:
    assert front_label(label) == ("members", len(label))


@pytest.mark.parametrize("line", ["Beslutande 12 ledamöters mening", "Paragrafer 41–49"])
def test_other_numbers_behind_a_label_are_its_value(line: str) -> None:
    found = front_label(line)
    assert found is not None
    assert found[1] < len(line)


def test_read_front_page_reads_for_whom_somebody_serves_on_the_line_below() -> None:
    entries = page(
        "Ledamöter\nNils Vik (S), ordförande\nRut Asp (M)\n\nErsättare\nBritta Ohm (C)\ntjänstgör för Leo Hed (C)"
    ).entries
    assert [(one.name, str(one.attendance), one.replaces) for one in entries][-2:] == [
        ("Britta Ohm", "serving_substitute", "Leo Hed"),
        ("Leo Hed", "absent", None),
    ]


def test_read_front_page_takes_an_employed_title_for_an_official_where_no_party_is_told() -> None:
    entries = page("Närvarande\nNils Vik, ordförande\nRut Asp\nkommunalkamrer Britta Ohm").entries
    assert {one.name: str(one.attendance) for one in entries}["Britta Ohm"] == "other"
    assert {one.name: str(one.attendance) for one in entries}["Rut Asp"] == "member"


def test_the_capacity_in_the_first_cell_of_each_row_is_an_office() -> None:
    found = page(
        "Beslutande\nOrdförande\tUlla Ek\tS\nLedamot\tMia Björk\tC\nLedamot\tPer Lund\tKD\n"
        "Tjänstgörande ersättare\tÅsa Wik\tV\n\nEj beslutande\nErsättare\tTove Rask\tMP\nErsättare\tBo Ek\tSD"
    )
    told = {one.name: [role.text for role in one.roles] for one in found.entries}
    assert told["Åsa Wik"] == ["Tjänstgörande ersättare"]
    assert told["Tove Rask"] == told["Bo Ek"] == ["Ersättare"]


def test_a_cell_that_heads_a_list_is_nobodys_office() -> None:
    found = page(
        "Ledamöter\tUlla Ek (S)\n\tJon Dahl (M)\nTjänstgörande ersättare\tÅsa Wik (V)\n"
        "Ersättare\tTove Rask (MP)\n\tBo Ek (SD)\n\nÖvriga\tKim Norén, sekreterare"
    )
    assert not any(one.roles for one in found.entries if one.party)
