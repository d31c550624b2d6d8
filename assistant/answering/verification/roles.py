"""Which bodies lead and which only help: 牵头单位：县市场监管局；配合单位：县公安局."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.answering.verification.bodies import Body, same_body
from assistant.answering.verification.contrast import OF_OTHER
from assistant.answering.verification.source import Place
from assistant.answering.verification.stretch import Stretch

ROLE_WORDS = frozenset({"牵头", "配合", "协办"})
# Between a role and its body stand at most the bodies that it is listed with.
_LIST = r"[\0、和及与等]*"
_BEFORE = re.compile(rf"(?:(?P<lead>牵头)|配合|协办)(?:单位|部门)?(?:[:为是有]|包括)*{_LIST}$")
_BEHIND = re.compile(rf"{_LIST}(?:共同|负责|具体|组织)*(?:(?P<lead>牵头)|配合|协办)(?!单位|部门)")


class Role(StrEnum):
    """What part a body has."""

    LEADS = "leads"
    HELPS = "helps"


def role_of(stretch: Stretch, body: Body) -> Role | None:
    """The role that a text gives to a body: behind it (由甲局牵头), else before it (牵头单位：甲局)."""
    match = _BEHIND.match(stretch.masked, body.end) or _BEFORE.search(stretch.masked[: body.start])
    if match is None:
        return None
    return Role.LEADS if match["lead"] else Role.HELPS


def wrong_roles(said: Stretch, places: Sequence[Place]) -> Iterator[str]:
    """Bodies that the sentence lets lead where the clauses let them only help, or the other way round."""
    for body in said.bodies:
        role = role_of(said, body)
        held = {
            role_of(place.stretch, other)
            for place in places
            for other in place.stretch.bodies
            if same_body(body, other)
        } - {None}
        if role and held and role not in held:
            yield f"{body.words}{OF_OTHER}"
