"""How many words a text has, counted as a word processor counts them.

Whatever stands between two spaces is one word, a number or a lone dash too; a space that holds a
line together does not part words. Signs of Chinese and Japanese count one by one.
"""

import re

_SIGN = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_HELD = "\u00a0\u202f\u2007"
_WORD = re.compile(rf"[{_SIGN}]|(?:[^\s{_SIGN}]|[{_HELD}])+")


def count_words(text: str) -> int:
    """Return the number of words in ``text``."""
    return sum(1 for each in _WORD.finditer(text) if each[0].strip())
