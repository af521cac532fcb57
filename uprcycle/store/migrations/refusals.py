"""What the databases themselves refuse: removing what is kept for ever, and changing it."""

from alembic import op


def create_refusal() -> None:
    """Make what PostgreSQL's triggers call; SQLite's need nothing."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
        )


def refuse_change(table: str, refusal: str, kept: tuple[str, ...] = ()) -> None:
    """Let the database itself refuse to remove what stands in ``table``, or to change it.

    Of a table with cells that can be erased only the columns in ``kept`` are refused.
    """
    update = f"UPDATE OF {', '.join(kept)}" if kept else "UPDATE"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_refuses_change BEFORE {update} OR DELETE OR TRUNCATE ON {table} "
            f"EXECUTE FUNCTION refuse_change('{refusal}')"
        )
        return
    for name, change in (("update", update), ("delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{name} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )


def refuse_all_but_erasing(table: str, refusal: str, cells: tuple[str, ...]) -> None:
    """Let each of ``cells`` stay as it is, or be emptied together with its salt."""
    erased = (
        f"""((NEW."{each}" = OLD."{each}" AND NEW.{each}_salt = OLD.{each}_salt) """
        f"""OR (NEW."{each}" = '' AND NEW.{each}_salt = ''))"""
        for each in cells
    )
    act = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    if op.get_bind().dialect.name == "postgresql":
        act = f"EXECUTE FUNCTION refuse_change('{refusal}')"
    op.execute(
        f"CREATE TRIGGER {table}_refuses_rewording BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (NOT ({' AND '.join(erased)})) {act}"
    )
