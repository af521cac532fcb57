"""A digest as a mail.

The subject names no country and no topic as soon as one item is not public.
"""

from datetime import datetime
from email.message import EmailMessage

from notifications.digest import Digest
from notifications.letter import Letterhead, write_letter
from notifications.mail import Content, build_mail, templates
from uprcycle.wording.language import Language

_TEXT, _HTML = "digest.txt.j2", "digest.html.j2"


def compose(digest: Digest, language: Language, head: Letterhead, now: datetime) -> EmailMessage:
    """Return the mail that says ``digest`` in ``language``, dated ``now``.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    letter = write_letter(digest, language, head)
    text, html = (templates().get_template(each).render(letter=letter) for each in (_TEXT, _HTML))
    return build_mail(digest, Content(letter.subject, text, html, language.code), head, now)
