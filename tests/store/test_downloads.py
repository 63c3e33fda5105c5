import gzip
import hashlib
import io
import signal
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from beffroi.foundation.errors import InputError, PublisherError, StorageError
from beffroi.store.downloads import Courier, download, web_client
from tests.store import publisher as publishers
from tests.store.publisher import Publisher

ROWS = b"id_lieu,nom_lieu\n" + b"".join(b"%05d,place\n" % n for n in range(20_000))
PATH = "/bnlc.csv"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "inputs" / "bnlc.csv"


@pytest.fixture
def url(publisher: Publisher) -> str:
    publisher.files[PATH] = ROWS
    return publisher.url + PATH


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir()) if target.parent.is_dir() else []


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as folded:
        folded.writestr(zipfile.ZipInfo("stops.txt"), "stop_id\n" * 5000)
    return buffer.getvalue()


def test_a_file_comes_in_whole_with_its_hash_size_and_day(
    url: str, target: Path, courier: Courier
) -> None:
    got = download(url, target, courier, kind="csv")

    assert target.read_bytes() == ROWS
    assert got.sha256 == hashlib.sha256(ROWS).hexdigest()
    assert (got.bytes, got.modified, got.url) == (len(ROWS), "2026-07-01", url)
    assert names(target) == ["bnlc.csv"]


