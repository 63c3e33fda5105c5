"""Voice: progress, messages and JSON, each on its own stream."""

import json
from pathlib import Path

import pytest

from beffroi.cli.voice import language, progress, say, write_json
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
