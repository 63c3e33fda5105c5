"""The door, interrupted before anything behind it is loaded."""

import pytest

from beffroi.cli import entry


def test_an_interruption_at_the_door_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("beffroi.cli.main.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        entry.main()

    assert ended.value.code == 130
    assert capsys.readouterr().err == ""
