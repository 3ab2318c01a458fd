"""Which pairs of claims are compared at all."""
