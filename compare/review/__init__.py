"""Reviewers' decisions: kept in a log that only grows, and applied to what the tool found.

The rule by which a decision holds stands in `compare.review.apply`; merges and splits, which change what
the facts are, in `compare.review.grouping`.
"""

from compare.review.apply import apply_decisions
from compare.review.log import DecisionLog, standing, undoable

__all__ = ["DecisionLog", "apply_decisions", "standing", "undoable"]
