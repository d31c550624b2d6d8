import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings

from assistant.answering.listening import Piece
from assistant.answering.receipts import receipt_to_json
from assistant.interfaces.chat.conversation import Turn, advance, history
from assistant.interfaces.chat.examples import example_questions
from assistant.interfaces.chat.render import render_error, render_turn
from assistant.interfaces.html import element, join
from assistant.interfaces.site.frame import render_header, render_reader_panel, render_status, render_welcome
from assistant.interfaces.site.links import find_clause, reader_link
from assistant.interfaces.site.reader import Span, render_document
from assistant.interfaces.status import ModelState, ModelStatus
from assistant.pipeline import Found
from assistant.ports import Waiting
from assistant.reading.corpus import read_corpus
from assistant.records import (
    Answer,
    Chunk,
    Citation,
    Clause,
    ClauseKind,
    ClauseTree,
    DocumentMetadata,
    Hit,
    Passage,
    Query,
    Reason,
    Region,
    Removed,
    Retrieval,
    Scope,
    Sentence,
    SourceDocument,
    Timing,
    Verdict,
)  # fmt: skip
from tests.answering.made_receipts import receipts

CORPUS = Path(__file__).parents[2] / "corpus"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&${alert(3)}{{alert(4)}}"
TAG = re.compile(r"<(?!/?(?:[a-z][a-z0-9]*)[ >])|<(?:img|script|iframe|object)", re.IGNORECASE)


def make_tree(text="一、目标\n到2025年达到3件。另有奖励。\n\n返回首页", title="甲县意见"):
    end = text.index("\n\n")
    clause = Clause("甲/1", "甲", ClauseKind.SECTION, ("一、目标",), text[:end], 0, end)
    removed = (Removed(end, end + 2, "blank"), Removed(end + 2, len(text), "page furniture"))
    document = SourceDocument("甲", text, DocumentMetadata(title, Region("乙省", "丙市", "甲县")))
    return ClauseTree(document, (clause,), removed)


def make_chunk(tree):
    c = tree.clauses[0]
    return Chunk(c.id, c.document, c.kind, c.path, c.text, c.start, c.end, c.text, c.text)


def make_found(chunk, question="目标？"):
    hit = Hit(1, chunk, 1.0)
    return Found(
        Retrieval(Query(question, question, question, Scope()), (hit,)), (Passage(1, hit, ("到2025年达到3件。",)),)
    )


def make_answer(chunk, **values):
    sentence = Sentence("到2025年达到3件", (1,), Verdict.SUPPORTED)
    plain = {
        "text": "到2025年达到3件[1]。", "abstained": False, "reason": None, "answerer": "llm", "sentences": (sentence,),
        "citations": (Citation(1, chunk, "到2025年达到3件。"),), "hits": (Hit(1, chunk, 1.0),),
        "seconds": Timing(0.01, 1.0, 2.04),
    }  # fmt: skip
    return Answer(**(plain | values))


def text_of(html):
    return unescape(re.sub(r"<[^>]*>", "", str(html)))


def show(turn, tree):
    return str(render_turn(turn, {"甲": tree}))


def test_element_escapes_text_and_attributes_and_leaves_out_what_is_not_set():
    made = element("a", "<b>", element("br"), None, href='"x"&', hidden=True, title=None, class_="k", aria_label="甲<")
    assert str(made) == '<a href="&quot;x&quot;&amp;" hidden class="k" aria-label="甲&lt;">&lt;b&gt;<br></a>'
    assert str(join("a<", element("i", "&"))) == "a&lt;<i>&amp;</i>"


def test_sentence_has_its_mark_before_the_full_stop_and_its_verdict_behind():
    tree = make_tree()
    html = show(Turn("目标？", 1, make_found(make_chunk(tree)), "", make_answer(make_chunk(tree))), tree)
    address = "reader?clause=%E7%94%B2%2F1&amp;start=0&amp;end=21&amp;quote_start=5&amp;quote_end=15"
    assert (
        f'<p class="sentence" translate="no">到2025年达到3件<span class="tail"><a class="mark" href="{address}" '
        'aria-label="依据 1：一、目标" translate="yes">[1]</a>。'
        '<span class="verdict supported" title="句中的数字和措辞都在所引条款里" translate="yes">支持</span></span></p>'
    ) in html
    assert "语言模型作答" in html
    assert "用时 2.0 秒" in html


