"""The standard library's SMTP policy, with names and subjects in other scripts folded safely.

When Python 3.11 folds a long header that is not ASCII, it loses or adds spaces between words;
one that is ASCII may begin with an empty line. The older ``Header`` class does neither.
"""

from email.header import Header
from email.headerregistry import Address, AddressHeader, UnstructuredHeader
from email.policy import EmailPolicy

_LONGEST_WORD = 60
_LONGEST_LINE = 74  # Header overruns its limit by one, and an encoded word may have 75
_VERBATIM = frozenset({"list-unsubscribe", "list-unsubscribe-post"})


class MailPolicy(EmailPolicy):
    """Folds free text and foreign names by whole characters; leaves all else to the standard library."""

    def fold(self, name: str, value: str) -> str:
        """Return the header as the lines that go out."""
        return self._folded(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the same lines as bytes."""
        folded = self._folded(name, value)
        return folded.encode("ascii") if folded else super().fold_binary(name, value)

    def _folded(self, name: str, value: object) -> str | None:
        if name.lower() in _VERBATIM:  # no program reads an address that is encoded
            return f"{name}: {value}{self.linesep}"
        if isinstance(value, UnstructuredHeader):
            return f"{name}: {self._words(name, str(value))}{self.linesep}"
        if isinstance(value, AddressHeader) and not str(value).isascii():
            boxes = (self._box(name, each) for each in value.addresses)
            return f"{name}: {f',{self.linesep} '.join(boxes)}{self.linesep}"
        return None

    def _box(self, name: str, address: Address) -> str:
        return f"{self._words(name, address.display_name)}{self.linesep} <{address.addr_spec}>"

    def _words(self, name: str, text: str) -> str:
        is_foldable = text.isascii() and all(len(word) < _LONGEST_WORD for word in text.split())
        charset = "us-ascii" if is_foldable else "utf-8"
        return Header(text, charset, header_name=name).encode(maxlinelen=_LONGEST_LINE, linesep=self.linesep)


MAIL = MailPolicy(linesep="\r\n")
