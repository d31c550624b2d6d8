"""Sentences against the clauses that they cite, without a model: ``verify`` gives a verdict and what is missing.

A text is read in its plain form (``plain``), a clause cut into the segments within which a statement holds
(``segments``); each is read once and kept (``stretch``, ``source``).

figures, bounds, times, bodies, denials, places   what a text states, in one form
lexicon, words                                    its other words: synonyms, frame, pairs of signs
contrast, facts, names, polarity, roles,
statements                                        whether a clause states it, and of the same thing
belonging, quotes                                 whether the words stand together there; word for word
judgement                                         the verdict
second_opinion                                    what an entailment model may change in it
"""

from assistant.answering.verification.judgement import verify
from assistant.answering.verification.second_opinion import reconsider
from assistant.answering.verification.words import coverage

__all__ = ["coverage", "reconsider", "verify"]