def test_evidence_comes_before_the_answer_and_half_a_mark_is_held_back():
    tree = make_tree()
    turn = Turn("目标？")
    assert "正在查找条款" in show(turn, tree)
    turn = advance(turn, make_found(make_chunk(tree)))
    assert 'class="card"' in show(turn, tree)
    assert "正在根据条款作答" in show(turn, tree)
    for piece in ("达到3件[1]。又[7]", "有[", "1"):
        turn = advance(turn, Piece(piece))
    draft = re.search(r'<p class="draft"[^>]*>(.*?)</p>', show(turn, tree)).group(1)
    assert text_of(draft) == "达到3件[1]。又有"


def test_who_waits_is_told_how_many_are_served_before():
    tree = make_tree()
    turn = advance(Turn("目标？"), make_found(make_chunk(tree)))
    assert "前面还有3个问题" in show(advance(turn, Waiting(3)), tree)
    assert "正在根据条款作答" in show(advance(advance(turn, Waiting(3)), Waiting(0)), tree)
    assert "前面" not in show(advance(advance(turn, Waiting(3)), Piece("到2025年")), tree)


def test_dropped_sentences_are_struck_through_with_what_is_missing():
    tree = make_tree()
    dropped = (Sentence("奖励50万元", (), Verdict.UNSUPPORTED, ("50万元",)),)
    answer = make_answer(make_chunk(tree), dropped=dropped, notice="语言模型没有回答。", removed_marks=2)
    html = show(Turn("目标？", 1, make_found(make_chunk(tree)), "", answer), tree)
    assert "<del>奖励50万元</del>" in html
    assert text_of(html).count("未获原文印证：50万元") == 1
    assert "语言模型没有回答。" in html
    assert "删去无效引文 2 处" in html


def test_refusal_says_why_and_offers_three_clauses():
    tree = make_tree()
    hits = tuple(Hit(n, make_chunk(tree), 1.0 / n) for n in range(1, 6))
    refused = make_answer(
        make_chunk(tree), text="抱歉，无法回答：没有。", abstained=True, reason=Reason.NOT_STATED, sentences=(),
        citations=(), hits=hits,
    )  # fmt: skip
    html = show(Turn("目标？", 1, make_found(make_chunk(tree)), "", refused), tree)
    assert 'class="answer declined"' in html
    assert "原文没有写明" in html
    assert "抱歉，无法回答：没有。" in html
    assert html.count('class="card"') == 3
    assert 'class="sentence"' not in html


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_label(reason):
    tree = make_tree()
    refused = make_answer(make_chunk(tree), abstained=True, reason=reason, sentences=(), citations=(), hits=())
    assert re.search(r"<strong>[^<]+</strong>", show(Turn("？", 1, None, "", refused), tree))


def test_hostile_text_stays_text_everywhere():
    tree = make_tree(f"一、{HOSTILE}\n{HOSTILE}\n\n{HOSTILE}", HOSTILE)
    chunk = make_chunk(tree)
    sentence = Sentence(HOSTILE, (1,), Verdict.PARTIAL, (HOSTILE,))
    answer = make_answer(
        chunk, sentences=(sentence,), dropped=(sentence,), notice=HOSTILE, answerer=HOSTILE, text=HOSTILE,
        citations=(Citation(1, chunk, HOSTILE, HOSTILE),),
    )  # fmt: skip
    found = make_found(chunk, HOSTILE)
    pages = [
        show(Turn(HOSTILE, 1, found, HOSTILE), tree),
        show(Turn(HOSTILE, 1, found, HOSTILE, answer), tree),
        show(
            Turn(HOSTILE, 1, found, HOSTILE, make_answer(chunk, abstained=True, reason=Reason.NOT_FOUND, text=HOSTILE)),
            tree,
        ),
        show(Turn(HOSTILE, error=HOSTILE), tree),
        str(render_error(HOSTILE)),
        str(render_header([tree])),
        str(render_welcome([HOSTILE], [tree])),
        str(render_status(ModelStatus(ModelState.FAILED, message=HOSTILE))),
        str(render_document(tree, tree.clauses[0], Span(0, 30), Span(4, 9))),
        str(render_document(tree, tree.clauses[0], Span(0, 30), Span(), HOSTILE)),
    ]
    for page in pages:
        assert not TAG.search(page)
        assert HOSTILE in text_of(page)


