"""First come, first served: a few are let through at once, the others are told how many stand before them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class _Ticket:
    tell: Callable[[int], None]
    called: asyncio.Event = field(default_factory=asyncio.Event)
    told: int = 0


class Line:
    """A waiting line of one event loop; ``at_once`` 0 lets everybody through."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._tickets: list[_Ticket] = []

    @asynccontextmanager
    async def turn(self, tell: Callable[[int], None]) -> AsyncIterator[None]:
        """Wait for one's turn and keep it for the block; ``tell`` hears how many are ahead, whenever that changes."""
        ticket = _Ticket(tell)
        self._tickets.append(ticket)
        try:
            self._call()
            await ticket.called.wait()
            yield
        finally:
            self._tickets.remove(ticket)
            self._call()

    def _call(self) -> None:
        """Call whoever has come to the front, and tell the others their place."""
        for place, ticket in enumerate(self._tickets):
            ahead = max(0, place - self._at_once + 1) if self._at_once else 0
            if ahead != ticket.told:
                ticket.told = ahead
                ticket.tell(ahead)
            if not ahead:
                ticket.called.set()
