"""What is found and decided, for other programs: tables as files, databases, and linked data."""
