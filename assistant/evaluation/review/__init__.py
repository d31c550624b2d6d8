"""The review of citations: pairs of a sentence and a cited clause, judgements of people, and what these say.

``pairs`` makes the pairs of answers, ``judgement`` holds what a person says of one, ``adjudication`` settles what two
said differently, ``agreement`` and ``results`` count.
"""
