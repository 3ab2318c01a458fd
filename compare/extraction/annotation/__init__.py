"""What is read off sentences, claims and articles for comparing them: records that stand beside them.

Everything that matching and verdicts know of a text is read here, once, with the words and the grammar of its
language; they compare records, and parse nothing.
"""
