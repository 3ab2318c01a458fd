"""Stories: which articles tell one event or matter, what it is called, and which of its facts matter most."""
