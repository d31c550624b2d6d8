"""The site: its frame, the reader of documents, and the application that serves the pages.

``app`` puts the addresses together, ``blocks`` mounts the pages, ``frame`` and ``reader`` make HTML of records. Each
page has a folder of its own beside this one.
"""
