"""Sentences in which the body that met does something, in minutes that set their decision apart by nothing.

What makes a sentence one of these is not its wording but its make: a verb of decisions in the main clause, and before or
behind it the body that met, or nobody at all (`Motionen avslås`), or the chair who tells what the body has done.
"""

from __future__ import annotations

import re
from functools import cache

from nlp_minutes.lexicon import rows
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.words import abbreviates

__all__ = ["GENERIC", "decides_whole", "deciding_sentence", "is_own_body", "points_back", "sentences_of"]

# Short names that each body has for itself.
GENERIC = frozenset(
    ["nämnden", "styrelsen", "utskottet", "arbetsutskottet", "fullmäktige", "direktionen", "presidiet", "rådet",
     "beredningen", "delegationen", "kommittén", "landstingsmötet", "landstinget", "förbundsdirektionen"]
)  # fmt: skip
_STEMS = ("utskott", "nämnd", "styrelse", "fullmäktige", "direktion", "presidi", "beredning", "landsting")

# Verbs that tell of a decision only with what makes them one, and are told of much else.
_WITH = {
    "lägga": r"(?:[^.]{0,80} )?(?:till handlingarna|ner|ned)",
    "ta": r"(?:del|emot|ställning för|(?:\w+ )?till (?:sig|(?:\w+ )?(?:protokollet|protokoll|handlingarna)))",
    "avge": r"(?:[^.]{0,40} )?(?:yttrande|svar|utlåtande|remissvar)",
    "ställa": r"sig (?:\w+ )?bakom",
    "säga": r"(?:\w+ )?(?:nej|ja)",
    "ge": r"(?:[^.]{0,60} )?(?:i uppdrag|uppdrag|bidrag|lov|tillstånd|klartecken|avslag|bifall|startbesked|sitt (?:bifall|stöd|samtycke))",
    "lämna": r"(?:[^.]{0,60} )?(?:utan|bidrag|tillstånd|lov|yttrande|samtycke|sitt|över|tillbaka)",
    "skjuta": r"(?:\w+ ){0,2}(?:upp|till|fram|på)",
    "skicka": r"(?:\w+ ){0,2}(?:tillbaka|åter)",
    "sända": r"(?:\w+ ){0,2}(?:tillbaka|åter|ut|över|på remiss|på samråd)",
}
# Verbs of `verbs.tsv` that tell of work, talk or procedure as often as of a decision.
_NO_DEED = frozenset(
    ["anse", "anlägga", "anordna", "avlämna", "begära", "behandla", "behålla", "bekräfta", "benämna", "bereda",
     "besvara", "betala", "bygga", "dela", "delta", "flytta", "fördela", "förlägga", "genomföra", "giva", "hålla", "ingå",
     "inleda", "justera", "kalla", "komplettera", "meddela", "minska", "montera", "motta", "namnge", "omfördela", "ordna",
     "placera", "prioritera", "publicera", "påbörja", "redovisa", "rekommendera", "revidera", "slå", "starta", "stänga",
     "stödja", "uppdatera", "upphandla", "utbetala", "utdöma", "utreda", "utvärdera", "utöka", "återkomma", "återuppta",
     "öka", "överklaga", "överlåta", "använda"]
)  # fmt: skip
# Further verbs, each with its forms and what must follow: infinitive, present, past, supine.
_FURTHER = (
    ("gå", "går", "gick", "gått", r"(?:på|emot|med på|på tvärs|i enlighet|tillbaka|på samma)\b"),
    (
        "följa",
        "följer",
        "följde",
        "följt",
        r"(?:[^.]{0,60} )?[\wåäö]*(?:linje|förslag|yrkande|mening|rekommendation)\w*",
    ),
    ("stanna", "stannar", "stannade", "stannat", r"(?:\w+ ){0,2}(?:för|vid)\b"),
    ("ansluta", "ansluter", "anslöt", "anslutit", r"sig\b"),
    ("enas", "enas", "enades", "enats", r"(?:\w+ )?om\b"),
    ("avstå", "avstår", "avstod", "avstått", r"från att\b"),
    (
        "kunna",
        "kan",
        "kunde",
        "kunnat",
        r"(?:inte|ej|icke) (?:bifalla|bevilja|godkänna|medge|tillstyrka|tillmötesgå|godta|anta)\b",
    ),
    ("finna", "finner", "fann", "funnit", r"(?:(?:inte|ej|icke) )?(?:skäl|anledning|någon anledning) att\b"),
    ("ha", "har", "hade", "haft", r"(?:ingen|inga|inget|intet) (?:erinran|erinringar|invändning\w*|att erinra)\b"),
    ("vänta", "väntar", "väntade", "väntat", r""),
    ("svara", "svarar", "svarade", "svarat", r"(?:[^.]{0,40} )?att\b"),
    ("gilla", "gillar", "gillade", "gillat", r""),
)
_SUPINE = {
    "besluta": "beslutat|beslutit", "bifalla": "bifallit", "avslå": "avslagit", "anta": "antagit", "fastställa": "fastställt",
    "bordlägga": "bordlagt", "godkänna": "godkänt", "tillstyrka": "tillstyrkt", "avstyrka": "avstyrkt", "avskriva": "avskrivit",
    "lägga": "lagt", "ta": "tagit", "utse": "utsett", "välja": "valt", "föreslå": "föreslagit", "hemställa": "hemställt",
    "bestämma": "bestämt", "medge": "medgivit|medgett", "ge": "gett|givit", "anslå": "anslagit", "upphäva": "upphävt",
    "köpa": "köpt", "sälja": "sålt", "höja": "höjt", "sänka": "sänkt", "införa": "infört", "skjuta": "skjutit", "säga": "sagt",
}  # fmt: skip


