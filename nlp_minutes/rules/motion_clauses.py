"""The clauses of a motion: who moves or seconds, and the words that tell what.

A sentence is cut at verbs such as `yrkar` and `instämmer`; who stands before or behind a verb does what it says. Where no
verb stands, a colon, a tab or the heading tells who moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp_minutes.first_letters import compiled
from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.actors import Actor, Cast, Who, list_after, list_before, together, who
from nlp_minutes.rules.clauses import blank, motion_label
from nlp_minutes.rules.motion_lists import says_a_motion, with_company

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext, ItemParagraph
    from nlp_minutes.rules.motion_kinds import Matter

__all__ = ["ELECTION", "MOVES", "SECONDS", "SIDE", "Clause", "ClauseReader", "in_few_words"]

# Sections in which a yrkande stands also without a verb: a colon or a list will do.
_LISTS = {SectionKind.MOTIONS, SectionKind.DISCUSSION}
MOVES = compiled(
    r"\b(?P<wish>vill|ville)\b(?=\s+(?:(?:han|hon|hen|de) )?(?:i (?:första|andra) hand |också |även )?(?:att|säga (?:ja|nej)\b|återremittera|bordlägga|avslå|bifalla|godkänna|anta|tillstyrka|avstyrka|stryka|skicka|sända|skjuta|ha (?:avslag|bifall|återremiss))\b)"
    r"|\b(?P<plain>(?:på)?yrkar|(?:på)?yrkade|yrkat|yrka|hemställer|hemställde|föreslår|föreslog|nominerar|nominerade|förordar|förordade)\b(?! inte\b)"
    r"|\b(?P<short>yrk|hemst)\.(?=\s(?![IVX\d]))"
    r"|\b(?P<asks>(?:anhåll(?:er|it)|anhöll|ber|bad)(?: (?:också|även|därför|vördsamt))?(?= om (?:bifall|avslag|återremiss|bordläggning|uppskov)\b)|(?:begär|begärde)(?= (?:bifall|avslag)\b))"
    r"|\b(?P<light>framställ\w+|framför\w*|lägger|lade|lämna\w*|väck\w+|inlämna\w*|avger|presenter\w+|begär|begärde)\b(?=(?: (?:fram|in))?(?: (?:ett|följande|eget|sitt|också|även|att|om|gemensam\w*|nytt|skriftlig\w*)){0,3} (?:[\wåäö]*yrkande\w*|(?:eget |gemensamt |nytt )?(?:mot)?förslag\b|(?:en )?egen (?:text|skrivning|lydelse|version)\b|ärendet återremi\w+|ärendet bordl\w+|återremiss|bordläggning))",
    re.IGNORECASE,
)
SECONDS = compiled(
    r"\binstm?\.(?=\s)|\b[Ii] samma (?:riktning|anda)(?: (?:yttra|tala|uttala)(?:r|de)(?: sig)?)?\b|\bber(?: att)? (?:få )?(?:ansluta|instämma|biträda)(?: mig| oss)?\b|(?<![\wåäö] )\b(?-i:Lika|Likaså|Dito|Instämmer|Detsamma)(?=:\s)|(?<![\wåäö] )\b(?-i:Instämmande|Instämma)(?: av| från)?(?=\s(?:[Nn]r |herr |fru )?(?-i:[A-ZÅÄÖ]))|\b(?:instäm(?:mer|de|ma|t|s)|biträd(?:er|de)|anslut(?:er|it) sig|anslöt sig|ansluter|förena(?:r|de) sig|förklara(?:r|de) sig (?:kunna|vilja|beredd att) (?:instämma|biträda|ansluta)|ställ(?:er|de) sig bakom|stöd(?:er|jer|de)|understöd(?:er|jer|de)|sekunder(?:ar|ade)|(?:håller|höll|hålla) med|sälla(?:r|de) sig|slut(?:er|it) (?:sig|upp)|slöt (?:sig|upp))\b(?: sig)?"
    r"|\bställ(?:er|de) sig\s+(?:också |även |likaså )?bakom\b|\b(?:bakom|till|i) (?:detta|det|samma|yrkandet|[\wåäö]+yrkandet|förslaget|denna linje)(?: [^\W\d_]+)? (?:ställ(?:er|de) sig|anslut(?:er|it) sig|anslöt sig|slut(?:er|it) sig|slöt sig|instäm\w+)(?: (?:även|också|likaså))?"
    r"|\b(?:säger|sade|yrkar|yrkade|föreslår|föreslog|vill|ville|begär|begärde|tycker|tyckte|anser|ansåg|gör|gjorde) (?:även |också )?(?:detsamma|samma(?: sak)?|likadant|likaså|likaledes)\b"
    r"|\bsamma (?:förslag|yrkande|uppfattning|mening|linje|åsikt|ståndpunkt|önskemål|begäran)(?: (?:har|hade|läggs|lades|lägger|lade|framförs|framfördes|framför|framförde|ställs|ställdes|ställer|ställde|väcks|väcktes|väcker|kommer|kom|framställs|framställdes|görs|gjordes|gör|gjorde|lämnas|lämnades|lämnar|lämnade|yrkas|yrkades))(?: (?:av|från|även|också|fram))*"
    r"|\b(?:har|hade|lägger|lade|framför|framförde|framställer|framställde|väcker|väckte|ställer|ställde|gör|gjorde|lämnar|lämnade|delar|delade|intar|intog|företräder|företrädde) (?:också |även )?(?:samma (?:förslag|yrkande|uppfattning|mening|linje|åsikt|ståndpunkt|önskemål|begäran)|(?:denna|den) (?:uppfattning|mening|åsikt|linje))\b"
    r"|\b(?:(?:på|av) samma (?:linje|mening|åsikt|uppfattning) (?:är|var|som)|(?:är|var) (?:också |även )?(?:på|av) samma (?:linje|mening|åsikt|uppfattning)|(?:det|detsamma|samma sak) (?:vill(?! säga\b)|ville|gör|gjorde|yrkar|yrkade|tycker|tyckte))\b(?: (?:även|också))?",
    re.IGNORECASE,
)
# Where a section is known to hold motions, these move something too.
_STANDS = lazy(
    r"\b(?P<yes>tillstyrk(?:er|te)|bifall(?:er|it)|biföll|godta(?:r|gar)|godtog|förespråka(?:r|de)|(?:plädera|argumentera|tala)(?:r|de) för|uttala(?:r|de) sig för|biträd(?:er|de)(?= [a-zåäö-]{4,}s (?:utlåtande|bedömning|promemoria|yttrande)\b)|"
    r"(?:säger|sade|sa|svarar|svarade) ja till|(?:står|stod)\s+bakom|(?:ställ(?:er|de)|slut(?:er|it)|slöt) sig\s+(?:bakom|till)|(?:förklara(?:r|de) sig (?:vara )?|(?:är|var) )(?:positiv till|för)(?= (?:(?:ett|en|att) )?(?:bifall|avslag|återremiss|bordläggning|förslaget|[\wåäö]+s förslag)))\b"
    r"|\b(?P<no>avstyrk(?:er|te)|motsätt(?:er|a) sig|motsatte sig|avvisa(?:r|de)|avslår|avslog|(?:säger|sade|sa|svarar|svarade) nej till|(?:går|gick|är|var|ställ(?:er|de) sig|förklara(?:r|de) sig(?: vara)?|talar|talade|argumentera(?:r|de)|plädera(?:r|de)|uttalar sig|uttalade sig) (?:emot|mot)|vänd(?:er|e) sig (?:emot|mot)|invänder mot|kan inte (?:ställa sig bakom|stödja|stöda|godta|acceptera|bifalla|tillstyrka|biträda)|(?:stöder|stödjer|bifaller|tillstyrker|accepterar|biträder) inte)\b"
    r"|\b(?P<want>vill|ville|önska(?:r|de)|begär|begärde|kräv(?:er|de)|rekommendera(?:r|de)|(?:ser|såg) (?:helst|gärna|hellre)|(?:ber|bad)(?= (?:[a-zåäö]+ ){0,2}(?:om|att|få)\b)|vidhåll(?:er|it)|vidhöll|skulle vilja|(?:har|hade|lägger|lade|kommer med|kom med|lyfter|lyfte|reser|reste|ställer|ställde|framför|framförde|väcker|väckte|framställer|framställde|avger|avgav) (?:fram )?(?:ett |som |följande |sitt |eget |ett eget |det |också |även )*(?:[\wåäö]+)?(?:förslag|yrkande|önskemål|krav)(?:et)?)\b"
    r"|\b(?P<adds>(?:lägg|lad)(?:er|e) till(?=:|,? att\b))"
    r"|\b(?P<finds>tyck(?:er|te)|anser|ansåg|mena(?:r|de)|finner|fann|säger|sade|framhåll(?:er|it)|framhöll|anför|anförde|hävda(?:r|de)|argumentera(?:r|de))\b(?=\s+(?:[^.;:]{0,60}\s)?att\b)",
    re.IGNORECASE,
)
# What is wanted, as a sentence of what is to be: 'att taxan ska vara', 'att beslutet bör vänta'.
_SHALL = lazy(
    r"\b(?:ska(?:ll|lla)?|skola|bör|borde|skulle|måtte|må|måste|behöver|bifall\w*|avsl(?:ag|å\w*)|återremi\w*|bordlägg\w*)\b",
    re.IGNORECASE,
)
_WANTS_TOO = lazy(r"\boch (?:därför )?(?:vill|ville|önskar|önskade|begär|begärde)\b")
_RECOMMENDS = lazy(r"(?:till|av)styrk", re.IGNORECASE)
# A wish that is none of the meeting's business: 'vill tacka', 'önskar veta', 'begär ordet', 'begär omröstning'.
_NO_MOTION = lazy(
    r"\s+(?:också |även |att få |få |gärna |bara |först |här )*(?:tacka|rikta|veta|fråga|ställa en fråga|påpeka|framhålla|understryka|poängtera|säga|lyfta|betona|påminna|upplysa|informera|redogöra|meddela|uttala|uttrycka|"
    r"yttra|anteckna|notera|reservera|gratulera|välkomna|höra|instämma|ansluta|ha svar|få svar|svar|ordet|replik|omröstning|votering|rösträkning|sluten|slutna|ajournering|att (?:få )?(?:det )?(?:till protokollet|antecknas?)|att omröstning|att få (?:ordet|svar|reservera|anteckna))\b",
    re.IGNORECASE,
)
# The chair at work: who puts a question moves nothing.
_CHAIRS = lazy(
    r"[^.;]{0,60}?(?:\b(?:[Oo]rdf(?:örande[nt]?|\.)?|[Mm]ötesordföranden)(?![\w]) [^.;]{0,60}?\b(?:fråga\w*|ställ(?:er|de)(?! sig)|framställ(?:er|de)(?= (?:[a-zåäö]+ )?propositions?\b)|upptar|upptog|finner|fann|pröva\w*|konstatera\w*|förklara\w*|låter|lät|uppfatta\w*|föreslår (?:följande )?propositions?|redogör\w*|meddela\w*)\b"
    r"|\b(?:fråga[rd]e?|ställ(?:er|de)|finner|fann|pröva[rd]e?|konstatera[rd]e?|förklara[rd]e?) (?:[Oo]rdf(?:örande[nt]?)?)\b)"
)
# Who backs something in a vote seconds no motion: 'fyra biträdde nej-propositionen', 'Ordföranden, som har utslagsröst, biträder ...'
_VOTES = lazy(
    r"\b(?:[Jj]a|[Nn]ej)-?(?:proposition|linje|förslag|sida|alternativ)\w*|\butslagsröst\w*|\b(?:votering|omröstning|rösträkning)(?:en)?\b(?! (?:begär|yrka|om)\w*)|\bröst(?:etal|er|ade|ar)\b",
    re.IGNORECASE,
)
# Who says, asks or thanks moves nothing, whatever he speaks of.
_SAYS = lazy(
    r"(?:anför|informera|fråga|svara|tacka|meddela|redogör|redogjor|berätta|lämna|delta|deltog|drar|drog|återta|återtog|föredra|yttra|uttala|undra|påpeka|framhåll|framhöll|poängtera|kommentera|replikera|avstå|avstod|anmäl|"
    r"reservera|läs|ställ|finner|fann|konstatera|förklara|öppna|avsluta|ajournera|hälsa|inled|begär|presentera|ha[rd]|är|var|kan|får|fick|ska|röstar|deklarera|inför|välkomna|beklaga|påminn|erinra|adjungera|anländ|infinner|infann|tjänstgör|ersätt|inträd|medger|medgav)",
    re.IGNORECASE,
)
_SUPPORTED = compiled(
    r"\b(?:och )?(?:får|fick|vinner|vann|har|hade) (?:också |även )?(?:stöd|medhåll|instämmande) (?:av|från)\b|\b(?:stöd(?:s|des|jes)|biträd(?:s|des)|understöd(?:s|des|jes)|bitr\.) av\b",
    re.IGNORECASE,
)
_WITH = lazy(
    r"(?:,\s*)?\b(?:(?:och )?(?:med|under) (?:instämmande|stöd|bifall|medhåll|understöd|biträde|anslutning|bitr\.|inst\.|instm\.) (?:av|från)|(?:under)?stödd(?:a)? av|(?:under)?stöttad(?:e)? av|sekunderad(?:e)? av|(?:som|vilket|vilken)(?: förslag| yrkande| hemställan)? (?:också |även )?(?:(?:under)?stöd(?:s|des|jes)|biträd(?:s|des)|stöttas|stöttades) av|som (?:också |även )?(?:får|fick|har|hade|vinner|vann) (?:stöd|medhåll|instämmande) (?:av|från)|biträdd(?:a)? av|instämd(?:a)? av|tillsammans med|jämte|(?<=\), )med(?= [A-ZÅÄÖ]))\s",
    re.IGNORECASE,
)
# 'av Ulla Ek (S), i vilket Jon Dahl (M) förenade sig: avslag'
_IN_WHICH = guarded(
    r",?\s*\b(?:(?:i|till|bakom|med) (?:vilket|vilken|vilka|detta)|(?<=, )(?:däri|däruti|vari|varuti|vartill|därtill|varmed|därmed|häri|härutinnan)|(?<=, )(?:vilket|vilken|något som|(?:ett|en) (?:yrkande|förslag|linje|ståndpunkt|uppfattning) som)) (?:yrkande |förslag |även |också )?(?=[A-ZÅÄÖ]|herr|hrr?\b|fru|frö|ledam)"
)
_JOINED = lazy(
    r"\s*(?:också |även )?(?:förena(?:r|de)|instäm(?:mer|de)|anslöt|anslut(?:er|it)|ställ(?:er|de)|biträd(?:er|de)|slut(?:er|it)|slöt|stöd(?:er|jer|de)|understöd(?:er|jer|de)|dela(?:r|de)|gör|gjorde|vill|ville|önskar|önskade|tycker|tyckte|anser|ansåg|förordar|förordade|yrkar|yrkade|förklara(?:r|de) sig (?:instämma|biträda|ansluta))(?: sig)?(?: (?:i|till|bakom|med)\b)?\s*,?"
)
_ON_BEHALF = lazy(r"(?:,\s*)?\b(?:på uppdrag av|för|å|på|företrädande|representerande)\s(?=[\wåäö:-]+)", re.IGNORECASE)
# 'för egen och Mia Björks räkning'
_FOR_BOTH = guarded(
    r",?\s*\b(?:för|å|på) (?:egen|egna|sin egen|sina egna)(?: del)?,? (?:och|samt|liksom|jämte)(?: för| å| på)? (?=[A-ZÅÄÖ])"
)
_RAKNING = lazy(r"(?:s|ns)? (?:räkning|vägnar|del)\b,?")
_PRONOUN = lazy(
    r"^\W*(?:(?:vidare|därutöver|dessutom|även|också|samt|och)\s)*(?:han|hon|hen|de|dessa)?\s*$", re.IGNORECASE
)
_PRONOUN_BEHIND = lazy(r"^\s*(?:han|hon|hen|de)\b", re.IGNORECASE)
_ONE_PERSON = lazy(r"\b(?:han|hon|hen)\b", re.IGNORECASE)
_MOVES_ALONE = lazy(r"(?:på)?yrka|instäm|återremi", re.IGNORECASE)
_IN_A_MOTION = lazy(
    r"\b(?:i|genom) (?:[\wåäö]*motion|[\wåäö]*initiativ|medborgarförslag|skrivelse|ansökan|interpellation|brev)\b|\b(?:i|genom) (?:en|ett|sin|sitt|motionen|initiativet|skrivelsen|ett e-)(?![\w])\s?(?:\w+ )?(?:[\wåäö]*motion|[\wåäö]*initiativ|medborgarförslag|skrivelse|ansökan|interpellation)?|\bhar (?:i|yrkat|föreslagit)\b|\bmotionär",
    re.IGNORECASE,
)
_DATED = lazy(
    r"\d{4}-\d\d-\d\d|§ ?\d|\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) \d{4}"
)
_PROCEDURE = lazy(
    r"\b(?:proposition\w*|(?:förslagen|yrkandena) (?:ställs|ställdes|ställes) mot varandra|ordf(?:öranden?|\.)? (?:ställ\w+|fann|finner|fråga\w+|pröva\w+|konstatera\w+|förklara\w+)|omröstning|votering)\b",
    re.IGNORECASE,
)
_ON_PROPOSAL = lazy(
    r"\b(?:på|efter|enligt|i enlighet med) (?:förslag|yrkande|begäran|hemställan|initiativ) (?:av|från)\s",
    re.IGNORECASE,
)
_MOVED_BY = lazy(r"\b(?:yrkas|yrkades|föreslås|föreslogs)\b[^.:;]{0,60}?\bav\s", re.IGNORECASE)
_FROM = lazy(
    r"^\W*(?:\d+[.)]\s*)?(?P<what>[\wåäö]*(?:yrkande(?:t|n)?|förslag))\s(?P<about>om [^:,(]{3,60}?\s)?(?:från|av|framställt av)\s",
    re.IGNORECASE,
)
_ADJUNCT = lazy(
    r"\b(?:i andra hand|i första hand|därför|också|även|vidare|härefter|sedan|muntligen|skriftligen|sig|på nytt|på|bestämt|följande|enligt följande|dels)\b|[\s,:]",
    re.IGNORECASE,
)
_KEYWORD = lazy(
    r"\b(?:bifall|avslag|avslå\w*|återremi\w*|bordl[aä]\w*|\w*yrkande\w*|tillägg\w*|ändring\w*|ja till|nej till)\b|\b(?:bif|avsl|återrem|bordl|ändr|tillst)\.",
    re.IGNORECASE,
)
_PUT_OFF_NOW = lazy(
    r"\b(?:bordläggs|bordlägges|bordlades|återremitteras|återremitterades|uppskjut(?:s|es)|skjut(?:s|es) (?:[\wåäö]+ ){0,3}(?:upp|fram))\b"
    r"|\bbesl(?:utar|utade|utat|öt)\b[^.;:]{0,60}?\b(?:bordlägga|återremittera|återförvisa|uppskjuta|skjuta upp)\b"
    r"|\b(?:beslutas|beslutades|beslutats|beslöts|beslutar|beslutade|beslöt)\b[^.;:]{0,40}?\b(?:om )?(?:bordläggning|återremiss|uppskov)\b"
)
_PUTS_OFF = lazy(r"bordl|återremi|uppskjut|uppskov|\bskjut\w* (?:[\wåäö]+ )?upp\b|skjuts", re.IGNORECASE)
_PUT_OFF = lazy(r"\b(?:bordl|återremi|uppskj|skjut)", re.IGNORECASE)
# What a wish must speak of to be a motion: 'vill att stycket stryks', not 'vill att alla ska trivas'.
_WISHES = lazy(
    r"\b(?:säga (?:ja|nej)|vänta[rs]?|avvakta[rs]?|bifall\w*|godkänn\w*|anta[rs]?|(?:till|av)styrk\w*|avsl(?:ag|å\w*)|återremi\w*|bordlägg\w*|avgör\w*|bordet|uppsk\w+|vila\w*|str(?:yk|uk)\w*|utgå\w*|ändra\w*|ersätt(?:s|as)|läggs till|tillägg\w*|i ?stället|skjut\w*|tillbaka|enligt förslaget|sänk(?:s|as)|höj(?:s|as))\b",
    re.IGNORECASE,
)
_WAITS = lazy(
    r"\b(?:bordlägg\w*|återremi\w*|skjut\w* (?:upp|till|fram|på)|tas upp (?:på nytt|vid (?:nästa|ett senare)))\b",
    re.IGNORECASE,
)
_THAT_OTHERS = lazy(r"\batt\s+[a-zåäö]+(?:en|et|an|na|erna|orna|arna)\s")
# '... beslöts' above the points of the decision
_DECIDED_BELOW = lazy(
    r"\bbesl(?:utar|utade|öt) (?:[\wåäö-]+ ){0,2}[\wåäö-]+(?: att)?:?\s*$|\bbesl(?:öts|utades|utas|utats)(?: att)?:?\s*$"
)
_NOMINATES = lazy(r"nominera", re.IGNORECASE)
_NAMES_SOMEBODY = lazy(
    r"\s+sig själv\b|\s+[A-ZÅÄÖ][\wåäö-]+(?:(?: [A-ZÅÄÖ][\wåäö-]+)*(?: \(\w+\))?(?: till| som|,|\.|$))"
)
ELECTION = lazy(r"\b\w*val(?:et|ärenden)?\b|\bavsägelse|\bnominering", re.IGNORECASE)
_AND_OTHERS = lazy(r"\s*(?:med flera|m\.? ?fl\.?)(?=\s*[:\t–—-])")
_COLON = lazy(r"\)?[\s,]*:\s+(?![”\"»“’'])\w")
_PLAINLY = lazy(r"(?::| [–-])\s*(?:bifall|avslag|återremiss|bordläggning|i första hand)\b", re.IGNORECASE)
# What parts who moves from what is moved; a bracket closes `S och C (genom Ulla Ek)`.
_MARK = lazy(r"\s*\)?\s*(?P<mark>[:\t–—-]|,(?=\s[a-zåäö]))\s*|\s*\)?\s*$")
_PARTED = lazy(r"[(,;:–—\t-]\s*$")
_LIKEWISE = guarded(r",?\s*(?:och )?(?:likaså|liksom|så även|även)\s", re.IGNORECASE)


_MOVED_FOR = lazy(
    r"\b(?:begärs|begärdes|förordas|förordades|förespråkas|förespråkades|önskas|önskades|krävs|krävdes|framställs|framställdes|framförs|framfördes|väcks|väcktes|lämnas|lämnades|läggs|lades|ställs|ställdes|görs|gjordes|tillstyrks|tillstyrktes|avstyrks|avstyrktes)\b[^.:;]{0,60}?\b(?:av|från)\s|\b(?:kommer|kom) (?:det )?från\s",
    re.IGNORECASE,
)
# Without one of these, in lower case, a sentence has no verb of moving or seconding, and does not move anything without one.
_SPEAKS = lazy(
    r"vill|yrk|hemst|anhåll|anhöll|begär|\b(?:ber|bad) |föres|nominera|förorda|förslag|återremi|bordl|inst|bitr|anslu|anslöt|förena|bakom|stöd|sekunder"
    r"|samma|det (?:gör|gjorde|tyck)|medhåll|begäran|likadant|likaså|med|sällar|slut|slöt|uppfattning|linje|lika:|dito:"
)


@dataclass(slots=True, kw_only=True)
class Clause:
    """Who moves or seconds, and the words that tell what; offsets are those of the paragraph."""

    who: Who
    text: str
    start: int
    end: int
    seconds: bool = False
    before: str = ""
    letter: str | None = None
    subject: Who | None = None
    genitives: tuple[Actor, ...] = ()
    others: tuple[Actor, ...] = ()
    nominates: bool = False


class ClauseReader:
    """Reads the clauses of an item's paragraphs.

    Attributes:
        used: Indices of the paragraphs that were read as points of a motion above them.
        last: Who moved or seconded last, for `De yrkar vidare`.
        mover: The same without those who are named beside them, for `Han yrkar vidare`.
        last_at: The paragraph in which he did.
        moved: Whether anything has been moved yet.
    """

    def __init__(self, context: ItemContext, cast: Cast, matter: Matter) -> None:
        self.context = context
        self.cast = cast
        self.matter = matter
        self.used: set[int] = set()
        self.last = Who()
        self.mover = Who()
        self.last_at = -1
        self._seconded = Who()
        self._said = Who()
        self._said_at = -1
        self._at = -1
        self.moved = False

    def read(
        self, text: str, low: int, high: int, actors: Sequence[Actor], one: ItemParagraph, index: int
    ) -> list[Clause]:
        """Read the clauses of one sentence.

        Args:
            text: The paragraph without what it quotes.
            low: Where the sentence begins in it.
            high: Offset behind it.
            actors: Everybody whom the paragraph names.
            one: The paragraph.
            index: Its place among those of the item.
        """
        inside = [actor for actor in actors if low <= actor.start and actor.end <= high]
        self._at = index
        if not inside and not self.last and self._said_at != index:
            return []
        if one.section == SectionKind.MOTIONS and motion_label(text[low:high].lstrip()):
            return []
        if " av " in text[low:high] and (each := self._by_each(text, low, high, inside, one)):
            return each
        if not _SPEAKS.search(text[low:high].casefold()):
            return self._standing(text, low, high, inside, one, index)
        free, inside, added = _supporters(text, low, high, inside)
        verbs = _verbs(free, low, high)
        if not verbs:
            found = self._without_verb(free, low, high, inside, one, index)
            for clause in found[:1]:
                clause.who = together(clause.who, *(w for _, w in added))
            return found or self._standing(text, low, high, _within(actors, low, high), one, index)
        heads = []
        bound = low
        for verb in verbs:
            head = self._subject(free, bound, verb, inside, one, first=verb is verbs[0])
            heads.append(head or (verb.start(), verb.end(), Who(), []))
            bound = verb.end()
        clauses: list[Clause] = []
        wished = Who()
        for n, (verb, (start, at, subject, row)) in enumerate(zip(verbs, heads, strict=True)):
            end = high
            if n + 1 < len(verbs):
                end = heads[n + 1][0] if heads[n + 1][3] else verbs[n + 1].start()
            end = max(at, end)
            doers = subject
            if not doers and wished and verb.re is MOVES and _GOES_ON.search(free, low, verb.start()):
                doers = wished  # 'Ek vill att byn hörs och föreslår därför återremiss'
            if not doers and not n:
                doers = together(*(w for place, w in added if place < verb.start()))
            if not doers:
                doers = self._same(free, low, verb, clauses, first=not n)
            elif not _wishes(verb, free, low, end, doers) or not self._acts(
                verb, free, low, high, doers, row, one, index
            ):
                wished = doers if verb.re is MOVES and verb["wish"] else wished
                continue
            if (
                row
                and row[0].start >= verb.end()
                and verb.re is MOVES
                and self._nominates(free, verb)
                and free[low : verb.start()].strip()
            ):
                continue  # 'Valberedningen föreslår Ek (S)': who is put forward moves nothing
            if not doers:
                continue
            seconds = verb.re is not MOVES
            begin = (verbs[n - 1].end() if n else low) if seconds else at
            like = _LIKEWISE.search(free, at, end) if verb.re is SECONDS else None
            more = list_after(free, like.end(), inside)[0] if like else _likewise(free, at, end, inside)
            theirs = [w for place, w in added if start <= place < end or len(verbs) == 1]
            words = free[at:end].strip(" ,;")
            if not seconds and len(verbs) == 1 and not re.search(r"\w", words) and _THAT.match(free, low):
                words = free[low : verb.start()].strip(" ,;")  # 'Att man bör avslå planen föreslår Ek.'
            clauses.append(
                Clause(
                    who=together(doers, who(more), *theirs),
                    text=words,
                    start=start,
                    end=end,
                    seconds=seconds,
                    nominates=not seconds and self._nominates(free, verb),
                    subject=doers,
                    before=free[begin : verb.end()] if seconds else "",
                    genitives=tuple(a for a in inside if a.genitive and begin <= a.start < end),
                    others=tuple(a for a in inside if not a.genitive and at <= a.start < end),
                )
            )
            if not seconds:
                clauses += _gapped(free, clauses[-1], at, inside)
        return clauses or self._standing(text, low, high, _within(actors, low, high), one, index)

    def _by_each(self, text: str, low: int, high: int, inside: Sequence[Actor], one: ItemParagraph) -> list[Clause]:
        """`Härvid yrkas dels av Ek att planen avslås, dels av Dahl att ärendet bordläggs`: what each moves, behind one verb."""
        lead = _ARE_MOVED.search(text, low, high)
        if lead is None:
            return []
        found: list[tuple[int, int, Who]] = []
        for by in _BY_ONE.finditer(text, lead.start(), high):
            row, end = list_after(text, by.end(), inside)
            then = _THEN_WHAT.match(text, end, high)
            if row and then:
                found.append((by.start(), then.end() if then[0].strip() == ":" else then.start(), who(row)))
        if not found or not self._told_now(one, found):
            return []
        ends = [start for start, _, _ in found[1:]] + [high]
        return [
            Clause(who=doers, text=text[at:end].strip(" ,;"), start=start, end=end)
            for (start, at, doers), end in zip(found, ends, strict=True)
        ]

    def _told_now(self, one: ItemParagraph, found: Sequence[tuple[int, int, Who]]) -> bool:
        """Whether what each moves is moved at this meeting, by members of the body."""
        if one.section in _LISTS:
            return True
        known = all(doers.parties and set(doers.by) <= self.cast.present for _, _, doers in found)
        return known and not _DATED.search(one.text) and not _IN_A_MOTION.search(one.text)

    def _standing(
        self, text: str, low: int, high: int, inside: list[Actor], one: ItemParagraph, index: int
    ) -> list[Clause]:
        """What somebody wants, backs or opposes in other words than those of moving: `tillstyrker`, `säger nej till`."""
        sure = one.section == SectionKind.MOTIONS
        if not inside and not (sure and self.last_at == index):
            return []
        if _CHAIRS.match(text, low + list_point(text[low:high]), high):
            return []
        free, inside, added = _supporters(text, low, high, inside)
        verb = _STANDS.search(free, low, high)
        if verb is None:
            return self._at_the_start(free, low, high, inside, added) if sure else []
        label = _LABEL_ENDS.match(free, verb.end(), high)
        if label and not any(a.start < verb.start() for a in inside) and list_after(free, label.end(), inside)[0]:
            return []  # 'Avstyrker planen: Ek'
        head = self._subject(free, low, verb, inside, one, first=True)
        start, at, doers, row = head or (verb.start(), verb.end(), Who(), [])
        if row and _THAT_OTHERS.search(free, row[-1].end, verb.start()):
            return []  # 'Ek anmäler att klubben önskar'
        again = not row
        if again:
            doers = self._same(free, low, verb, (), first=True)
        again = again or (self.last_at == index and set(doers.by) <= set(self.last.by))
        rest = free[at:high].strip(" ,;")
        told = bool(_WISHES.search(rest) or _KEYWORD.search(rest))
        signed = _SIGN.search(_WHAT_IS_PROPOSED.sub("", rest))
        known = doers.parties or (sure and doers.by and set(doers.by) <= self.cast.present)
        if not known or not re.search(r"\w", rest + " ".join(below for _, below in self._below(index))):
            return []
        later = _WANTS_TOO.search(rest) if verb["finds"] and told and not _SHALL.search(rest) else None
        if later is not None:
            rest = rest[later.end() :]  # 'Ek anser att frågan är omogen och vill ha den uppskjuten'
        elif verb["adds"] and not (sure and _SHALL.search(rest)):
            return []  # 'lägger till att frågan är viktig'
        elif (verb["want"] or verb["finds"]) and (
            _NO_MOTION.match(free, at, high) or (again and not told) or (verb["finds"] and not _SHALL.search(rest))
        ):
            return []
        if not sure and not (
            (verb["yes"] or verb["no"] or ((verb["want"] or later) and (told or (self.last_at == index and not again))))
            and self._here(verb, free, low, high, doers, one, index)
        ):
            return []
        if not signed or verb["no"]:
            backs = verb["yes"] and (re.match("till|bif|god", verb["yes"], re.IGNORECASE) or _A_TARGET.search(rest))
            rest = f"bifall till {rest}" if backs else f"avslag på {rest}" if verb["no"] else rest
        if verb["adds"]:
            rest = f"tillägg: {rest}"
        return [
            Clause(
                who=together(doers, who(_likewise(free, at, high, inside)), *(w for _, w in added)),
                text=rest,
                start=start,
                end=high,
                genitives=tuple(a for a in inside if a.genitive and start <= a.start < high),
                others=tuple(a for a in inside if not a.genitive and at <= a.start < high),
            )
        ]

    def _here(
        self, verb: re.Match[str], text: str, low: int, high: int, doers: Who, one: ItemParagraph, index: int
    ) -> bool:
        """Whether what somebody stands for outside the motions is said at this meeting."""
        if not doers.by or _IN_A_MOTION.search(text[low:high]) or _DATED.search(text[low : verb.end()]):
            return False
        if one.section in {SectionKind.UNKNOWN, SectionKind.ORDER, SectionKind.VOTE}:
            return one.heading is None or self.moved
        if one.section == SectionKind.DISCUSSION and self.moved:
            return True
        if one.section == SectionKind.DISCUSSION and _RECOMMENDS.match(verb[0]):
            return True  # no other word of a member's speech moves what it names
        return self._open_minutes(one, index, doers)

    def _at_the_start(
        self,
        text: str,
        low: int,
        high: int,
        inside: Sequence[Actor],
        added: Sequence[tuple[int, Who]],
    ) -> list[Clause]:
        """A sentence of the motions whose subject does anything but say, ask or thank, where it speaks of bifall and the like."""
        row, end = list_after(text, low + list_point(text[low:high]), inside)
        verb = _VERB.match(text, end, high)
        if not row or verb is None or _SAYS.match(verb["verb"]) or not _KEYWORD.search(text, verb.end(), high):
            return []
        doers = together(who(row), *(w for _, w in added))
        if not doers.parties:
            return []
        genitives = tuple(a for a in inside if a.genitive and end <= a.start < high)
        return [
            Clause(
                who=doers, text=text[verb.end() : high].strip(" ,;"), start=row[0].start, end=high, genitives=genitives
            )
        ]

    def _same(self, text: str, low: int, verb: re.Match[str], clauses: Sequence[Clause], *, first: bool) -> Who:
        """Who goes on: the subject of the clause before, or of the sentence before where a pronoun stands."""
        if not first and clauses and verb.re is not _SUPPORTED:
            return clauses[-1].who
        pronoun = _PRONOUN.match(text[low : verb.start()]) or _PRONOUN_BEHIND.match(text[verb.end() :])
        if not pronoun:
            return Who()
        if self._said_at == self._at and _MOVES_ALONE.match(verb[0]):
            return self._said  # 'Wik anser att taxan är hög. Hon yrkar avslag.'
        if _ONE_PERSON.search(pronoun[0]):
            return self.mover
        # 'Ek yrkar avslag. Dahl instämmer. De yrkar även ...'
        plural = re.search(r"\b(?:de|dessa)\b", pronoun[0], re.IGNORECASE) is not None
        return together(self._seconded, self.last) if plural and len(self.last.by) == 1 else self.last

    def heard(self, text: str, low: int, high: int, actors: Sequence[Actor], one: ItemParagraph, index: int) -> None:
        """Take note of who speaks in a sentence that moves nothing, for the pronoun of one that does."""
        if one.section not in _LISTS | {SectionKind.UNKNOWN, SectionKind.ORDER}:
            return
        row, end = list_after(text, low + list_point(text[low:high]), _within(actors, low, high))
        if row and _VERB.match(text, end, high) and all(a.name and a.parties and not a.role for a in row):
            self._said, self._said_at = who(row), index

    def seconded(self, clause: Clause) -> None:
        """Take note of who has seconded something: a pronoun means them, not those whom they second."""
        if self.last and clause.subject:
            self.last, self.mover, self._seconded = clause.who, clause.subject, self.last
            self._said_at = -1

    def moved_last(self, clause: Clause, index: int) -> None:
        """Take note of who has moved something."""
        self.last, self.mover, self.last_at = clause.who, clause.subject or clause.who, index
        self._seconded = Who()
        self._said_at = -1

    def _nominates(self, text: str, verb: re.Match[str]) -> bool:
        """Whether a clause of an election puts somebody forward."""
        if not ELECTION.search(self.context.title):
            return False
        return bool(
            _NOMINATES.search(verb[0]) or (re.match("föres", verb[0]) and _NAMES_SOMEBODY.match(text, verb.end()))
        )

    def _subject(
        self, text: str, bound: int, verb: re.Match[str], inside: Sequence[Actor], one: ItemParagraph, *, first: bool
    ) -> tuple[int, int, Who, list[Actor]] | None:
        zone = [actor for actor in inside if bound <= actor.start and actor.end <= verb.start()]
        behind = [actor for actor in inside if actor.start >= verb.end()]
        if verb.re is _SUPPORTED:
            row, at = list_after(text, verb.end(), behind)
            return (verb.start(), at, who(row), row) if row else None
        row = list_before(text, verb.start(), zone)
        if row and all(actor.name is None for actor in row):
            # 'Åsa Wik (V): Vänsterpartiet yrkar avslag'
            lead, end = list_after(text, bound + list_point(text[bound : verb.start()]), zone)
            if lead and text[end : row[0].start].strip() == ":":
                row = [*lead, *row]
        if row:
            return row[0].start, verb.end(), who(row), row
        at = verb.end()
        while match := _ADJUNCT.match(text, at):
            at = match.end()
        after, end = list_after(text, at, behind)
        if after and not _is_object(text, end, verb):
            return verb.start(), end, who(after), after
        if zone and re.search(r"\b(?:han|hon|hen|de)\s+(?:\w+\s+)?$", text[bound : verb.start()]):
            # 'Därefter meddelar Ek (S) att hon ansluter sig'
            row = list_before(text, zone[-1].end, zone)
            if row:
                return row[0].start, verb.end(), who(row), row
        goes_on = verb[0].casefold().startswith(("yrk", "föresl", "hemst")) and _GOES_ON.search(
            text[bound : verb.start()]
        )
        if first and zone and (goes_on or one.section in _LISTS | {SectionKind.UNKNOWN, SectionKind.ORDER}):
            begin = bound + list_point(text[bound : verb.start()])
            row, _ = list_after(text, begin, zone)
            if not row and goes_on and _SAID_BY.search(text, bound, zone[0].start):
                row, _ = list_after(text, zone[0].start, zone)  # 'I debatten anför Ek (S) att ... och yrkar'
            if row:
                return row[0].start, verb.end(), who(row), row
        return None

    def _acts(
        self,
        verb: re.Match[str],
        text: str,
        low: int,
        high: int,
        subject: Who,
        row: Sequence[Actor],
        one: ItemParagraph,
        index: int,
    ) -> bool:
        """Whether a clause moves something here and now: not in a motion, not at an earlier meeting."""
        sentence = text[low:high]
        names = re.match("föres", verb[0]) and _NAMES_SOMEBODY.match(text, verb.end()) and not _THAT.match(text, low)
        if _NOMINATES.search(verb[0]) or (names and not any(actor.role for actor in row)):
            return bool(subject.parties) and bool(ELECTION.search(self.context.title))
        waits = bool(_WAITS.search(text, verb.end(), high)) and bool(subject.parties) and not _DATED.search(sentence)
        if waits and one.heading is None and one.section not in _LISTS and verb.re is MOVES:
            return not _IN_A_MOTION.search(text[max(low, verb.start() - 60) : verb.end() + 40])
        if re.match(r"föres", verb[0]) and any(actor.role for actor in row) and one.section != SectionKind.MOTIONS:
            return False  # the chair proposes how to vote
        if one.section in _LISTS:
            return not (
                re.match(r"före", verb[0]) and _IN_A_MOTION.search(sentence) and not re.search("yrka", sentence)
            )
        near = text[max(low, verb.start() - 60) : verb.end() + 40]
        if _IN_A_MOTION.search(near) or (_DATED.search(text[low : verb.end()]) and one.section != SectionKind.ORDER):
            return False
        if verb.re is MOVES and verb["asks"] and one.section != SectionKind.BASIS:
            return bool(subject.parties)  # whoever asks for bifall moves it, for his own motion too
        if verb.re is MOVES and "yrk" not in (verb["plain"] or verb["short"] or ""):
            if one.section in {SectionKind.UNKNOWN, SectionKind.ORDER, SectionKind.VOTE}:
                return True
            # beside what others move: 'Ek förordade att planen antas. Dahl yrkade avslag.'
            beside = bool(subject.by) and set(subject.by) <= self.cast.present and "yrka" in one.text
            return beside or self._open_minutes(one, index, subject)
        if verb.re is not MOVES:
            return self.moved and not _VOTES.search(text, 0, high)
        return bool(subject.parties)

    def _open_minutes(self, one: ItemParagraph, index: int, subject: Who) -> bool:
        """Whether `föreslår` in minutes without headings is a yrkande: the chair puts it to the body further down."""
        members = {p.name for p in self.context.persons if p.party and p.attendance in {"member", "serving_substitute"}}
        if one.section in {SectionKind.PROPOSAL, SectionKind.DECISION} and subject.by and set(subject.by) <= members:
            return True  # what members propose at the meeting, under a heading for proposals
        names = [name.casefold() for name in subject.by]
        title = self.context.title.casefold()
        if one.heading is not None and one.section == SectionKind.SUMMARY:
            return False
        if not subject.parties or any(name in title for name in names):
            return False
        below = self.context.paragraphs[index : index + 6]
        return any(_PROCEDURE.search(other.text) for other in below) or _named_later(names, below[1:])

    def _without_verb(
        self, text: str, low: int, high: int, inside: Sequence[Actor], one: ItemParagraph, index: int
    ) -> list[Clause]:
        """`På förslag av Ek (S) bordläggs ärendet`, `Avslag yrkas av Dahl (M)`; the points may stand below."""
        spoken = _SPEAKS_FOR.match(text, low, high) if one.section == SectionKind.MOTIONS else None
        if spoken and (row := list_after(text, spoken.end(), inside)[0]):
            what = spoken["what"]
            if spoken["side"].casefold() != "för":
                what = f"avslag på {what}"
            elif not _SIGN.search(what):
                what = f"bifall till {what}"
            return [Clause(who=who(row), text=what, start=row[0].start, end=high)]
        for pattern in (_ON_PROPOSAL, _MOVED_BY, _MOVED_FOR):
            if pattern is _MOVED_FOR and one.section != SectionKind.MOTIONS:
                continue
            match = pattern.search(text, low, high)
            below = self.points(index) if match is not None and _DECIDED_BELOW.search(text, low, high) else ""
            now = (
                pattern is _ON_PROPOSAL
                and (match is not None and (_PUT_OFF_NOW.search(text, low, high) or _PUT_OFF.search(below)))
                and (one.heading is None or self._is_put_off())
            )
            if match is None or (one.section == SectionKind.SUMMARY and not now):
                continue  # a summary tells what was moved at an earlier meeting
            row, end = list_after(text, match.end(), inside)
            if not row or (one.section not in _LISTS and _tells_of_another_day(text, low, high)):
                continue
            words = text[low : match.start()] + " " + (text[end:high] if pattern is _ON_PROPOSAL else match[0])
            if below:
                words = f"{words} {below}"
            elif text[end:].strip(" :.") == "" and not _SIGN.search(words):
                words += self.points(index)
            if not ((one.section in _LISTS and _KEYWORD.search(words)) or _PUTS_OFF.search(words)):
                continue
            return [Clause(who=who(row), text=words, start=row[0].start, end=high)]
        return []

    def _is_put_off(self) -> bool:
        """Whether the decision puts the matter off, so that what a summary tells of that was moved today.

        An item without a section for its decision tells of it where it tells the rest.
        """
        decided = [one.text for one in self.context.paragraphs if one.section == SectionKind.DECISION]
        return not decided or any(_PUT_OFF.search(text) for text in decided)

    def listed(self, text: str, actors: Sequence[Actor], one: ItemParagraph, index: int) -> Clause | None:
        """A yrkande without a verb: `Ek (S): Avslag`, `Bifall: Ek (S)`, `Yrkande från M om återremiss`, `Ek (S) ⇥ Avslag`."""
        heading = self._heading_actors(index)
        if not actors and not heading:
            return None
        free, inside, added = _supporters(text, 0, len(text), list(actors))
        start = list_point(text)
        letter = None
        if lettered := _LETTERED.match(text, start):
            start, letter = lettered.end(), lettered["letter"] or lettered["bare"]
        if named := _BY.match(text, start):
            start = named.end()
        if seat := _SEAT.match(text, start):
            start = seat.end()
        extra = [w for _, w in added]
        if one.section == SectionKind.MOTIONS and (end := motion_label(free[start:].lstrip())):
            end += len(free) - start - len(free[start:].lstrip())
            row, behind = list_after(free, start + end, inside)
            if row:
                words = f"{free[start : start + end].rstrip(' :')} {free[behind:].strip(' .,')}"
                return self._clause(row, extra, words, one, letter=letter)
        origin = _FROM.match(free)
        if origin:
            row, end = list_after(free, origin.end(), inside)
            rest = free[end:].strip(" .:")
            if row and (
                one.section in _LISTS or not rest or ("yrkande" in origin["what"].casefold() and rest[:4] == "att ")
            ):
                words = f"{origin['what']} {origin['about'] or ''} {rest}"
                return self._clause(row, extra, words if rest else f"{words} {self.points(index)}", one)
        if heading and not inside and len(free) > 10:
            return self._clause(heading, extra, f"{free[start:]} {self.points(index)}", one)
        row, end = list_after(free, start, inside)
        if row and one.section == SectionKind.MOTIONS:
            row, end = with_company(free, row, end, inside)
        if row and (others := _AND_OTHERS.match(free, end) or _MANNER.match(free, end)):
            end = others.end()
        if row and one.section == SectionKind.MOTIONS and (shortly := _SHORTLY.match(free, end)):
            return self._clause(row, extra, free[shortly.end() :], one, letter=letter)
        if row and one.section == SectionKind.MOTIONS and (words_at := in_few_words(free, row, end)):
            return self._clause(row, extra, free[words_at:], one, letter=letter)
        if (
            row
            and one.section == SectionKind.MOTIONS
            and (side := SIDE.match(free, end))
            and not side["rest"].strip(" .")
        ):
            return self._clause(row, extra, side[0], one, letter=letter)
        if row and one.section == SectionKind.MOTIONS and not free[end:].strip(" .") and (words := self._above(index)):
            return self._clause(row, extra, words, one, letter=letter)
        if one.section not in _LISTS:
            # under a heading that nobody knows only the plainest form will do
            known = bool(row) and all(actor.name and actor.parties for actor in row)
            # below or above the plainest form, in a list of those, what is moved may be anything
            plain = known and (_PLAINLY.match(free, end) or (_COLON.match(free, end) and self._in_plain_list(index)))
            return self._clause(row, extra, free[end:].strip(" :"), one) if plain else None
        if row and one.heading and len(_SIGN_IN_HEADING.findall(one.heading)) == 1:
            rest = free[end:].strip(" .,:")
            if not rest or rest.startswith("att "):
                # the heading tells what they move: 'Yrkat avslag på höjningen', 'Yrkande om ändring'
                return self._clause(row, extra, f"{one.heading} {rest}", one, letter=letter)
        if row and (match := _MARK.match(free[end:])):
            rest = free[end:].strip(" :\t–—-,)")
            sure = one.section == SectionKind.MOTIONS and match["mark"] not in {",", None}
            if rest and (sure or _KEYWORD.search(rest)):
                extra.append(who(_likewise(free, end, len(free), inside)))
                return self._clause(row, extra, rest, one, [actor for actor in inside if actor.start >= end], letter)
            if not rest and (match["mark"] is not None or letter or named) and self.points(index):
                return self._clause(row, extra, self.points(index), one, letter=letter)
            return None
        colon = re.search(r"[:\t]\*?\s*|\s[–-]\s", free)
        said = colon is not None and (
            _KEYWORD.search(free[start : colon.start()]) or says_a_motion(free[start : colon.start()])
        )
        if colon and said and len(free[: colon.start()]) < 120:
            row, end = list_after(free, colon.end(), inside)
            rest = free[end:].strip(" .,")
            told = rest.startswith(("att ", "– ", "— ", "- "))
            if row and (len(rest) < 40 or told or _WHY.match(rest)):
                label = free[start : colon.start()]  # 'Bifall till förslaget: Ek', 'Yrkat ändring: Ek att ...'
                spoken = [actor for actor in inside if start <= actor.start and actor.end <= colon.start()]
                return self._clause(row, extra, f"{label} {rest}" if told else label, one, spoken, letter)
        if (
            one.heading
            and _MOVED_UNDER.fullmatch(one.heading.strip(" :"))
            and inside
            and not free[inside[-1].end :].strip(" .)")
        ):
            row = list_before(free, inside[-1].end, inside)
            if row and (by := _BY_BEHIND.search(free, start, row[0].start)):
                return self._clause(row, extra, free[start : by.start()], one, letter=letter)
        # 'Avslag på förslaget (Ulla Ek, Jon Dahl)', 'Återremiss, Ulla Ek (S)'
        row = list_before(free, inside[-1].end, inside) if inside and not free[inside[-1].end :].strip(" .)") else []
        if row and row == inside and _PARTED.search(free, start, row[0].start):
            words = free[start : row[0].start].strip(" ,;:(–—-\t")
            if len(words) < 200 and (_KEYWORD.search(words) or words.startswith("att ")):
                return self._clause(row, extra, words, one, letter=letter)
        return None

    def _above(self, index: int) -> str:
        """The line above one of names alone, where that says what they move: `Avslag på förslaget` / `Ek, Dahl`."""
        if index == 0:
            return ""
        one, above = self.context.paragraphs[index], self.context.paragraphs[index - 1]
        said = above.section == one.section and len(above.text) < _LONGEST_LABEL
        said = said and (_KEYWORD.search(above.text) is not None or says_a_motion(above.text))
        return above.text if said and not self.cast.actors(above) else ""

    def _in_plain_list(self, index: int) -> bool:
        """Whether a paragraph of the same list is the plainest form of a motion: `Ek (S): bifall till ansökan`.

        The list is the paragraphs just above and below that begin with somebody and a colon.
        """
        paragraphs = self.context.paragraphs
        for step in (-1, 1):
            near = index + step
            while 0 <= near < len(paragraphs) and paragraphs[near].section == paragraphs[index].section:
                other = paragraphs[near]
                free, inside, _ = _supporters(other.text, 0, len(other.text), list(self.cast.actors(other)))
                row, end = list_after(free, list_point(other.text), inside)
                if not row or not all(actor.parties for actor in row):
                    break
                if _PLAINLY.match(free, end):
                    return True
                if not _COLON.match(free, end):
                    break
                near += step
        return False

    def _clause(
        self,
        row: Sequence[Actor],
        extra: Sequence[Who],
        text: str,
        one: ItemParagraph,
        spoken_of: Sequence[Actor] = (),
        letter: str | None = None,
    ) -> Clause:
        return Clause(
            who=together(who(row), *extra),
            text=text,
            start=0,
            end=len(one.text),
            genitives=tuple(actor for actor in spoken_of if actor.genitive),
            others=tuple(actor for actor in spoken_of if not actor.genitive),
            letter=letter,
        )

    def _heading_actors(self, index: int) -> list[Actor]:
        """Those whom the heading just above a paragraph names: `Yrkande från Ek (S)`."""
        one = self.context.paragraphs[index]
        if not one.heading or not _HEADS_MOTIONS.search(one.heading):
            return []
        if index and self.context.paragraphs[index - 1].heading == one.heading:
            return []
        low = self.context.paragraphs[index - 1].end if index else max(0, one.start - len(one.heading) - 4)
        return [actor for actor in self.cast.within(" " * (one.start - low), low) if not actor.genitive]

    def points(self, index: int) -> str:
        """The points of a list below a paragraph that leads in to them."""
        found = self._below(index)
        self.used.update(number for number, _ in found)
        return " ".join(text for _, text in found)

    def _below(self, index: int) -> list[tuple[int, str]]:
        paragraphs = self.context.paragraphs
        found: list[tuple[int, str]] = []
        for number in range(index + 1, len(paragraphs)):
            below = paragraphs[number]
            point = list_point(below.text)
            text = below.text[point:]
            if below.section != paragraphs[index].section or not (
                point or re.match(r"(?:att|dels)\b", below.text, re.IGNORECASE) or (not found and number == index + 1)
            ):
                break
            if re.search(
                r"\b(?:yrkar|yrkade|instämmer)\b|\b(?:föreslår|föreslog|hemställer|hemställde) (?:herr |fru )?[A-ZÅÄÖ]",
                text,
            ) or re.match(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)* \(\w+\)", text):
                break
            if self._opens(below, point) or motion_label(text):
                break
            found.append((number, text))
        return found

    def _opens(self, one: ItemParagraph, start: int) -> bool:
        """Whether a paragraph begins with who moves something: it is no point of what somebody else moves."""
        for lead in (_LETTERED, _BY):
            if match := lead.match(one.text, start):
                start = match.end()
        row, end = list_after(one.text, start, self.cast.actors(one))
        return bool(row) and bool(_OPENS.match(one.text, end))


# 'Ek (S) och Dahl (M) bifall till kontorets förslag', 'Wik (V) att lekplatsen utökas', 'Rask (MP) likaså'
_FEW_WORDS = lazy(r"\)?\s+(?=(?:att|bifall|avslag|återremiss|bordläggning|likaså|dito)\b)")


def in_few_words(text: str, row: Sequence[Actor], end: int) -> int:
    """Where the words begin that somebody moves without a verb or a mark, as in telegrams; 0 where there are none.

    Args:
        text: The paragraph.
        row: Those with whom the sentence begins.
        end: Offset behind them.
    """
    match = _FEW_WORDS.match(text, end) if all(actor.parties for actor in row) else None
    return match.end() if match else 0


# 'Planen antas med Dahls tillägg': what is decided or put speaks of the motion as somebody's
_THEIRS = lazy(r"s? (?:yrkande|förslag|tillägg|ändring|linje|motförslag)(?:et|en)?\b")


def _named_later(names: Sequence[str], below: Sequence[ItemParagraph]) -> bool:
    """Whether the paragraphs below speak of a motion of each of some people; `names` are in lower case."""
    said = [f" {one.text.casefold()}" for one in below]
    surnames = [name.rpartition(" ")[2] for name in names]
    return bool(surnames) and all(
        any(_THEIRS.match(text, at + len(name)) for text in said for at in _places(f" {name}", text))
        for name in surnames
    )


def _places(word: str, text: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at + 1)
        at = text.find(word, at + 1)
    return found


_FINDS = lazy(
    r"\b(?:finner|fann|ställ\w+|fråg\w+|konstaterar|uppfattar|(?:ser|såg|bedömer|bedömde|tycker|tyckte) att)\b"
)


def _wishes(verb: re.Match[str], text: str, low: int, end: int, doers: Who) -> bool:
    """Whether a clause is none of a wish, or one that moves something by its own words, as far as `end`.

    In 'vill att byn hörs och yrkar därför återremiss' the wish moves nothing.
    """
    if verb.re is not MOVES or not verb["wish"]:
        return True
    told = bool(doers.parties) and _WISHES.search(text, verb.end(), end) is not None
    return told and _FINDS.search(text, low, verb.start()) is None


# 'till sammanträdet den', 'till den': what is put off waits for the day that follows
_UNTIL = lazy(r"\btill\s(?:[\wåäö]+\s){0,4}$")


def _tells_of_another_day(text: str, low: int, high: int) -> bool:
    """Whether a sentence has a date other than the one to which a matter is put off."""
    return any(not _UNTIL.search(text[low : match.start()]) for match in _DATED.finditer(text, low, high))


def _within(actors: Sequence[Actor], low: int, high: int) -> list[Actor]:
    return [actor for actor in actors if low <= actor.start and actor.end <= high]


# 'För återremiss talar Ulla Ek (S)', 'Emot förslaget är Jon Dahl (M)'
_SPEAKS_FOR = lazy(
    r"\W*(?P<side>För|Mot|Emot) (?P<what>(?:[\wåäö-]+ ){0,3}(?:bifall\w*|avslag\w*|återremiss\w*|bordläggning\w*|förslaget|motionen|ansökan))[^.:;]{0,40}?\s(?:tala|plädera|uttala|argumentera|ställ|är|var|står|stod)\w*(?: sig)?\s"
)
_SIGN = lazy(r"\b(?:bifall|avslag|avslå|återremi|bordlägg)", re.IGNORECASE)
_SIGN_IN_HEADING = lazy(
    r"\b(?:bifall|avslag|avslå|avstyrk|tillstyrk|återremi|bordlägg|ändring|tillägg)(?!\w*yrkanden)", re.IGNORECASE
)
_WHAT_IS_PROPOSED = lazy(r"(?:(?<=förslag)|(?<=förslaget)) (?:om|att|till)\b.*", re.DOTALL)
_VERB = lazy(r"\s*(?P<verb>[a-zåäö]{2,}(?:r|de|te))\b(?: sig\b)?")
# 'framhöll att anbudet kom för sent och yrkade'
_GOES_ON = lazy(r"\b(?:och|samt|men)\s(?:\w+\s)?$")
_SAID_BY = lazy(r"\b[a-zåäö]+(?:r|de|te|öll|og|ick|ann|ade)\s$")
# What can be backed as it lies before the body.
_A_TARGET = lazy(
    r"förslag(?:et|en)?\b|utlåtande|bedömning|promemoria|motion|ansök|initiativ|begäran|framställ|yrkande|plan(?:en)?\b|taxa|budget|skrivelse|yttrande|\b[A-H]\b|^(?:[a-zåäö]*(?:nämnden|styrelsen|utskottet|förvaltningen|kontoret|presidiet|beredningen|direktionen|enheten|avdelningen)|(?:AU|KS|au|ks))s?\W*$",
    re.IGNORECASE,
)
# 'Förslag A. Ulla Ek (S): avslag', 'Yrkande B — Ulla Ek (S): bifall', 'Förslag C (Ulla Ek (S)): bifall'
_LETTERED = lazy(
    r"(?:(?:(?:[Mm]ot)?[Ff]örslag|[Yy]rkande|[Aa]lternativ|[Ll]inje)\s|[Yy]rk\.\s?|Y(?=\d))(?P<letter>[IVX]{1,4}|[A-ZÅÄÖ]|\d{1,2})(?:\s?[.:,)–—-])?\s+\(?|(?P<bare>[A-H])\s?(?:\((?=[A-ZÅÄÖ][a-zåäö])|[:)–—-]\s+(?=[A-ZÅÄÖ])|\.\s+(?=[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ]))"
)
_OPENS = lazy(r"\s*\)?\s*(?:[:\t–—]|,\s|\(?(?:med|under|i|[a-zåäö]+[rd]e?)\s)")
_BY = lazy(
    r"(?:[Yy]rk(?:anden?|\.)?:\s+)?(?:(?:[Ff]örslag|[Yy]rkanden?) (?:väck|framställ|framför|lämna|lägg|lade)\w* )?(?:[Aa]v|[Ff]rån|[Gg]enom)\s+|[Yy]rk(?:anden?|\.)?:\s+(?=[A-ZÅÄÖ])"
)
# 'Yrkas' above 'avslag på motionen av Ek och Dahl'
_MOVED_UNDER = lazy(r"(?:[Pp]å)?[Yy]rka(?:s|des|ts|t)|[Ff]öreslå(?:s|gs)|[Hh]emställ(?:s|es|des)")
_BY_BEHIND = lazy(r",?\sav\s$")
_SEAT = lazy(r"(?:[Nn]r )?\d{1,3},? (?=[A-ZÅÄÖ])")
# 'Ek och Dahl för försäljning', 'Wik mot försäljning'
SIDE = lazy(r"\)?\s*(?P<side>[Ff]ör|[Mm]ot) (?P<what>[\wåäö:,.-]+(?: [\wåäö:,-]+){0,3}?)(?P<rest>\.?\s*$)")
# 'Ek bif. till förslaget', 'Dahl avsl.', 'Ek gemensamt: avslag'
_SHORTLY = lazy(r"\)?,?\s+(?=(?:bif|avsl|återrem|bordl|tillst)\.|d:o\b)")
_MANNER = lazy(r"\)?,?\s(?:gemensamt|tillsammans|muntligen|skriftligen)(?=\s*[:–—-])")
_LONGEST_LABEL = 120
# Why those behind a label move what it says: 'Återremiss: Ek och Dahl, för att kostnaden ska räknas om'
_WHY = lazy(
    r"(?:för att|så att|i syfte att|eftersom|då|därför att|med (?:hänvisning|motivering|tanke)\w*|tills|till dess)\s"
)
_HEADS_MOTIONS = lazy(r"yrkande|förslag", re.IGNORECASE)
_THE_BODY_IS_TO = lazy(r"\s+att (?!han|hon|hen|de\b)(?:(?!och\b|samt\b)[a-zåäö-]+ ){1,5}")
_OTHERWISE = lazy(r"\s(?:(?:i|för) övrigt|annars)\s", re.IGNORECASE)


def _verbs(text: str, low: int, high: int) -> list[re.Match[str]]:
    """The verbs of moving and seconding in a sentence, in order; none overlap."""
    found = [match for pattern in (MOVES, SECONDS, _SUPPORTED) for match in pattern.finditer(text, low, high)]
    found.sort(key=lambda match: match.start())
    # 'vill att stycket stryks och yrkar i övrigt bifall' is one motion
    found = [verb for n, verb in enumerate(found) if not n or not _OTHERWISE.match(text, verb.end())]
    # 'föreslår att nämnden ställer sig bakom kontorets förslag': what the body is to do is what is moved
    found = [
        verb
        for n, verb in enumerate(found)
        if not n
        or found[n - 1].re is not MOVES
        or not _THE_BODY_IS_TO.fullmatch(text, found[n - 1].end(), verb.start())
    ]
    return [verb for n, verb in enumerate(found) if not n or verb.start() >= found[n - 1].end()]


_ARE_MOVED = lazy(
    r"\b(?:(?:på)?yrkas|(?:på)?yrkades|yrkats|föreslås|föreslogs|föreslagits|hemställs|hemställes|hemställdes|framställ\w+|väck(?:s|tes)|framför(?:s|des))\b[^.:;]{0,40}?\sav\s",
    re.IGNORECASE,
)
_BY_ONE = lazy(r"(?:(?<=\s)|(?<=^))(?:dels |samt |och )*av\s(?=(?:herr |fru |fröken |hr )?[A-ZÅÄÖ])")
_THEN_WHAT = lazy(r"\)?\s*(?::|,?\s(?=att\b|om\b))")
_LABEL_ENDS = lazy(r"[^.:;()]{0,60}:\s+")
_THAT = lazy(r"\W*Att\s")
_BESIDE = lazy(r"(?:[,;]|\b(?:och|samt|medan|men))\s+$")
_BARE_SIGN = lazy(r"\s+(?:däremot |i stället )?(?:bifall|avslag|återremiss|bordläggning)\b")


def _gapped(text: str, clause: Clause, begin: int, inside: Sequence[Actor]) -> list[Clause]:
    """Cut off what others move by the same verb: `Ek yrkar bifall till motionen, Dahl avslag på densamma`.

    Args:
        text: The paragraph.
        clause: The clause, from which is taken what others move.
        begin: Where its words begin.
        inside: Everybody whom the sentence names.
    """
    at = begin
    for one in inside:
        if one.genitive or one.start < at or one.name in clause.who.by:
            continue
        row, at = list_after(text, one.start, [a for a in inside if one.start <= a.start and a.end <= clause.end])
        lead = _BESIDE.search(text, begin, one.start)
        if not row or lead is None or not _BARE_SIGN.match(text, at, clause.end):
            continue
        further = Clause(
            who=who(row),
            text=text[at : clause.end].strip(" ,;"),
            start=one.start,
            end=clause.end,
            genitives=tuple(a for a in clause.genitives if a.start >= at),
            others=tuple(a for a in clause.others if a.start >= at),
        )
        clause.text, clause.end = text[begin : lead.start()].strip(" ,;"), lead.start()
        clause.genitives = tuple(a for a in clause.genitives if a.start < at)
        clause.others = tuple(a for a in clause.others if a.start < one.start)
        return [further, *_gapped(text, further, at, inside)]
    return []


def _likewise(text: str, low: int, high: int, inside: Sequence[Actor]) -> list[Actor]:
    """Those who end a clause as others who move the same: `yrkar bifall till förslaget, liksom Ek (S)`."""
    for like in _LIKEWISE.finditer(text, low, high):
        row, end = list_after(text, like.end(), [actor for actor in inside if actor.end <= high])
        if row and not text[end:high].strip(" ),.;"):
            return row
    return []


def _is_object(text: str, end: int, verb: re.Match[str]) -> bool:
    """Whether what follows a verb of seconding is what it seconds: `stöder Ek`, not `instämmer Ek`."""
    return verb.re is SECONDS and bool(re.match(r"s\b", text[end:]))


def _supporters(
    text: str, low: int, high: int, actors: Sequence[Actor]
) -> tuple[str, list[Actor], list[tuple[int, Who]]]:
    """Take `med instämmande av ...` and `för S-gruppen` out of a sentence: the text, the actors left, and who was taken where."""
    added: list[tuple[int, Who]] = []
    left = list(actors)
    for pattern in (_IN_WHICH, _WITH, _FOR_BOTH, _ON_BEHALF):
        at = low
        while match := pattern.search(text, at, high):
            at = match.end()
            row, end = list_after(text, match.end(), left)
            if pattern is _FOR_BOTH:
                row = [actor for actor in left if actor.start == at and actor.genitive]
                end = row[0].end if row else end
                if not row or not _RAKNING.match(text, end):
                    continue
            if pattern is _ON_BEHALF:
                row = [actor for actor in row if actor.name is None]
                if not row:
                    bloc = re.match(r"[\wåäö]+s (?:räkning|vägnar|del)\b", text[match.end() :])
                    if bloc:
                        text = blank(text, match.start(), match.end() + bloc.end())
                    continue
                end = row[-1].end
            if pattern is _IN_WHICH:
                joined = _JOINED.match(text, end)
                row, end = (row, joined.end()) if joined else ([], end)
            if not row:
                continue
            tail = _RAKNING.match(text, end)
            end = tail.end() if tail else end
            if re.match(r"\s*,", text[end:]) and match[0].lstrip().startswith(","):
                end = text.index(",", end) + 1
            added.append((match.start(), who(row)))
            begin = match.start()
            if text[begin - 1 : begin] == "(" and text[end : end + 1] == ")":
                begin, end = begin - 1, end + 1
            left = [actor for actor in left if actor not in row]
            text = blank(text, begin, end)
            at = end
    return text, left, added
