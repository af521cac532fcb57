"""What the first store keeps of who may do what, and of who signed in."""

import sqlalchemy as sa
from alembic import op

_MOMENT = sa.DateTime(timezone=True)


def create_accounts() -> None:
    """Make the tables of accounts."""
    op.create_table(
        "account",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
    )
    op.create_table(
        "access_grant",
        sa.Column("account", sa.String, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("standing", sa.String, primary_key=True),
        sa.Column("countries", sa.String, nullable=False),
    )


def create_sign_ins() -> None:
    """Make the tables of links and sessions."""
    op.create_table(
        "sign_in_link",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("taken", _MOMENT),
    )
    op.create_index("ix_sign_in_link_person", "sign_in_link", ["person"])
    op.create_table(
        "web_session",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("program", sa.String, nullable=False),
        sa.Column("ended", _MOMENT),
    )
    op.create_index("ix_web_session_person", "web_session", ["person"])
