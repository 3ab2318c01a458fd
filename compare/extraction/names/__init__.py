"""Names of people, places and organisations, and their spellings."""
