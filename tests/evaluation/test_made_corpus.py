import numpy as np
import pytest

from assistant.evaluation.made_corpus import (
    SHARED_TEXTS,
    MadeCorpus,
    MadeEncoder,
    SharedTokens,
    counties,
    make_corpus,
    make_questions,
    vocabulary,
)
from assistant.indexing.late import TokenIndex, TokenSpace
from assistant.indexing.lexical import Bm25Index
from assistant.indexing.tokens import segment
from assistant.ports import Vectors
from assistant.reading.gazetteer import divisions
from assistant.retrieval.terms import topic_words


@pytest.fixture(scope="module")
def corpus() -> MadeCorpus:
    return make_corpus(120, 7)


def test_clauses_stand_in_documents_of_fifty(corpus: MadeCorpus) -> None:
    generation = corpus.generation
    assert [len(tree.clauses) for tree in generation.trees] == [50, 50, 20]
    assert (generation.manifest.documents, generation.manifest.chunks, len(generation.chunks)) == (3, 120, 120)
    assert [chunk.clause for chunk in generation.chunks] == [c.id for tree in generation.trees for c in tree.clauses]
    assert len({clause.id for tree in generation.trees for clause in tree.clauses}) == 120


def test_clauses_are_slices_of_their_documents(corpus: MadeCorpus) -> None:
    for tree in corpus.generation.trees:
        assert [tree.document.text[c.start : c.end] for c in tree.clauses] == [c.text for c in tree.clauses]


def test_documents_are_about_counties_of_one_name(corpus: MadeCorpus) -> None:
    regions = [tree.document.metadata.region for tree in corpus.generation.trees]
    assert regions == list(counties()[:3])
    assert all(divisions()[region.county] == (region,) for region in regions)


def test_the_index_is_that_of_the_texts(corpus: MadeCorpus) -> None:
    again = Bm25Index.build([chunk.embed_text for chunk in corpus.generation.chunks])
    for question in make_questions(5):
        words = topic_words(question)
        assert list(words) == list(dict.fromkeys(question.split("，")[0].split("、")))
        assert corpus.generation.lexical.search(words, 200, None) == again.search(words, 200, None) != []


def test_words_are_one_word_each_and_fall_off_by_rank(corpus: MadeCorpus) -> None:
    assert all(segment(word) == [word] for word in vocabulary()[:50])
    assert len(set(vocabulary())) == len(vocabulary()) > 10_000
    held = corpus.generation.lexical.occurrences(vocabulary()[:1000], range(120)).sum(axis=1)
    assert held[:10].mean() > held[10:100].mean() > held[100:].mean()


def test_vectors_of_a_document_are_closer_than_those_of_others(corpus: MadeCorpus) -> None:
    found = dict(corpus.generation.dense.search(corpus.queries[0], 120, None))
    means = sorted(np.mean([found[p] for p in range(120) if p // 50 == document]) for document in range(3))
    assert means[2] == pytest.approx(0.9, abs=0.02)
    assert means[1] == pytest.approx(0.8, abs=0.05)
    assert np.linalg.norm(corpus.queries, axis=1) == pytest.approx(np.ones(7), rel=1e-5)


def test_the_same_corpus_is_made_again(corpus: MadeCorpus) -> None:
    again = make_corpus(120, 7)
    assert again.generation.trees == corpus.generation.trees
    assert again.queries.tolist() == corpus.queries.tolist()
    searches = [c.generation.dense.search(corpus.queries[1], 5, None) for c in (corpus, again)]
    assert searches[0] == searches[1]
    asked = MadeEncoder(corpus.queries).encode(["甲"], is_query=True).tokens[0]
    matches = [c.generation.tokens.match(asked, range(120)).tolist() for c in (corpus, again)]
    assert matches[0] == matches[1]


def test_questions_name_the_place_before_the_same_words() -> None:
    plain, placed = make_questions(3), make_questions(3, "某县")
    assert placed == tuple(f"某县：{question}" for question in plain)
    assert len(set(plain)) == 3


@pytest.mark.parametrize("clauses", [1, 50, 51])
def test_corpora_of_any_size(clauses: int) -> None:
    made = make_corpus(clauses, 1)
    assert len(made.generation.chunks) == clauses == len(made.generation.dense.search(made.queries[0], 99, None))
    tokens = made.generation.tokens
    assert isinstance(tokens, SharedTokens)
    assert len(tokens) == clauses


def test_the_token_vectors_of_256_texts_stand_for_all() -> None:
    texts = [np.eye(SHARED_TEXTS, dtype=np.float32)[[number]] for number in range(SHARED_TEXTS)]
    index = TokenIndex.build(TokenSpace(np.zeros(SHARED_TEXTS, dtype=np.float32)), texts)
    shared = SharedTokens(index, 150_000)
    assert len(shared) == 150_000
    positions = [0, 255, 256, 149_999, 3, 3 + 256]
    found = shared.match(np.concatenate(texts), positions)
    assert found.shape == (6, SHARED_TEXTS)
    assert found.argmax(axis=1).tolist() == [0, 255, 0, 149_999 % SHARED_TEXTS, 3, 3]
    assert found.max(axis=1) == pytest.approx(np.ones(6))
    assert shared.match(np.concatenate(texts), np.array(positions)).tolist() == found.tolist()


def test_clauses_have_as_many_token_vectors_as_those_of_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[list[int]] = []
    build = TokenIndex.build

    def keep(space: TokenSpace, texts: list[Vectors]) -> TokenIndex:
        built.append([len(text) for text in texts])
        return build(space, texts)

    monkeypatch.setattr(TokenIndex, "build", keep)
    make_corpus(1, 1)
    [counts] = built
    assert len(counts) == SHARED_TEXTS
    assert np.mean(counts) == pytest.approx(120, abs=10)
    assert (min(counts) >= 40, max(counts) <= 200, len(set(counts)) > 100) == (True, True, True)


def test_questions_have_token_vectors_of_their_own(corpus: MadeCorpus) -> None:
    encoder = MadeEncoder(corpus.queries)
    first, second = (encoder.encode(["甲"], is_query=True) for _ in range(2))
    assert [first.vectors.tolist(), second.vectors.tolist()] == corpus.queries[:2, np.newaxis].tolist()
    assert [tokens.shape for tokens in (*first.tokens, *second.tokens)] == [(20, 384)] * 2
    assert np.abs(first.tokens[0] - second.tokens[0]).max() > 1
    cosines = corpus.generation.tokens.match(first.tokens[0], range(120))
    # Tokens that have nothing in common, as the nearest of a hundred have by chance in 384 dimensions.
    assert 0.05 < cosines.mean() < 0.25
