"""`uprcycle schedule plan`, `release`, `rollback` and `diff`: nothing public moves by accident."""

from pathlib import Path

import pytest

from tests.flows.cli.drafts import SIGNED, numbers, plan, release, saved, with_kenya_on
from tests.flows.installed import CommandLine
from uprcycle.schedule.document import write_document
from uprcycle.store.packaged import load_schedule

pytestmark = pytest.mark.usefixtures("home")

NO_CHANGE = "no change: release 1 says the same already\n"


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    return saved(tmp_path / "packaged.json", write_document(load_schedule()))


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A schedule in which the review of Kenya has another day, one week later."""
    return saved(tmp_path / "later.json", with_kenya_on("2025-05-08"))


def test_the_packaged_schedule_again_is_no_change(uprcycle: CommandLine, packaged: Path) -> None:
    planned, released = uprcycle("schedule", "plan", str(packaged)), release(uprcycle, packaged, "any")

    assert (planned.status, planned.out) == (0, NO_CHANGE)
    assert (released.status, released.out) == (0, NO_CHANGE)
    assert numbers(uprcycle) == [1]


def test_a_plan_tells_what_would_move_and_writes_nothing(uprcycle: CommandLine, later: Path) -> None:
    answer = uprcycle("schedule", "plan", str(later))

    lines = answer.out.splitlines()
    assert (answer.status, lines[0]) == (0, "Plan upon release 1; nothing is written.")
    assert lines[-1] == f"Hash: {plan(uprcycle, later)['hash']}"
    assert "Kenya · cycle 4 · moved" in lines
    assert numbers(uprcycle) == [1]


def test_the_json_of_a_plan_has_every_date_old_and_new(uprcycle: CommandLine, later: Path) -> None:
    shown = plan(uprcycle, later)

    assert set(shown) == {
        "base", "hash", "schedule", "empty", "counts", "countries", "moved_earlier", "fields", "told",
        "warnings", "corrections",
    }  # fmt: skip
    assert (shown["base"], shown["empty"], shown["told"]) == (1, False, [])
    assert [(each["key"], each["field"], each["new"]) for each in shown["fields"]] == [
        ("cycle 4, KEN", "date", "2025-05-08")
    ]
    (kenya,) = (each for each in shown["countries"] if each["cycle"] == 4)
    (review,) = (each for each in kenya["changes"] if each["id"] == "working-group-review")
    assert (kenya["country"], kenya["verdict"], review["change"]) == ("KEN", "moved", "moved")
    assert (review["old"]["start"][:10], review["new"]["start"]) == ("2025-05-01", "2025-05-08")


def test_a_wide_plan_lists_every_date(uprcycle: CommandLine, later: Path) -> None:
    brief = uprcycle("schedule", "plan", str(later)).out
    wide = uprcycle("schedule", "plan", str(later), "--wide").out

    assert "--wide lists all" in brief
    assert "--wide lists all" not in wide
    changes = [change for each in plan(uprcycle, later)["countries"] for change in each["changes"]]
    assert all(each["title"] in wide for each in changes)


def test_a_release_is_made_by_its_hash_and_once(uprcycle: CommandLine, later: Path) -> None:
    first, again = release(uprcycle, later), release(uprcycle, later)

    assert (first.status, again.status, numbers(uprcycle)) == (0, 0, [1, 2])
    assert first.out.startswith("release 2: ")
    assert again.out == "no change: release 2 says the same already\n"
    assert uprcycle("show", "KEN", "--json").value["release"] == 2


def test_a_stale_plan_is_refused(uprcycle: CommandLine, later: Path, tmp_path: Path) -> None:
    digest = plan(uprcycle, later)["hash"]
    release(uprcycle, saved(tmp_path / "other.json", with_kenya_on("2025-05-09")))

    answer = release(uprcycle, later, digest)

    assert (answer.status, answer.out, numbers(uprcycle)) == (1, "", [1, 2])
    assert answer.err == (
        "uprcycle: the plan has gone stale; nothing was changed\n"
        "  --plan: the hash is not that of the plan as it is now; plan again and look\n"
    )


def test_a_rollback_is_a_new_release_of_the_old_content(uprcycle: CommandLine, later: Path) -> None:
    release(uprcycle, later)

    answer = uprcycle("schedule", "rollback", "1", *SIGNED, "--confirm-earlier", "another desk")

    assert (answer.status, numbers(uprcycle)) == (0, [1, 2, 3])
    assert uprcycle("schedule", "diff", "1", "3").out == "Releases 1 and 3 say the same.\n"


def test_a_difference_of_releases_reads_like_a_plan(uprcycle: CommandLine, later: Path) -> None:
    release(uprcycle, later)

    shown, told = (
        uprcycle("schedule", "diff", "1", "2", "--json").value,
        uprcycle("schedule", "diff", "1", "2"),
    )

    assert (shown["from"], shown["to"], shown["counts"]["moved"]) == (1, 2, len(shown["countries"]))
    assert told.out.splitlines()[0] == "From release 1 to release 2"
    assert "  – cycle 4, KEN, date: 2025-05-01 → 2025-05-08" in told.out.splitlines()


@pytest.mark.parametrize(
    ("words", "status", "first"),
    [
        (("rollback", "7", *SIGNED), 1, "uprcycle: there is no release 7; the store holds 1"),
        (("diff", "1", "2"), 1, "uprcycle: there is no release 2; the store holds 1"),
        (("plan", "absent.csv"), 2, "uprcycle: the file cannot be read"),
        (
            ("rollback", "1", "--note", " ", "--by", "the desk"),
            2,
            "uprcycle: a release needs an author and a reason; nothing was changed",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    uprcycle: CommandLine, words: tuple[str, ...], status: int, first: str
) -> None:
    answer = uprcycle("schedule", *words)

    assert (answer.status, answer.out, answer.err.splitlines()[0]) == (status, "", first)


def test_a_schedule_of_which_most_is_missing_is_refused(uprcycle: CommandLine, tmp_path: Path) -> None:
    document = write_document(load_schedule()) | {"date": []}
    document["review"] = document["review"][:100]
    short = saved(tmp_path / "short.json", document)

    answer = uprcycle("schedule", "plan", str(short))

    assert (answer.status, answer.out) == (2, "")
    assert "the schedule: holds 100 reviews where the released one holds 387" in answer.err
    assert uprcycle("schedule", "plan", str(short), "--allow-loss").status == 0


def test_a_corrected_name_is_planned_and_released_only_when_it_is_confirmed(
    uprcycle: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "part.csv"
    path.write_text("cycle,session,country,note\n4,53,Surinamme,asked for the morning\n", "utf-8")
    shown = plan(uprcycle, path)
    words = ["schedule", "release", str(path), "--plan", shown["hash"], "--note", "a wish", "--by", "desk"]
    refused, slip, done = (
        uprcycle(*words, *more) for more in ([], ["--accept", "Surinam=SUR"], ["--accept", "Surinamme=SUR"])
    )

    assert [each["accept"] for each in shown["corrections"]] == ["Surinamme=SUR"]
    assert (refused.status, refused.err) == (
        1,
        (
            "uprcycle: what was corrected has not been confirmed; nothing was changed\n"
            "  corrected, please confirm: part.csv: row 2, column country: 'Surinamme' was read as Suriname"
            " (SUR); correct the cell, or confirm it with --accept 'Surinamme=SUR'\n"
        ),
    )
    assert (slip.status, done.status) == (2, 0)
    assert done.out.startswith("release 2: ")
