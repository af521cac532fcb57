"""The health of the installation, in the words of ``uprcycle doctor``; it names nobody."""

from fastapi import APIRouter, Response

from uprcycle.access.act import Act
from uprcycle.days.span import day_span
from uprcycle.wording.spans import short_span_text
from web.access.page import render_signed
from web.access.reader import Signed

router = APIRouter(include_in_schema=False)


@router.get("/health")
def show_health(reader: Signed) -> Response:
    """Show everything that was looked at, what needs somebody first."""
    reader.require(Act.SEE_HEALTH)
    findings, now = reader.visit.sources.staff.health(), reader.visit.sources.staff.outbox.now()
    day = short_span_text(day_span(now.date()), reader.visit.language)
    return render_signed(
        reader,
        "staff/health.html.j2",
        unwell=[each for each in findings if not each.is_well],
        well=[each for each in findings if each.is_well],
        now=f"{day}, {now:%H:%M}",
    )
