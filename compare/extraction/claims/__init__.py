"""What a sentence states: its clauses, modality, stances and parts."""
