"""The conversation: ask, see the evidence, read the checked answer, and open each citation in its document.

``conversation`` grows a turn event by event, ``render`` makes HTML of it, ``export`` a file, ``page`` holds Gradio.
"""
