"""Old Word files: told apart, refused with a reason, converted by programs that stand in for the real ones."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentError
from assistant.reading.formats.legacy import extract_legacy
from assistant.reading.layout import MarkKind
from tests.reading.formats.ole_made import compound_file, word_file
from tests.reading.formats.word_made import docx, p

DOC = word_file()
RTF = b"{\\rtf1\\ansi hello\\par}"
Find = Callable[[str], str | None]


def nothing(program: str) -> None:
    return None


def refusal(data: bytes, find: Find = nothing, seconds: float = 20) -> str:
    with pytest.raises(DocumentError) as error:
        extract_legacy(data, "a.doc", find, seconds)
    message = str(error.value)
    assert message.startswith("a.doc：")
    assert "\n" not in message
    return message


def installed(folder: Path, **programs: str) -> Find:
    """Programs with these Python bodies; each finds its arguments in ``args``."""
    for name, body in programs.items():
        path = folder / name
        path.write_text(
            f"#!{sys.executable}\nimport os, pathlib, sys, time\nargs = sys.argv[1:]\n{body}\n", encoding="utf-8"
        )
        path.chmod(0o755)
    return lambda program: str(folder / program) if program in programs else None


def office(folder: Path, result: bytes) -> str:
    """The body of an office that writes ``result`` beside what it was asked to convert, and notes its call."""
    (folder / "result.docx").write_bytes(result)
    return f"""
source = pathlib.Path(args[-1])
record = pathlib.Path({str(folder)!r})
record.joinpath("call.txt").write_text("\\n".join([*args, os.getcwd(), os.environ["HOME"], str(len(os.environ))]))
record.joinpath("input").write_bytes(source.read_bytes())
profile = pathlib.Path(args[0].removeprefix("-env:UserInstallation=file://"))
record.joinpath("profile.xcu").write_text((profile / "user" / "registrymodifications.xcu").read_text())
out = pathlib.Path(args[args.index("--outdir") + 1])
(out / (source.stem + ".docx")).write_bytes(record.joinpath("result.docx").read_bytes())
"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "文件有密码保护，请去除密码后重试"),
        (compound_file({"EncryptedPackage": b"x"}, ("\x06DataSpaces",)), "文件有密码保护，请去除密码后重试"),
        (word_file(flags=0x0100), "文件有密码保护，请去除密码后重试"),
        (word_file(flags=0x1300), "文件有密码保护，请去除密码后重试"),
        (word_file(storages=("Macros",)), "含有宏，不允许导入"),
        (word_file(_VBA_PROJECT=b"x"), "含有宏，不允许导入"),
        (compound_file({"Workbook": b"x"}), "不支持 Excel 表格，请另存为 DOCX 或 PDF 后重试"),
        (compound_file({"Book": b"x"}), "不支持 Excel 表格，请"),
        (compound_file({"PowerPoint Document": b"x"}), "不支持 PowerPoint 演示文稿，请"),
        (compound_file({"__properties_version1.0": b"x"}), "不支持 Outlook 邮件，请"),
        (compound_file({"CONTENTS": b"x"}), "不支持 这种文件，请"),
        (compound_file({}), "文件已损坏或不完整"),
        (DOC[:600], "文件已损坏或不完整"),
        (DOC[:8], "文件已损坏或不完整"),
        (DOC[:8] + b"\x00" * 5000, "文件已损坏或不完整"),
        (DOC[:512] + b"\xff" * 5000, "文件已损坏或不完整"),
    ],
)
def test_what_cannot_be_converted_says_why(data: bytes, expected: str):
    assert refusal(data).startswith(f"a.doc：{expected}")


def test_without_a_converter_the_message_says_what_to_install(tmp_path: Path):
    message = refusal(DOC)
    assert "是旧版 Word 文件，本机没有安装转换工具；请安装 LibreOffice，或在 Word/WPS 中另存为 DOCX 后重试。" in message
    assert "是 RTF 文件，本机没有安装转换工具" in refusal(RTF)
    assert "是 RTF 文件，本机没有安装转换工具" in refusal(RTF, installed(tmp_path, antiword="", catdoc=""))


@pytest.mark.parametrize("program", ["soffice", "libreoffice"])
@pytest.mark.parametrize(("data", "name"), [(DOC, "input.doc"), (RTF, "input.rtf")])
def test_an_office_converts_to_docx(tmp_path: Path, program: str, data: bytes, name: str):
    body = office(tmp_path, docx(p("第一章 总则", style="Heading1"), p("正文")))
    extracted = extract_legacy(data, "../../坏 名;.doc", installed(tmp_path, **{program: body}))
    assert extracted.text == "第一章 总则\n正文\n"
    assert [(mark.kind, mark.level) for mark in extracted.layout.marks] == [(MarkKind.HEADING, 1)]
    *arguments, folder, home, variables = (tmp_path / "call.txt").read_text().split("\n")
    assert arguments == [
        f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nologo", "--nolockcheck",
        "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, f"{folder}/{name}",
    ]  # fmt: skip
    assert (tmp_path / "input").read_bytes() == data
    assert home == folder
    assert int(variables) <= 6
    assert not Path(folder).exists()


