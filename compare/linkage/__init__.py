"""Which claims are about one fact: candidates, signals, weights, and what forbids a match."""
