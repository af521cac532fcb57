"""Signing in as people do: an address, a mail, a link, a button; and how often one clicks."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.look import View, in_language
from tests.browser.running import Running
from uprcycle.people import Person
from uprcycle.store.packaged import load_language


@dataclass
class Visitor:
    """Somebody at a page of an installation; what they click is counted."""

    page: Page
    site: Running
    view: View
    clicks: int = field(default=0)

    def words(self, message: str, **values: object) -> str:
        """Return what a message is called in their language."""
        return load_language(self.view.lang).text(message, **values)

    def open(self, path: str) -> None:
        """Go to an address of the installation in their language, by typing it or from a mail."""
        self.page.goto(self.site.address + in_language(path, self.view.lang))

    def click(self, found: Locator) -> None:
        """Click, and wait for what comes of it."""
        self.clicks += 1
        found.click()

    def button(self, message: str, **values: object) -> Locator:
        """Find a button by what is written on it in English."""
        return self.page.get_by_role("button", name=self.words(message, **values), exact=True)

    def link(self, message: str, **values: object) -> Locator:
        """Find a link by what is written on it in English."""
        return self.page.get_by_role("link", name=self.words(message, **values), exact=True)

    def sees(self, message: str, **values: object) -> None:
        """Expect something to be said, here or on the page that comes."""
        expect(self.page.get_by_text(self.words(message, **values)).first).to_be_visible()

    def reads(self, heading: str, **values: object) -> None:
        """Expect a page of this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(heading, **values))


def sign_in(visitor: Visitor, person: Person, path: str = "/sign-in") -> None:
    """Ask for a link where ``path`` leads, and follow the one that comes by mail."""
    box, before = visitor.site.box, len(visitor.site.box.mails(person.email))
    visitor.open(path)
    visitor.page.get_by_label(visitor.words("Your mail address")).fill(person.email)
    visitor.click(visitor.button("Send me a link"))
    visitor.sees("If somebody here has this address, a link is on its way to it.")
    box.wait_for(person.email, before + 1)
    (link,) = box.links(person.email, "sign-in")
    visitor.open(link)
    visitor.clicks += 1
    visitor.click(visitor.button("Sign in"))
