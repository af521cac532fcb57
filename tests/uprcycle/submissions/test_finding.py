"""Findings are told in the order of how much they matter."""

from uprcycle.submissions.count import Count
from uprcycle.submissions.finding import Finding, Report, order_findings
from uprcycle.submissions.guidance import Flaw, Gravity
from uprcycle.submissions.tongue import Guess, Sureness

HINT = Finding(Flaw.NO_HEADINGS, Gravity.HINT, "editorial")
WARNING = Finding(Flaw.COMMENTS, Gravity.WARNING, "editorial")
OTHER = Finding(Flaw.PICTURES, Gravity.WARNING, "stated")
ERROR = Finding(Flaw.TOO_LONG, Gravity.ERROR, "stated")


def test_what_matters_most_comes_first_and_else_the_order_stays() -> None:
    assert order_findings([HINT, WARNING, ERROR, OTHER]) == (ERROR, WARNING, OTHER, HINT)


def test_only_errors_would_stop_a_text() -> None:
    def report(*findings: Finding) -> Report:
        return Report(Count({}, 0), Guess("", Sureness.UNKNOWN), findings)

    assert [report(WARNING, HINT).has_errors, report(WARNING, ERROR).has_errors] == [False, True]