TREES = {tree.document.id: tree for tree in read_corpus(CORPUS, 800).trees}


@pytest.mark.parametrize("name", sorted(TREES))
def test_reader_shows_the_stored_text_whole_and_unchanged(name):
    tree = TREES[name]
    html = str(render_document(tree, tree.clauses[3]))
    body = html.split('<div class="document-text" translate="no">')[1].removesuffix("</div></article>")
    assert text_of(body) == tree.document.text


@pytest.mark.parametrize("name", sorted(TREES))
def test_reader_marks_exactly_the_cited_span(name):
    tree = TREES[name]
    for clause in tree.clauses[::7]:
        html = str(render_document(tree, clause, Span(clause.start, clause.end)))
        marked = "".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))
        assert "".join(text_of(marked).split()) == "".join(clause.text.split())
        assert all(step in text_of(html) for step in clause.path)


def test_quote_is_emphasised_inside_the_cited_span():
    tree = make_tree()
    html = str(render_document(tree, tree.clauses[0], Span(0, 21), Span(5, 16)))
    assert (
        '<mark>一、目标</mark></span>\n<span class="line"><mark><strong class="quote">到2025年达到3件。</strong></mark>'
        in html
    )
    assert "<mark>另有奖励。</mark>" in html
    assert '<div class="clause furniture"><span class="line">返回首页</span></div>' in html


@pytest.mark.parametrize("span", [Span(-5, 3), Span(10, 4), Span(0, 10**9), Span(10**9, 10**9 + 1)], ids=str)
def test_offsets_out_of_range_lose_no_text(span):
    tree = make_tree()
    body = str(render_document(tree, None, span, span)).split('<div class="document-text" translate="no">')[1]
    assert text_of(body) == tree.document.text


def copied(html):
    """What the buttons beside cited clauses copy."""
    return [unescape(said) for said in re.findall(r'<button[^>]* class="copy"[^>]* data-copy="([^"]*)"', html)]


def saved(html):
    """The receipts that buttons save, by the name of the file."""
    pairs = re.findall(r'<button[^>]* class="receipt"[^>]* data-name="([^"]*)" data-receipt="([^"]*)"', html)
    return {unescape(name): json.loads(unescape(data)) for name, data in pairs}


def test_each_cited_clause_has_a_button_that_copies_its_formal_citation_with_the_quote():
    tree = make_tree()
    chunk = make_chunk(tree)
    first = Citation(1, chunk, "到2025年达到3件。", "《甲县意见》第一部分")
    second = Citation(2, chunk, "落实“十四五”规划。", "《甲县“十四五”意见》第一部分")
    found = make_found(chunk)
    html = show(Turn("目标？", 1, found, "", make_answer(chunk, citations=(first, second))), tree)
    assert copied(html) == [
        "《甲县意见》第一部分：“到2025年达到3件。”",
        "《甲县“十四五”意见》第一部分：“落实‘十四五’规划。”",
    ]
    assert html.count(">复制引注<") == 2
    assert '<li><a class="card"' in html
    assert 'title="《甲县意见》第一部分"' in html


def test_clauses_that_are_offered_or_only_near_have_no_such_button():
    tree = make_tree()
    chunk = make_chunk(tree)
    found = make_found(chunk)
    refused = make_answer(chunk, abstained=True, reason=Reason.NOT_STATED, sentences=(), citations=())
    for turn in (Turn("目标？", 1, found), Turn("目标？", 1, found, "", refused)):
        assert 'class="card"' in show(turn, tree)
        assert copied(show(turn, tree)) == []


@given(receipts)
@settings(max_examples=20)
def test_every_answer_has_a_button_that_saves_its_receipt(receipt):
    tree = make_tree()
    chunk = make_chunk(tree)
    refused = make_answer(chunk, abstained=True, reason=Reason.NOT_STATED, sentences=(), citations=())
    for answer in (make_answer(chunk), refused):
        html = show(Turn("目标？", 1, make_found(chunk), "", answer, receipt), tree)
        assert saved(html) == {f"receipt-{receipt.id}.json": receipt_to_json(receipt)}
        assert not TAG.search(html)
        assert saved(show(Turn("目标？", 1, make_found(chunk), "", answer), tree)) == {}


