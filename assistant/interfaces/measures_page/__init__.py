"""The page of support measures: cards, matrix, profile, conflicts and indicators, each quote linked to its clause.

``render`` makes HTML of records, ``export`` gives the same as files, ``page`` holds Gradio's components.
"""