# Verbs that are told of a body behind them: 'Direktören föreslår nämnden att ...'
_TOWARDS = frozenset(["föreslå", "uppmana", "hemställa", "bemyndiga", "ge", "uppdra", "förelägga", "tillställa"])


@cache
def _forms() -> tuple[str, str, str, str]:
    """The patterns of the active forms, of those that are said to a body as well, of the supine and of the passive."""
    active: list[str] = []
    towards: list[str] = []
    supine: list[str] = []
    passive: list[str] = []
    for infinitive, present, past, passive_form, *_ in rows("verbs.tsv"):
        if infinitive in _NO_DEED:
            continue
        follows = rf"(?= {_WITH[infinitive]})" if infinitive in _WITH else r"(?![\wåäö])"
        (towards if infinitive in _TOWARDS else active).append(rf"(?:{present}|{past}){follows}")
        had = _SUPINE.get(infinitive) or (f"{past[:-2]}t" if past.endswith("ade") else None)
        if had is not None:
            supine.append(rf"(?:{had}){follows}")
        if passive_form != "-":
            old = f"|{infinitive[:-1]}es" if infinitive.endswith("a") else ""
            done = [f"{one}s" for one in had.split("|")] if had else []
            passive.append(rf"(?:{'|'.join([passive_form, past + 's', *done])}{old}){follows}")
    active.append(r"beslöto?(?![\wåäö])")
    passive.append(r"(?:beslöts|föranleder (?:ingen|inte någon|ej någon|ingen vidare) åtgärd|utgår|utgick)(?![\wåäö])")
    for _, present, past, had, what in _FURTHER:
        follows = rf"(?= {what})" if what else r"(?![\wåäö])"
        active.append(rf"(?:{present}|{past}){follows}")
        supine.append(rf"(?:{had}){follows}")
    return "|".join(active), "|".join(towards), "|".join(supine), "|".join(passive)


# What begins a clause that decides nothing itself, and who wants, asks or is of an opinion.
_BEFORE = (
    r"(?:(?!\b(?i:att(?! justera)|om|när|som|vilket|vilka|ifall|huruvida|eftersom|föreslår|föreslog|föreslås|föreslagit|anser|ansåg|"
    r"bedömer|bör|ska|skall|skulle|kan|kunde|måste|vill|ville|yrka(?:r|de|t|s)?|frågar|frågade|ställer|ställde|finner|fann|"
    r"konstatera\w*|förklara\w*|meddela\w*|tidigare|röst(?:ar|ade)|informera\w*|undra\w*|motionären\w*|förslagsställaren)\b)[^.:;?”\"»\n])"
)
_BODY = r"(?:[\wåäöÅÄÖ-]*(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen|beredningen|delegationen|kommittén|rådet|presidiet|landstingsmötet)|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,4}|[Ll]andstinget)"


