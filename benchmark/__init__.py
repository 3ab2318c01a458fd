"""The public benchmark of discrepancies between news sources: labels, scorer, baselines. See README.md here.

The folder belongs to the project, not to the package: run its parts from the project's root, as
``python -m benchmark.score``.
"""
