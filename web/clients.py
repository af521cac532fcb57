"""What each calendar program really does with a feed, and how to add one to it.

The delays and habits were measured where the program could be run, and are otherwise what its
makers and users report; no feed can change them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Client:
    """One calendar program; texts are English and translated where they are shown.

    ``refresh`` says how often it looks for changes, ``alarms`` what becomes of reminders in a feed,
    ``cancelled`` of entries that are cancelled, ``tasks`` of to-dos.
    """

    id: str
    name: str
    steps: tuple[str, ...]
    refresh: str
    alarms: str
    cancelled: str
    tasks: str


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_PASTE = _("Paste the address and confirm.")
_NO_ALARMS = _("Ignored: set a reminder in the program itself.")
_NO_TASKS = _("Not shown; each has an ordinary entry beside it.")
_STRUCK = _("Shown as cancelled.")

CLIENTS = (
    Client(
        "outlook-new",
        "Outlook (new, web, Microsoft 365)",
        (
            _("Open the calendar and choose “Add calendar”, then “Subscribe from web”."),
            _PASTE,
        ),
        _("Every 3 to 24 hours; it cannot be changed."),
        _NO_ALARMS,
        _STRUCK,
        _NO_TASKS,
    ),
    Client(
        "outlook-desktop",
        "Outlook (classic, Windows)",
        (
            _("Choose “Open calendar” in the ribbon, then “From Internet”."),
            _PASTE,
            _("Keep “Update limit” ticked in the account settings of Internet calendars."),
        ),
        _("Every 12 hours, as the feed asks, while it is open."),
        _NO_ALARMS,
        _STRUCK,
        _NO_TASKS,
    ),
    Client(
        "google",
        "Google Calendar",
        (
            _("On a computer, choose the plus sign beside “Other calendars”, then “From URL”."),
            _PASTE,
            _("On a phone it then appears by itself; tick it under Settings if it does not."),
        ),
        _("Every 8 to 24 hours, whatever the feed asks."),
        _NO_ALARMS,
        _("Hidden: a cancelled date just goes away."),
        _NO_TASKS,
    ),
    Client(
        "apple",
        "Apple Calendar (iPhone, iPad, Mac)",
        (
            _("On a phone, tap “Subscribe in your calendar” on this page."),
            _("On a Mac, choose “File”, then “New Calendar Subscription”, and paste the address."),
            _("Set “Auto-refresh” to every day, and leave “Remove alerts” unticked if you want alarms."),
        ),
        _("As often as you set; iCloud looks about once a day."),
        _("Work, unless “Remove alerts” is ticked."),
        _("Struck through."),
        _NO_TASKS,
    ),
    Client(
        "thunderbird",
        "Thunderbird",
        (
            _("Choose “New calendar”, then “On the network”."),
            _PASTE,
            _("In its properties, set how often it refreshes and whether reminders are shown."),
        ),
        _("Every 30 minutes while it is open, or as you set."),
        _("Work, if reminders are switched on for this calendar."),
        _("Struck through."),
        _("Shown in the task list."),
    ),
    Client(
        "gnome",
        "GNOME Calendar, Evolution",
        (
            _("Choose “Manage calendars”, then “Add calendar”."),
            _("In Evolution choose “New”, then “Calendar”, and the type “On the web”."),
            _PASTE,
        ),
        _("Every 30 minutes while it is open, or as you set."),
        _("Work, if reminders are switched on for this calendar."),
        _STRUCK,
        _("Shown by Evolution if you add the address as a task list too."),
    ),
    Client(
        "icsx5",
        "Android (DAVx⁵, ICSx⁵)",
        (
            _("Install ICSx⁵, which brings web calendars into the one you have; DAVx⁵ passes them on to it."),
            _("Tap “Subscribe in your calendar” on this page, or add the address by hand."),
            _("Choose how often it synchronises."),
        ),
        _("As often as you set, from 15 minutes to a week."),
        _("Work, unless you choose to ignore them when you subscribe."),
        _STRUCK,
        _NO_TASKS,
    ),
    Client(
        "khal",
        "khal, vdirsyncer",
        (
            _("Add a storage of type “http” with the address to the configuration of vdirsyncer."),
            _("Run “vdirsyncer discover” once, then “vdirsyncer sync” from a timer."),
        ),
        _("When “vdirsyncer sync” runs."),
        _("Not shown."),
        _STRUCK,
        _NO_TASKS,
    ),
)
"""Every program we know, those of most offices first."""
