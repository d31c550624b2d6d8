"""A short fuzz of the reader, the same on every run: coverage of its code chooses which inputs are varied."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 1000


# The fuzzer is built for Linux on x86-64; elsewhere it is not installed, except that CI must have it.
@pytest.mark.skipif(find_spec("atheris") is None and "CI" not in os.environ, reason="atheris is not installed")
@pytest.mark.timeout(280)
def test_no_input_breaks_the_reader(tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "tests.fuzz.fuzz_reading", str(tmp_path / "seeds"), "--seeds"),
        *(f"-atheris_runs={RUNS}", "-seed=1", "-max_len=4000"),
        *("-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={tmp_path}/"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=270, check=False)
    output = done.stdout + done.stderr
    # The fuzzer's own timer may ring while Python ends, so the exit code of a run that is done says nothing; what broke
    # the reader is left as a file, and ends the run before it is done.
    assert f"Done {RUNS} in" in output, output[-6000:]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [], output[-6000:]
