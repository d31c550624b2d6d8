"""What an entailment model may change in a verdict: little, and never a fact that is missing."""

from collections.abc import Sequence

from assistant.ports import Entailment
from assistant.records import Chunk, Verdict

# A model for inference is unsure of long clauses: it is heard only where it is sure.
LEAST_ENTAILMENT, LEAST_CONTRADICTION = 0.9, 0.9

Judgement = tuple[Verdict, tuple[str, ...]]


def reconsider(judgement: Judgement, sentence: str, chunks: Sequence[Chunk], entailment: Entailment) -> Judgement:
    """Lower support to partial support where the clauses contradict, lift partial support where they entail.

    An unsupported sentence lacks a fact or is about something else; the model is not asked.
    """
    verdict, missing = judgement
    if verdict is Verdict.UNSUPPORTED:
        return judgement
    premise = "\n".join(f"{' '.join(chunk.path)}\n{chunk.reading}" for chunk in chunks)
    inference = entailment.score(premise, sentence)
    if verdict is Verdict.SUPPORTED and inference.contradiction >= LEAST_CONTRADICTION:
        return Verdict.PARTIAL, missing
    if verdict is Verdict.PARTIAL and inference.entailment >= LEAST_ENTAILMENT:
        return Verdict.SUPPORTED, ()
    return judgement
