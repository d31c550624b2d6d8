"""The chat page: ask, see the evidence, read the checked answer, and open each citation in its document.

``conversation`` grows a turn event by event, ``render``, ``reader`` and ``frame`` make HTML of records, ``page`` holds
Gradio and ``web`` the application around it.
"""

from assistant.interfaces.chat.web import create_app

__all__ = ["create_app"]
