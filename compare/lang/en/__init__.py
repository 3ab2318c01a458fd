"""English: its words as data files, its tokens, lemmas, numerals and calendar."""
