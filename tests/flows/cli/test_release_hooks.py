"""Web-hooks on the command line: the address comes from a file, and nothing shows it again."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

ADDRESS = "https://hooks.example.org/upr?secret=abc\n"


@pytest.mark.usefixtures("home")
def test_a_web_hook_is_added_tried_out_and_removed(uprcycle: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "address.txt"
    file.write_text(ADDRESS, "utf-8")
    empty = uprcycle("access", "hooks", "list").out
    added = uprcycle("access", "hooks", "add", "the others", "--by", "A. Example", "--file", str(file))
    (listed,) = uprcycle("access", "hooks", "list", "--json").value
    hook = listed["id"]
    said = [uprcycle("access", "hooks", *words).out for words in (("test", hook), ("send",), ("list",))]

    assert (empty.strip(), "whsec_" in added.out, listed["is_on"], listed["calls"]) == (
        "no other system is told of releases",
        True,
        True,
        [],
    )
    assert ("The test came to: recorded" in said[0], "0 calls tried" in said[1]) == (True, True)
    assert [("secret=abc" in each, "whsec_" in each) for each in said] == [(False, False)] * 3
    assert uprcycle("access", "hooks", "on", hook, "--by", "A. Example").status == 1
    assert uprcycle("access", "hooks", "remove", hook, "--by", "A. Example").status == 0
    assert uprcycle("access", "hooks", "list", "--json").value == []


@pytest.mark.usefixtures("home")
def test_an_address_that_is_none_is_not_kept(uprcycle: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "address.txt"
    file.write_text("https://127.0.0.1/x?secret=abc", "utf-8")
    ordered = ("access", "hooks", "add", "the others", "--by", "A. Example", "--file")
    answers = [uprcycle(*ordered, str(each)) for each in (file, tmp_path / "none")]

    assert [(each.status, "abc" in each.err) for each in answers] == [(2, False)] * 2
