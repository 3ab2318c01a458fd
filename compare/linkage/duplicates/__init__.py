"""Articles and sentences that copy one text, and the origins they share."""
