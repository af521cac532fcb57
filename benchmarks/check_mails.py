"""Reads mails back as the other side does: no name adds a header, and every part says what it should.

    python benchmarks/check_mails.py hostile --examples 20000   # T6: names and titles that strangers typed
    python benchmarks/check_mails.py parts --mails 500          # T7: real digests and notices, six languages

Prints one JSON line; stops at the first mail that is not well made.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import cycle, islice

from hypothesis import Phase, given, settings

from flows.nudges.nudging import forecast
from flows.nudges.posting import letterhead
from notifications.message import compose, compose_notice
from tests.flows.installed import NOON, TODAY, founded_memory, holder
from tests.notifications.build import HEAD, MONDAY, office, person, task
from tests.notifications.test_message import (
    NOTICE,
    ONCE,
    Links,
    assert_well_made,
    digest_of,
    hostile,
    part,
)
from uprcycle.people import Role
from uprcycle.store.packaged import language_codes, load_countries, load_language
from uprcycle.wording.language import ENGLISH, Language

CODES = ("en", "fr", "es", "ar", "zh", "ru")
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
OFFICES = 60
NOTICE_EACH = 7  # every seventh mail is a notice, with a calendar: so that each language has some


def check_hostile(examples: int) -> dict[str, object]:
    """Compose mails with names and titles that try to break out of them."""
    seen: Counter[str] = Counter()

    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate])
    @given(name=hostile, title=hostile, bureau=hostile)
    def read_back(name: str, title: str, bureau: str) -> None:
        tasks = [task(MONDAY, of=office("KEN", bureau), title=title)]
        raw = compose(digest_of(tasks, person("p1", name, "ann@example.org")), ENGLISH, HEAD, NOON).as_bytes()
        message = message_from_bytes(raw, policy=default)
        to = [each.addr_spec for each in message["To"].addresses]
        if to != ["ann@example.org"] or any(len(message.get_all(each, [])) != 1 for each in ONCE):
            raise ValueError(f"{name!r}, {title!r}, {bureau!r} broke out")
        assert_well_made(raw)
        seen["mails"] += 1

    read_back()
    return {
        "name": "mails with hostile names and titles, read back",
        "value": seen["mails"],
        "unit": "well made",
    }


def check_parts(count: int) -> dict[str, object]:
    """Read back digests and notices in every language."""
    seen: Counter[str] = Counter()
    for number, (code, raw, name) in enumerate(islice(mails(), count)):
        message = message_from_bytes(raw, policy=default)
        assert_well_made(raw)
        texts = [part(message, "plain"), part(message, "html")]
        linked = set(re.findall(r"https?://[^\s<>]+", texts[0]))
        if not linked or linked != set(Links(texts[1]).links):
            raise ValueError(
                f"mail {number}: the parts hold other links: {linked ^ set(Links(texts[1]).links)}"
            )
        if (message["Content-Language"], read_name(message)) != (code, name):
            raise ValueError(f"mail {number}: {message['Content-Language']}, {read_name(message)!r}")
        seen[code] += 1
        seen["with a calendar"] += [read_calendar(each) for each in message.iter_attachments()].count(True)
    return {"name": "mails in six languages, read back", "value": count, "unit": "mails well made", **seen}


def read_name(message: EmailMessage) -> str:
    """Return the name of the one to whom a mail is, without the doubled spaces of Python 3.11's parser."""
    (box,) = message["To"].addresses
    return " ".join(box.display_name.split())


def read_calendar(attached: EmailMessage) -> bool:
    """Tell whether what is attached is our calendar, to be published."""
    said = attached["Content-Type"]
    is_ours = (said.content_type, said.params["method"]) == ("text/calendar", "PUBLISH")
    return is_ours and attached.get_payload(decode=True) == CALENDAR


def mails() -> Iterator[tuple[str, bytes, str]]:
    """Yield language, bytes and the reader's name of mails without end: real tasks, invented people."""
    wiring = founded_memory()
    codes = [each.iso3 for each in load_countries() if each.is_member][:OFFICES]
    people = [holder(code, f"RCO {code}", Role.RCO, Role.UNCT, person=code.lower()) for code in codes]
    wiring.store.people.save(people, by="a check", at=NOON)
    digests, head = forecast(wiring, TODAY, 30), letterhead(wiring)
    names = {"fr": "Zoë Exemple", "ar": "مثال", "zh": "安 例", "ru": "Ольга Пример"}
    for number, (code, digest) in enumerate(zip(cycle(CODES), cycle(digests), strict=False)):
        language = load_language(code) if code in language_codes() else Language(code)
        named = replace(digest.person, name=names.get(code, "Ann Example"))
        if number % NOTICE_EACH:
            mail = compose(replace(digest, person=named), language, head.for_a_mail(NOON), NOON)
        else:
            mail = compose_notice(replace(NOTICE, person=named), language, head, NOON, CALENDAR)
        yield code, mail.as_bytes(), named.name


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("hostile", "parts"))
    parser.add_argument("--examples", type=int, default=500)
    parser.add_argument("--mails", type=int, default=120)
    chosen = parser.parse_args()
    print(
        json.dumps(
            check_hostile(chosen.examples) if chosen.command == "hostile" else check_parts(chosen.mails)
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
