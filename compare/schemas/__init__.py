"""The JSON Schemas of what crossclaim writes, as files of the package, made of the records that are written.

``python scripts/update_schemas.py`` writes them anew; a test holds them current.
"""

from compare.schemas.documents import DOCUMENTS, load_schema, made_schema, schema_text

__all__ = ["DOCUMENTS", "load_schema", "made_schema", "schema_text"]
