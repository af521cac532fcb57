"""What an operator may set, each with its meaning and default; :mod:`.environment` reads it."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from flows.installation.setting_kinds import (
    BrokerAddress,
    DatabaseAddress,
    Issuer,
    Keys,
    Mailbox,
    MailServerAddress,
    Receivers,
    WebAddress,
)
from notifications.guard import DeliveryMode
from notifications.mail_server import MailServer, read_mail_server
from notifications.pace import DEFAULT_LIMITS


class Settings(BaseModel):
    """Every setting with its meaning and default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Annotated[Path, Field(description="folder of the store and of Prefect's own data")] = Path(
        ".uprcycle"
    )
    database_url: Annotated[
        DatabaseAddress, Field(description="the store; empty: an SQLite file in the data folder")
    ] = ""
    host: Annotated[str, Field(description="interface the web listens on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535, description="port of the web")] = 8080
    workers: Annotated[
        int, Field(ge=1, le=64, description="processes that answer for the web under 'uprcycle serve'")
    ] = 1
    prefect_port: Annotated[
        int, Field(ge=1, le=65535, description="port of Prefect's own pages, loopback only")
    ] = 4280
    prefect_url: Annotated[
        WebAddress,
        Field(
            description="where Prefect's pages are reached, linked from ours for everybody; empty: no link"
        ),
    ] = ""
    redis_url: Annotated[
        BrokerAddress,
        Field(description="the Redis that several servers of Prefect share; empty: there is one server"),
    ] = ""
    base_url: Annotated[
        WebAddress,
        Field(description="public address, used in links; empty: host and port"),
    ] = ""
    calendar_host: Annotated[
        str, Field(pattern=r"^[a-z0-9.-]+$", description="the domain behind every UID; never change it")
    ] = "uprcycle.example.org"
    delivery: Annotated[DeliveryMode, Field(description="recorder, redirect, allowlist or live")] = (
        DeliveryMode.RECORDER
    )
    smtp_url: Annotated[MailServerAddress, Field(description="mail server for the other modes")] = ""
    smtp_in_clear: Annotated[
        bool, Field(description="let mail go to a mail server on another machine without TLS")
    ] = False
    smtp_per_second: Annotated[
        float,
        Field(ge=0, le=10_000, description="how many mails a second the mail server is given; 0: no limit"),
    ] = DEFAULT_LIMITS.per_second
    smtp_per_connection: Annotated[
        int, Field(ge=1, le=1_000_000, description="how many mails go over one connection")
    ] = DEFAULT_LIMITS.per_connection
    mail_from: Annotated[Mailbox, Field(description="sender address")] = "uprcycle@example.org"
    redirect_to: Annotated[
        Mailbox,
        Field(description="the one address that receives all mail in redirect mode"),
    ] = ""
    allowlist: Annotated[
        Receivers,
        Field(description="addresses, @domains or chats (host#print) that allowlist mode may write to"),
    ] = ()
    secret_key: Annotated[
        Keys,
        Field(
            repr=False,
            description="what seals messages and chat addresses in the store, the newest key first; "
            "empty: a key file in the data folder",
        ),
    ] = ()
    rooms: Annotated[
        Path | None,
        Field(description="file of rooms in other services that are written to; empty: none"),
    ] = None
    cadence: Annotated[
        Path | None,
        Field(description="file that says on which days to speak of which tasks; empty: the packaged one"),
    ] = None
    notice_review_minutes: Annotated[
        int,
        Field(
            ge=0,
            le=10_080,
            description="how long after a release nobody is told of it, so that somebody can look first",
        ),
    ] = 30
    operator: Annotated[
        Mailbox,
        Field(description="address of whoever is told when rounds stop, and when all is well again"),
    ] = ""
    oidc_issuer: Annotated[
        Issuer,
        Field(description="the provider by which people sign in with their organisation; empty: none"),
    ] = ""
    oidc_client_id: Annotated[str, Field(description="by what the provider knows this installation")] = ""
    oidc_client_secret: Annotated[
        str, Field(repr=False, description="what proves to the provider that it is this installation")
    ] = ""
    oidc_email_claim: Annotated[
        str,
        Field(
            description="the claim that holds a mail address which the provider has verified; "
            "empty: email, where email_verified is true"
        ),
    ] = ""
    alarm_after_minutes: Annotated[
        int, Field(ge=1, le=100_000, description="how long no round may have come to its end")
    ] = 1560
    watch_every_seconds: Annotated[
        int, Field(ge=1, le=86_400, description="how often the watchdog looks whether rounds come")
    ] = 300
    name_internal_items: Annotated[
        bool,
        Field(
            description="spell out in mails to UN offices what only the UN may see; else it is only counted"
        ),
    ] = False
    inferred_cycle: Annotated[
        bool, Field(description="also release the inferred fifth cycle, marked inferred")
    ] = False

    @property
    def mail_server(self) -> MailServer | None:
        """The server that takes mail; None where none is named."""
        return read_mail_server(self.smtp_url) if self.smtp_url else None

    @property
    def store_url(self) -> str:
        """The address of the store."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'uprcycle.db').resolve()}"

    @property
    def is_shared(self) -> bool:
        """Whether other machines can reach the store."""
        return self.database_url.startswith("postgresql")

    @property
    def address(self) -> str:
        """The address under which people reach the web."""
        return self.base_url or f"http://{self.host}:{self.port}"