def test_progress_counts_to_the_end(url: str, target: Path, courier: Courier) -> None:
    told: list[tuple[int, int | None]] = []

    download(url, target, courier, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (len(ROWS), len(ROWS))
    assert told == sorted(told)


def test_a_dropped_line_is_taken_up_where_it_stopped(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.drops_after(70_000), publishers.drops_after(50_000))

    download(url, target, courier, kind="csv")

    assert target.read_bytes() == ROWS
    assert publisher.ranges() == ["", "bytes=70000-", "bytes=120000-"]
    assert names(target) == ["bnlc.csv"]


def test_a_line_cut_before_any_answer_is_tried_again(
    url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, publishers.hangs_up, publishers.hangs_up, publishers.hangs_up)

    download(url, target, courier)

    assert target.read_bytes() == ROWS
    assert waits == [1.0, 2.0, 4.0]


def test_a_download_given_up_is_resumed_by_the_next_run(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.drops_after(100_000))
    with pytest.raises(PublisherError, match="the line failed"):
        download(url, target, replace(courier, tries=1))
    left = names(target)

    download(url, target, courier)

    assert left == ["bnlc.csv.part", "bnlc.csv.part.json"]
    assert publisher.ranges() == ["", "bytes=100000-"]
    assert target.read_bytes() == ROWS


def test_a_publisher_that_ignores_ranges_sends_all_again(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.takes_ranges = False
    publisher.will(PATH, publishers.drops_after(100_000))

    download(url, target, courier)

    assert target.read_bytes() == ROWS


def test_a_file_that_changed_between_two_parts_is_fetched_whole(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.drops_after(100_000))
    with pytest.raises(PublisherError):
        download(url, target, replace(courier, tries=1))
    publisher.files[PATH] = ROWS[::-1]
    publisher.etag = '"2"'

    download(url, target, courier)

    assert target.read_bytes() == ROWS[::-1]


def test_a_range_of_another_file_is_never_glued_on(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    span = f"bytes 100000-{len(ROWS) - 1}/{len(ROWS)}"
    rude = publishers.says(206, b"x" * (len(ROWS) - 100_000), Content_Range=span, ETag='"2"')
    publisher.will(PATH, publishers.drops_after(100_000), rude)

    download(url, target, courier)

    assert target.read_bytes() == ROWS


def test_a_range_other_than_the_one_asked_is_not_used(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    span = f"bytes 0-9/{len(ROWS)}"
    rude = publishers.says(206, ROWS[:10], Content_Range=span, ETag='"1"')
    publisher.will(PATH, publishers.drops_after(100_000), rude)

    download(url, target, courier)

    assert target.read_bytes() == ROWS


def test_without_a_validator_nothing_is_resumed(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.etag = ""
    publisher.will(PATH, publishers.drops_after(100_000))

    download(url, target, courier)

    assert publisher.ranges() == ["", ""]
    assert target.read_bytes() == ROWS


def test_a_part_that_was_whole_is_only_confirmed(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.drops_after(100_000))
    with pytest.raises(PublisherError):
        download(url, target, replace(courier, tries=1))
    (target.parent / "bnlc.csv.part").write_bytes(ROWS)

    download(url, target, courier)

    assert publisher.ranges()[-1] == f"bytes={len(ROWS)}-"
    assert target.read_bytes() == ROWS


def test_a_part_longer_than_the_file_is_thrown_away(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.drops_after(100_000))
    with pytest.raises(PublisherError):
        download(url, target, replace(courier, tries=1))
    (target.parent / "bnlc.csv.part").write_bytes(ROWS * 2)

    download(url, target, courier)

    assert target.read_bytes() == ROWS


def test_a_damaged_part_does_not_reach_the_study(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.files["/a.zip"] = archive()
    publisher.will("/a.zip", publishers.drops_after(200))
    with pytest.raises(PublisherError):
        download(publisher.url + "/a.zip", target, replace(courier, tries=1), kind="gtfs")
    (target.parent / "bnlc.csv.part").write_bytes(b"\0" * 200)

    download(publisher.url + "/a.zip", target, courier, kind="gtfs")

    assert target.read_bytes() == archive()


def test_a_missing_file_is_said_at_once_and_leaves_nothing(
    publisher: Publisher, target: Path, courier: Courier, waits: list[float]
) -> None:
    with pytest.raises(
        PublisherError, match=r"does not give the file \(HTTP 404 Not Found\)\. Check"
    ):
        download(publisher.url + "/gone.csv", target, courier)

    assert names(target) == []
    assert waits == []


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_passing_failure_is_tried_again_with_growing_waits(
    status: int, url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, publishers.says(status), publishers.says(status))

    download(url, target, courier)

    assert waits == [1.0, 2.0]
    assert target.read_bytes() == ROWS


def test_a_publisher_that_always_fails_is_given_up(
    url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, *[publishers.says(500)] * 9)

    with pytest.raises(
        PublisherError, match=r"\(HTTP 500 Internal Server Error\), 5 times in a row"
    ):
        download(url, target, courier)

    assert waits == [1.0, 2.0, 4.0, 8.0]
    assert names(target) == []


def test_waits_are_spread_by_chance(
    url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, publishers.says(500), publishers.says(500))

    download(url, target, replace(courier, chance=lambda: 0.0))

    assert waits == [0.5, 1.0]


@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_a_publisher_asks_for_is_kept(
    status: int, url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, publishers.says(status, Retry_After="37"))

    download(url, target, courier)

    assert waits == [37.0]


def test_a_wait_until_a_date_is_counted_on_the_publishers_own_clock(
    url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    def later(handler: publishers.Handler, _body: bytes | None) -> None:
        handler.send_response_only(429)
        handler.send_header("Date", "Wed, 01 Jul 2026 08:00:00 GMT")
        handler.send_header("Retry-After", "Wed, 01 Jul 2026 08:00:50 GMT")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    publisher.will(PATH, later)

    download(url, target, courier)

    assert waits == [50.0]


def test_a_wait_of_an_hour_is_not_waited_for(
    url: str, target: Path, courier: Courier, publisher: Publisher, waits: list[float]
) -> None:
    publisher.will(PATH, publishers.says(429, Retry_After="3600"))

    with pytest.raises(
        PublisherError, match=r"\(HTTP 429 Too Many Requests\); it asks to come back in 3600 s"
    ):
        download(url, target, courier)

    assert waits == []


def test_a_redirection_is_followed(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will("/r/1", publishers.leads_to("/r/2"))
    publisher.will("/r/2", publishers.leads_to(url))

    download(publisher.url + "/r/1", target, courier)

    assert target.read_bytes() == ROWS


def test_a_circle_of_redirections_is_left(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.will("/a", *[publishers.leads_to("/b")] * 20)
    publisher.will("/b", *[publishers.leads_to("/a")] * 20)

    with pytest.raises(PublisherError, match="from address to address without end"):
        download(publisher.url + "/a", target, courier)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://a.fr/x", "http://www.insee.fr/x"])
def test_a_redirection_off_the_encrypted_web_is_refused(
    place: str, publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.will("/a", publishers.leads_to(place))

    with pytest.raises(PublisherError, match=r"leads to .*, which is not asked"):
        download(publisher.url + "/a", target, courier)


def test_a_web_page_in_the_place_of_rows_is_refused_with_its_title(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.files[PATH] = publishers.HTML

    with pytest.raises(
        PublisherError, match=r"CSV was expected, it sends a web page \(Maintenance\)"
    ):
        download(url, target, courier, kind="csv")

    assert names(target) == []


def test_an_archive_cut_without_a_word_is_noticed(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.files["/a.zip"] = archive()
    publisher.will("/a.zip", publishers.cut_without_length(300))

    with pytest.raises(PublisherError, match=r"a file without its end \(ZIP\)"):
        download(publisher.url + "/a.zip", target, courier, kind="gtfs")


def test_an_empty_answer_is_not_a_file(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.files[PATH] = b""

    with pytest.raises(PublisherError, match="an empty file"):
        download(url, target, courier, kind="csv")

    assert names(target) == []


def test_bytes_folded_without_being_asked_are_unfolded(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.files["/a.zip"] = archive()
    publisher.will("/a.zip", publishers.folded)

    download(publisher.url + "/a.zip", target, courier, kind="gtfs")

    assert target.read_bytes() == archive()
    assert names(target) == ["bnlc.csv"]


def test_bytes_wrongly_said_to_be_folded_are_taken_as_they_are(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.files["/a.zip"] = archive()
    publisher.will("/a.zip", publishers.falsely_folded)

    download(publisher.url + "/a.zip", target, courier, kind="gtfs")

    assert target.read_bytes() == archive()


@pytest.mark.parametrize(
    ("encoding", "body", "found"),
    [
        ("gzip", gzip.compress(ROWS)[:-20], "said to be gzip and are not"),
        ("br", b"\x8b\x02\x80", r"an encoding that was not asked for \(br\)"),
        ("gzip", gzip.compress(b"0" * 9_000_000), "too much once unfolded"),
    ],
)
def test_an_encoding_that_cannot_be_undone_is_said(
    encoding: str, body: bytes, found: str, publisher: Publisher, target: Path, courier: Courier
) -> None:
    publisher.will("/a.osm", publishers.says(200, body, Content_Encoding=encoding))
    narrow = replace(courier, most_bytes=5_000_000)

    with pytest.raises(PublisherError, match=found):
        download(publisher.url + "/a.osm", target, narrow, kind="osm")

    assert names(target) == []


def test_a_wrong_hash_is_refused(url: str, target: Path, courier: Courier) -> None:
    with pytest.raises(PublisherError, match="it sends a file with another hash"):
        download(url, target, courier, sha256="0" * 64)

    assert names(target) == []


def test_a_file_announced_too_large_is_not_begun(url: str, target: Path, courier: Courier) -> None:
    with pytest.raises(PublisherError, match="it sends more than is taken"):
        download(url, target, replace(courier, most_bytes=1000))


def test_a_file_that_turns_out_too_large_is_left(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.cut_without_length(len(ROWS)))

    with pytest.raises(PublisherError, match="it sends more than is taken"):
        download(url, target, replace(courier, most_bytes=1000))

    assert names(target) == []


def test_a_drip_is_bounded(url: str, target: Path, courier: Courier, publisher: Publisher) -> None:
    publisher.will(PATH, *[publishers.drips(200)] * 9)
    ticks = iter(range(0, 10**6, 100))

    with pytest.raises(PublisherError, match=r"it is too slow \(\d+ B/s\), 5 times in a row"):
        download(url, target, replace(courier, clock=lambda: float(next(ticks))))


def test_a_silent_publisher_is_left_after_the_time_allowed(
    url: str, target: Path, publisher: Publisher
) -> None:
    gate = threading.Event()
    publisher.will(PATH, *[publishers.silent_until(gate)] * 2)

    with web_client(httpx.Timeout(0.2)) as client:
        hasty = Courier(client, tries=2, sleep=lambda _seconds: None)
        with pytest.raises(
            PublisherError, match=r"it does not answer in time \(ReadTimeout\), 2 times"
        ):
            download(url, target, hasty)

    gate.set()


def test_progress_on_a_bad_line_is_not_failure(
    target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.files["/big.csv"] = b"0123456789abcde\n" * (5 * 2**16)
    publisher.will("/big.csv", *[publishers.drops_after(2**20)] * 4)

    download(publisher.url + "/big.csv", target, replace(courier, tries=2))

    assert target.stat().st_size == 5 * 2**20


@pytest.mark.parametrize(
    "wrong",
    ["file:///etc/passwd", "ftp://a.fr/b", "http://www.insee.fr/a.csv", "a.csv", "http://a:b"],
)
def test_an_address_off_the_encrypted_web_is_refused(
    wrong: str, target: Path, courier: Courier
) -> None:
    with pytest.raises(InputError, match="https://"):
        download(wrong, target, courier)


def test_the_messages_never_repeat_a_password(
    publisher: Publisher, target: Path, courier: Courier
) -> None:
    address = publisher.url.replace("http://", "http://maire:secret@") + "/gone.csv"

    with pytest.raises(PublisherError) as caught:
        download(address, target, courier)

    assert "secret" not in str(caught.value)


def test_a_disk_too_small_is_noticed_before_a_byte_is_written(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.says(200, b"", Content_Length=str(7 * 1024**3 * 1024)))

    with pytest.raises(StorageError, match="Free some space"):
        download(url, target, replace(courier, most_bytes=10**18))


CHILD = """
import resource
import sys
from pathlib import Path
from beffroi.foundation.errors import StorageError
from beffroi.store.downloads import Courier, download, web_client

most = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

def tell(done, total):
    print("going on", flush=True)

with web_client() as client:
    try:
        download(sys.argv[1], Path(sys.argv[2]), Courier(client), kind="csv", progress=tell)
    except StorageError as error:
        print("storage:", error)
    except KeyboardInterrupt:
        print("interrupted")
"""


def child(url: str, target: Path, most: int = -1) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(target), str(most)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_disk_that_fills_up_leaves_nothing(url: str, target: Path) -> None:
    with child(url, target, most=100_000) as process:
        said, _ = process.communicate(timeout=60)

    assert "storage:" in said
    assert "nothing was changed" in said
    assert names(target) == []


def test_an_interruption_leaves_a_part_that_the_next_run_takes_up(
    target: Path, publisher: Publisher, courier: Courier
) -> None:
    body = ROWS * 40
    publisher.files[PATH] = body
    gate = threading.Event()
    publisher.will(PATH, publishers.stops_after(len(body) // 2, gate))
    with child(publisher.url + PATH, target) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    gate.set()
    left = names(target)

    download(publisher.url + PATH, target, courier, kind="csv")

    assert "interrupted" in said
    assert left == ["bnlc.csv.part", "bnlc.csv.part.json"]
    assert publisher.ranges()[-1].startswith("bytes=")
    assert target.read_bytes() == body


def test_the_client_names_itself_and_asks_for_plain_bytes(
    url: str, target: Path, publisher: Publisher
) -> None:
    with web_client() as client:
        download(url, target, Courier(client))

    assert publisher.asked[0].headers["user-agent"].startswith("Beffroi/")
    assert publisher.asked[0].headers["accept-encoding"] == "identity"


def test_a_redirection_to_no_address_is_refused(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.leads_to("javascript:1"))

    with pytest.raises(PublisherError):
        download(url, target, courier)


def test_numbers_of_hundreds_of_digits_are_not_believed(
    url: str, target: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.will(PATH, publishers.says(503, Retry_After="9" * 400))

    with pytest.raises(PublisherError, match="asks to come back"):
        download(url, target, courier)
