"""The version: packaging, `crossclaim --version` and every report read it here."""

__all__ = ["__version__"]

__version__ = "0.2.0"
