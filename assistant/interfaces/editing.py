"""Who may change the documents. The page asks before it shows a control, and the server at every change."""

import hmac
import ipaddress
import time
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from assistant.errors import EditingError
from assistant.settings import Settings

_HOW = "如需在此更改文档，请设置 ASSISTANT_EDITING=on（可另设口令 ASSISTANT_EDITING_PASSWORD）后重启。"
# Guessing becomes slow, a slip costs little.
_WRONG_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Asker:
    """Where a request comes from: the address it was sent to, the page it was sent from, and the machine."""

    host: str = ""
    origin: str = ""
    client: str = ""


@dataclass(frozen=True, slots=True)
class Editing:
    """The rule of the settings. Without settings nobody may change anything."""

    mode: Literal["auto", "on", "off"] = "off"
    served_on: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "Editing":
        """The rule that the settings make."""
        return cls(settings.editing, settings.host, settings.editing_password.get_secret_value())

    @property
    def is_open(self) -> bool:
        """Whether the page has any controls for changes."""
        return self.mode == "on" or (self.mode == "auto" and _is_loopback(self.served_on))

    @property
    def asks_password(self) -> bool:
        """Whether a change needs a password."""
        return bool(self.password)

    @property
    def closed_line(self) -> str:
        """Why nothing can be changed, and how that is allowed; empty where it can."""
        if self.is_open:
            return ""
        return f"本页只供查阅。{_HOW}" if self.mode == "off" else f"本页向其他电脑开放，只供查阅。{_HOW}"

    def check_place(self, asker: Asker) -> None:
        """Refuse who asks from a place that changes are not allowed from.

        Raises:
            EditingError: changes are not allowed at all, or not from there.
        """
        if not self.is_open:
            raise EditingError(f"{self.closed_line} Changes are not allowed here.")
        # A page of another server may not act through a visitor's browser.
        if asker.origin and urlsplit(asker.origin).netloc != asker.host:
            raise EditingError("请求来自其他网站，已拒绝。 The request comes from another site.")
        near = _is_loopback(urlsplit(f"//{asker.host}").hostname or "") and _is_loopback(asker.client)
        if self.mode == "auto" and not near:
            raise EditingError(f"只能在运行本服务的电脑上更改文档。{_HOW} Only on this machine.")

    def check(self, asker: Asker, password: str) -> None:
        """Refuse a change that is not allowed.

        Raises:
            EditingError: it is not allowed from there, or the password is wrong.
        """
        self.check_place(asker)
        if self.password and not hmac.compare_digest(_bytes(password), _bytes(self.password)):
            time.sleep(_WRONG_SECONDS)
            raise EditingError("口令不对，文档没有改动。 The password is wrong.")


NOBODY = Editing()


def _bytes(text: str) -> bytes:
    """Whatever was sent, halves of characters included."""
    return text.encode("utf-8", "surrogatepass")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