@cache
def _active() -> tuple[re.Pattern[str], ...]:
    active, towards, supine, _ = _forms()
    return (
        # 'Nämnden, § 41, biföll enhälligt ...', 'KS antog efter diskussion ...'
        re.compile(
            rf"(?P<body>(?i:[\wåäö-]+(?:- och [\wåäö-]+| [\wåäö-]+){{0,3}}?))(?:,? §+ \d+,?)?(?: (?:därmed|alltså|således|sålunda|därefter|enhälligt|sedan|dock|också|för (?:sin|egen) del|enligt [^.,]{{3,40}}))* (?:{active}|{towards})"
        ),
        # 'Med sju röster mot fyra beslutade nämnden ...'
        re.compile(rf"{_BEFORE}{{2,200}}? (?:{active}) (?:därmed |alltså |således )?(?P<body>{_BODY})(?![\wåäö-])"),
        # 'Nämnden hade alltså bifallit', 'därmed har nämnden avslagit'
        re.compile(rf"(?P<body>{_BODY}|Vi|vi) (?:hade|har)(?: [\wåäö]+){{0,6}}? (?:{supine})"),
        re.compile(rf"{_BEFORE}{{2,160}}?\b(?:hade|har) (?P<body>{_BODY})(?: [\wåäö]+){{0,6}}? (?:{supine})"),
    )


def _done_by(sentence: str, body: str | None) -> int | None:
    """Where the words end that tell that the body that met does something; None where it does nothing."""
    for pattern in _active():
        match = pattern.match(sentence)
        if match is not None and is_own_body(match["body"], body):
            return match.end()
    return None


_NOT_NOW = lazy(
    r"\d{4}-\d\d-\d\d|\b(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b|"
    r"\b(?:år|hösten|våren|sommaren|vintern) (?:19|20)\d\d|\b(?:i fjol|tidigare|redan|förra året|senast|dåvarande)\b",
    re.IGNORECASE,
)


@cache
def _passive() -> re.Pattern[str]:
    *_, passive = _forms()
    return re.compile(rf"{_BEFORE}{{2,120}}?(?<![\wåäö])(?:{passive})(?! (?:av|om|när|inte av)\b)")


