"""The commands that run servers say what they do; the servers themselves are started in test_serve."""

import pytest

from flows.cli.running import say
from tests.flows.installed import CommandLine


def test_a_line_is_written_at_once_and_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    say("web      http://127.0.0.1:8080  [release 1]")

    assert capsys.readouterr().out == "web      http://127.0.0.1:8080  [release 1]\n"


@pytest.mark.parametrize("words", ["run", "serve"])
def test_a_wrong_setting_stops_the_start_with_its_name(
    uprcycle: CommandLine, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPRCYCLE_PORT", "many")

    answer = uprcycle(words)

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("uprcycle: 1 setting is wrong\n  UPRCYCLE_PORT: ")
