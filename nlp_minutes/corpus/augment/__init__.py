"""New documents from annotated ones: other names, bodies, forms, pages and damage; offsets stay exact."""

from __future__ import annotations

from nlp_minutes.corpus.augment.checks import faults
from nlp_minutes.corpus.augment.combine import TRANSFORMATIONS, Transformation, augment, augment_all
from nlp_minutes.corpus.augment.edits import Edit, apply_edits

__all__ = ["TRANSFORMATIONS", "Edit", "Transformation", "apply_edits", "augment", "augment_all", "faults"]
