"""The settings in force as they may be shown: with a name in Chinese, without keys and passwords."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from assistant.settings import PREFIX, Settings

NAMES = {
    "corpus": "文档目录",
    "index": "索引目录",
    "models": "模型缓存目录",
    "models_source": "模型来源",
    "encoder": "检索模型",
    "encoder_precision": "检索模型精度",
    "reranker": "重排模型",
    "entailment": "复核模型",
    "least_nearness": "作答所需的最低相近程度",
    "taxonomy": "措施分类文件",
    "generator": "本机语言模型",
    "api_base_url": "语言模型接口地址",
    "api_model": "接口上的模型名",
    "api_grammar": "接口支持语法约束",
    "api_connect_seconds": "连接等待上限（秒）",
    "api_first_token_seconds": "首字等待上限（秒）",
    "api_token_seconds": "两字间等待上限（秒）",
    "api_timeout_seconds": "整个回答等待上限（秒）",
    "api_retries": "重试次数",
    "api_retry_wait_seconds": "重试间隔上限（秒）",
    "answerer": "作答方式",
    "model_writes": "语言模型写什么",
    "context_tokens": "上下文长度（词元）",
    "answer_tokens": "回答长度上限（词元）",
    "evidence_tokens": "依据长度上限（词元）",
    "local_at_once": "同时回答的问题数",
    "local_cache_megabytes": "提示词缓存（MB）",
    "draft_tokens": "预猜词元数",
    "threads": "处理器线程数",
    "clause_characters": "整条引用的字数上限",
    "question_characters": "问题字数上限",
    "records": "对话记录数据库",
    "editing": "谁可以更改文档",
    "host": "监听地址",
    "port": "端口",
}
# What a visitor may ask about; the others are shown when they were changed, or on demand.
_FIRST = ("answerer", "corpus", "records", "least_nearness", "clause_characters", "question_characters")


@dataclass(frozen=True, slots=True)
class SettingShown:
    """A setting: its name in Chinese, its variable, its value as text (empty: not set), and whether it was changed."""

    name: str
    variable: str
    value: str
    is_changed: bool
    is_first: bool


def settings_shown(settings: Settings) -> tuple[SettingShown, ...]:
    """All settings but secrets, in their order; a new one without a name here is called by its variable."""
    return tuple(
        SettingShown(
            NAMES.get(key, key),
            f"{PREFIX}{key}".upper(),
            _text(getattr(settings, key)),
            getattr(settings, key) != field.default,
            key in _FIRST,
        )
        for key, field in Settings.model_fields.items()
        if not isinstance(field.default, SecretStr)
    )


def _text(value: object) -> str:
    if isinstance(value, Path):
        return _short(value)
    if isinstance(value, str) and "://" in value:
        return _without_password(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _without_password(address: str) -> str:
    """An address without the password in it, and without the values behind its question mark."""
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    shown = f"{user.partition(':')[0]}:***@{host}" if at and ":" in user else parts.netloc
    home = f"{Path.home()}/"
    path = parts.path.replace(home, "~/", 1) if home in parts.path else parts.path
    if not parts.netloc:
        return f"{parts.scheme}://{path}{'?…' if parts.query else ''}"
    return urlunsplit((parts.scheme, shown, path, "…" if parts.query else "", ""))
