"""The rules by which releases go, in the database: each once, under its digest, for ever."""

from sqlmodel import Session, select

from uprcycle.rules.ruleset import Ruleset, digest_of, read_ruleset
from uprcycle.store.engine import Database
from uprcycle.store.summary import unknown_ruleset
from uprcycle.store.tables import RulesetRecord


class DatabaseRulesets:
    """The rules by which releases go."""

    def __init__(self, database: Database) -> None:
        """Read rulesets from ``database``; releases bring them."""
        self._database = database

    def of(self, digest: str) -> Ruleset:
        """Return the ruleset of this digest, which its text must still have."""
        with self._database.reading() as session:
            record = session.get(RulesetRecord, digest)
        if record is None or digest_of(record.text) != digest:
            raise unknown_ruleset(digest)
        return read_ruleset(record.text)


def keep(session: Session, ruleset: Ruleset) -> None:
    """Keep ``ruleset``, unless it is there already; one writer of releases at a time comes here."""
    if ruleset.digest not in known_digests(session):
        session.add(RulesetRecord(digest=ruleset.digest, text=ruleset.text))
        session.flush()


def known_digests(session: Session) -> frozenset[str]:
    """Return the digests of all rulesets."""
    return frozenset(session.exec(select(RulesetRecord.digest)))
