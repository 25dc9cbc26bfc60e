"""A text cut into its tokens as a pipeline's tokenizer does it, each stretch between white space once.

spaCy's tokenizer cuts every stretch between white space for itself and remembers how, but goes through its affixes and
exceptions for a text as a whole each time. Minutes repeat their words, so that a memory of our own saves most of it.
"""

from __future__ import annotations

from typing import Any, Final

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # spaCy gives no types for it

from nlp_minutes.patterns import lazy

__all__ = ["Cutter", "cutter_of"]

# Stretches that are remembered at most; then all are forgotten.
_REMEMBERED: Final = 50_000
_RUNS: Final = lazy(r"\s+|\S+")


class Cutter:
    """Cuts texts as a tokenizer does that has the exceptions and affixes of the moment.

    Args:
        tokenizer: The tokenizer. Where it is none of spaCy's own, or an exception of its holds white space between
            words, each text is cut as a whole.
    """

    def __init__(self, tokenizer: Any) -> None:  # spaCy types a pipeline's tokenizer as a bare callable
        self._tokenizer = tokenizer
        self._made_of = _made_of(tokenizer)
        self._by_runs = type(tokenizer) is Tokenizer and all(len(one.split()) < 2 for one in tokenizer.rules)
        self._known: dict[str, tuple[str, ...]] = {}

    def is_of(self, tokenizer: Any) -> bool:
        """Tell whether it cuts as a tokenizer does now."""
        return tokenizer is self._tokenizer and _made_of(tokenizer) == self._made_of

    def cut(self, text: str) -> tuple[list[str], list[bool]]:
        """Give the tokens of a text, and whether a blank follows each."""
        if not self._by_runs:
            tokens = self._tokenizer(text)
            return [token.text for token in tokens], [token.whitespace_ != "" for token in tokens]
        words: list[str] = []
        blanks: list[bool] = []
        known = self._known
        for run in _RUNS.findall(text):
            if run.isspace():
                # The blank behind a word belongs to the word; what white space there is beyond it is a token.
                space = run
                if words and run[0] == " ":
                    blanks[-1] = True
                    space = run[1:]
                if space:
                    words.append(space)
                    blanks.append(False)
                continue
            parts = known.get(run)
            if parts is None:
                parts = self._remember(run)
            words += parts
            blanks += [False] * len(parts)
        return words, blanks

    def _remember(self, run: str) -> tuple[str, ...]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        parts = self._known[run] = tuple([token.text for token in self._tokenizer(run)])
        return parts


def _made_of(tokenizer: Any) -> tuple[Any, ...]:
    if type(tokenizer) is not Tokenizer:
        return ()
    return (
        tokenizer.prefix_search,
        tokenizer.suffix_search,
        tokenizer.infix_finditer,
        tokenizer.token_match,
        tokenizer.url_match,
        *tokenizer.rules.items(),
    )


_last: Cutter | None = None


def cutter_of(tokenizer: Any) -> Cutter:
    """Give what cuts as a tokenizer does; the last one is remembered while the tokenizer stays as it is."""
    global _last  # noqa: PLW0603 - one entry, of bounded size
    last = _last
    if last is None or not last.is_of(tokenizer):
        last = _last = Cutter(tokenizer)
    return last
