"""Comparison: the features of a pair, and the fitted models that weigh them."""
