"""Facts to files and pages."""
