"""Start the assistant: settings → Assistant → pages. ``make run`` calls this."""

import sys

from assistant.errors import AssistantError
from assistant.interfaces.launch import launch
from assistant.settings import load_settings


def main() -> int:
    """Serve until stopped; a stated error is one line on standard error and exit code 1."""
    try:
        launch(load_settings())
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
