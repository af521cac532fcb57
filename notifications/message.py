"""Digests and notices as mails.

A subject names no country and no topic as soon as one item is not public.
"""

from datetime import datetime
from email.message import EmailMessage

from notifications.digest import Digest
from notifications.letter import write_letter
from notifications.letterhead import Letterhead
from notifications.mail import Content, build_mail, templates
from notifications.notice_letter import write_notice
from notifications.notices import Notice
from uprcycle.wording.language import Language

_TEXT, _HTML = "digest.txt.j2", "digest.html.j2"
_NOTICE_TEXT, _NOTICE_HTML = "notice.txt.j2", "notice.html.j2"


def compose(digest: Digest, language: Language, head: Letterhead, now: datetime) -> EmailMessage:
    """Return the mail that says ``digest`` in ``language``, dated ``now``.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    letter = write_letter(digest, language, head)
    text, html = (templates().get_template(each).render(letter=letter) for each in (_TEXT, _HTML))
    return build_mail(digest, Content(letter.subject, text, html, language.code), head, now)


def compose_notice(
    notice: Notice, language: Language, head: Letterhead, now: datetime, calendar: bytes = b""
) -> EmailMessage:
    """Return the mail that says ``notice`` in ``language``, dated ``now``.

    ``calendar`` is an iCalendar object of the entries that changed; empty for none.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    letter = write_notice(notice, language, head, has_entries=bool(calendar))
    text, html = (
        templates().get_template(each).render(letter=letter) for each in (_NOTICE_TEXT, _NOTICE_HTML)
    )
    return build_mail(notice, Content(letter.subject, text, html, language.code, calendar), head, now)
