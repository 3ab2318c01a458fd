"""Damage to a store, as a disk or a copy would do it, by what it changes."""

from __future__ import annotations

from compare.models import Decision, DecisionKind, VerdictKind

DECIDED = Decision(
    "q1", ("a",), DecisionKind.VERDICT, VerdictKind.AGREE, note="sure", at="2024-03-12T10:00:00Z"
)


def change(store, query: str, *values: object) -> None:
    """Change a store behind its back, as a disk would."""
    store.connection.execute("DROP TRIGGER IF EXISTS decisions_are_not_changed")
    store.connection.execute("DROP TRIGGER IF EXISTS decisions_are_not_deleted")
    store.connection.execute("PRAGMA foreign_keys = OFF")
    assert store.connection.execute(query, values).rowcount == 1
    store.connection.execute("PRAGMA foreign_keys = ON")


ONE_LETTER = {
    "text": "UPDATE articles SET text = replace(text, 'ferry', 'fErry') WHERE id = 'velmora'",
    "source": "UPDATE articles SET source = 'Velmorb Echo' WHERE id = 'velmora'",
    "day": "UPDATE articles SET published = '2024-03-13' WHERE id = 'velmora'",
    "no day": "UPDATE articles SET published = '2024-03-1x' WHERE id = 'velmora'",
    "id": "UPDATE articles SET id = 'velmorb' WHERE id = 'velmora'",
    "no UTF-8": "UPDATE articles SET text = CAST(x'41ff42' AS TEXT) WHERE id = 'velmora'",
    "file": "UPDATE articles SET path = '/velmorb' || path WHERE id = 'velmora'",
    "digest": "UPDATE articles SET digest = x'00' WHERE id = 'velmora'",
    "mark": "UPDATE articles SET compared = 3 WHERE id = 'velmora'",
    "mark of none": "UPDATE articles SET compared = 0 WHERE id = 'velmora'",
    "hash": "UPDATE articles SET hash = 'x' || substr(hash, 2) WHERE id = 'velmora'",
    "no hash": "UPDATE articles SET hash = x'' WHERE id = 'velmora'",
    "checksum": "UPDATE articles SET metadata = x'00' WHERE id = 'velmora'",
}


FACTS = {
    "fact": "UPDATE facts SET record = CAST(substr(record, 1, length(record) - 1) AS BLOB) WHERE n = "
    "(SELECT MIN(n) FROM facts)",
    "verdict": "UPDATE facts SET verdict = 'agree' WHERE n = "
    "(SELECT MIN(n) FROM facts WHERE verdict != 'agree')",
    "no verdict": "UPDATE facts SET verdict = 'agref' WHERE n = (SELECT MIN(n) FROM facts)",
    "number": "UPDATE facts SET n = n + 1 WHERE n = (SELECT MIN(n) FROM facts)",
    "lost fact": "DELETE FROM facts WHERE n = (SELECT n FROM facts ORDER BY n LIMIT 1 OFFSET 2)",
    "claim": "UPDATE claims SET record = CAST(record || 'a' AS BLOB) WHERE n = 2",
    "lost claim": "DELETE FROM claims WHERE n = 2",
    "moved claim": "UPDATE claims SET fact = (SELECT n FROM facts ORDER BY n LIMIT 1 OFFSET 1) WHERE n = 1",
    "value": "UPDATE claim_values SET record = CAST('Y' || substr(record, 2) AS BLOB) WHERE claim = "
    "(SELECT MIN(claim) FROM claim_values)",
    "lost value": "DELETE FROM claim_values WHERE claim = (SELECT MIN(claim) FROM claim_values)",
    "bound": "UPDATE claim_values SET low = 7 WHERE claim = "
    "(SELECT MIN(claim) FROM claim_values WHERE low > 7)",
    "run": "UPDATE comparison SET run = replace(run, 'model', 'modem')",
    "no run": "UPDATE comparison SET run = 'x'",
    "no comparison": "DELETE FROM comparison",
    "code": "UPDATE comparison SET code = 'x'",
}


SEARCHED = {
    "words": "UPDATE fact_words_data SET block = zeroblob(length(block)) WHERE id = (SELECT MAX(id) FROM "
    "fact_words_data)",
    "vectors": "UPDATE fact_vectors SET vectors = zeroblob(length(vectors))",
    "scales": "UPDATE fact_vectors SET scales = zeroblob(length(scales))",
    "source": ONE_LETTER["source"],
}


DECISIONS = {
    "note": "UPDATE decisions SET note = 'twi' WHERE id = 2",
    "verdict": "UPDATE decisions SET verdict = 'differ' WHERE id = 2",
    "no verdict": "UPDATE decisions SET verdict = 'diffes' WHERE id = 2",
    "kind": "UPDATE decisions SET kind = 'verdicu' WHERE id = 2",
    "no JSON": "UPDATE decisions SET claims = '[' WHERE id = 2",
    "no UTF-8": "UPDATE decisions SET note = CAST(x'41ff' AS TEXT) WHERE id = 2",
    "lost": "DELETE FROM decisions WHERE id = 2",
    "lost the last": "DELETE FROM decisions WHERE id = 3",
}
