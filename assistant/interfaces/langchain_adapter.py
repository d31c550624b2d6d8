"""The clauses as a LangChain retriever, for those who build chains and agents of their own."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.pipeline import Assistant
from assistant.records import Hit


class ClauseRetriever(BaseRetriever):
    """Finds clauses; where the assistant would decline, it finds none."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - passed by name
    ) -> list[Document]:
        """Return the hits of a question, best first, with what a citation needs as metadata."""
        retrieval = self.assistant.search(query)
        return [] if retrieval.declined else [self._document(hit) for hit in retrieval.hits]

    def _document(self, hit: Hit) -> Document:
        chunk = hit.chunk
        metadata: dict[str, Any] = {
            "document": chunk.document,
            "title": self.assistant.titles[chunk.document],
            "clause": chunk.clause,
            "path": list(chunk.path),
            "start": chunk.start,
            "end": chunk.end,
            "score": hit.score,
        }
        return Document(page_content=chunk.text, metadata=metadata)
