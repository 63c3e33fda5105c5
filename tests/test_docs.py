"""The documentation: in step with the code, and without a command that does not exist."""

import re
from pathlib import Path

import pytest
from tools import pages

ROOT = Path(__file__).parents[1]
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", pages.WRITTEN)
def test_reference_pages_say_what_the_code_does(name: str) -> None:
    kept = (pages.PAGES / name).read_text(encoding="utf-8")

    assert kept == pages.WRITTEN[name](), "run: python tools/pages.py"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", path.read_text(encoding="utf-8"))

    lost = [link for link in links if not (path.parent / link).exists()]

    assert lost == []


def test_every_make_target_that_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))

    assert named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_shown_exists(path: Path) -> None:
    reference = (pages.PAGES / "commands.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^## (beffroi.*)$", reference, re.MULTILINE))
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    shown = [line for block in blocks for line in block.splitlines() if line.startswith("beffroi ")]

    strange = [line for line in shown if not any(line.startswith(command) for command in known)]

    assert strange == []


def test_the_json_page_names_the_keys_that_commands_write() -> None:
    page = (pages.PAGES / "json.md").read_text(encoding="utf-8")

    for key in ("figures", "findings", "warnings", "lacks", "sources", "files"):
        assert f"`{key}`" in page or f'"{key}"' in page


def test_no_page_names_a_path_of_a_machine_or_a_registry() -> None:
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(work|root|tmp)/", text), path
        assert "pypi.org/simple" not in text
