"""The documents change while the assistant answers: whole or not at all, and found again after a restart."""

import errno
from dataclasses import replace

import pytest

from assistant.errors import DocumentError, GenerationError
from assistant.indexing.generation import KEPT, current_name, fingerprint_of, generation_names
from assistant.pipeline import Figures, Kind, Step, history, shelf
from assistant.pipeline.history import History
from assistant.reading import corpus as reading
from assistant.reading import load
from assistant.reading.catalogue import COLUMNS
from assistant.reading.corrections import Action, Correction
from tests.fakes import make_assistant
from tests.pipeline.made_shelf import BING, JIA, YI, GatedEncoder, files, make_shelf, upload, write

CORRECTED = "document,action,line,before,at\njia,not_heading,二、重点任务,,\n"
ABOUT_JIA, ABOUT_YI = "甲县到2025年发明专利拥有量达到多少件？", "乙市对驰名商标给予多少奖励？"


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "corpus", jia=JIA)


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def made(corpus, index):
    return make_shelf(corpus, index)


@pytest.fixture
def send(tmp_path):
    return lambda name, text: upload(tmp_path / "uploads", name, text)


def done(desk, step=Step.DONE):
    assert desk.wait(30)
    change = desk.change()
    assert change.step is step, change
    return change


def documents(assistant):
    return sorted(assistant.trees)


def restarted(corpus, index):
    """The documents that a new process answers from, and how many texts it had to encode."""
    assistant = make_assistant(corpus, index)
    return documents(assistant), assistant.retriever.encoder.encoded


def test_a_file_is_read_embedded_and_answered_from(made, corpus, index, send):
    desk, current = made
    assert current().ask(ABOUT_YI).abstained
    desk.add([send("乙市办法.txt", YI)])
    change = done(desk)
    [outcome] = change.outcomes
    assert (change.kind, change.error) == (Kind.ADD, "")
    assert (outcome.name, outcome.document, outcome.title) == ("乙市办法.txt", "乙市办法", "乙市商标品牌办法")
    assert (outcome.now, outcome.before) == (Figures(2, 0), None)
    answer = current().ask(ABOUT_YI)
    assert (answer.abstained, answer.citations[0].chunk.document) == (False, "乙市办法")
    assert files(corpus) == {"jia.txt": JIA, "乙市办法.txt": YI}
    assert restarted(corpus, index) == (["jia", "乙市办法"], 0)


def test_several_files_come_together_and_each_refusal_is_told_on_its_own(made, corpus, send):
    desk, current = made
    sent = [send("yi.txt", YI), send("broken.txt", "\x00\x01"), send("空.txt", " "), send("bing.md", BING)]
    desk.add([*sent, send("yi.md", "丁县办法\n一、目标\n好。\n"), send("jia.pdf", YI)])
    change = done(desk)
    assert [(outcome.name, outcome.document) for outcome in change.outcomes] == [
        ("yi.txt", "yi"), ("broken.txt", ""), ("空.txt", ""), ("bing.md", "bing"), ("yi.md", ""), ("jia.pdf", ""),
    ]  # fmt: skip
    assert [("替换" in outcome.error) for outcome in change.outcomes] == [False, False, False, False, True, True]
    assert all("\n" not in outcome.error for outcome in change.outcomes)
    assert documents(current()) == ["bing", "jia", "yi"]
    assert sorted(files(corpus)) == ["bing.md", "jia.txt", "yi.txt"]
    # What was sent does not stay behind.
    assert not any(each.path.exists() for each in sent)


