"""A mail to whoever answers for a chat that takes nothing any more: which, since when, and what to do."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from notifications.letterhead import Letterhead
from notifications.mail import Content, build_mail, templates
from notifications.plain import plain_line
from uprcycle.days.span import day_span
from uprcycle.people import Person
from uprcycle.store.ports import ChatHook
from uprcycle.wording.language import Language
from uprcycle.wording.languages import translation_notes
from uprcycle.wording.spans import span_text

_NAMES = {"slack": "Slack", "teams": "Teams"}


@dataclass(frozen=True, slots=True)
class Closed:
    """That a chat is closed, told to one person once; ``closed_at`` is when it was found out."""

    person: Person
    hook: ChatHook
    closed_at: datetime

    @property
    def keys(self) -> tuple[str, ...]:
        """The one key that makes it unique, for ever."""
        return (f"closed/{self.hook.id}/{self.person.id}",)

    @property
    def send_at(self) -> datetime:
        """The earliest moment to deliver: at once."""
        return self.closed_at


def compose_closed(closed: Closed, language: Language, head: Letterhead, now: datetime) -> EmailMessage:
    """Return the mail that says that a chat is closed, in ``language``, dated ``now``.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    subject = language.text("A chat that uprcycle wrote to is closed")
    letter = {
        "subject": subject,
        "lines": _lines(closed, language),
        "language": language.code,
        "direction": language.direction,
    }
    text, html = (
        templates().get_template(each).render(letter=letter) for each in ("closed.txt.j2", "closed.html.j2")
    )
    return build_mail(closed, Content(subject, text, html, language.code), head, now)


def _lines(closed: Closed, language: Language) -> tuple[str, ...]:
    hook = closed.hook
    asked = language.text(
        "{service} takes no messages for the chat {fingerprint} since {day}; its answer was {answer}.",
        service=_NAMES[hook.kind],
        fingerprint=hook.fingerprint,
        day=span_text(day_span(closed.closed_at.date()), language),
        answer=hook.why,
    )
    if hook.is_room:
        office = plain_line(hook.office)
        fate = language.text("It is the room of {office}, which is told nothing until then.", office=office)
    else:
        fate = language.text("What would have gone there comes by mail until then.")
    remedy = language.text(
        "Give whoever runs uprcycle a new address: `uprcycle channel remove {id}`, then `channel add`.",
        id=hook.id,
    )
    return (asked, remedy, fate, *translation_notes(language))
