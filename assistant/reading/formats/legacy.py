"""Old Word files (.doc, .wps, .rtf): through a converter installed on the machine.

LibreOffice keeps numbering, tables and headings; antiword and catdoc give the plain text of a .doc, without automatic
numbers, and stand in only where there is no LibreOffice. They are programs of their own, run in a folder that is
removed, without macros and without the network.
"""

import io
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import DocumentError
from assistant.reading.formats.word.extract import extract_word
from assistant.reading.formats.word.package import damaged, has_macros, protected
from assistant.reading.layout import Extracted

CONVERSION_SECONDS = 120.0
_LARGEST_OUTPUT_BYTES = 100_000_000
_OFFICES = ("soffice", "libreoffice")
_TEXT_CONVERTERS = {"antiword": ("-m", "UTF-8.txt", "-w", "0"), "catdoc": ("-d", "utf-8", "-w")}
_WORD_STREAM = "worddocument"
_MACRO_STORAGES = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur"})
_ENCRYPTION_STREAMS = frozenset({"encryptedpackage", "encryptioninfo", "\x06dataspaces"})
_OTHER_KINDS = {
    "workbook": "Excel 表格",
    "book": "Excel 表格",
    "powerpoint document": "PowerPoint 演示文稿",
    "__properties_version1.0": "Outlook 邮件",
}
# The header of the main stream ([MS-DOC] 2.5.1 to 2.5.3): flags at byte 10, of which bit 8 says encrypted.
_FLAGS_AT = 10
_ENCRYPTED_FLAG = 0x0100
_DAMAGE = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, OverflowError, struct.error)
# No macros, no links brought up to date, linked pictures blocked, and a proxy where nothing answers.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def extract_legacy(
    data: bytes,
    name: str,
    find: Callable[[str], str | None] = shutil.which,
    seconds: float = CONVERSION_SECONDS,
) -> Extracted:
    """Read a .doc, .wps or .rtf; ``name`` is for messages.

    ``find`` gives the path of an installed program by its name, ``seconds`` is the time that a conversion may take.

    Raises:
        DocumentError: the file is damaged, protected, has macros or is no Word file; no converter is installed, or the
            conversion fails.
    """
    is_rich_text = data.lstrip().startswith(b"{\\rtf")
    if not is_rich_text:
        _check_compound_file(data, name)
    office = next((path for program in _OFFICES if (path := find(program))), None)
    with tempfile.TemporaryDirectory(prefix="assistant-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "input.rtf" if is_rich_text else "input.doc")
        source.write_bytes(data)
        if office:
            return extract_word(_to_docx(office, source, name, seconds), name)
        if not is_rich_text:
            for program, options in _TEXT_CONVERTERS.items():
                if path := find(program):
                    return _to_text((path, *options, str(source)), source, name, seconds)
    kind = " RTF 文件" if is_rich_text else "旧版 Word 文件"
    raise DocumentError(
        f"{name}：是{kind}，本机没有安装转换工具；请安装 LibreOffice，或在 Word/WPS 中另存为 DOCX 后重试。 "
        "No converter is installed for old Word files: install LibreOffice, or save the file as DOCX."
    )


def _check_compound_file(data: bytes, name: str) -> None:
    """Refuse what is no Word file, is encrypted, or has macros."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {part.lower() for path in container.listdir(storages=True) for part in path}
            head = container.openstream("WordDocument").read(_FLAGS_AT + 2) if _WORD_STREAM in names else b""
    except _DAMAGE as error:
        raise damaged(name) from error
    if not names:
        raise damaged(name)
    if names & _ENCRYPTION_STREAMS:
        raise protected(name)
    if _WORD_STREAM not in names:
        kind = next((kind for stream, kind in _OTHER_KINDS.items() if stream in names), "这种文件")
        raise DocumentError(f"{name}：不支持 {kind}，请另存为 DOCX 或 PDF 后重试。 Save it as DOCX or PDF.")
    if len(head) < _FLAGS_AT + 2:
        raise damaged(name)
    if int.from_bytes(head[_FLAGS_AT:], "little") & _ENCRYPTED_FLAG:
        raise protected(name)
    if names & _MACRO_STORAGES:
        raise has_macros(name)


def _to_docx(office: str, source: Path, name: str, seconds: float) -> bytes:
    profile = source.with_name("profile")
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE.format(items="\n".join(_item(*entry) for entry in _SETTINGS)), encoding="utf-8")
    command = (
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source),
    )  # fmt: skip
    _run(command, source.with_name("messages.txt"), name, seconds)
    return _output(source.with_suffix(".docx"), name)


def _item(path: str, setting: str, value: str) -> str:
    return f'<item oor:path="{path}"><prop oor:name="{setting}" oor:op="fuse"><value>{value}</value></prop></item>'


def _to_text(command: Sequence[str], source: Path, name: str, seconds: float) -> Extracted:
    output = source.with_name("output.txt")
    _run(command, output, name, seconds)
    try:
        text = _output(output, name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _failed(name) from error
    return Extracted(text.replace("\r\n", "\n").replace("\r", "\n"))


def _run(command: Sequence[str], output: Path, name: str, seconds: float) -> None:
    """Run a converter, its standard output into a file; it and what it started are ended when the time is over."""
    folder = str(output.parent)
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    environment = kept | {"HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    try:
        with output.open("wb") as sink:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.DEVNULL, cwd=folder, env=environment,
                start_new_session=True,
            )  # fmt: skip
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise DocumentError(
            f"{name}：转换超过 {seconds:g} 秒，已中止，请在 Word/WPS 中另存为 DOCX 后重试。 Conversion took too long."
        ) from error
    except OSError as error:
        raise _failed(name) from error
    if code != 0:
        raise _failed(name)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a converter with its children: the office starts others, which would go on."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _output(path: Path, name: str) -> bytes:
    if not path.is_file() or not 0 < path.stat().st_size <= _LARGEST_OUTPUT_BYTES:
        raise _failed(name)
    return path.read_bytes()


def _failed(name: str) -> DocumentError:
    return DocumentError(
        f"{name}：转换失败，请在 Word/WPS 中另存为 DOCX 后重试。 The conversion of the old Word file failed."
    )
