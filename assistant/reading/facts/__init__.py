"""What a document says of itself: title, number, issuing bodies, place, dates, validity, responsible units.

Each module reads one thing and returns facts: a value with the span of the words it was read from and a confidence
(``confidence.py`` says what the figures mean). ``assistant.reading.metadata`` joins them.
"""
