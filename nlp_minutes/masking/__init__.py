"""Pseudonymising: private people are masked, elected people and officials stay. See docs/pseudonymise.md."""

from nlp_minutes.masking.masking import REVIEW, Hit, Pseudonymised, Pseudonymiser, pseudonymise
from nlp_minutes.masking.people import Flag, FlagCode
from nlp_minutes.masking.register import HitKind

__all__ = ["REVIEW", "Flag", "FlagCode", "Hit", "HitKind", "Pseudonymised", "Pseudonymiser", "pseudonymise"]
