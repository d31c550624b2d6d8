from assistant.interfaces import launch


def test_serve_listens_where_it_is_told(cli, monkeypatch):
    launched = []
    monkeypatch.setattr(launch, "launch", lambda settings: launched.append((settings.host, settings.port)))
    monkeypatch.setenv("ASSISTANT_PORT", "9000")
    for options in ((), ("--port", "0"), ("--host", "0.0.0.0", "--port", "81")):
        assert cli("serve", *options)[0] == 0
    assert launched == [("127.0.0.1", 9000), ("127.0.0.1", 0), ("0.0.0.0", 81)]


def test_an_interrupted_command_says_so(cli, monkeypatch):
    def interrupted(settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(launch, "launch", interrupted)
    assert cli("serve") == (130, "", "已中断。 Interrupted.\n")
