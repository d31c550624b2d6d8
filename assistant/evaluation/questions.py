"""Files of questions: JSON lines with ``id``, ``question`` and ``history``; gold files add what is expected."""

from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import QuestionError


class Evidence(BaseModel):
    """A clause of ``document`` must hold every string of ``all_of``."""

    model_config = ConfigDict(frozen=True)

    document: str
    all_of: tuple[str, ...]


class GoldQuestion(BaseModel):
    """A question, and for evaluation what a good answer finds, says and cites; other fields are ignored.

    ``reason`` is why an unanswerable question has to be declined, a value of ``Reason``; empty where none is expected.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    history: tuple[str, ...] = ()
    kind: str = ""
    answerable: bool = True
    evidence: tuple[Evidence, ...] = ()
    answer_all_of: tuple[tuple[str, ...], ...] = ()
    reason: str = ""


def load_questions(path: Path) -> tuple[GoldQuestion, ...]:
    """Read a file of questions, in order.

    Raises:
        QuestionError: the file cannot be read, or a line is not such an object (its number is given).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"问题文件无法读取：{path}。应为 UTF-8 的 JSON Lines 文件。 Cannot be read.") from error
    return parse_questions(text, str(path))


def parse_questions(text: str, name: str) -> tuple[GoldQuestion, ...]:
    """The questions of a file's text, in order; errors call the file by ``name``.

    Raises:
        QuestionError: a line is not such an object (its number is given).
    """
    questions = []
    # Only line feeds end a line: JSON strings may hold U+2028 and its like.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                questions.append(GoldQuestion.model_validate_json(line))
            except ValidationError as error:
                detail = error.errors()[0]["msg"]
                raise QuestionError(
                    f"{name} 第{number}行不是有效的问题（应为含 id、question 的 JSON）：{detail}。 Bad line."
                ) from error
    return tuple(questions)


def load_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Read a file of gold questions, in order.

    Raises:
        QuestionError: the file cannot be read, holds no question, or gives one id to two.
    """
    questions = load_questions(path)
    if not questions:
        raise QuestionError(f"{path} 中没有问题。 The file holds no questions.")
    counts = Counter(question.id for question in questions)
    if repeated := [identifier for identifier, count in counts.items() if count > 1]:
        named = "、".join(repeated[:5])
        raise QuestionError(f"{path} 中有{len(repeated)}个 id 重复：{named}。请改正后重试。 Ids are not unique.")
    return questions
