"""The records that people make: conversations and what they say of them, in SQLite or another database.

``database`` opens it, each other file keeps one kind of record, ``store`` holds them together. Only these know
SQLAlchemy.
"""
