"""Blocking: which pairs of claims are compared at all."""
