from dataclasses import replace

import pytest

from assistant.answering.local_server import ServerOptions, start_local_server
from assistant.answering.write import citing_grammar
from assistant.errors import GeneratorError
from assistant.interfaces.start import connect_local, server_options
from assistant.pipeline import model_store
from assistant.settings import Settings, load_settings
from tests.answering.chat_server import spoken
from tests.fakes import no_progress


@pytest.mark.parametrize("content", [None, b"", b"GGUF" + bytes(64)], ids=["missing", "empty", "broken"])
def test_a_file_that_is_no_model_is_a_stated_error(tmp_path, content):
    path = tmp_path / "none.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GeneratorError, match=r"none\.gguf.*models verify.*--answerer extract") as raised:
        start_local_server(path, ServerOptions(1024, threads=1))
    assert "\n" not in str(raised.value)


@pytest.mark.model
@pytest.mark.parametrize("draft_tokens", [0, 4], ids=["word by word", "with words guessed ahead"])
def test_the_real_model_streams_a_reply_bound_by_the_grammar(draft_tokens):
    settings = load_settings()
    path = model_store(settings).ensure(settings.generator, no_progress)
    options = replace(server_options(settings), context_tokens=1024, draft_tokens=draft_tokens)
    server = start_local_server(path, options)
    assert server.base_url.startswith("http://127.0.0.1:")
    generator = connect_local(server, Settings(answer_tokens=64))
    grammar = citing_grammar(2).replace("sentence{1,3}", "sentence").replace("{4,140}", "{4,12}")
    pieces = spoken(generator.stream("用一句话回答。", "材料：\n[1] 目标是100件。\n问题：目标是多少？", grammar))
    reply = "".join(pieces)
    assert len(pieces) > 1
    assert reply.endswith(("[1]。", "[2]。"))
    assert 8 <= len(reply) <= 16
