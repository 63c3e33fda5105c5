"""Templates compiled once."""

from jinja2 import DictLoader

from beffroi.report.laying_out import environment


def test_a_page_calls_its_own_functions_and_a_template_that_changes_is_read_again() -> None:
    one, other = environment(), environment()
    one.loader = other.loader = DictLoader({"a": "{{ word }} <{{ given }}>"})
    one.globals["word"], other.globals["word"] = "one", "other"

    said = [made.get_template("a").render(given="<b>") for made in (one, other)]
    changed = environment()
    changed.loader = DictLoader({"a": "changed"})

    assert said == ["one <&lt;b&gt;>", "other <&lt;b&gt;>"]
    assert changed.get_template("a").render() == "changed"
