"""The HTTP interface: an ASGI application over `compare.services`, behind a guard."""
