import errno
import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, StorageError
from beffroi.store.locks import FILE, Owner, held, is_dead, ours

CHILD = """
import sys
from pathlib import Path
from beffroi.store.locks import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def write(study: Path, pid: int, host: str, started: str) -> None:
    study.mkdir(exist_ok=True)
    (study / FILE).write_text(json.dumps({"pid": pid, "host": host, "started": started}))


def holder(study: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(study)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_lock_is_there_during_the_run_and_gone_after(tmp_path: Path) -> None:
    with held(tmp_path):
        during = (tmp_path / FILE).exists()

    assert during
    assert list(tmp_path.iterdir()) == []


def test_the_lock_goes_when_the_run_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), held(tmp_path):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_told_who_is_at_work(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with (
            pytest.raises(InputError, match=f"already being run by process {process.pid} on"),
            held(tmp_path),
        ):
            pass
        process.communicate("", timeout=30)

    with held(tmp_path):
        pass


def test_the_same_run_cannot_enter_twice(tmp_path: Path) -> None:
    with held(tmp_path):
        with pytest.raises(InputError, match="already being run"), held(tmp_path):
            pass

        assert (tmp_path / FILE).exists()


def test_the_lock_of_a_killed_run_is_taken_over(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
    left = (tmp_path / FILE).exists()

    with held(tmp_path):
        owner = json.loads((tmp_path / FILE).read_text())["pid"]

    assert left
    assert owner == os.getpid()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system does not tell starting times")
def test_a_later_process_with_the_same_number_is_not_the_owner(tmp_path: Path) -> None:
    write(tmp_path, os.getpid(), socket.gethostname(), "1")

    with held(tmp_path):
        pass


def test_a_lock_of_another_machine_is_respected(tmp_path: Path) -> None:
    write(tmp_path, 1, "mairie-serveur", "1")

    with pytest.raises(InputError, match="on mairie-serveur"), held(tmp_path):
        pass


def test_a_lock_that_says_nothing_is_respected(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")

    with pytest.raises(InputError, match=r"delete the file .*\.lock"), held(tmp_path):
        pass


def test_a_run_is_not_dead_to_itself() -> None:
    assert not is_dead(ours())
    assert not is_dead(Owner(1, "mairie-serveur", ""))


def test_a_lock_that_another_run_took_is_left_to_it(tmp_path: Path) -> None:
    with held(tmp_path):
        write(tmp_path, 1, "mairie-serveur", "1")

    assert (tmp_path / FILE).exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError), held(tmp_path / "file"):
        pass


@pytest.mark.parametrize(
    "text", ["", "[" * 200_000, "9" * 5_000, '{"pid": 1e999, "host": "a", "started": ""}']
)
def test_a_lock_that_says_nothing_is_said_to_be_held(tmp_path: Path, text: str) -> None:
    (tmp_path / ".lock").write_text(text)

    with pytest.raises(InputError, match="already being run"), held(tmp_path):
        pass


def test_a_process_with_an_impossible_number_is_dead() -> None:
    assert is_dead(replace(ours(), pid=99999999999999999999))


def test_a_full_disk_leaves_no_empty_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(StorageError, match="disk is full"), held(tmp_path):
        pass

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_knows_no_second_names_has_locks_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def linkless(*_: object) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", linkless)
    with held(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [FILE]
        with pytest.raises(InputError, match="already being run"), held(tmp_path):
            pass
