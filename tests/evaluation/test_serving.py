import pytest

from assistant.answering.local_server import LocalServer, Usage
from assistant.errors import Failure, GeneratorError
from assistant.evaluation import serving
from assistant.evaluation.questions import GoldQuestion
from assistant.evaluation.serving import Prompt, Variant, first_prompt, measure_serving
from tests.fakes import BrokenGenerator, make_assistant

PROMPTS = [Prompt("系统", "甲", "g"), Prompt("系统", "乙", "g")]


class Clock:
    """A clock that only moves when work is done; each server also works on the processor, twice as long."""

    now = 0.0

    def perf_counter(self):
        return self.now

    def process_time(self):
        return 2 * self.now


class Model:
    """Takes so many seconds to read and to write, and counts its tokens."""

    def __init__(self, clock, read, write):
        self.clock, self.read, self.write, self.asked = clock, read, write, []

    def stream(self, system, user, grammar):
        self.asked.append(user)
        self.clock.now += self.read
        yield "字"
        self.clock.now += self.write
        yield "字"

    def usage(self):
        count = len(self.asked)
        return Usage(10 * count, self.read * count, 2 * count, self.write * count, 4 * count, 1 * count)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(serving, "time", clock)
    monkeypatch.setattr("assistant.answering.listening.time", clock)
    return clock


def test_every_prompt_goes_to_every_variant_in_turn_and_figures_are_against_the_first(clock):
    fast, slow = Model(clock, 1.0, 0.5), Model(clock, 3.0, 1.5)
    variants = {"fast": Variant(fast, fast.usage), "slow": Variant(slow, slow.usage)}
    done = []
    figures = measure_serving(variants, PROMPTS, 2, done.append)
    assert done == list(range(1, 9))
    # Once to warm up.
    assert fast.asked == ["甲", "甲", "乙", "甲", "乙"]
    assert (figures["fast"].first_token_seconds, figures["fast"].seconds, figures["fast"].processor_seconds) == (
        1,
        1.5,
        3,
    )
    assert (figures["slow"].seconds_ratio, figures["slow"].processor_ratio) == (3.0, 3.0)
    assert (figures["slow"].read_tokens, figures["slow"].written_tokens) == (40, 8)
    assert figures["slow"].read_tokens_per_second == pytest.approx(10 / 3)
    assert figures["slow"].written_tokens_per_second == pytest.approx(2 / 1.5)
    assert (figures["slow"].guessed_tokens, figures["slow"].accepted_tokens) == (16, 4)


def test_a_cold_variant_reads_something_else_before_and_that_is_not_timed(clock):
    model = Model(clock, 1.0, 0.5)
    figures = measure_serving({"cold": Variant(model, model.usage, is_cold=True)}, PROMPTS[:1], 1, lambda _: None)
    assert model.asked == ["x", "甲", "x", "甲"]
    assert (figures["cold"].seconds, figures["cold"].read_tokens) == (1.5, 10)


def test_a_server_that_fails_ends_the_measurement(clock):
    broken = Variant(BrokenGenerator(failure=Failure.TIMEOUT), Usage)
    with pytest.raises(GeneratorError, match="超时"):
        measure_serving({"broken": broken}, PROMPTS, 1, lambda _: None)


def test_the_first_prompt_of_a_question_is_what_the_model_would_be_asked(tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "甲县知识产权规划\n一、主要目标\n到2025年，发明专利拥有量达到100件。\n"
    (tmp_path / "corpus" / "jia.txt").write_text(text, "utf-8")
    assistant = make_assistant(tmp_path / "corpus", tmp_path / "index")
    prompt = first_prompt(assistant, GoldQuestion(id="a", question="到2025年发明专利拥有量达到多少件？"))
    assert "发明专利拥有量达到100件" in prompt.user
    assert first_prompt(assistant, GoldQuestion(id="b", question="发明专利有哪些措施？")) is None


def test_usage_is_read_from_the_server_s_own_counters():
    class Handle:
        def handle_metrics(self):
            names = (
                "prompt_tokens_total", "prompt_tokens_cached_total", "prompt_seconds_total", "tokens_predicted_total",
                "tokens_predicted_seconds_total", "spec_decode_num_draft_tokens_total",
                "spec_decode_num_accepted_tokens_total", "requests_processing",
            )  # fmt: skip
            return "".join(f"# HELP llamacpp:{n} x\n# TYPE llamacpp:{n} counter\nllamacpp:{n} {i}\n"
                           for i, n in enumerate(names))  # fmt: skip

    usage = LocalServer("http://127.0.0.1:1/v1", "m", Handle()).usage()
    assert usage == Usage(0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
    assert usage + usage - usage == usage
