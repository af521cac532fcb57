"""The first store: rules and releases, ticks, people and their feeds, ledger, revisions, audit."""

import sqlalchemy as sa
from alembic import op

from uprcycle.store.migrations.refusals import create_refusal, refuse_all_but_erasing, refuse_change

revision = "0002"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NO_OTHER_RULES = "a ruleset never changes; release another one"
_NO_NEW_RELEASE = "a release never changes; make a new one"
_NO_OTHER_PAST = "the audit trail is only ever added to"


def upgrade() -> None:
    create_refusal()
    _create_rulesets()
    _create_releases()
    _create_overrides()
    _create_ticks()
    _create_local_tasks()
    _create_document_links()
    _create_people()
    _create_preferences()
    _create_subscriptions()
    _create_chat_hooks()
    _create_ledger()
    _create_bounces()
    _create_revisions()
    _create_heartbeats()
    _create_notice_holds()
    _create_audit()


def downgrade() -> None:
    made = (
        "ruleset release override tick pause local_task document_link person assignment absence "
        "subscription message nudge_key message_link revision heartbeat audit audit_head"
        " preference bounce notice_hold chat_hook"
    )
    for table in reversed(made.split()):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _create_rulesets() -> None:
    op.create_table(
        "ruleset",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("text", sa.String, nullable=False),
    )
    refuse_change("ruleset", _NO_OTHER_RULES)


def _create_releases() -> None:
    op.create_table(
        "release",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("reviews", sa.Integer, nullable=False),
        sa.Column("ruleset", sa.String, sa.ForeignKey("ruleset.digest"), nullable=False),
        sa.Column("keeping", sa.Integer, nullable=False),
        sa.Column("schedule", sa.String, nullable=False),
        sa.Column("kept", sa.String, nullable=False),
    )
    kept = ("number", "at", "note", "source", "digest", "reviews", "ruleset", "keeping", "schedule", "kept")
    refuse_change("release", _NO_NEW_RELEASE, kept)


def _create_overrides() -> None:
    op.create_table(
        "override",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("milestone", sa.String, nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("cycle", sa.Integer, nullable=False),
        sa.Column("session", sa.Integer, nullable=False),
        sa.Column("span", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("expires", sa.Date),
        sa.Column("confirmed_by", sa.String, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("lifted_by", sa.String),
        sa.Column("lifted_at", _MOMENT),
        sa.Column("lifted_release", sa.Integer),
    )


def _create_ticks() -> None:
    op.create_table(
        "tick",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("cycle", sa.Integer, nullable=False),
        sa.Column("task", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("via", sa.String, nullable=False),
    )
    op.create_index("ix_tick_country", "tick", ["country"])
    op.create_table(
        "pause",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("cycle", sa.Integer, nullable=False),
        sa.Column("task", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("lifted_at", _MOMENT),
    )
    op.create_index("ix_pause_country", "pause", ["country"])


def _create_local_tasks() -> None:
    op.create_table(
        "local_task",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("cycle", sa.Integer, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("dropped_by", sa.String, nullable=False),
        sa.Column("dropped_at", _MOMENT),
    )
    op.create_index("ix_local_task_country", "local_task", ["country"])


def _create_document_links() -> None:
    op.create_table(
        "document_link",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("cycle", sa.Integer, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("symbol", sa.String, nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("is_superseded", sa.Boolean, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_index("ix_document_link_country", "document_link", ["country"])


def _create_people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("digest_day", sa.Integer, nullable=False),
        sa.Column("digest_hour", sa.Integer, nullable=False),
    )
    op.create_table(
        "assignment",
        sa.Column("person", sa.String, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("country", sa.String, primary_key=True),
        sa.Column("office", sa.String, primary_key=True),
        sa.Column("valid_from", sa.Date, primary_key=True),
        sa.Column("valid_to", sa.Date, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("deputy_of", sa.String, nullable=False),
        sa.Column("is_head", sa.Boolean, nullable=False),
    )
    op.create_index("ix_assignment_country", "assignment", ["country"])
    op.create_table(
        "absence",
        sa.Column("person", sa.String, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("first_day", sa.Date, primary_key=True),
        sa.Column("last_day", sa.Date, nullable=False),
    )


def _create_preferences() -> None:
    op.create_table(
        "preference",
        sa.Column("person", sa.String, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("digest_day", sa.Integer),
        sa.Column("digest_hour", sa.Integer),
        sa.Column("mail_from", sa.Integer),
        sa.Column("mail_to", sa.Integer),
        sa.Column("declined", sa.String, nullable=False),
        sa.Column("unsubscribed", _MOMENT),
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("person", sa.String, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("filter", sa.String, nullable=False),
        sa.Column("extended", _MOMENT),
        sa.Column("revoked", _MOMENT),
        sa.Column("fetched", _MOMENT),
        sa.Column("client", sa.String, nullable=False),
    )
    op.create_index("ix_subscription_person", "subscription", ["person"])


def _create_chat_hooks() -> None:
    op.create_table(
        "chat_hook",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("person", sa.String, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("rests_until", _MOMENT),
        sa.Column("dead_since", _MOMENT),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("ix_chat_hook_person", "chat_hook", ["person"])


def _create_ledger() -> None:
    op.create_table(
        "message",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.String, nullable=False, unique=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_at", _MOMENT, nullable=False),
        sa.Column("lease_until", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("refusals", sa.Integer, nullable=False),
        sa.Column("refused_at", _MOMENT),
        sa.Column("losses", sa.Integer, nullable=False),
    )
    op.create_index("ix_message_finished_at", "message", ["finished_at"])
    op.create_table(
        "nudge_key",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("message_id", sa.String, sa.ForeignKey("message.message_id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_index("ix_nudge_key_message_id", "nudge_key", ["message_id"])
    op.create_table(
        "message_link",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("message_id", sa.String, sa.ForeignKey("message.message_id"), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT),
    )
    op.create_index("ix_message_link_message_id", "message_link", ["message_id"])


def _create_bounces() -> None:
    op.create_table(
        "bounce",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.String, unique=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )


def _create_revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("uid", sa.String, primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("dated", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("modified", _MOMENT, nullable=False),
        sa.Column("first_release", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("payload", sa.String, nullable=False),
    )


def _create_heartbeats() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
    )


def _create_notice_holds() -> None:
    op.create_table(
        "notice_hold",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("lifted_at", _MOMENT),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("by_salt", sa.String, nullable=False),
        sa.Column("by_mark", sa.String, nullable=False),
        sa.Column("subject_salt", sa.String, nullable=False),
        sa.Column("subject_mark", sa.String, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("seal", sa.String, nullable=False),
    )
    kept = ("number", "at", "action", "detail", "by_mark", "subject_mark", "before", "seal")
    refuse_change("audit", _NO_OTHER_PAST, kept)
    refuse_all_but_erasing("audit", _NO_OTHER_PAST, ("by", "subject"))
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("seal", sa.String, nullable=False),
    )
