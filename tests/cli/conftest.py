"""The command, run as a person would type it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from beffroi.cli.main import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def beffroi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run `beffroi` in an empty folder, in English unless told otherwise."""

    def run(*words: object, language: str = "en") -> Ran:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("BEFFROI_LANG", language)
        monkeypatch.setenv("COLUMNS", "400")
        monkeypatch.setattr("sys.argv", ["beffroi", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
