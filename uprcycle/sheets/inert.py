"""Cells that a spreadsheet would run as a formula: told apart, made inert, and read back."""

_STARTS = tuple("=+-@|%'\t\r\n＝＋－＠")  # noqa: RUF001 -- the full-width twins, which some locales run as well


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet wrote a formula here instead of its value."""
    return cell.lstrip().startswith(("=", "＝"))  # noqa: RUF001


def make_inert(cell: str) -> str:
    """Return ``cell`` so that every spreadsheet shows it as text; :func:`make_plain` undoes it."""
    return f"'{cell}" if _may_run(cell) else cell


def make_plain(cell: str) -> str:
    """Return ``cell`` without the apostrophe that made it inert."""
    return cell[1:] if cell.startswith("'") and _may_run(cell[1:]) else cell


def _may_run(cell: str) -> bool:
    return cell.startswith(_STARTS) or cell.lstrip().startswith(_STARTS)
