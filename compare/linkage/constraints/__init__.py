"""Constraints: what forbids that two claims are about one fact."""
