"""Numbers, money and shares, as intervals in a unit."""
