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
from nlp_minutes.paragraph_models.transformer import TransformerModel, Window, prompts, windows

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
        max_length: Tokens that are read at once, of several paragraphs.
        batch: Such stretches a step.
        rate: Highest learning rate; that of the new classifier is ten times it.
        epochs: Times through the examples at most.
        patience: Epochs without a better score on held-out layouts before it stops.
        minutes: Stop after this time at the latest; the rate falls in time for it.
        seed: The same seed and data give the same weights on one machine.
    """

    base: str
    layers: int | None = None
    max_length: int = 256
    batch: int = 4
    rate: float = 5e-5
    epochs: int = 4
    patience: int = 1
    minutes: float | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """A window with the column of each of its paragraphs' labels, by the number of the paragraph."""

    window: Window
    labels: dict[int, int]
    weight: float


def _examples(lessons: Sequence[Lesson], tokenizer: Any, size: int) -> list[_Example]:
    """The windows in which at least one paragraph has a label."""
    begin, end = _ends(tokenizer)
    backend = tokenizer.backend_tokenizer
    found = []
    for lesson in lessons:
        for item, gold in zip(lesson.items, lesson.gold, strict=True):
            pieces = [one.ids for one in backend.encode_batch(prompts(item), add_special_tokens=False)]
            for window in windows(pieces, size=size, begin=begin, end=end):
                seen = {owner: gold[owner] for owner in sorted(set(window.owners) - {-1})}
                labels = {owner: _COLUMN[label] for owner, label in seen.items() if label is not None}
                if labels:
                    found.append(_Example(window=window, labels=labels, weight=lesson.weight))
    return found


