"""What the first store keeps of people: who they are, what they chose, and what they are told."""

import sqlalchemy as sa
from alembic import op

_MOMENT = sa.DateTime(timezone=True)


def create_people() -> None:
    """Make the tables of people."""
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


def create_preferences() -> None:
    """Make the tables of preferences."""
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


def create_subscriptions() -> None:
    """Make the tables of subscriptions."""
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


def create_chat_hooks() -> None:
    """Make the tables of chat hooks."""
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


def create_ledger() -> None:
    """Make the tables of ledger."""
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
    op.create_index("ix_message_person", "message", ["person"])
    op.create_index("ix_message_finished_at", "message", ["finished_at"])
    op.create_index("ix_message_state_finished_at", "message", ["state", "finished_at"])
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


def create_bounces() -> None:
    """Make the tables of bounces."""
    op.create_table(
        "bounce",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.String, unique=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
