"""What changed between two reports: which facts are new, gone, or told otherwise."""
