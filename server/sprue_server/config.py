"""What the hub is told at its start: by options, else by the environment, else by sensible defaults."""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sprue_contract.fields import Slug
from sprue_server.doors import Tls
from sprue_server.health_views import Role
from sprue_server.store.problems import StoreError

SHARE: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True)
class HubConfig:
    """Where the hub listens, keeps, and hears."""

    broker_url: str
    data: Path
    plant: Path
    bind: str = "127.0.0.1"
    port: int = 8000
    static: Path | None = None
    lan: bool = False
    control: str | None = None
    control_token: str = ""
    database: str | None = field(default=None, repr=False)  # may hold a password
    share: str | None = None
    store_only: bool = False
    eyes: bool = True
    tls: Tls | None = None

    @property
    def role(self) -> Role:
        """What this process does among others on the same broker and database."""
        if self.share is None:
            return "alone"
        return "stores only" if self.store_only else "shares"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of `sprue-hub run`; each has a setting of the same meaning in the environment."""
    setting = os.environ.get
    static = setting("SPRUE_STATIC")
    add = parser.add_argument
    add(
        "--broker",
        default=setting("SPRUE_BROKER_URL", "mqtt://127.0.0.1:1883"),
        help="mqtt://user:password@host:port",
    )
    add("--data", type=Path, default=Path(setting("SPRUE_DATA", "var/hub")), help="folder of the databases")
    add_database(parser)
    add("--plant", type=Path, default=Path(setting("SPRUE_PLANT", "plant.yaml")), help="the plant file")
    add("--bind", default=setting("SPRUE_BIND", "127.0.0.1"), help="address to listen on")
    add("--port", type=int, default=int(setting("SPRUE_PORT", "8000")), help="port to listen on")
    add("--static", type=Path, default=Path(static) if static else built_in(), help="the built dashboards")
    add("--control", default=setting("SPRUE_CONTROL"), help="host:port of the simulator's controls")
    add("--lan", action="store_true", help="visitors from the network may read; nobody there may sign in")
    words = "pictures are kept and shown, but the hub does not look at them"
    add("--no-eyes", action="store_true", default=bool(setting("SPRUE_NO_EYES")), help=words)
    _add_tls(add)
    _add_sharing(add)


def _add_tls(add: Callable[..., object]) -> None:
    setting = os.environ.get
    for name, words in (("cert", "certificate (`sprue certificate` makes it)"), ("key", "its key")):
        told = setting(f"SPRUE_TLS_{name.upper()}")
        add(f"--tls-{name}", type=Path, metavar="FILE", default=Path(told) if told else None, help=words)
    words = "port for HTTPS, beside --port (8443)"
    add("--tls-port", type=int, default=int(setting("SPRUE_TLS_PORT", "8443")), help=words)


def _add_sharing(add: Callable[..., object]) -> None:
    share, alone = os.environ.get("SPRUE_SHARE") or None, bool(os.environ.get("SPRUE_STORE_ONLY"))
    words = "store together with all hubs of this name: each record goes to one; needs --database"
    add("--share", metavar="NAME", default=share, help=words)
    words = "with --share: no pages and no live values, one connection to the broker less to follow"
    add("--store-only", action="store_true", default=alone, help=words)


def add_database(parser: argparse.ArgumentParser) -> None:
    """Where records are kept, for every verb that opens the store."""
    told = os.environ.get("SPRUE_DATABASE") or None
    words = (
        "postgresql://user:password@host/name instead of files (better in SPRUE_DATABASE: all can read this)"
    )
    parser.add_argument("--database", default=told, help=words)


def built_in() -> Path | None:
    """The dashboards inside the installed package."""
    folder = Path(__file__).parent / "static_pages"
    return folder if folder.exists() else None


def config_of(options: argparse.Namespace) -> HubConfig:
    """Options as a configuration.

    Raises:
        StoreError: they do not go together.
    """
    _check_sharing(options)
    return HubConfig(
        broker_url=options.broker,
        data=options.data,
        plant=options.plant,
        bind=options.bind,
        port=options.port,
        static=options.static,
        lan=options.lan,
        control=options.control,
        database=options.database,
        share=options.share,
        store_only=options.store_only,
        tls=_tls(options),
        eyes=not options.no_eyes and not options.store_only,
        control_token=os.environ.get("SPRUE_CONTROL_TOKEN", ""),  # on a command line all could read it
    )


def _tls(options: argparse.Namespace) -> Tls | None:
    if options.tls_cert is None and options.tls_key is None:
        return None
    if options.tls_cert is None or options.tls_key is None:
        there, missing = ("--tls-cert", "--tls-key") if options.tls_cert else ("--tls-key", "--tls-cert")
        raise StoreError(there, f"{missing} is not named, and neither is of use alone", "Name both, or none.")
    return Tls(options.tls_port, options.tls_cert, options.tls_key)


def _check_sharing(options: argparse.Namespace) -> None:
    if options.share is None:
        if options.store_only:
            what = "a hub that only stores and shares with nobody would leave the plant without pages"
            raise StoreError(
                "--store-only (SPRUE_STORE_ONLY)", what, "Name a --share as well, or leave it out."
            )
        return
    where = f"--share {options.share} (SPRUE_SHARE)"
    try:
        SHARE.validate_python(options.share)
    except ValidationError as problem:
        what = "the name stands in a topic and is none that a broker takes"
        now = "Write small letters, digits and dashes, for example hubs."
        raise StoreError(where, what, now) from problem
    if options.database is None:
        what = "several hubs can share a database server only, and no --database is named: this hub keeps files"
        now = "Name the PostgreSQL of all of them (SPRUE_DATABASE=postgresql://...), or leave --share out."
        raise StoreError(where, what, now)
