"""Do rounds of an installation under the rules of time zones that the environment gives; say what each told.

Usage: under_clocks.py FOLDER NOW…; prints JSON.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.feeds.publishing import press_of, publish
from flows.installation.keys import Keyring
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.nudges.speaking import speak
from uprcycle.store.database import open_store

STATE = "UGA"


def work(home: Path, now: datetime) -> dict[str, Any]:
    """Publish, send what is owed, and return what feeds and ledger then hold."""
    settings = Settings(data_dir=home)
    wiring = Wiring(settings, open_store(settings.store_url, Keyring(settings)), lambda: now, now.date)
    published, sent = publish(wiring).changed, speak(wiring, now.date()).delivery.sent
    revisions = wiring.store.revisions.current().values()
    feed = press_of(wiring)(f"country/{STATE}", "en")
    told = {
        "published": published,
        "sent": sent,
        "entries": {each.uid: [each.sequence, each.dated, f"{each.modified}"] for each in revisions},
        "feed": [feed.body.decode(), feed.etag, f"{feed.modified}"],
        "messages": sorted(each.envelope.payload.decode() for each in wiring.store.ledger.rows()),
    }
    wiring.store.close()
    return told


if __name__ == "__main__":
    rounds = [work(Path(sys.argv[1]), datetime.fromisoformat(each)) for each in sys.argv[2:]]
    sys.stdout.write(json.dumps(rounds))
