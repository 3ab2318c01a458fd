"""A group of claims to a fact with its verdict, reason and title."""