def test_the_office_runs_without_macros_and_network(tmp_path: Path):
    extract_legacy(DOC, "a.doc", installed(tmp_path, soffice=office(tmp_path, docx(p("甲")))))
    profile = (tmp_path / "profile.xcu").read_text()
    for setting, value in {
        "DisableMacrosExecution": "true", "BlockUntrustedRefererLinks": "true", "Link": "0", "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
    }.items():  # fmt: skip
        assert f'<prop oor:name="{setting}" oor:op="fuse"><value>{value}</value></prop>' in profile


@pytest.mark.parametrize(
    "body",
    ["sys.exit(1)", "", "print('no output')", "raise ValueError", "pathlib.Path('input.docx').touch()"],
    ids=["exit code", "no output", "only words", "crash", "empty output"],
)
def test_a_failed_conversion_is_one_line(tmp_path: Path, body: str):
    assert "转换失败，请在 Word/WPS 中另存为 DOCX 后重试" in refusal(DOC, installed(tmp_path, soffice=body))


def test_a_converter_that_cannot_start_is_a_failed_conversion(tmp_path: Path):
    assert "转换失败" in refusal(DOC, lambda program: str(tmp_path / "missing"))


def test_what_an_office_writes_is_checked_like_any_file(tmp_path: Path):
    body = office(tmp_path, docx(p("甲"), replaced={"word/vbaProject.bin": b"x"}))
    assert "含有宏" in refusal(DOC, installed(tmp_path, soffice=body))
    assert "文件已损坏" in refusal(DOC, installed(tmp_path, soffice=office(tmp_path, b"PK nothing")))


def test_a_slow_converter_is_ended_with_its_children(tmp_path: Path):
    beats = tmp_path / "beats"
    body = f"""
pathlib.Path({str(tmp_path / "folder")!r}).write_text(os.getcwd())
os.fork()
while True:
    with open({str(beats)!r}, "a") as file:
        file.write("x")
    time.sleep(0.02)
"""
    started = time.monotonic()
    assert "转换超过 2 秒，已中止" in refusal(DOC, installed(tmp_path, soffice=body), seconds=2)
    assert time.monotonic() - started < 10
    time.sleep(0.1)
    size = beats.stat().st_size
    time.sleep(0.3)
    assert beats.stat().st_size == size > 0
    assert not Path((tmp_path / "folder").read_text()).exists()


WRITES = "sys.stdout.buffer.write('一、总则\\r\\n甲\\n'.encode()); pathlib.Path(os.environ['HOME'], 'x').touch()"


@pytest.mark.parametrize(
    ("program", "options"), [("antiword", ["-m", "UTF-8.txt", "-w", "0"]), ("catdoc", ["-d", "utf-8", "-w"])]
)
def test_text_converters_stand_in(tmp_path: Path, program: str, options: list[str]):
    body = WRITES + f"\npathlib.Path({str(tmp_path / 'call')!r}).write_text(chr(10).join(args))"
    extracted = extract_legacy(DOC, "a.doc", installed(tmp_path, **{program: body}))
    assert (extracted.text, extracted.layout.marks) == ("一、总则\n甲\n", ())
    assert (tmp_path / "call").read_text().split("\n")[:-1] == options


def test_an_office_goes_before_text_converters(tmp_path: Path):
    find = installed(tmp_path, soffice=office(tmp_path, docx(p("办公"))), antiword=WRITES, catdoc=WRITES)
    assert extract_legacy(DOC, "a.doc", find).text == "办公\n"


@pytest.mark.parametrize("body", ["sys.exit(1)", "", "sys.stdout.buffer.write(b'\\xff\\xfe')"])
def test_a_text_converter_that_fails_is_one_line(tmp_path: Path, body: str):
    assert "转换失败" in refusal(DOC, installed(tmp_path, antiword=body))


def test_the_folder_for_conversions_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    refusal(DOC)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.tuples(st.integers(0, len(DOC) - 1), st.integers(0, 255)), min_size=1, max_size=8), st.integers(0, 3000)
)
def test_any_damage_is_refused(edits: list[tuple[int, int]], cut: int):
    data = bytearray(DOC)
    for place, value in edits:
        data[place] = value
    refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(data[8 : len(data) - cut]))