def _ends(tokenizer: Any) -> tuple[int, int]:
    """The tokens that begin a window and end a paragraph."""
    begin = tokenizer.cls_token_id if tokenizer.cls_token_id is not None else tokenizer.bos_token_id
    end = tokenizer.sep_token_id if tokenizer.sep_token_id is not None else tokenizer.eos_token_id
    if begin is None or end is None:
        raise ConfigError(f"{type(tokenizer).__name__} has no tokens for beginning and end; choose an encoder as base")
    return int(begin), int(end)


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
        from transformers import AutoModelForTokenClassification, AutoTokenizer  # noqa: PLC0415
        from transformers.utils import logging as hub_logging  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"a transformer needs {error.name}: pip install 'nlp-minutes[transformers]'") from error
    hub_logging.set_verbosity_error()  # type: ignore[no-untyped-call,unused-ignore]
    hub_logging.disable_progress_bar()  # type: ignore[no-untyped-call,unused-ignore]
    torch.manual_seed(settings.seed)
    try:
        tokenizer = AutoTokenizer.from_pretrained(settings.base)
        model = AutoModelForTokenClassification.from_pretrained(
            settings.base, num_labels=len(LABELS), ignore_mismatched_sizes=True, dtype=torch.float32
        )
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ConfigError(f"--base {settings.base}: neither a folder nor a model of the hub ({reason})") from error
    if settings.layers is not None:
        _keep_layers(model, settings.layers)
    most = getattr(model.config, "max_position_embeddings", None)
    if most is not None and settings.max_length > most:
        raise ConfigError(f"max_length = {settings.max_length}: the base reads {most} tokens at once")
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
    examples = _examples(lessons, tokenizer, settings.max_length)
    if not examples:
        raise ConfigError("no paragraph of the examples has a label: nothing can be learnt")
    checks = _examples(held_out, tokenizer, settings.max_length)
    pad = int(tokenizer.pad_token_id or 0)
    generator = torch.Generator().manual_seed(settings.seed)
    steps = settings.epochs * -(-len(examples) // settings.batch)
    optimiser = _optimiser(model, settings.rate)
    rates = [group["lr"] for group in optimiser.param_groups]
    started, step, best, since = time.monotonic(), 0, -1.0, 0
    kept: dict[str, Any] | None = None
    late = False
    for epoch in range(settings.epochs):
        model.train()
        for batch in _batches(examples, settings.batch, generator):
            done = step / steps
            if settings.minutes is not None:
                done = max(done, (time.monotonic() - started) / (settings.minutes * 60))
            late = done >= 1
            if late:
                break
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * _share_of_rate(done)
            loss = _loss(model, batch, pad)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            if progress is not None:
                progress(step, steps, f"loss {loss.item():.2f}")
        if checks:
            now = _accuracy(model, checks, pad)
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
    begin, end = _ends(tokenizer)
    note = {"base": Path(settings.base).name, "layers": model.config.num_hidden_layers, "seed": settings.seed}
    numbers = {"max_length": settings.max_length, "pad_id": pad, "begin_id": begin, "end_id": end, "steps": step}
    return TransformerModel(
        encoder=_to_onnx(model, tokenizer), tokenizer=_tokenizer_json(tokenizer), settings={**note, **numbers}
    )


def _share_of_rate(done: float) -> float:
    """The share of the highest rate at a point of the training (0 to 1): up for a tenth of it, then down in a line."""
    return max(0.02, min(done / 0.1, (1 - done) / 0.9))


def _optimiser(model: Any, rate: float) -> Any:
    """AdamW; the new classifier learns faster, and what is no matrix does not decay."""
    import torch  # noqa: PLC0415

    groups: dict[tuple[bool, bool], list[Any]] = {}
    for name, parameter in model.named_parameters():
        groups.setdefault((name.startswith(("classifier", "score")), parameter.dim() > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": found, "lr": rate * 10 if head else rate, "weight_decay": 0.01 if matrix else 0.0}
            for (head, matrix), found in groups.items()
        ]
    )


def _batches(examples: Sequence[_Example], size: int, generator: Any) -> list[list[_Example]]:
    """Batches in random order, each of examples of about one length: less is padded."""
    import torch  # noqa: PLC0415

    order = torch.randperm(len(examples), generator=generator).tolist()
    batches = []
    for at in range(0, len(order), size * 16):
        pool = sorted(order[at : at + size * 16], key=lambda n: len(examples[n].window.ids))
        batches += [[examples[n] for n in pool[b : b + size]] for b in range(0, len(pool), size)]
    return [batches[n] for n in torch.randperm(len(batches), generator=generator).tolist()]


def _scores(model: Any, batch: Sequence[_Example], pad: int) -> tuple[Any, Any, Any]:
    """The scores of the labels, the right columns and the weights of all labelled paragraphs of a batch."""
    import torch  # noqa: PLC0415

    width = max(len(one.window.ids) for one in batch)
    ids = torch.tensor([[*one.window.ids, *[pad] * (width - len(one.window.ids))] for one in batch])
    mask = torch.tensor([[1] * len(one.window.ids) + [0] * (width - len(one.window.ids)) for one in batch])
    columns: list[int] = []
    weights: list[float] = []
    tokens: list[int] = []
    groups: list[int] = []
    for row, one in enumerate(batch):
        numbers = {owner: len(columns) + n for n, owner in enumerate(one.labels)}
        columns += one.labels.values()
        weights += [one.weight] * len(numbers)
        for place, owner in enumerate(one.window.owners):
            if owner in numbers:
                tokens.append(row * width + place)
                groups.append(numbers[owner])
    logits = model(input_ids=ids, attention_mask=mask).logits.float().reshape(len(batch) * width, -1)
    group = torch.tensor(groups)
    sums = torch.zeros(len(columns), logits.shape[1]).index_add(0, group, logits[torch.tensor(tokens)])
    counts = torch.bincount(group, minlength=len(columns))
    return sums / counts[:, None], torch.tensor(columns), torch.tensor(weights)


def _loss(model: Any, batch: Sequence[_Example], pad: int) -> Any:
    import torch  # noqa: PLC0415

    scores, columns, weights = _scores(model, batch, pad)
    losses = torch.nn.functional.cross_entropy(scores, columns, reduction="none")
    return (losses * weights).sum() / weights.sum()


def _accuracy(model: Any, examples: Sequence[_Example], pad: int) -> float:
    import torch  # noqa: PLC0415

    model.eval()
    hits = total = 0
    ordered = sorted(examples, key=lambda one: len(one.window.ids))
    with torch.inference_mode():
        for at in range(0, len(ordered), 16):
            scores, columns, _ = _scores(model, ordered[at : at + 16], pad)
            hits += int((scores.argmax(dim=1) == columns).sum())
            total += len(columns)
    return hits / total


def _tokenizer_json(tokenizer: Any) -> bytes:
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ConfigError(f"{type(tokenizer).__name__} has no tokenizer.json; choose a base with a fast tokenizer")
    backend.no_truncation()
    backend.no_padding()
    text: str = backend.to_str()
    return text.encode()


def _to_onnx(model: Any, tokenizer: Any) -> bytes:
    """Export and turn weights into 8-bit ones; activations are scaled at run time, so no calibration data is needed."""
    import torch  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    example = tokenizer(["ett två"] * 2, return_tensors="pt")
    names = [name for name in example if name in {"input_ids", "attention_mask", "token_type_ids"}]

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
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"logits": {0: "batch", 1: "tokens"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        logging.getLogger("root").setLevel(logging.ERROR)
        quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8)
        return small.read_bytes()