def test_the_reader_copies_what_is_cited_in_it():
    tree = make_tree()
    whole = str(render_document(tree, tree.clauses[0], Span(0, 21), Span(), "《甲县意见》第一部分"))
    quoted = str(render_document(tree, tree.clauses[0], Span(0, 21), Span(5, 16), "《甲县意见》第一部分"))
    assert copied(whole) == ["《甲县意见》第一部分：“一、目标 到2025年达到3件。另有奖励。”"]
    assert copied(quoted) == ["《甲县意见》第一部分：“到2025年达到3件。”"]
    assert copied(str(render_document(tree, tree.clauses[0], Span(0, 21)))) == []


def test_links_lead_to_the_chunk_and_to_a_quote_that_is_part_of_it():
    chunk = make_chunk(make_tree())
    assert reader_link(chunk) == "reader?clause=%E7%94%B2%2F1&start=0&end=21"
    assert reader_link(chunk, "另有奖励。").endswith("&quote_start=16&quote_end=21")
    assert reader_link(chunk, chunk.text) == reader_link(chunk, "不在其中") == reader_link(chunk)


def test_clauses_are_found_by_their_id():
    tree, clause = find_clause(TREES, "heyuan/3.4.1.box4")
    assert (tree.document.id, clause.kind) == ("heyuan", ClauseKind.BOX)
    assert find_clause(TREES, "heyuan/nothing") is None
    assert find_clause(TREES, "nothing/1") is None


def test_follow_ups_see_the_earlier_questions_but_not_failed_ones():
    turns = [Turn(f"问{n}") for n in range(12)] + [Turn("坏", error="问题过长")]
    assert history(turns) == tuple(f"问{n}" for n in range(4, 12))


def test_examples_name_the_places_of_the_corpus():
    questions = example_questions(tuple(TREES.values()))
    assert len(set(questions)) == 4
    assert questions[0].startswith("河源市")
    assert "和玉溪市在" in questions[3]
    assert example_questions(()) == ()
    assert example_questions((make_tree(),)) == ("甲县有哪些奖励政策？",)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (ModelStatus(ModelState.ABSENT), "摘录原文作答"),
        (ModelStatus(ModelState.FETCHING, 300 << 20, 1200 << 20), "语言模型下载中 25%300 / 1200 MB，就绪前摘录原文"),
        (ModelStatus(ModelState.FETCHING), "语言模型下载中 0%0 / 0 MB，就绪前摘录原文"),
        (ModelStatus(ModelState.STARTING), "语言模型启动中就绪前摘录原文"),
        (ModelStatus(ModelState.READY), "语言模型作答"),
        (ModelStatus(ModelState.FAILED, message="磁盘已满"), "语言模型不可用，摘录原文作答磁盘已满"),
    ],
    ids=lambda value: value.state if isinstance(value, ModelStatus) else "",
)
def test_status_says_who_answers(status, shown):
    assert text_of(render_status(status)) == shown


def test_empty_corpus_and_reader_panel():
    assert "文档库是空的" in text_of(render_welcome((), ()))
    assert str(render_reader_panel()).startswith('<aside id="reader" ') is False or "hidden" in str(
        render_reader_panel()
    )


@pytest.mark.parametrize(
    ("ended", "streamed", "said"),
    [
        ({"is_stopped": True}, "", "已停止，没有作答。"),
        ({"is_stopped": True}, "到", "已停止。以上内容没有写完，也没有核对，不能作为回答引用。"),
        ({"is_interrupted": True}, "", "回答中断，没有作答；问题已保留，可以重新回答。"),
        ({"is_interrupted": True}, "到", "回答中断。以上内容没有写完，也没有核对，不能作为回答引用；可以重新回答。"),
    ],
    ids=["stopped early", "stopped", "interrupted early", "interrupted"],
)
def test_a_turn_that_ended_early_says_so_below_its_evidence(ended, streamed, said):
    tree = make_tree()
    turn = Turn("目标？", found=make_found(make_chunk(tree)), streamed=streamed, id="一", **ended)
    shown = str(render_turn(turn, {"甲": tree}))
    assert f'<p class="stopped" role="status">{said}</p>' in shown
    assert 'aria-busy="false"' in shown
    assert "依据条款" in shown
    assert ("waiting" in shown, "draft ended" in shown) == (False, bool(streamed))
