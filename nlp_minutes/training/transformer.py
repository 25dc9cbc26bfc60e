"""Fine-tuning a transformer on paragraphs with Hugging Face transformers, and its way to ONNX with 8-bit weights."""

from __future__ import annotations

import logging
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import LABELS
from nlp_minutes.paragraph_models.transformer import TransformerModel, contexts

if TYPE_CHECKING:
    from nlp_minutes.training.paragraph_data import Lesson

__all__ = ["TransformerSettings", "train_transformer"]

_LOG = logging.getLogger(__name__)
_COLUMN: Final = {label: number for number, label in enumerate(LABELS)}
_OPSET: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformerSettings:
    """How the encoder is trained.

    Attributes:
        base: A folder or an id of the Hugging Face hub.
        layers: How many layers to keep, taken evenly from the base; all, if None.
        max_length: Tokens of one paragraph with its context.
        batch: Paragraphs a step.
        rate: Highest learning rate; that of the new classifier is ten times it.
        epochs: Times through the examples at most.
        patience: Epochs without a better score on held-out layouts before it stops.
        minutes: Stop after this time at the latest.
        seed: The same seed and data give the same weights on one machine.
    """

    base: str
    layers: int | None = None
    max_length: int = 96
    batch: int = 16
    rate: float = 5e-5
    epochs: int = 4
    patience: int = 1
    minutes: float | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    pair: tuple[str, str]
    label: int
    weight: float


def _examples(lessons: Sequence[Lesson]) -> list[_Example]:
    return [
        _Example(pair=pair, label=_COLUMN[label], weight=lesson.weight)
        for lesson in lessons
        for item, gold in zip(lesson.items, lesson.gold, strict=True)
        for pair, label in zip(contexts(item), gold, strict=True)
        if label is not None
    ]


def _keep_layers(model: Any, count: int) -> None:
    """Keep layers taken evenly, as V. Sanh et al., DistilBERT, 2019, do."""
    encoder = getattr(model.base_model, "encoder", None)
    layers = getattr(encoder, "layer", None)
    if encoder is None or layers is None:
        raise ConfigError(f"{type(model).__name__}: its layers cannot be cut; leave the number of layers out")
    if not 1 <= count <= len(layers):
        raise ConfigError(f"{count} layers asked for; the base has {len(layers)}")
    chosen = [round(n * (len(layers) - 1) / max(count - 1, 1)) for n in range(count)]
    encoder.layer = type(layers)(layers[n] for n in chosen)
    model.config.num_hidden_layers = count


def _load(settings: TransformerSettings) -> tuple[Any, Any]:
    try:
        import torch  # noqa: PLC0415
        from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415
        from transformers.utils import logging as hub_logging  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"a transformer needs {error.name}: pip install 'nlp-minutes[transformers]'") from error
    hub_logging.set_verbosity_error()  # type: ignore[no-untyped-call,unused-ignore]
    hub_logging.disable_progress_bar()  # type: ignore[no-untyped-call,unused-ignore]
    torch.manual_seed(settings.seed)
    try:
        tokenizer = AutoTokenizer.from_pretrained(settings.base)
        model = AutoModelForSequenceClassification.from_pretrained(
            settings.base, num_labels=len(LABELS), ignore_mismatched_sizes=True, dtype=torch.float32
        )
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ConfigError(f"--base {settings.base}: neither a folder nor a model of the hub ({reason})") from error
    if settings.layers is not None:
        _keep_layers(model, settings.layers)
    return model, tokenizer


