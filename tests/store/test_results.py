import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import StorageError
from beffroi.store.results import DECIDED, INDEX, STAGING, Results, Writer, key, opened

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


def saying(text: str) -> Writer:
    return lambda path: path.write_text(text) and None  # type: ignore[func-returns-value]


def interrupted(path: Path) -> None:
    path.write_text("half")
    raise KeyboardInterrupt


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Return a folder where the step `walks` is done."""
    with opened(tmp_path / "results") as results:
        results.commit("walks", "k1", {"walks.txt": saying("old"), "graph.txt": saying("g")})
    return results


def files(results: Results) -> dict[str, str]:
    return {
        path.relative_to(results.folder).as_posix(): path.read_text()
        for path in sorted(results.folder.rglob("*"))
        if path.is_file() and path.name != INDEX
    }


def test_a_step_is_fresh_once_committed(results: Results) -> None:
    assert results.is_fresh("walks", "k1")
    assert not results.is_fresh("walks", "k2")
    assert not results.is_fresh("shops", "k1")
    assert files(results) == {"walks.txt": "old", "graph.txt": "g"}


def test_a_committed_step_is_known_to_the_next_run(results: Results) -> None:
    with opened(results.folder) as again:
        assert again.is_fresh("walks", "k1")


@pytest.mark.parametrize("harm", ["edited", "deleted", "emptied"])
def test_a_result_that_was_harmed_is_not_fresh(harm: str, results: Results) -> None:
    path = results.path("graph.txt")
    if harm == "deleted":
        path.unlink()
    else:
        path.write_text("" if harm == "emptied" else "g ")

    assert not results.is_fresh("walks", "k1")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"walks": 3}', '{"walks": {"key": "k1"}}'])
def test_a_damaged_index_means_that_nothing_is_fresh(text: str, results: Results) -> None:
    results.path(INDEX).write_text(text)

    assert not results.is_fresh("walks", "k1")

    results.commit("walks", "k1", {"walks.txt": saying("new")})

    assert results.is_fresh("walks", "k1")


def test_an_index_cannot_point_outside_the_folder(results: Results) -> None:
    results.path(INDEX).write_text(
        json.dumps({"walks": {"key": "k1", "outputs": {"../secret": "ab"}}})
    )

    assert results.index() == {}


def test_a_new_commit_takes_the_place_of_the_old_one(results: Results) -> None:
    results.commit("walks", "k2", {"walks.txt": saying("new")})

    assert files(results) == {"walks.txt": "new"}
    assert results.is_fresh("walks", "k2")


def test_an_interruption_while_writing_leaves_the_old_step(results: Results) -> None:
    with pytest.raises(KeyboardInterrupt), opened(results.folder) as again:
        again.commit("walks", "k2", {"graph.txt": saying("new"), "walks.txt": interrupted})

    assert files(results) == {"walks.txt": "old", "graph.txt": "g"}
    assert results.is_fresh("walks", "k1")


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_an_interruption_while_moving_in_is_finished_by_the_next_run(
    moved: int, results: Results
) -> None:
    with opened(results.folder.with_name("other")) as other:
        other.commit("walks", "k2", {"walks.txt": saying("new"), "graph.txt": saying("h")})
    shutil.copytree(other.folder, results.folder / DECIDED)
    for name in ("graph.txt", "walks.txt")[:moved]:
        (results.folder / DECIDED / name).replace(results.path(name))

    with opened(results.folder) as again:
        assert again.is_fresh("walks", "k2")

    assert files(results) == {"walks.txt": "new", "graph.txt": "h"}


def test_what_was_only_prepared_is_swept_by_the_next_run(results: Results) -> None:
    (results.folder / STAGING).mkdir()
    (results.folder / STAGING / "walks.txt").write_text("half")

    with opened(results.folder) as again:
        assert again.is_fresh("walks", "k1")

    assert files(results) == {"walks.txt": "old", "graph.txt": "g"}


def test_steps_that_are_no_longer_asked_for_go_with_their_outputs(results: Results) -> None:
    results.commit("shops", "k", {"shops.txt": saying("s")})

    results.keep_only(["shops"])

    assert files(results) == {"shops.txt": "s"}
    assert set(results.index()) == {"shops"}


def test_keeping_everything_changes_nothing(results: Results) -> None:
    before = results.path(INDEX).stat().st_mtime_ns

    results.keep_only(["walks", "shops"])

    assert results.path(INDEX).stat().st_mtime_ns == before


def test_two_steps_cannot_make_the_same_file(results: Results) -> None:
    with pytest.raises(ValueError, match="which another step made"):
        results.commit("shops", "k", {"walks.txt": saying("s")})


@pytest.mark.parametrize("name", ["../a", "a/b", ".hidden", INDEX, ""])
def test_an_output_stays_in_its_folder(name: str, results: Results) -> None:
    with pytest.raises(ValueError, match="cannot name an output"):
        results.commit("shops", "k", {name: saying("s")})


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError), opened(tmp_path / "file" / "results"):
        pass


@given(JSON, JSON)
def test_a_key_changes_with_what_the_step_rests_on(one: object, two: object) -> None:
    keys = {key("s", version=1, inputs={}, options={"o": option}) for option in (one, two)}

    assert len(keys) == (1 if json.dumps(one) == json.dumps(two) else 2) or one == two


def test_a_key_changes_with_step_version_and_inputs() -> None:
    keys = {
        key("a", version=1, inputs={"osm": "1"}, options={}),
        key("b", version=1, inputs={"osm": "1"}, options={}),
        key("a", version=2, inputs={"osm": "1"}, options={}),
        key("a", version=1, inputs={"osm": "2"}, options={}),
        key("a", version=1, inputs={"gtfs": "1"}, options={}),
    }

    assert len(keys) == 5


def test_a_key_refuses_a_number_that_is_not_one() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        key("a", version=1, inputs={}, options={"speed": float("nan")})


CHILD = """
import resource, sys, time
from pathlib import Path
from beffroi.foundation.errors import StorageError
from beffroi.store.results import opened

def big(path):
    with path.open("wb") as file:
        for _ in range(600):
            file.write(b"x" * 1000)
            file.flush()
            print("writing", flush=True)
            if sys.argv[2] == "slow":
                time.sleep(0.1)

if sys.argv[2] == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with opened(Path(sys.argv[1])) as results:
        results.commit("walks", "k2", {"graph.txt": big, "walks.txt": big})
except StorageError as error:
    print("storage:", error)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_a_disk_that_fills_up_leaves_the_old_step(results: Results) -> None:
    command = [sys.executable, "-c", CHILD, str(results.folder), "full"]

    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert "storage:" in said.stdout
    assert results.is_fresh("walks", "k1")
    assert files(results) == {"walks.txt": "old", "graph.txt": "g"}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_stopped_in_the_middle_leaves_the_old_step(
    sent: signal.Signals, results: Results
) -> None:
    command = [sys.executable, "-c", CHILD, str(results.folder), "slow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(sent)
        process.communicate(timeout=60)

    with opened(results.folder) as again:
        assert again.is_fresh("walks", "k1")

    assert files(results) == {"walks.txt": "old", "graph.txt": "g"}


def test_an_index_nested_too_deep_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("[" * 200_000)

    assert Results(tmp_path).index() == {}
