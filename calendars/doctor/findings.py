"""Findings in words: one line each for a person, the same parts for a script."""

from collections.abc import Iterator, Mapping
from typing import Any

from calendars.doctor.check import ADVISED, MEASURED, REPORTED, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.examine import Report
from uprcycle.wording.language import Language

_LONGEST = 60

_SEVERITY = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.HINT: _("hint"),
}
_SOURCE = {
    MEASURED: _("measured"),
    REPORTED: _("reported"),
    ADVISED: _("our advice"),
}


def finding_lines(report: Report, language: Language) -> Iterator[str]:
    """Yield one line for each finding, and one for each check that found more than is named."""
    for finding in report.findings:
        yield finding_line(finding, language)
    for name, more in more_of(report).items():
        yield language.text("{check}: {count} more", check=name, count=more)


def finding_line(finding: Finding, language: Language) -> str:
    """Return a finding as severity, id, place, what, remedy, who suffers and who says so."""
    check = finding.check
    parts = [
        f"{severity_text(check.severity, language)} {check.id}",
        where_text(finding, language),
        what_text(finding, language),
        remedy_text(finding, language),
        suffering_text(finding, language),
    ]
    return (
        ": ".join(part for part in parts[:2] if part)
        + ": "
        + "; ".join(filter(None, parts[2:]))
        + (f" [{source_text(check.source, language)}]")
    )


def severity_text(severity: Severity, language: Language) -> str:
    """Return the word for how much it matters."""
    return language.text(_SEVERITY[severity])


def where_text(finding: Finding, language: Language) -> str:
    """Return the line and the UID, empty for the feed as a whole."""
    if not finding.line:
        return shown(finding.uid)
    line = language.text("line {number}", number=finding.line)
    return f"{line}, {shown(finding.uid)}" if finding.uid else line


def what_text(finding: Finding, language: Language) -> str:
    """Return what was found."""
    return _filled(finding.check.what, finding.values, language)


def remedy_text(finding: Finding, language: Language) -> str:
    """Return what to do about it."""
    return _filled(finding.check.remedy, finding.values, language)


def suffering_text(finding: Finding, language: Language) -> str:
    """Return which programs suffer and how, as far as it is known."""
    clients, effect = ", ".join(finding.check.clients), language.text(finding.check.effect)
    return " – ".join(filter(None, (clients, effect)))


def source_text(source: str, language: Language) -> str:
    """Return who says so: sections of standards as they are, our own witnesses in words."""
    parts = source.split("; ")
    return "; ".join(language.text(_SOURCE[each]) if each in _SOURCE else each for each in parts)


def summary_text(report: Report, language: Language) -> str:
    """Return the last line: how much there is, and how much of it is wrong."""
    sums = counts_of(report)
    return language.text(
        "{entries} entries, {size} bytes: errors {errors}, warnings {warnings}, hints {hints}",
        entries=report.entries,
        size=report.size,
        errors=sums[Severity.ERROR],
        warnings=sums[Severity.WARNING],
        hints=sums[Severity.HINT],
    )


def counts_of(report: Report) -> dict[Severity, int]:
    """Return how many findings there are of each severity, those that are not named included."""
    severities = {each.check.id: each.check.severity for each in report.findings}
    return {
        severity: sum(count for name, count in report.counts.items() if severities[name] is severity)
        for severity in Severity
    }


def more_of(report: Report) -> dict[str, int]:
    """Return by id how many findings are counted and not named."""
    named = [each.check.id for each in report.findings]
    more = {name: count - named.count(name) for name, count in report.counts.items()}
    return {name: count for name, count in more.items() if count}


def show_report(report: Report, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of a report."""
    return {
        "entries": report.entries,
        "bytes": report.size,
        "counts": {severity.value: count for severity, count in counts_of(report).items()},
        "findings": [_show_finding(each, language) for each in report.findings],
        "more": more_of(report),
    }


def shown(value: object) -> str:
    """Return a value from a stranger on one line, short, and without what a terminal would obey."""
    text = "".join(each if each.isprintable() else " " for each in str(value)[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _filled(message: str, values: Mapping[str, object], language: Language) -> str:
    return language.text(message, **{name: shown(value) for name, value in values.items()})


def _show_finding(finding: Finding, language: Language) -> dict[str, Any]:
    check = finding.check
    return {
        "id": check.id,
        "severity": check.severity.value,
        "line": finding.line or None,
        "uid": shown(finding.uid) or None,
        "what": what_text(finding, language),
        "remedy": remedy_text(finding, language),
        "clients": list(check.clients),
        "effect": language.text(check.effect) or None,
        "source": check.source,
    }
