"""Questions over Chinese policy documents, answered from the documents alone and cited to the clause.

The flow, one folder a step, data going down only::

    file ─ reading → clause tree → chunks ─ indexing → index generation
    question ─ retrieval → hits ─ answering → answer, citations, a verdict a sentence

``pipeline`` joins the steps; ``evaluation`` measures them; ``interfaces`` are the doors.
"""
