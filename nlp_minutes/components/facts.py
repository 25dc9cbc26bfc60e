"""`minutes_facts`: what each item decided."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from nlp_minutes.document import add_warnings, view_of
from nlp_minutes.labels import ITEMS, PARAGRAPHS, ParagraphLabel, SectionKind, WarningCode
from nlp_minutes.lines import list_point
from nlp_minutes.rules.outcome import outcome_of
from nlp_minutes.source import ReadWarning

__all__ = ["FactFinder"]


class FactFinder:
    """Writes outcome, decision points and the like to the facts of the items.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_facts") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the facts of one Doc."""
        text = view_of(doc).source.clean
        group = doc.spans[PARAGRAPHS]
        attrs = group.attrs
        rows = list(zip(attrs["clean"], attrs["item"], attrs["section"], [span.label_ for span in group], strict=True))
        warnings: list[ReadWarning] = []
        facts = []
        for fact, span in zip(doc.spans[ITEMS].attrs["facts"], doc.spans[ITEMS], strict=True):
            own = [(clean, section, label) for clean, item, section, label in rows if item == fact["number"]]
            decision = [
                text[a:b]
                for (a, b), section, label in own
                if label == ParagraphLabel.DECISION and section == SectionKind.DECISION
            ]
            proposal = [text[a:b] for (a, b), section, _ in own if section == SectionKind.PROPOSAL]
            as_proposed = bool(decision) and all(_AS_PROPOSED.match(point) for point in decision)
            outcome, mixed = outcome_of(proposal if as_proposed and proposal else decision)
            fact = fact | {
                "outcome": str(outcome) if outcome else None,
                "decision": [" ".join(point.split()) for point in decision],
                "immediately_adjusted": any(_adjusted(text[a:b]) for (a, b), _, _ in own)
                or any(section == SectionKind.ADJUSTMENT for _, section, _ in own),
                "recipients": _recipients(text, own),
            }
            if mixed:
                warnings.append(
                    ReadWarning(
                        code=WarningCode.MIXED_OUTCOME,
                        message=f"§ {fact['number']}: the points of the decision differ; the outcome is that of the first",
                        start=own[0][0][0] if own else 0,
                        end=own[0][0][1] if own else 0,
                    )
                )
            facts.append(fact)
        attrs_items = dict(doc.spans[ITEMS].attrs)
        attrs_items["facts"] = facts
        doc.spans[ITEMS].attrs = attrs_items
        add_warnings(doc, warnings)
        return doc


_AS_PROPOSED = re.compile(
    r"(?:beslut:?\s*)?(?:enligt|i enlighet med) (?:[\wåäö-]+s )?(?:besluts)?förslag(?:et)?\.?$|(?:besluts)?förslaget (?:godkändes|godkänns|bifalls|bifölls|antas|antogs)(?: enhälligt)?\.?$",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(
    r"\bomedelbart? juster|\bjusteras? (?:omedelbart|direkt|genast)|förklaras? (?:vara )?omedelbart", re.IGNORECASE
)


def _adjusted(text: str) -> bool:
    return len(text) < 200 and bool(_ADJUSTED.search(text)) and not re.search(r"\binte\b|\bej\b", text)


def _recipients(text: str, own: list[tuple[list[int], str, str]]) -> list[str]:
    """The lines of the distribution list; a list on one line is cut at its commas."""
    names: list[str] = []
    for (start, end), section, _ in own:
        if section != SectionKind.RECIPIENTS:
            continue
        line = text[start:end]
        line = line[list_point(line) :].strip(" .")
        if "," in line and not re.search(r"\b(?:AB|HB|avdelning|enhet)\w*,", line):
            names += [
                part.strip(" .") for part in re.split(r",\s*|\s+(?:samt|och)\s+(?=[A-ZÅÄÖ])", line) if part.strip(" .")
            ]
        elif line:
            names.append(line)
    return names
