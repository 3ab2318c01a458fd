"""Possible differences: pairs of claims that may answer one question and exclude each other."""
