"""Every stated error. A message says in Chinese, then in English, what is wrong and what to do.

AssistantError
├── SettingsError           a setting is unknown or has a value that cannot be used
├── ModelError              a model file cannot be had or used
│   ├── DownloadError       a source could not be reached or broke off
│   └── ChecksumError       a file is not the one that the manifest names
├── DocumentError           a document cannot be read
├── EditingError            a change to the documents is not allowed
├── GenerationError         an index generation cannot be used
│   └── StaleIndexError     it was built from another corpus, model or setting
├── QuestionError           a question or a file of questions cannot be used
├── ReceiptError            a receipt cannot be used
│   ├── TamperedError       a receipt is not what was written
│   └── OutdatedError       clauses that a receipt cites are not what they were
├── GeneratorError          the language model did not answer
├── RecordsError            conversations cannot be kept or read
├── ReviewError             a set of answers or a judgement of one cannot be used
└── ServerError             the page cannot be served (port in use)

Declining to answer is no error: it is an ``Answer`` with a reason.
"""

from enum import StrEnum


class AssistantError(Exception):
    """Root of all errors that an interface shows to its user as one line."""


class SettingsError(AssistantError):
    """A setting is unknown or has a value that cannot be used."""


class ModelError(AssistantError):
    """A model file cannot be had or used."""


class DownloadError(ModelError):
    """A source of model files could not be reached or broke off."""


class ChecksumError(ModelError):
    """A model file is not the one that the manifest names."""


class DocumentError(AssistantError):
    """A document cannot be read."""


class EditingError(AssistantError):
    """A change to the documents is not allowed."""


class GenerationError(AssistantError):
    """An index generation cannot be used."""


class StaleIndexError(GenerationError):
    """An index generation was built from another corpus, model or setting."""


class QuestionError(AssistantError):
    """A question or a file of questions cannot be used."""


class ReceiptError(AssistantError):
    """A receipt cannot be used."""


class TamperedError(ReceiptError):
    """A receipt is not what was written."""


class OutdatedError(ReceiptError):
    """Clauses that a receipt cites are not what they were."""


class Failure(StrEnum):
    """In what way a language model failed; its value is how logs and error lines name it."""

    UNKNOWN = "出错"
    TIMEOUT = "超时"
    BUSY = "限流"
    UNREACHABLE = "无法连接"
    BROKEN = "中断"
    FORMAT = "格式错误"
    FAULT = "服务出错"
    REFUSED = "拒绝请求"


class GeneratorError(AssistantError):
    """The language model did not answer; ``failure`` says in what way."""

    def __init__(self, message: str, failure: Failure = Failure.UNKNOWN) -> None:
        super().__init__(message)
        self.failure = failure


class RecordsError(AssistantError):
    """Conversations cannot be kept or read."""


class ReviewError(AssistantError):
    """A set of answers to review, or a judgement, cannot be used."""


class ServerError(AssistantError):
    """The page cannot be served."""
