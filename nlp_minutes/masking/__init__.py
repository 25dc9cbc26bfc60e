"""Pseudonymising: private people out of a protocol, elected people and officials left in it. See docs/pseudonymise.md."""

from nlp_minutes.masking.masking import REVIEW, Hit, Pseudonymised, Pseudonymiser, pseudonymise
from nlp_minutes.masking.people import Flag, FlagCode
from nlp_minutes.masking.register import HitKind

__all__ = ["REVIEW", "Flag", "FlagCode", "Hit", "HitKind", "Pseudonymised", "Pseudonymiser", "pseudonymise"]
