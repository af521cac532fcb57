"""Addresses of web-hooks that nobody was ever given, and hostile ones made of them."""

import random
from collections.abc import Iterator

SECRET = "Zz0" * 8
SIGNATURE = "aB3_-" * 8 + "xyz"
_TAIL = f"api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={SIGNATURE}"
_INVOKE = f"workflows/{'0a' * 16}/triggers/manual/paths/invoke"
_POWER = f"default{'0b' * 15}.3f.environment.api.powerplatform.com"

SLACK = "/".join(("https://hooks.slack.com/services", "T" + "00AB1CD2", "B" + "00AB1CD2", SECRET))
TEAMS = f"https://{_POWER}:443/powerautomate/automations/direct/{_INVOKE}?{_TAIL}"
ROUTED = TEAMS.replace("direct/", "direct/cu/12/")
LOGIC = f"https://prod-12.westeurope.logic.azure.com:443/{_INVOKE}?{_TAIL.replace('=1&', '=2016-06-01&', 1)}"
GIVEN = (SLACK, TEAMS, ROUTED, LOGIC)
PROVIDERS = frozenset({"hooks.slack.com", _POWER, "prod-12.westeurope.logic.azure.com"})

_HOSTS = [
    "127.0.0.1",
    "localhost",
    "0.0.0.0",  # noqa: S104 - refused, not listened on
    "[::1]",
    "169.254.169.254",
    "2130706433",
    "0x7f000001",
    "example.org",
    "hooks.slack.com.example.org",
    "example.org.hooks.slack.com",
    "hooks-slack.com",
    "hooks.slack.co",
    "hooks.slack.com@example.org",
    "example.org#hooks.slack.com",
    "user:pw@hooks.slack.com",
    "hooks.slack.com:8443",
    "HOOKS.SLACK.COM",
    "hooks.slack.com.",
    "hooks%2eslack.com",
    "hooks。slack。com",
    "hook\u0455.slack.com",
    "hooks.slack.com\\@example.org",
    "hooks.slack.com%00.example.org",
    "hooks.slack-gov.com",
    "prod-12.westeurope.logic.azure.com.example.org",
    "evil.logic.azure.com",
    "logic.azure.com",
    "environment.api.powerplatform.com",
    "evil.environment.api.powerplatform.com",
]
_SCHEMES = [
    "http",
    "ftp",
    "file",
    "gopher",
    "javascript",
    "data",
    "slack",
    "workflow",
    "workflows",
    "msteams",
    "json",
    "jsons",
    "xml",
    "form",
    "mailto",
    "tgram",
]
_TAILS = [
    "?template=/etc/passwd",
    "?template=file:///etc/passwd",
    "?image=yes",
    "?footer=yes",
    "?redirect=yes",
    "?to=%23general",
    "&template=/etc/passwd",
    "\u200b",
    "&image=yes",
    "#x",
    "/",
    "//",
    "/..",
    "/../../x",
    "?a=b",
    ";a=b",
    "%00",
    "%0a",
    "%0d%0aHost:example.org",
    "%20",
]
_EDGES = (
    "\n",
    "\r\n",
    "\t",
    " ",
    "\0",
    "\u00a0",
    "\u202e",
    "\ufeff",
    "'",
    '"',
    "<",
    ">",
    "|",
    "\\",
    "`",
    ",",
)
_DIRT = "\0\n\r\t \u00a0\u200b\u202e@#?&=%;:/\\.'\"<>|[]{}()^~`*é\u0430\uff0f0aZ-"


def hostile() -> tuple[str, ...]:
    """Return addresses that nobody may use, each once: made of real ones, in every bad way we know."""
    made: dict[str, None] = {}
    for each in GIVEN:
        scheme, _, rest = each.partition("://")
        host, _, path = rest.partition("/")
        others = [f"https://{other}/{path}" for other in _HOSTS]
        others += [f"{other}://{rest}" for other in _SCHEMES]
        others += [each + tail for tail in _TAILS]
        others += [f"{edge}{each}" for edge in _EDGES] + [f"{each}{edge}" for edge in _EDGES]
        others += [f"{scheme}:/{rest}", f"//{rest}", rest, host, each.upper(), each * 2, f"{each} {each}"]
        others += [each.replace("/", cut, 3) for cut in ("//", "/%2f", "/./", "\\")]
        others += [f"{each[:30]}{dirt}{each[30:]}" for dirt in _DIRT[:-4]]
        others += [each.replace("services", "../services"), each[: len(each) // 2], f"{each}A" * 60]
        made.update(dict.fromkeys(each for each in others if each not in GIVEN))
    for schema in ("slack", "workflow", "workflows", "msteams"):
        made[f"{schema}://{'T' + '00AB1CD2'}/{'B' + '00AB1CD2'}/{SECRET}"] = None
    ended = (
        "https://outlook.office.com/webhook/",
        "https://contoso.webhook.office.com/webhookb2/",
        "msteams://",
    )
    made.update(
        {f"{each}{'0a' * 16}@{'0b' * 16}/IncomingWebhook/{'0c' * 16}/{'0d' * 16}": None for each in ended}
    )
    return tuple(made)


def mutated(count: int, seed: int) -> Iterator[str]:
    """Yield addresses in which up to four characters were changed, put in, taken out or doubled."""
    chance = random.Random(seed)
    for _ in range(count):
        text = list(chance.choice(GIVEN))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(text))
            match chance.randrange(4):
                case 0:
                    text[place] = chance.choice(_DIRT)
                case 1:
                    text.insert(place, chance.choice(_DIRT))
                case 2:
                    del text[place]
                case _:
                    text.insert(place, text[place])
        yield "".join(text)
