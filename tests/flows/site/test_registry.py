"""The desk's registry is joined from one installation."""

from flows.releases.changelog import ChangeLog
from flows.site.registry import registry_of
from tests.web.desk.officers import small_installation
from web.desk.registry import Searched


def test_all_of_it_is_of_one_installation() -> None:
    wiring = small_installation()
    found = registry_of(wiring, ChangeLog(wiring))

    assert [each.number for each in found.releases.all()] == [1]
    assert found.overrides.all() == ()
    assert found.edits.look("leave-empty", {"country": "HTI", "source": "s"}).plan.base == 1
    assert [each.action for each in found.trail.every(Searched(), with_names=True)] == ["release"]
