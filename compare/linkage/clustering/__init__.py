"""Clustering: pairs of claims to groups, under constraints."""
