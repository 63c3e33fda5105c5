"""The command: help, languages, and one sentence for what goes wrong."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "words", [[], ["study"], ["study", "new"], ["collect"], ["draw"], ["arbitrate"]]
)
def test_every_command_says_what_it_is_for(beffroi: Callable, words: list[str]) -> None:
    ran = beffroi(*words, "--help")

    assert ran.returncode == 0
    assert "Usage" in ran.stdout


def test_the_command_speaks_french_unless_asked_otherwise(beffroi: Callable) -> None:
    assert "villes moyennes" in beffroi("--help", language="fr").stdout
    assert "medium-sized towns" in beffroi("--help").stdout
    assert "medium-sized towns" in beffroi("--lang", "en", "--help", language="fr").stdout


def test_an_error_is_one_sentence_in_the_user_s_language(beffroi: Callable) -> None:
    french = beffroi("study", "run", "nowhere", language="fr")
    english = beffroi("study", "run", "nowhere")

    assert french.returncode == english.returncode == 2
    assert "pas une étude" in french.stderr
    assert "is not a study" in english.stderr
    assert "Traceback" not in french.stderr + english.stderr


def test_a_mistyped_command_is_one_sentence_in_the_user_s_language(beffroi: Callable) -> None:
    french = beffroi("study", "run", "s", "--colour", language="fr")
    english = beffroi("study", "runn")

    assert french.returncode == english.returncode == 2
    assert french.stderr.startswith("Erreur")
    assert "--colour" in french.stderr
    assert "cannot be understood" in english.stderr


@pytest.mark.parametrize(
    "words",
    [["runn"], ["study", "runn"], ["draw"], ["draw", "t", "--inhabitants", "beaucoup"],
     ["draw", "t", "u"], ["draw", "t", "--seed"], ["study", "run", "s", "--colour"]],
)  # fmt: skip
def test_what_is_wrong_with_a_command_is_french(beffroi: Callable, words: list[str]) -> None:
    ran = beffroi(*words, language="fr")

    assert ran.returncode == 2
    assert not re.search(r"\b(No|such|Invalid|Missing|Got|requires|argument)\b", ran.stderr)


def test_a_group_typed_alone_gives_its_help(beffroi: Callable) -> None:
    ran = beffroi("study", language="fr")

    assert ran.returncode == 0
    assert "Utilisation" in ran.stdout
    assert ran.stderr == ""


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("beffroi.study.check.check", fail)


def test_a_bug_is_one_sentence_and_a_file_that_tells_all(
    beffroi: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    failing(monkeypatch, RuntimeError("a secret cause"))

    ran = beffroi("study", "check", "s")

    [log] = tmp_path.glob("beffroi-*.log")
    assert ran.returncode == 1
    assert str(log) in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "a secret cause" in log.read_text()


def test_an_interruption_that_a_library_swallowed_is_one(
    beffroi: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = RuntimeError("while loading")
    error.__cause__ = ImportError()
    error.__cause__.__context__ = KeyboardInterrupt()
    failing(monkeypatch, error)

    ran = beffroi("study", "check", "s")

    assert ran.returncode == 130
    assert "Interrupted" in ran.stderr


def test_a_language_that_is_not_spoken_is_said(beffroi: Callable) -> None:
    ran = beffroi("--lang", "de", "catalogue", "needs", language="fr")
    good = beffroi("--lang", "en_GB", "catalogue", "needs", language="fr")

    assert ran.returncode == 2
    assert "Beffroi parle français et anglais, pas « de »" in ran.stderr.replace("\u00a0", " ")
    assert good.returncode == 0