@pytest.mark.parametrize(
    "name",
    [
        "../jia.txt", "a/b.txt", "..\\b.txt", ".hidden.txt", "~$b.docx", "..", "", ".txt", "a\x00.txt", "b\n.txt",
        "catalogue.csv", "Corrections.csv", "README.md", "长" * 80 + ".txt", "a:b.txt", "c.txt.",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_or_mean_something_are_refused(made, corpus, index, send, name):
    desk, _ = made
    desk.add([send(name, YI)])
    change = done(desk, Step.FAILED)
    assert "  " not in change.outcomes[0].error
    assert change.outcomes[0].document == ""
    assert change.outcomes[0].error
    assert files(corpus) == {"jia.txt": JIA}
    assert len(generation_names(index)) == 1
    assert sorted(path.name for path in corpus.parent.iterdir()) == ["corpus", "index", "uploads"]


def test_too_large_a_file_is_refused(made, corpus, send, monkeypatch):
    from assistant.pipeline import edits

    monkeypatch.setattr(edits, "LARGEST_BYTES", 10)
    desk, _ = made
    desk.add([send("yi.txt", YI)])
    assert "过大" in done(desk, Step.FAILED).outcomes[0].error
    assert files(corpus) == {"jia.txt": JIA}


def test_a_newer_file_takes_the_place_of_the_old_one_under_the_same_id(made, corpus, index, send):
    desk, current = made
    desk.replace("jia", send("新版 甲县.md", JIA.replace("100件", "200件")))
    [outcome] = done(desk).outcomes
    assert (outcome.document, outcome.before, outcome.now) == ("jia", Figures(3, 0), Figures(3, 0))
    assert files(corpus) == {"jia.md": JIA.replace("100件", "200件")}
    assert "200件" in current().ask(ABOUT_JIA).text
    assert restarted(corpus, index) == (["jia"], 0)


def test_a_replacement_that_cannot_be_read_changes_nothing(made, corpus, index, send):
    desk, current = made
    before = current()
    desk.replace("jia", send("jia.txt", ""))
    assert "为空" in done(desk, Step.FAILED).outcomes[0].error
    assert (current(), files(corpus)) == (before, {"jia.txt": JIA})


def test_a_document_out_of_use_is_kept_on_disk_and_can_come_back(corpus, index):
    write(corpus, yi=YI)
    desk, current = make_shelf(corpus, index)
    desk.retire("yi")
    done(desk)
    assert files(corpus) == {"jia.txt": JIA, ".retired/yi.txt": YI}
    assert current().ask(ABOUT_YI).abstained
    # A restart finds the same, and so does another shelf over it.
    assert restarted(corpus, index) == (["jia"], 0)
    again, present = make_shelf(corpus, index)
    assert [file.document for file in again.inventory.retired()] == ["yi"]
    again.restore("yi")
    done(again)
    assert files(corpus) == {"jia.txt": JIA, "yi.txt": YI}
    assert not present().ask(ABOUT_YI).abstained
    assert restarted(corpus, index) == (["jia", "yi"], 0)


def test_a_name_out_of_use_is_still_taken(corpus, index, send):
    write(corpus, yi=YI)
    desk, _ = make_shelf(corpus, index)
    desk.retire("yi")
    done(desk)
    desk.add([send("yi.md", BING)])
    assert "恢复" in done(desk, Step.FAILED).outcomes[0].error


def test_the_last_document_can_go(made, corpus, index):
    desk, current = made
    desk.retire("jia")
    done(desk)
    assert current().ask(ABOUT_JIA).abstained
    assert restarted(corpus, index) == ([], 0)


def test_the_shelf_takes_up_what_was_changed_by_hand(made, corpus, index):
    desk, current = made
    write(corpus, jia=JIA.replace("100件", "300件"), yi=YI)
    desk.reread("jia")
    done(desk)
    assert "300件" in current().ask(ABOUT_JIA).text
    assert restarted(corpus, index) == (["jia", "yi"], 0)


def test_reading_again_builds_a_generation_even_if_nothing_changed(made, index):
    desk, _ = made
    before = current_name(index)
    desk.reread("jia")
    done(desk)
    assert current_name(index) == f"{before}-2"
    assert [kept.is_in_use for kept in desk.inventory.generations()] == [True, False]


def test_a_correction_is_applied_and_taken_back(made, corpus, index):
    desk, current = made
    correction = Correction(Action.NOT_HEADING, "二、重点任务")
    desk.correct("jia", correction)
    assert done(desk).outcomes[0].now == Figures(2, 0)
    assert desk.inventory.corrections("jia") == (correction,)
    assert len(current().trees["jia"].clauses) == 2
    assert restarted(corpus, index) == (["jia"], 0)
    desk.uncorrect("jia", correction)
    done(desk)
    assert desk.inventory.corrections("jia") == ()
    assert len(current().trees["jia"].clauses) == 3


def test_going_back_makes_the_corpus_what_it_was(made, corpus, index, send):
    desk, current = made
    first = current_name(index)
    desk.replace("jia", send("jia.txt", JIA.replace("100件", "200件")))
    done(desk)
    desk.add([send("yi.txt", YI)])
    done(desk)
    third = current_name(index)
    encoder = current().retriever.encoder
    encoded = encoder.encoded
    desk.return_to(first)
    assert done(desk).kind is Kind.RETURN
    assert current_name(index) == first
    assert encoder.encoded == encoded
    assert "100件" in current().ask(ABOUT_JIA).text
    # Nothing is lost: what the generation does not hold is out of use.
    assert files(corpus) == {"jia.txt": JIA, ".retired/yi.txt": YI}
    assert restarted(corpus, index) == (["jia"], 0)
    desk.return_to(third)
    done(desk)
    assert files(corpus) == {"jia.txt": JIA.replace("100件", "200件"), "yi.txt": YI}
    assert restarted(corpus, index) == (["jia", "yi"], 0)


def test_going_back_to_a_damaged_generation_makes_it_anew(made, corpus, index, send):
    desk, current = made
    first = current_name(index)
    desk.add([send("yi.txt", YI)])
    done(desk)
    (index / first / "chunks.jsonl").write_text("{", "utf-8")
    desk.return_to(first)
    done(desk)
    assert current_name(index) == f"{first}-2"
    assert documents(current()) == ["jia"]
    assert restarted(corpus, index) == (["jia"], 0)


def test_a_change_by_hand_is_not_overwritten_by_going_back(made, corpus, index, send):
    desk, _ = made
    first = current_name(index)
    desk.add([send("yi.txt", YI)])
    done(desk)
    write(corpus, yi=BING)
    desk.return_to(first)
    assert "重新读取" in done(desk, Step.FAILED).error
    assert files(corpus) == {"jia.txt": JIA, "yi.txt": BING}


def test_the_last_generations_can_be_gone_back_to_and_older_contents_are_dropped(made, corpus, index):
    desk, _ = made
    for number in range(KEPT + 2):
        write(corpus, jia=JIA.replace("100件", f"{number}件"))
        desk.reread("jia")
        done(desk)
    kept = desk.inventory.generations()
    assert [one.is_in_use for one in kept] == [True, *[False] * (KEPT - 1)]
    assert [one.can_return for one in kept] == [False, *[True] * (KEPT - 1)]
    assert len(list((corpus / ".history" / "contents").iterdir())) == KEPT
    with pytest.raises(DocumentError, match="没有留存"):
        desk.return_to("0123456789abcdef")


def test_one_change_at_a_time_and_answers_go_on_from_the_old_index(corpus, index, send):
    desk, current = make_shelf(corpus, index)
    slow = GatedEncoder()
    current.replace(old := replaced(current(), slow))
    desk.add([send("yi.txt", YI)])
    assert slow.reached.wait(30)
    change = desk.change()
    assert change.is_running
    with pytest.raises(DocumentError, match="正在进行"):
        desk.retire("jia")
    assert current() is old
    assert "100件" in current().ask(ABOUT_JIA).text
    assert current().ask(ABOUT_YI).abstained
    assert files(corpus) == {"jia.txt": JIA}
    slow.gate.set()
    done(desk)
    assert current() is not old
    assert current().retriever.encoder is slow
    assert not current().ask(ABOUT_YI).abstained
    desk.retire("jia")
    done(desk)


def replaced(assistant, encoder):
    assistant.retriever = replace(assistant.retriever, encoder=encoder)
    return assistant


def test_another_process_that_changes_the_corpus_is_waited_for_by_nobody(made, corpus, send):
    desk, _ = made
    with History(corpus).held():
        desk.add([send("yi.txt", YI)])
        assert "另一个程序" in done(desk, Step.FAILED).error
    assert files(corpus) == {"jia.txt": JIA}


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that are read, in order."""
    names = []
    for home in (load, reading):
        original = home.load_document

        def noting(path, original=original):
            names.append(path.name)
            return original(path)

        monkeypatch.setattr(home, "load_document", noting)
    return names


def test_only_what_changed_is_read_and_the_index_is_that_of_a_whole_build(corpus, index, send, reads):
    write(corpus, yi=YI)
    desk, current = make_shelf(corpus, index)
    changes = [
        (lambda: desk.add([send("bing.txt", BING)]), {"bing.txt"}),
        (lambda: desk.replace("yi", send("yi.md", BING.replace("8个", "9个"))), {"yi.md"}),
        (lambda: desk.correct("jia", Correction(Action.NOT_HEADING, "二、重点任务")), {"jia.txt"}),
        (lambda: desk.retire("bing"), set()),
        (lambda: desk.uncorrect("jia", Correction(Action.NOT_HEADING, "二、重点任务")), {"jia.txt"}),
        (lambda: desk.reread("jia"), {"jia.txt", "yi.md"}),
    ]
    for number, (change, read) in enumerate(changes):
        reads.clear()
        change()
        done(desk)
        assert set(reads) == read, number
        whole = make_assistant(corpus, index.parent / f"whole-{number}").retriever.generation.manifest
        assert current().retriever.generation.manifest.files == whole.files, number


@pytest.mark.parametrize("table", ["catalogue.csv", "corrections.csv", "yi.txt"])
def test_everything_is_read_where_something_was_changed_by_hand(corpus, index, send, reads, table):
    write(corpus, yi=YI)
    desk, current = make_shelf(corpus, index)
    rows = {"catalogue.csv": f"{','.join(COLUMNS)}\njia,甲{',' * 10}\n", "corrections.csv": CORRECTED, "yi.txt": BING}
    (corpus / table).write_text(rows[table], "utf-8")
    reads.clear()
    desk.add([send("bing.txt", BING)])
    done(desk)
    assert set(reads) == {"jia.txt", "yi.txt", "bing.txt"}
    whole = make_assistant(corpus, index.parent / "whole").retriever.generation.manifest
    assert current().retriever.generation.manifest.files == whole.files


def test_two_files_of_one_name_are_never_mixed_up(corpus, index, send):
    write(corpus / "a", jia=YI)
    desk, current = make_shelf(corpus, index)
    before = current().trees["jia"].document.text
    desk.add([send("bing.txt", BING)])
    done(desk)
    assert documents(current()) == ["bing", "jia"]
    assert current().trees["jia"].document.text == before


class CrashError(BaseException):
    """Stands for a process that ends: no code behind it runs."""


def fail_at(calls, number, fault):
    """A stand-in that lets a function be called so many times and fails from then on."""

    def call(*arguments, **named):
        fail_at.count += 1
        if fail_at.count > number:
            raise fault
        return calls(*arguments, **named)

    fail_at.count = 0
    return call


STAGES = {
    "copies": (history, "_copy", 0),
    "a copy of the new file": (history, "_copy", 4),
    "what is wanted": (History, "begin", 0),
    "the build": (shelf, "build", 0),
    "the moving": (History, "put", 0),
    "the note of the generation": (History, "record", 1),
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left"), GenerationError("坏了。 Broken.")])
def test_a_failure_at_any_step_undoes_the_change(corpus, index, send, monkeypatch, stage, fault):
    write(corpus, yi=YI)
    desk, current = make_shelf(corpus, index)
    before, name = current(), current_name(index)
    home, function, number = STAGES[stage]
    with monkeypatch.context() as patch:
        broken = fail_at(getattr(home, function), number, fault)
        if stage == "the moving":
            # It breaks off half way, and the way back is free.
            original = History.put
            broken = break_first_put(original, fault)
        patch.setattr(home, function, broken)
        desk.replace("yi", send("yi.md", BING))
        change = done(desk, Step.FAILED)
    assert change.error.startswith(("文档目录无法写入", "坏了"))
    assert (current(), current_name(index)) == (before, name)
    assert files(corpus) == {"jia.txt": JIA, "yi.txt": YI}
    assert restarted(corpus, index) == (["jia", "yi"], 0)
    desk.replace("yi", send("yi.md", BING))
    done(desk)
    assert files(corpus) == {"jia.txt": JIA, "yi.md": BING}


def break_first_put(put, fault):
    calls = []

    def broken(self, wanted):
        calls.append(wanted)
        if len(calls) == 1:
            put(self, replace(wanted, files={**wanted.files, "yi.txt": next(iter(wanted.files.values()))}))
            raise fault
        put(self, wanted)

    return broken


CRASHES = {**STAGES, "the end": (History, "end", 0)}


@pytest.mark.parametrize("stage", CRASHES)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_crash_at_any_step_leaves_the_old_or_the_new_documents(corpus, index, send, monkeypatch, stage):
    write(corpus, yi=YI)
    desk, _ = make_shelf(corpus, index)
    home, function, number = CRASHES[stage]
    with monkeypatch.context() as patch:
        patch.setattr(shelf.Shelf, "_undo", lambda *_: None)
        patch.setattr(home, function, fail_at(getattr(home, function), number, CrashError()))
        desk.replace("yi", send("yi.md", BING))
        assert desk.wait(30)
    # A new process begins with the corpus as it finds it.
    found = documents(make_assistant(corpus, index))
    assert found == ["jia", "yi"]
    swapped = stage in {"the moving", "the note of the generation", "the end"}
    assert files(corpus) == {"jia.txt": JIA, **({"yi.md": BING} if swapped else {"yi.txt": YI})}
    assert restarted(corpus, index) == (["jia", "yi"], 0)
    assert not (corpus / ".history" / "pending.json").exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_a_crash_among_the_files_is_finished_at_the_next_start(corpus, index, send, monkeypatch, moved):
    write(corpus, yi=YI)
    desk, _ = make_shelf(corpus, index)
    with monkeypatch.context() as patch:
        patch.setattr(shelf.Shelf, "_undo", lambda *_: None)
        put = History.put

        def crash(self, wanted):
            patch.setattr(history, "_copy", fail_at(history._copy, moved, CrashError()))
            put(self, wanted)
            raise CrashError

        patch.setattr(History, "put", crash)
        desk.add([send("a.txt", BING), send("b.txt", BING.replace("8个", "9个"))])
        assert desk.wait(30)
    assert restarted(corpus, index) == (["a", "b", "jia", "yi"], 0)
    assert sorted(files(corpus)) == ["a.txt", "b.txt", "jia.txt", "yi.txt"]


def test_a_change_broken_off_under_another_index_is_left_to_it(made, corpus, index, tmp_path):
    notes = History(corpus)
    with notes.held():
        holding = notes.capture()
        wanted = history.Pending(str(index.resolve()), "0" * 16, replace(holding, files={}))
        notes.begin(wanted)
    make_assistant(corpus, tmp_path / "other")
    assert (corpus / ".history" / "pending.json").exists()
    make_assistant(corpus, index)
    assert not (corpus / ".history" / "pending.json").exists()
    assert files(corpus) == {"jia.txt": JIA}


def test_a_fault_of_the_program_is_told_and_the_shelf_goes_on(made, corpus, send, monkeypatch):
    desk, _ = made
    seen = []
    monkeypatch.setattr("threading.excepthook", lambda hook: seen.append(hook.exc_type))
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "build", lambda *_, **__: 1 / 0)
        desk.add([send("yi.txt", YI)])
        assert "程序出错" in done(desk, Step.FAILED).error
    assert seen == [ZeroDivisionError]
    assert files(corpus) == {"jia.txt": JIA}
    desk.add([send("yi.txt", YI)])
    done(desk)


def test_what_does_not_exist_is_a_stated_error(made):
    desk, _ = made
    for act in (desk.retire, desk.restore, desk.reread):
        with pytest.raises(DocumentError, match="没有这份文件"):
            act("nirgends")
    with pytest.raises(DocumentError, match="请先选择"):
        desk.add([])


def test_the_same_file_again_is_no_change(made, send, index):
    desk, _ = made
    desk.replace("jia", send("jia.txt", JIA))
    assert "没有更改" in done(desk, Step.FAILED).error
    assert len(generation_names(index)) == 1
    assert fingerprint_of(current_name(index)) == current_name(index)