# 'Beslutet blev avslag', 'Resultatet blir att ärendet återremitteras', 'Utgången: bifall'
_BECOMES = guarded(
    r"(?:[\wåäö-]+ )?(?:beslutet|avgörandet|resultatet|utfallet|utgången|utslaget|beslut)(?: av [^.:]{3,40})? (?:blev|blir|är|var|lyder|löd|gick|går|föll|faller|innebär|innebar)(?: (?:därmed|alltså|således|sålunda|därför))?,? (?P<what>[^.]{3,200})",
    re.IGNORECASE,
)
_CHAIR = guarded(
    r"(?:[^.:;]{0,120}\b)?(?:ordföranden|ordf\.|talmannen|mötesordföranden|förhandlingsledaren|ordförande)\b[^.:;?]{0,80}?\b(?:finner|fann|konstatera[rd]\w*|förklara[rd]\w*|fastslår|fastslog|meddelar|meddelade|kungör|tolkar|noterar)\b,? (?P<what>[^.]{6,240})",
    re.IGNORECASE,
)
# 'Därmed är interpellationen besvarad', 'Motionen anses härmed vara avslagen', 'Ansökan fick nej'
_STANDS = guarded(
    r"(?:(?:Därmed|Härmed|Således|Alltså|Så|Med detta|I och med detta) (?:är|anser|anses|förklarar|förklaras|var|ansåg|ansågs|förklarade|förklarades|befinns|befanns) [^.:;]{3,80}?|[^.:;?]{0,60}?\b(?:förklaras|förklarades|befinns|befanns) [^.:;]{3,80}?|[^.:;?,]{3,80}? (?:är|anses|ansågs|förklaras|förklarades|får anses|befinns|befanns)(?: [\wåäö]+){0,3}?) (?:vara )?"
    r"(?:besvara[dt]e?|bifall(?:en|et|na)|avslag(?:en|et|na)|antag(?:en|et|na)|färdigbehandla[dt]e?|avskriv(?:en|et|na)|avsluta[dt]e?|fullgjor[dt]a?|återremittera[dt]e?|bordlag[dt]a?)\b"
    r"|(?:Vald|Valda|Utsedd|Utsedda|Antagen|Antaget|Avslagen|Avslaget|Bifallen|Bifallet|Återremitterat|Bordlagt)(?: till [\wåäö]+)? (?:är|blev|blir|förklaras|förklarades)\b"
    # 'Lov ges inte', 'Ärendet visas åter', 'Dahls linje vann'
    r"|[^.:;?,]{0,40}?[\wåäö]*(?:[Ll]ov|[Tt]illstånd|[Dd]ispens|[Bb]idrag|[Ss]tartbesked|[Ss]amtycke|[Aa]nsvarsfrihet|[Kk]lartecken)(?:et|en)? (?:ges|gavs|lämnas|lämnades|utgår|utgick|beviljas|medges)\b"
    r"|(?:Ärendet|Frågan|Förslaget|Motionen|Planen|Det|Saken) (?:\w+ )?(?:går|gick|skickas|skickades|visas|visades|sänds|sändes|lämnas|lämnades|hänvisas) (?:\w+ )?(?:tillbaka|åter|vidare)\b"
    r"|(?:Ärendet|Frågan|Beslutet|Förslaget|Saken) (?:\w+ )?(?:vilar|vilade|skjuts|sköts|flyttas|flyttades|får vänta|fick vänta|väntar till|tas upp (?:igen|på nytt|vid|på))\b"
    r"|[^.:;?]{3,90}? (?:vinner|vann|segrar|segrade|går igenom|gick igenom|(?:får|fick) (?:flest röster|majoritet))\b"
    r"|(?:Med|Genom|Därmed|Därigenom|Härigenom|Så)\b[^.:;]{0,90}? (?:vinner|vann|segrar|segrade|(?:går|gick)(?= [^.:;]{3,60} igenom)) [^.:;]{3,60}"
    r"|[A-ZÅÄÖ][^.:;?,]{2,60} (?:får|fick|ges|gavs) i uppdrag att\b"
    r"|[Bb]eslut\w*(?: [\wåäö]+){0,3} fattas (?:vid|på|först|senare|den)\b"
    # 'Ny ledamot efter Per Ek (KD) är Mia Björk (C)', 'Mia Björk (C) får uppdraget som ombud'
    r"|(?:Ny|Nya|Till ny|Som) [\wåäö]*(?:ledamot|ledamöter|ersättare|ordförande|ombud|revisor|justerare|representant)[^.:;]{0,80}? (?:är|blir|blev) [A-ZÅÄÖ]"
    r"|[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][^.:;]{2,60}? (?:får|fick|tar|tog) uppdraget\b"
    r"|[^.:;?,]{3,80}? (?:fick|får) (?:därmed |alltså )?(?:nej|avslag|bifall|ja)\b"
)
# 'Enhälligt bifall.', 'Enligt förslaget.', 'Avslag.'
_NOMINAL = lazy(
    r"(?:(?:Enhälligt|Enigt) )?(?:[Bb]ifall|[Aa]vslag|[Åå]terremiss|[Bb]ordläggning)(?: (?:till|på|av)\b[^.]{3,90})?\W*$|(?:Enligt|I enlighet med) (?:[\wåäö-]+s )?(?:framlagt |liggande )?(?:besluts)?förslag(?:et)?\W*$"
)
# 'KF: Motionen avslås', 'Enligt kontorets förslag: ansökan avslås'
_LED = lazy(
    r"(?:Enligt [^.:]{3,60}|[A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][\wåäö-]*(?:nämnden|styrelsen|utskottet|fullmäktige)|Resultat|Utfall|Utgång|Besked):\s+(?=[A-Za-zÅÄÖåäö])"
)
# 'Att ta rapporten till protokollet.': a point without what leads it in
_POINT = lazy(
    r"Att (?![^.]{0,80}\b(?:är|var) (?:viktigt|nödvändigt|svårt|bra|bättre|rimligt|orimligt|självklart|ett|en)\b)[a-zåäö][^?]{5,400}\.?$"
)
# 'Så beslutas', 'Nämnden beslutar i enlighet härmed': what stands right before is decided
_AS_SAID = lazy(
    r"Så (?:beslutas|beslutades|beslöts|sker|skedde)\W*$|[^.]{0,80}\b(?:beslutar|beslutade|beslöt)(?: [\wåäö]+)? (?:i enlighet (?:här|där)med|att så (?:får |skall |ska )?ske|så|detta|därom)\W*$"
)
# A gift is handed over, or who is there is noted, and nothing is decided.
_NO_MATTER = lazy(
    r"(?:Vid|Efter|Genom) (?:namn)?upprop\w*\b|[^.]{0,80}\b(?:när|från)varande\b"
    r"|(?:Blommor|En blomma|Blomsterkvast\w*|Tårta|En tårta|Gåvor?|En gåva|Presenter?)\b"
)
# What the chair finds: the body's deed, something done, a side that has won.
_FOUND = guarded(
    r"(?:[^.;]{0,80}?\bbifall (?:för|till|åt)|[^.;]{3,80}?\b(?:bifall(?:et|en|na|it)|antag(?:et|en|na)|avslag(?:et|en|na|it)|godkän[td]a?|återremittera[dt]e?|bordlag[dt]a?|besvara[dt]e?|vald[ae]?|utsed[da]|fastställ[td]a?)\b"
    r"|(?:att )?[^.;]{3,60}?\b(?:går|gick) (?:tillbaka|åter)\b|(?:att )?[^.;]{3,60}?\bska(?:ll)? (?:återremitteras|bordläggas|avslås|bifallas|antas|utgå)\b)",
    re.IGNORECASE,
)
# That a matter is to be decided today, or that there are proposals, is no decision on it.
_NO_FINDING = lazy(
    r"\bavgör\w* (?:ärendet |frågan )?(?:i ?dag|i ?kväll|nu|vid)|\b(?:finns|föreligger|framkommit|framställts|ställs mot|ska prövas|propositionsordning\w*|beslutsgång|beslutför)\b|\b(?:kallelse|kungörelse)",
    re.IGNORECASE,
)
_SENTENCES = lazy(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"])")
_ASKED = lazy(
    r"\?|\b(?:frågar|frågade|ställer|ställde|prövar|prövade|yrka(?:r|de|t|s)?|föreslår att nämnden|reserver\w*)\b|\(\w{1,5}\)[^:.]{0,150}:\s"
)


