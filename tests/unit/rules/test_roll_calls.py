"""Roll calls behind the items that tell of presence in one column and of each vote in a further one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nlp_minutes

if TYPE_CHECKING:
    from spacy.language import Language

_MINUTES = """GRANVIKS KOMMUN          SAMMANTRÄDESPROTOKOLL     Blad 1
Kommunfullmäktige        1994-03-21

Plats och tid            Folkets hus, måndagen den 21 mars 1994 kl 18.30--20.10

Närvarande               Enligt uppropslista

Utses att justera        Ulla Ek och Jon Dahl

Underskrifter
Sekreterare              Kim Norén       Paragraf 14--15
Ordförande               Siv Åberg
Justerande               Ulla Ek   Jon Dahl

§ 14
NY SIMHALL

Dnr 14/94

Mia Björk (c) yrkar avslag på kommunstyrelsens förslag.

Votering begäres. Den som bifaller kommunstyrelsens förslag röstar ja, den som vill avslå det röstar nej.

Voteringen utfaller med 4 ja och 3 nej, se omröstningslistan.

Kommunfullmäktige beslutar

att bygga simhallen.

§ 15
TORGTAXA

Dnr 15/94

Jon Dahl (m) yrkar avslag på kommunstyrelsens förslag.

Votering begäres. Den som bifaller kommunstyrelsens förslag röstar ja, den som vill avslå det röstar nej.

Voteringen utfaller med 4 ja och 3 nej, se omröstningslistan.

Kommunfullmäktige beslutar

att antaga taxan.

"""
_WITH_FIGURES = """UPPROPSLISTA SAMT OMRÖSTNINGSLISTA § 14

Namn                      Parti    Närv    § 14
Björk, Mia                c        1       nej
Dahl, Jon                 m        1       ja
Ek, Ulla, 2:e v ordf      s        1       ja
Gran, Tord                c        -       -
  Modig, Rut, tjg ers     c        1       nej
Holm, Sara                s        1       ja
Karimi, Amir              v        1       nej
Lind, Bo                  fp       1       -
Åberg, Siv, ordf          s        1       ja
"""
_WITH_CROSSES = """Bilaga 1
Upprops- och voteringslista

Namn                    Parti   Närvarande   § 14     § 15
Björk Mia                c        x          nej      ja
Dahl Jon                 m        x          ja       nej
Ek Ulla                  s        x          ja       ja
Gran Tord                c        -          -        -
 Modig Rut, tjg ers      c        x          nej      avst
Holm Sara                s        x          ja       ja
Karimi Amir              v        x          nej      nej
Lind Bo                  fp       x          avst     nej
Åberg Siv, ordf          s        x          ja       ja
"""
_WITH_LETTERS = """Närvaro- och omröstningslista

Nr  Ledamot               Parti   Närv   Omr 1 § 14   Omr 2 § 15
1   Björk, Mia             C       n      Nej          Ja
2   Dahl, Jon              M       n      Ja           Nej
3   Ek, Ulla               S       n      Ja           Ja
4   Gran, Tord             C       -      -            -
    Modig, Rut (tjg ers)   C       n      Nej          Avst
5   Holm, Sara             S       n      Ja           Ja
6   Karimi, Amir           V       n      Nej          Nej
7   Lind, Bo               FP      n      Avst         Nej
8   Åberg, Siv, ordf       S       n      Ja           Ja
"""
_BY_TITLE = """UPPROPSLISTA OCH VOTERINGSLISTA PARAGRAF 14

Ledamöter                  Parti  Upprop  Votering
Björk, Mia                 c      1       Nej
Dahl, Jon                  m      1       Ja
Ek, Ulla, 1:e v. ordf.     s      1       Ja
Gran, Tord                 c      -       -
   Modig, Rut, ers.        c      1       Nej
Holm, Sara                 s      1       Ja
Karimi, Amir               v      1       Nej
Lind, Bo                   fp     1       -
Åberg, Siv, ordförande     s      1       Ja
"""
_WITH_WORDS = """Uppropslista och omröstningslista § 14

Namn                    Parti   Närv   § 14
Björk, Mia              c       ja     nej
Dahl, Jon               m       ja     ja
Ek, Ulla                s       ja     ja
Gran, Tord              c       nej    -
  Modig, Rut, tjg. ers.  c      ja     nej
Holm, Sara              s       ja     ja
Karimi, Amir            v       ja     nej
Lind, Bo                fp      ja     -
Åberg, Siv, ordf        s       ja     ja
"""


@pytest.mark.parametrize("roll", [_WITH_FIGURES, _WITH_CROSSES, _WITH_LETTERS, _BY_TITLE, _WITH_WORDS])
def test_presence_and_votes_are_told_by_their_own_columns(nlp: Language, roll: str) -> None:
    minutes = nlp_minutes.annotate(_MINUTES + roll, nlp=nlp)
    listed = {one.name: one.attendance for one in minutes.persons}
    assert listed.pop("Tord Gran") == "absent"
    assert listed.pop("Rut Modig") == "serving_substitute"
    listed.pop("Kim Norén")
    assert set(listed.values()) == {"member"}
    assert len(listed) == 7
    (vote,) = minutes.items[0].votes
    assert vote.named is not None
    assert sorted(vote.named.yes) == ["Jon Dahl", "Sara Holm", "Siv Åberg", "Ulla Ek"]
    assert sorted(vote.named.no) == ["Amir Karimi", "Mia Björk", "Rut Modig"]
    assert vote.verified


@pytest.mark.parametrize("roll", [_WITH_CROSSES, _WITH_LETTERS])
def test_each_vote_has_a_column(nlp: Language, roll: str) -> None:
    (vote,) = nlp_minutes.annotate(_MINUTES + roll, nlp=nlp).items[1].votes
    assert vote.named is not None
    assert sorted(vote.named.no) == ["Amir Karimi", "Bo Lind", "Jon Dahl"]
    assert vote.named.abstain == ["Rut Modig"]


def test_an_office_behind_a_name_is_no_part_of_it(nlp: Language) -> None:
    minutes = nlp_minutes.annotate(_MINUTES + _WITH_FIGURES, nlp=nlp)
    (one,) = [one for one in minutes.persons if one.name == "Ulla Ek"]
    assert one.roles == ["2:e vice ordförande", "justerare"]
