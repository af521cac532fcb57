"""What the first store keeps of the doors for programs and for other sign-ins."""

import sqlalchemy as sa
from alembic import op

_MOMENT = sa.DateTime(timezone=True)


def create_doors() -> None:
    """Make the tables of keys, identities and addresses that are told of releases."""
    op.create_table(
        "api_key",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("scopes", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("used", _MOMENT),
        sa.Column("revoked", _MOMENT),
    )
    op.create_index("ix_api_key_owner", "api_key", ["owner"])
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.UniqueConstraint("issuer", "owner"),
    )
    op.create_index("ix_identity_owner", "identity", ["owner"])
    op.create_table(
        "spent_beginning",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("until", _MOMENT, nullable=False),
    )
    _create_release_hooks()


def _create_release_hooks() -> None:
    op.create_table(
        "release_hook",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("off_since", _MOMENT),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_table(
        "hook_call",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("hook", sa.String, sa.ForeignKey("release_hook.id"), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("finished", _MOMENT),
        sa.Column("answer", sa.String, nullable=False),
    )
    op.create_index("ix_hook_call_hook", "hook_call", ["hook"])
