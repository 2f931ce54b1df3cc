"""Of several hubs on one database one rolls up, one looks at pictures, one keeps alarms, one learns.

The others ask whether it still does. All of them could, since a bucket is computed again and replaced; but
each would do the work of all.
"""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from sprue_server.store.database import Reading
from sprue_server.store.problems import StoreBlockedError

# any numbers, the same in all hubs
FOLLOWING, LOOKING, MINDING, GAUGING = 7_075_727_575, 7_075_727_577, 7_075_727_579, 7_075_727_581
MINE = text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
TRY = text("SELECT pg_try_advisory_lock(:number)")


class Turn:
    """Kept by a connection of its own: who is killed loses both at once. Used by one thread at a time."""

    def __init__(self, reading: Reading | None, number: int = FOLLOWING) -> None:
        """Without a database server there is one hub, and it is always its turn."""
        self._reading, self._number = reading, number
        self._db: Connection | None = None

    def mine(self) -> bool:
        """Whether it is, or has just become, this process's turn.

        Raises:
            StoreBlockedError: the database does not answer.
        """
        if self._reading is None:
            return True
        try:
            db = self._connection(self._reading)
            return db.execute(MINE).scalar() is not None or bool(
                db.execute(TRY, {"number": self._number}).scalar()
            )
        except (StoreBlockedError, DBAPIError):
            self._let_go()
            raise

    def close(self) -> None:
        """It is somebody else's."""
        self._let_go()
        if self._reading is not None:
            self._reading.close()

    def _connection(self, reading: Reading) -> Connection:
        if self._db is None:
            # each question by itself: a transaction left open would keep PostgreSQL from tidying up
            self._db = reading.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._db

    def _let_go(self) -> None:
        if self._db is not None:
            self._db.invalidate()  # closed for good, not given back to the pool with its lock
            self._db.close()
            self._db = None
