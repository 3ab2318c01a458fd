"""Pairs to groups, under constraints."""
