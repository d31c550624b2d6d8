"""Settings: frozen plain data, read once at the edge from ``ASSISTANT_…`` variables and an optional TOML file."""

import os
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Everything that can be set; each field's description gives its meaning and unit."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    corpus: Path = Field(ROOT / "corpus", description="folder of documents, with or without catalogue.csv")
    index: Path = Field(ROOT / "index", description="folder of index generations")
    models: Path = Field(
        user_cache_path("policy-assistant") / "models", description="cache folder of model files, outside the checkout"
    )
    models_source: str = Field(
        "registry", description="where models come from: a local folder, 'huggingface', 'modelscope' or 'registry'"
    )
    encoder: str = Field(
        "multilingual-e5-small",
        description="embedding model: a name in models.toml, a sentence-transformers folder or a hub name",
    )
    encoder_precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto: bfloat16 where the processor computes it, else float32"
    )
    reranker: str = Field(
        "", description="cross-encoder that reorders the best hits: a folder or a hub name; empty: none"
    )
    entailment: str = Field(
        "",
        description="cross-encoder for inference (NLI), asked about verdicts: a folder or a hub name; empty: none",
    )
    least_nearness: float = Field(
        0.81, ge=0, le=3, description="how near a clause must come to a question to answer it; depends on the encoder"
    )
    taxonomy: Path = Field(
        ROOT / "assistant" / "measures" / "taxonomy.toml",
        description="file of what support measures are: types, firmness, beneficiaries, names of indicators",
    )
    generator: str = Field(
        "qwen2.5-coder-1.5b-instruct", description="local language model: a name in models.toml or a GGUF file"
    )
    api_base_url: str = Field("", description="OpenAI-compatible address; when set, it replaces the local model")
    api_model: str = Field("", description="model name at api_base_url")
    api_key: SecretStr = Field(SecretStr(""), description="key for api_base_url; give it in the environment only")
    api_grammar: bool = Field(False, description="api_base_url is a llama.cpp server and takes GBNF grammars")
    api_connect_seconds: float = Field(5.0, gt=0, description="longest wait for a connection to the language model")
    api_first_token_seconds: float = Field(90.0, gt=0, description="longest wait for the first words of a reply")
    api_token_seconds: float = Field(30.0, gt=0, description="longest pause between two words of a reply")
    api_timeout_seconds: float = Field(120.0, gt=0, description="longest time for a whole reply, retries included")
    api_retries: int = Field(2, ge=0, le=10, description="further attempts while no word has come; 0: none")
    api_retry_wait_seconds: float = Field(
        8.0, ge=0, description="longest pause before another attempt; where a server asks for more, none is made"
    )
    answerer: Literal["llm", "extract"] = Field("llm", description="who writes: the language model, or quotes alone")
    model_writes: Literal["wording", "everything"] = Field(
        "wording",
        description="wording: the model writes facts and yes/no, all else is quoted; everything: it writes all",
    )
    context_tokens: int = Field(4096, ge=1024, description="context of the language model, tokens")
    answer_tokens: int = Field(320, ge=32, description="longest generated answer, tokens")
    evidence_tokens: int = Field(
        400, ge=64, description="most of the evidence that the model reads for an answer, tokens"
    )
    local_at_once: int = Field(
        1, ge=1, le=16, description="questions that the local model answers at a time; the others wait in line"
    )
    local_cache_megabytes: int = Field(
        256, ge=0, description="memory for prompts that the local model has read before; 0: only the last one"
    )
    draft_tokens: int = Field(
        0, ge=0, le=64, description="words that the local model guesses ahead from the prompt, tokens; 0: none"
    )
    threads: int = Field(0, ge=0, description="processor threads of the local model; 0: one for each core")
    clause_characters: int = Field(800, ge=200, le=4000, description="longest clause that is cited whole, characters")
    question_characters: int = Field(2000, ge=10, description="longest question that is accepted, characters")
    records: str = Field(
        f"sqlite:///{user_data_path('policy-assistant') / 'records.sqlite3'}",
        description="conversations: sqlite:///FILE or, with its driver, postgresql+pg8000://; 'none': not kept",
    )
    editing: Literal["auto", "on", "off"] = Field(
        "auto", description="who may change the documents on the page; auto: only where it is served to this machine"
    )
    editing_password: SecretStr = Field(
        SecretStr(""), description="asked before a change to the documents; empty: none; in the environment only"
    )
    host: str = Field("127.0.0.1", description="address that the page listens on")
    port: int = Field(7860, ge=0, le=65535, description="port that the page listens on; 0: any free one")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library calls by these names
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence: arguments, environment, the TOML file that ``ASSISTANT_SETTINGS`` names."""
        toml_file = os.environ.get(f"{PREFIX}SETTINGS")
        file = (TomlConfigSettingsSource(settings_cls, toml_file=Path(toml_file)),) if toml_file else ()
        return (init_settings, env_settings, *file)


def load_settings() -> Settings:
    """Read the settings once.

    Raises:
        SettingsError: an unknown setting, a bad value, or a settings file that is missing or not TOML.
    """
    _refuse_unknown()
    toml_file = os.environ.get(f"{PREFIX}SETTINGS")
    if toml_file and not Path(toml_file).is_file():
        raise SettingsError(f"找不到设置文件 {toml_file}，请检查 {PREFIX}SETTINGS。 Settings file not found.")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"设置 {name} 无效：{first['msg']}。请改正后重试。 Invalid setting: {name}.") from error
    except ValueError as error:
        raise SettingsError(f"设置文件无法解析：{error}。 The settings file cannot be parsed.") from error


def _refuse_unknown() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields} | {f"{PREFIX}SETTINGS"}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"没有名为 {name} 的设置，请检查拼写（见 docs/settings.md）。 Unknown setting: {name}.")
