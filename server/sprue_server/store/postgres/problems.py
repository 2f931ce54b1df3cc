"""How PostgreSQL says no: by SQLSTATE, or, when it is away, not at all."""

import psycopg

from sprue_server.store.problems import DISK_FULL, LOCKED, Driver, says

THE_RECORD = ("22", "23")  # classes: a value that does not fit, a constraint that it breaks
GOING_DOWN = ("08", "57P")  # classes: connection exceptions, shut down by whoever looks after it
START_IT = "Start it, or look at the network between here and there."
SAYS = {
    "53100": DISK_FULL,
    "55P03": LOCKED,
    "25006": ("it may only be read", "Let it be written again, or name the server that may be written."),
    "28P01": ("it refuses this user's password", "Correct user and password in the address."),
    "28000": ("it does not let this user in", "Correct the user in the address, or the server's pg_hba.conf."),
    "3D000": ("the server has no such database", "Create it (createdb), or correct its name in the address."),
    "42501": ("this user may not do that there", "Make this user the owner of the database."),
    "53300": ("the server has no free connection", "Raise max_connections, or end what holds them."),
    "57014": ("it took too long to answer", "Ask for a shorter period, or see what keeps the server busy."),
    "40P01": ("two hubs waited for each other", "Nothing to do: it is tried again."),
}
REFUSED = {  # a connection that is refused at the door brings only text, in English where we ask for it
    "password authentication failed": "28P01",
    "does not exist": "3D000",
    "no pg_hba.conf entry": "28000",
    "too many clients": "53300",
    "remaining connection slots": "53300",
}


def goes_down(problem: BaseException | None) -> bool:
    """A server says that it goes down before the line breaks: rolling back there would only fail again."""
    return (getattr(problem, "sqlstate", None) or "").startswith(GOING_DOWN)


def _passes(problem: Exception) -> bool:
    """All but what is wrong with a record: for that one, trying again is no use."""
    state = getattr(problem, "sqlstate", None)
    if state is None:
        return not isinstance(problem, psycopg.DataError | psycopg.ProgrammingError)
    return str(state)[:2] not in THE_RECORD


def _told(problem: Exception) -> tuple[str, str]:
    state = getattr(problem, "sqlstate", None)
    if state is None:
        state = next((code for sign, code in REFUSED.items() if sign in str(problem)), "08006")
    if state in SAYS:
        return SAYS[state]
    if state.startswith(GOING_DOWN):
        return f"the database server cannot be reached ({str(problem).splitlines()[0]})", START_IT
    return says(problem)


POSTGRES = Driver((psycopg.Error,), _passes, _told)
