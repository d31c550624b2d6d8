"""All commands joined, and the one place where a stated error becomes a line and an exit code."""

import sys

import typer

from assistant.errors import AssistantError
from assistant.interfaces.cli import ask, benchmark, evaluate, index, measures, models, read, serve, verify
from assistant.interfaces.cli.output import note

_INTERRUPTED = 130
app = typer.Typer(
    name="python -m assistant",
    help="政策文件问答助手：每句话都引到条款。Questions over policy documents, cited to the clause.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models.app, name="models")
app.add_typer(index.app, name="index")
app.command()(read.read)
app.command()(ask.ask)
app.command()(ask.search)
app.command()(ask.batch)
app.command()(verify.verify)
app.add_typer(measures.app, name="measures")
app.command()(evaluate.evaluate)
app.add_typer(benchmark.benchmarks, name="benchmark")
app.command()(serve.serve)


def run() -> None:
    """Run the command line; a stated error is one line on standard error and exit code 1."""
    try:
        app()
    except AssistantError as error:
        note(f"错误：{error}")
        sys.exit(1)
    except SystemExit as end:
        # Typer makes this code of an interrupt, without a word.
        if end.code == _INTERRUPTED:
            note("已中断。 Interrupted.")
        raise
