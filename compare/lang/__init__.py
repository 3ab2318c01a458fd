"""What belongs to a language: a folder each, and what holds in all of them."""
