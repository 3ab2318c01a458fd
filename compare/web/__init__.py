"""What the review page and the programming interface share as servers: addresses, headers, connections."""
