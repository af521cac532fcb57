"""The first store: rules and releases, ticks, people and their feeds, ledger, revisions, audit."""

import sqlalchemy as sa
from alembic import op

from uprcycle.store.migrations import first_access, first_people
from uprcycle.store.migrations.first_doors import create_doors
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
    _create_drafts()
    first_people.create_people()
    first_people.create_preferences()
    first_people.create_subscriptions()
    first_people.create_chat_hooks()
    first_people.create_ledger()
    first_people.create_bounces()
    first_access.create_accounts()
    first_access.create_sign_ins()
    create_doors()
    _create_revisions()
    _create_heartbeats()
    _create_notice_holds()
    _create_passages()
    _create_audit()


def downgrade() -> None:
    made = (
        "ruleset release override tick pause local_task document_link person assignment absence "
        "subscription message nudge_key message_link revision heartbeat audit audit_head"
        " api_key identity spent_beginning release_hook hook_call"
        " draft people_file preference bounce notice_hold chat_hook passage"
        " account access_grant sign_in_link web_session"
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


def _create_drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("allows_loss", sa.Boolean, nullable=False),
        sa.Column("accepted", sa.String, nullable=False),
        sa.Column("order", sa.String, nullable=False),
        sa.Column("held_until", _MOMENT),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("refusal", sa.String, nullable=False),
    )
    op.create_table(
        "people_file",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
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


def _create_passages() -> None:
    op.create_table(
        "passage",
        sa.Column("country", sa.String, primary_key=True),
        sa.Column("cycle", sa.Integer, primary_key=True),
        sa.Column("phase", sa.String, primary_key=True),
        sa.Column("opened", sa.Date, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
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
