"""Record linkage of claims: blocking, comparison, constraints and clustering, to groups of one question."""
