"""`sprue-hub`: run the hub, describe its API, or make a new admin secret."""

import argparse
import asyncio
import gc
import json
import logging
import sys
import time
from pathlib import Path

from sqlmodel import Session, col, delete

from sprue_contract.plant import PlantFileError
from sprue_server import auth
from sprue_server.app import create_app
from sprue_server.config import add_database, add_options, config_of
from sprue_server.doors import PortError
from sprue_server.running import run_hub
from sprue_server.store.problems import StoreBlockedError, StoreError
from sprue_server.store.store import Store
from sprue_server.store.tables import LoginRow, SecretRow
from sprue_server.tls.folder import TlsError

GC_SELDOM = 20_000, 20, 50


def main(argv: list[str] | None = None) -> int:
    """0 after a clean end, 1 when something broke, 2 when the input is wrong: trying again is no use."""
    options = _options(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        return int(options.work(options))
    except (PlantFileError, StoreError, PortError, TlsError, StoreBlockedError) as problem:
        sys.stderr.write(f"sprue-hub: {problem}\n")
        return 2


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sprue-hub", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    run = verbs.add_parser("run", help="store, answer, show")
    add_options(run)
    run.set_defaults(work=_run)
    openapi = verbs.add_parser("openapi", help="print the API's description")
    openapi.set_defaults(work=_openapi)
    secret = verbs.add_parser("admin-secret", help="set and print a new admin secret")
    secret.add_argument("--data", type=Path, required=True, help="folder of the databases")
    add_database(secret)
    secret.set_defaults(work=_secret)
    return parser.parse_args(argv)


def _run(options: argparse.Namespace) -> int:
    # Batches of records are many small objects without cycles; looking through all modules again and again for
    # some takes a third of the time that it takes to read them.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_SELDOM)
    return asyncio.run(run_hub(config_of(options)))


def _openapi(_options: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(create_app(None).openapi(), indent=1) + "\n")
    return 0


def _secret(options: argparse.Namespace) -> int:
    async def renew() -> str:
        store = Store(options.data, "UTC", options.database)
        secret = auth.new_secret()
        await store.change(lambda db: set_secret(db, secret))
        await store.close()
        return secret

    sys.stdout.write(f"{asyncio.run(renew())}\n")
    return 0


def set_secret(db: Session, secret: str) -> None:
    """Keep the admin secret's hash; who signed in with the old one is signed out."""
    row = SecretRow(role="admin", hash=auth.hashed(secret), changed_us=time.time_ns() // 1000)
    db.execute(delete(LoginRow).where(col(LoginRow.role) == "admin"))
    db.merge(row)


if __name__ == "__main__":
    sys.exit(main())
