"""A digest as a mail: headers, a text part and an HTML part, the same bytes for the same inputs.

Built by the standard library's mail policy, which refuses a line break in any header. The
subject names no country and no topic as soon as one item is not public.
"""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.digest import Digest
from notifications.guard import is_address
from notifications.letter import Letter, Letterhead, write_letter
from notifications.mail_policy import MAIL
from notifications.plain import display_name, plain_line
from uprcycle.errors import BadInputError
from uprcycle.store.ports import Envelope
from uprcycle.wording.language import Language

_TEXT, _HTML = "digest.txt.j2", "digest.html.j2"


def compose(digest: Digest, language: Language, head: Letterhead, now: datetime) -> EmailMessage:
    """Return the mail that says ``digest`` in ``language``, dated ``now``.

    Raises:
        BadInputError: The person's stored address, or the sender's, is not one plain address.
    """
    letter = write_letter(digest, language, head)
    message = EmailMessage(policy=MAIL)
    message["From"] = _mailbox(head.name, head.sender, "sender")
    message["To"] = _mailbox(digest.person.name, digest.person.email, digest.person.id)
    message["Subject"] = plain_line(letter.subject)
    message["Date"] = now
    message["Message-ID"] = message_id(digest, head)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Id"] = f"<nudges.{_domain(head)}>"
    message.set_content(_rendered(_TEXT, letter), cte="quoted-printable")
    message.add_alternative(_rendered(_HTML, letter), subtype="html", cte="quoted-printable")
    # Setting content drops every header named Content-*, and its boundary would be drawn by chance.
    message["Content-Language"] = language.code
    message.set_boundary(f"=_{_fingerprint(digest)}")
    return message


def seal(digest: Digest, message: EmailMessage) -> Envelope:
    """Return ``message`` as the bytes that go out at every try, under the keys of ``digest``."""
    return Envelope(
        message_id=message["Message-ID"],
        keys=digest.keys,
        person=digest.person.id,
        channel=digest.person.channel,
        payload=message.as_bytes(),
        not_before=digest.send_at,
    )


def message_id(digest: Digest, head: Letterhead) -> str:
    """Return the Message-ID that follows from the keys, so that a second copy is known as one."""
    return f"<{_fingerprint(digest)}@{_domain(head)}>"


def _fingerprint(digest: Digest) -> str:
    return hashlib.sha256("\n".join(digest.keys).encode()).hexdigest()[:40]


def _domain(head: Letterhead) -> str:
    return head.sender.rpartition("@")[2]


def _mailbox(name: str, address: str, whose: str) -> Address:
    if not is_address(address):
        raise BadInputError(
            f"the address of {whose!r} is not one plain mail address; correct it and load it again"
        )
    return Address(display_name(name), addr_spec=address)


def _rendered(template: str, letter: Letter) -> str:
    return _templates().get_template(template).render(letter=letter)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("notifications"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
