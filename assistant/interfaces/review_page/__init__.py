"""The page 引文核查: evaluators judge, pair by pair, whether a clause carries the sentence that cites it.

``page`` is the page in Gradio, an empty frame that ``review.js`` fills from the addresses of ``service``; ``runs`` lets
the assistant answer questions in the background; ``overview``, ``bench``, ``results`` and ``table`` make HTML of
records, ``export`` files.
"""
