"""The answerer with a language model: prompt, grammar, and the reply as it comes."""

from collections.abc import Generator as Generating

from assistant.answering.library import Library
from assistant.answering.neutral import neutral
from assistant.answering.prompts import SYSTEM, USER, load_prompt
from assistant.ports import Generator, Reply
from assistant.records import Passage, Query

_SENTENCES = 3
_SENTENCE_CHARACTERS = 140
# No place or heading is longer; whoever writes one shall not push the question out of the model's context.
_HEAD_CHARACTERS = 200


def write(
    query: Query, passages: tuple[Passage, ...], library: Library, generator: Generator
) -> Generating[Reply, None, None]:
    """Yield the model's reply piece by piece.

    Raises:
        GeneratorError: the model cannot be reached or broke off.
    """
    system, user = make_prompt(query, passages, library)
    yield from generator.stream(system, user, citing_grammar(len(passages)))


def make_prompt(query: Query, passages: tuple[Passage, ...], library: Library) -> tuple[str, str]:
    """What the model is told and what it is asked; what never changes comes first, so that it is read only once."""
    material = "\n".join(render_passage(passage, library) for passage in passages)
    earlier = "" if query.focus == query.standalone else f"（接上文：{query.standalone.removesuffix(query.focus)}）"
    question = neutral(f"{query.focus}{earlier}")
    user = load_prompt(USER).substitute(passages=material, question=question)
    return load_prompt(SYSTEM).template, user


def render_passage(passage: Passage, library: Library) -> str:
    """One passage for the prompt, on one line: number, place, own heading, and the sentences that matter."""
    chunk = passage.hit.chunk
    head = " ".join(filter(None, (library.place(chunk.document), chunk.path[-1] if chunk.path else "")))
    return f"[{passage.number}] {neutral(head)[:_HEAD_CHARACTERS]}：{neutral(''.join(passage.sentences))}"


def citing_grammar(offered: int) -> str:
    """A GBNF grammar of a few sentences, each of which must end with the mark of an offered passage."""
    sources = " | ".join(f'"{number}"' for number in range(1, offered + 1))
    return (
        f"root ::= sentence{{1,{_SENTENCES}}}\n"
        'sentence ::= text "[" source "]。"\n'
        f"text ::= [^\\[\\]【】［］。！？\\n]{{4,{_SENTENCE_CHARACTERS}}}\n"
        f"source ::= {sources}\n"
    )
