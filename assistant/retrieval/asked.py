"""A question as it is searched for: understood, encoded, its telling words weighed."""

from dataclasses import dataclass

from assistant.indexing.generation import Generation
from assistant.ports import Encoder
from assistant.records import Query
from assistant.retrieval.kinds.kind import asks_outline
from assistant.retrieval.ranking.candidates import Probe
from assistant.retrieval.terms import topic_words
from assistant.retrieval.topic import Topic


@dataclass(frozen=True, slots=True)
class Asked:
    """What is made once for a question, whatever documents are searched; ``probe.words`` are all its telling words."""

    query: Query
    probe: Probe
    topic: Topic
    asks_outline: bool

    @classmethod
    def of(cls, query: Query, encoder: Encoder, index: Generation) -> "Asked":
        """Encode the question without what chose its scope, and weigh its words by the index."""
        text = query.topic or query.standalone
        encoded, words = encoder.encode([text], is_query=True), topic_words(text)
        known = tuple(word for word in words if index.lexical.holds(word))
        topic = Topic(known, tuple(index.lexical.weights(known).tolist()), len(known) / len(words) if words else 0.0)
        return cls(query, Probe(words, encoded.vectors[0], encoded.tokens[0]), topic, asks_outline(query.focus))

    @property
    def tokens(self) -> int:
        """The number of the question's tokens."""
        return len(self.probe.tokens)
