"""crossclaim: compare what several news sources say about the same facts."""

from compare.models import Article
from compare.values import extract_values

__all__ = ["Article", "extract_values"]
