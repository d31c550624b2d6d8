"""``serve``: the chat page."""

from typing import Annotated

import typer

from assistant.settings import load_settings


def serve(
    host: Annotated[str, typer.Option(help="监听地址；默认见设置。Address.")] = "",
    port: Annotated[int, typer.Option(min=-1, max=65535, help="端口；0 为任意空闲端口。Port; 0: any.")] = -1,
) -> None:
    """启动问答页面。Start the chat page."""
    # Gradio takes seconds to import, and the other commands do without it.
    from assistant.interfaces.launch import launch

    settings = load_settings()
    changes = {"host": host or settings.host, "port": settings.port if port < 0 else port}
    launch(settings.model_copy(update=changes))
