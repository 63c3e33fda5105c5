"""Voice: progress, messages and JSON, each on its own stream."""

import errno
import io
import json
from pathlib import Path

import pytest

from beffroi.cli.voice import language, progress, say, write_json
from beffroi.foundation.errors import StorageError
from beffroi.foundation.language import Words


def test_french_is_spoken_unless_the_environment_asks_for_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["beffroi"])
    monkeypatch.delenv("BEFFROI_LANG", raising=False)
    spoken = {}
    for lang in ("fr_FR.UTF-8", "C", "en_GB.UTF-8"):
        monkeypatch.setenv("LANG", lang)
        spoken[lang] = language()

    assert spoken == {"fr_FR.UTF-8": "fr", "C": "fr", "en_GB.UTF-8": "en"}


def test_messages_and_progress_stay_off_the_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("Report: {path}", path="[bold]a.html")
    with progress() as hear:
        hear(Words("Lecture", "Reading"), 1, 2)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[bold]a.html" in captured.err


def test_json_goes_to_a_file_whole(tmp_path: Path) -> None:
    write_json({"figures": []}, str(tmp_path / "a.json"))

    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"figures": []}


class Broken(io.StringIO):
    """A stream on a full disk."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, _text: str) -> int:
        raise self.error


def test_messages_that_cannot_be_written_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Broken(OSError(errno.ENOSPC, "")))

    say("Report: {path}", path="a.html")
    with progress() as hear:
        hear(Words("Lecture", "Reading"), 1, 2)


def test_an_answer_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Broken(OSError(errno.ENOSPC, "")))
    with pytest.raises(StorageError, match="disk is full"):
        write_json({}, "-")

    monkeypatch.setattr("sys.stdout", Broken(BrokenPipeError()))
    with pytest.raises(BrokenPipeError):
        write_json({}, "-")


def test_bytes_that_are_no_letters_are_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    say("Report: {path}", path="caf\udce9.html")
    write_json({"a": "caf\udce9"}, "-")

    captured = capsys.readouterr()
    assert r"caf\udce9.html" in captured.err
    assert json.loads(captured.out) == {"a": "caf\udce9"}
