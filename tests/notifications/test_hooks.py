"""Only what Slack and Teams hand out is an address; everything else is refused and never repeated."""

from urllib.parse import urlsplit

import pytest

from notifications.hooks import HookKind, SlackHook, TeamsHook, fingerprint_of, read_hook
from tests.notifications.hook_addresses import (
    GIVEN,
    LOGIC,
    PROVIDERS,
    ROUTED,
    SECRET,
    SIGNATURE,
    SLACK,
    TEAMS,
    hostile,
    mutated,
)
from uprcycle.errors import BadInputError

MUTATIONS = 20_000


def accepted(address: str) -> bool:
    try:
        read_hook(address)
    except BadInputError:
        return False
    return True


def test_an_address_of_slack_is_read_into_its_parts() -> None:
    assert read_hook(SLACK) == SlackHook("T" + "00AB1CD2", "B" + "00AB1CD2", SECRET)
    assert (read_hook(SLACK).kind, read_hook(SLACK).host) == (HookKind.SLACK, "hooks.slack.com")


@pytest.mark.parametrize(
    ("address", "direct", "route", "version"),
    [(TEAMS, True, "", "1"), (ROUTED, True, "12", "1"), (LOGIC, False, "", "2016-06-01")],
)
def test_an_address_of_teams_is_read_into_its_parts(
    address: str, *, direct: bool, route: str, version: str
) -> None:
    hook = read_hook(address)

    assert isinstance(hook, TeamsHook)
    assert (hook.is_direct, hook.route, hook.version, hook.workflow) == (direct, route, version, "0a" * 16)
    assert (hook.host, hook.signature) == (urlsplit(address).hostname, SIGNATURE)


@pytest.mark.parametrize("address", GIVEN)
def test_what_is_kept_reads_back_and_is_known_by_a_print_that_does_not_show_it(address: str) -> None:
    hook = read_hook(address)

    assert read_hook(hook.address) == hook
    assert hook.address == address.replace(":443", "")
    assert SECRET not in repr(hook)
    assert SIGNATURE not in repr(hook)
    assert len(fingerprint_of(hook)) == 12
    assert len({fingerprint_of(read_hook(each)) for each in GIVEN}) == len(GIVEN)


def test_the_order_of_parameters_does_not_matter_but_their_number_does() -> None:
    front, _, query = TEAMS.partition("?")
    turned = "&".join(reversed(query.split("&")))

    assert read_hook(f"{front}?{turned}") == read_hook(TEAMS)
    assert not any(map(accepted, (f"{TEAMS}&sv=1.0", f"{TEAMS}&x=1", TEAMS.replace("&sv=1.0", ""))))


def test_no_hostile_address_is_accepted() -> None:
    made = hostile()

    assert len(made) >= 500
    assert [each for each in made if accepted(each)] == []


def test_a_refusal_repeats_nothing_of_the_secret() -> None:
    said = []
    for each in (f"{SLACK}?x", f"{TEAMS}#x", SECRET, SIGNATURE):
        with pytest.raises(BadInputError) as refusal:
            read_hook(each)
        said.append(str(refusal.value))

    assert [each for each in said if SECRET in each or SIGNATURE in each] == []


def test_no_changed_address_leads_anywhere_but_to_the_providers() -> None:
    reached = {read_hook(each).host for each in mutated(MUTATIONS, 20260504) if accepted(each)}
    elsewhere = {
        host
        for host in reached - PROVIDERS
        if not host.endswith((".logic.azure.com", ".environment.api.powerplatform.com"))
    }

    assert elsewhere == set()


@pytest.mark.parametrize(
    "address",
    ["msteams://a/b/c", "https://outlook.office.com/webhook/x", "https://x.webhook.office.com/webhookb2/x"],
)
def test_connectors_that_have_ended_are_refused_with_the_way_on(address: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_hook(address)

    (problem,) = refusal.value.problems
    assert problem.what == "is that of a connector of Office 365, and these have ended"
    assert "make the workflow" in problem.remedy