def is_own_body(subject: str, body: str | None) -> bool:
    """Tell whether a name, a short one or letters are those of the body that met.

    Args:
        subject: As it stands in a sentence: `Nämnden`, `kultur- och fritidsnämnden`, `KS`.
        body: The name of the body, None where the minutes do not tell it.
    """
    said, own = subject.casefold(), (body or "").casefold()
    if said == "vi":
        return True
    if said in GENERIC:
        known = [stem for stem in _STEMS if stem in own]
        return not known or any(stem in said for stem in known)
    if not own:
        return any(stem in said for stem in _STEMS)
    stem = re.sub(r"(?<=[tdsgm])(?:et|en)$|(?<=e)n$", "", said)
    return (len(stem) > 5 and (stem in own or own in said)) or abbreviates(said, own)


def sentences_of(text: str) -> list[str]:
    """Cut a paragraph into its sentences."""
    return _SENTENCES.split(text)


def points_back(sentence: str) -> bool:
    """Tell whether a sentence decides what the one before it says, as `Så beslutas.` does."""
    return _AS_SAID.match(sentence) is not None


def deciding_sentence(sentence: str, body: str | None) -> str | None:
    """Give the words of a sentence that tell what the body did; None where the sentence decides nothing.

    Args:
        sentence: A sentence.
        body: The body that met.
    """
    if len(sentence) > 900 or sentence.rstrip().endswith("?") or _NO_MATTER.match(sentence):
        return None
    if sentence.isupper():
        sentence = sentence.capitalize()
    led = _LED.match(sentence)
    if led is not None and (led[0].rstrip(": ").isupper() is False or is_own_body(led[0].rstrip(": "), body)):
        return deciding_sentence(sentence[led.end() :], body)
    if _BECOMES.match(sentence) or _NOMINAL.match(sentence) or _POINT.match(sentence):
        return sentence
    chair = _CHAIR.match(sentence)
    if chair is not None:
        return None if _NO_FINDING.search(sentence) else _found_by_chair(chair["what"])
    if _ASKED.search(sentence):
        return None
    done = _done_by(sentence, body)
    if done is not None:
        return None if _NOT_NOW.search(sentence[: done + 40]) else sentence
    match = _passive().match(sentence) or _STANDS.match(sentence)
    if match is not None and not _NOT_NOW.search(sentence[: match.end()]):
        return sentence
    return None


def decides_whole(text: str, body: str | None, *, by_name: bool = False) -> bool:
    """Tell whether each sentence of a paragraph says what the body did; what the chair finds is procedure.

    Args:
        text: The paragraph.
        body: The body that met.
        by_name: Whether the body must be named, as where a heading says that something else is told.
    """
    return all(
        _CHAIR.match(sentence) is None
        and deciding_sentence(sentence, body) is not None
        and not (by_name and _done_by(sentence, body) is None)
        for sentence in sentences_of(text.strip())
    )


def _found_by_chair(what: str) -> str | None:
    clause = what.removeprefix("att ").strip()
    clause = clause[:1].upper() + clause[1:]
    # whom the chair speaks for is the body that met
    if _done_by(clause, None) is not None or _had_done(clause, None):
        return what
    if _FOUND.match(what) or _passive().match(clause) or _STANDS.match(clause):
        return what
    return None


def _had_done(clause: str, body: str | None) -> bool:
    """Whether a clause without `har` tells it: `finner att nämnden utsett`, `... och förklarar att styrelsen sålunda beslutat`."""
    match = _did().search(clause)
    return match is not None and is_own_body(match["body"], body)


@cache
def _did() -> re.Pattern[str]:
    _, _, supine, _ = _forms()
    return re.compile(rf"(?<![\wåäö])(?P<body>{_BODY})(?: [\wåäö]+){{0,3}} (?:{supine})")
