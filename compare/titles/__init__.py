"""Titles of facts: the question that their claims answer, in the words of one of them."""
