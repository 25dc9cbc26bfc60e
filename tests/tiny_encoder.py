"""A tiny random BERT with a tokenizer of a few words, made on the spot: nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nlp_minutes.paragraph_models.base import LABELS

__all__ = ["tiny_encoder"]

WORDS = (
    "nämnden beslutar antar taxan yrkar avslag bifall reserverar sig mot förslaget bakgrund till ärendet är : | - . ;"
)


def tiny_encoder(folder: Path, words: str = WORDS) -> Path:
    """Write one into a folder.

    Args:
        folder: Where to.
        words: What the tokenizer knows beside the labels.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    known = dict.fromkeys([*special, *words.casefold().split(), *LABELS])
    vocabulary = {word: n for n, word in enumerate(known)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=special[1]))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), special, strict=True))
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, **names).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(folder)
    return folder