def train_transformer(  # noqa: C901 - one loop, read best as one
    lessons: Sequence[Lesson],
    settings: TransformerSettings,
    *,
    held_out: Sequence[Lesson] = (),
    weights_to: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> TransformerModel:
    """Fine-tune an encoder.

    Args:
        lessons: Protocols with gold.
        settings: How.
        held_out: Protocols of other layouts, to stop by; without them all epochs are run.
        weights_to: A folder for the weights as safetensors, to train on from.
        progress: Called with the step, the number of steps and a note.

    Raises:
        ConfigError: A library is missing, the base cannot be loaded, or there are no examples.
    """
    model, tokenizer = _load(settings)
    import torch  # noqa: PLC0415

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    examples = _examples(lessons)
    if not examples:
        raise ConfigError("no paragraph of the examples has a label: nothing can be learnt")
    checks = _examples(held_out)
    generator = torch.Generator().manual_seed(settings.seed)
    steps = settings.epochs * -(-len(examples) // settings.batch)
    head = {id(p) for name, p in model.named_parameters() if name.startswith(("classifier", "score"))}
    groups = [
        {"params": [p for p in model.parameters() if id(p) not in head], "lr": settings.rate},
        {"params": [p for p in model.parameters() if id(p) in head], "lr": settings.rate * 10},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / max(1, steps // 10), max(0.02, (steps - n) / max(1, steps - steps // 10)))
    )
    started, step, best, since = time.monotonic(), 0, -1.0, 0
    kept: dict[str, Any] | None = None
    late = False
    for epoch in range(settings.epochs):
        model.train()
        for batch in _batches(examples, settings.batch, generator):
            logits = model(**_encode(tokenizer, batch, settings.max_length)).logits
            losses = torch.nn.functional.cross_entropy(
                logits, torch.tensor([one.label for one in batch]), reduction="none"
            )
            weights = torch.tensor([one.weight for one in batch])
            loss = (losses * weights).sum() / weights.sum()
            loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            if progress is not None:
                progress(step, steps, f"loss {loss.item():.2f}")
            late = settings.minutes is not None and time.monotonic() - started > settings.minutes * 60
            if late:
                break
        if checks:
            now = _accuracy(model, tokenizer, checks, settings)
            _LOG.info("epoch %d: accuracy on held-out layouts %.3f", epoch + 1, now)
            since = 0 if now > best else since + 1
            if now > best:
                best, kept = now, {name: value.clone() for name, value in model.state_dict().items()}
        if late or (checks and since > settings.patience):
            break
    if kept is not None:
        model.load_state_dict(kept)
    model.eval()
    if weights_to is not None:
        model.save_pretrained(weights_to, safe_serialization=True)
        tokenizer.save_pretrained(weights_to)
    note = {"base": Path(settings.base).name, "layers": model.config.num_hidden_layers, "seed": settings.seed}
    return TransformerModel(
        encoder=_to_onnx(model, tokenizer, settings.max_length),
        tokenizer=_tokenizer_json(tokenizer),
        settings={**note, "max_length": settings.max_length, "pad_id": int(tokenizer.pad_token_id or 0), "steps": step},
    )


def _batches(examples: Sequence[_Example], size: int, generator: Any) -> list[list[_Example]]:
    """Batches in random order, each of examples of about one length: less is padded."""
    import torch  # noqa: PLC0415

    order = torch.randperm(len(examples), generator=generator).tolist()
    batches = []
    for at in range(0, len(order), size * 16):
        pool = sorted(order[at : at + size * 16], key=lambda n: len(examples[n].pair[0]))
        batches += [[examples[n] for n in pool[b : b + size]] for b in range(0, len(pool), size)]
    return [batches[n] for n in torch.randperm(len(batches), generator=generator).tolist()]


def _encode(tokenizer: Any, batch: Sequence[_Example], max_length: int) -> Any:
    return tokenizer(
        [one.pair[0] for one in batch],
        [one.pair[1] for one in batch],
        truncation="longest_first",
        max_length=max_length,
        padding=True,
        return_tensors="pt",
    )


def _accuracy(model: Any, tokenizer: Any, examples: Sequence[_Example], settings: TransformerSettings) -> float:
    import torch  # noqa: PLC0415

    model.eval()
    hits = 0
    with torch.inference_mode():
        for at in range(0, len(examples), 32):
            batch = examples[at : at + 32]
            given = model(**_encode(tokenizer, batch, settings.max_length)).logits.argmax(dim=1).tolist()
            hits += sum(one.label == label for one, label in zip(batch, given, strict=True))
    return hits / len(examples)


def _tokenizer_json(tokenizer: Any) -> bytes:
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ConfigError(f"{type(tokenizer).__name__} has no tokenizer.json; choose a base with a fast tokenizer")
    backend.no_truncation()
    backend.no_padding()
    text: str = backend.to_str()
    return text.encode()


def _to_onnx(model: Any, tokenizer: Any, max_length: int) -> bytes:
    """Export and turn weights into 8-bit ones; activations are scaled at run time, so no calibration data is needed."""
    import torch  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    example = tokenizer(["ett två"] * 2, ["tre"] * 2, return_tensors="pt", max_length=max_length, truncation=True)
    names = list(example)

    class Logits(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """The model with its inputs by position and its logits alone."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, *inputs: Any) -> Any:
            return self.inner(**dict(zip(names, inputs, strict=True))).logits

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the exporter warns of shapes that it takes for constants; a test compares both
        whole, small = Path(folder, "whole.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            Logits().eval(),
            tuple(example[name] for name in names),
            str(whole),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"logits": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        logging.getLogger("root").setLevel(logging.ERROR)
        quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8)
        return small.read_bytes()
