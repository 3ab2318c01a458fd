"""Sentences to claims and values."""
