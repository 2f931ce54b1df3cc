"""What system calls say: the disk has it before anybody is told so. kill -9 cannot show that. Needs strace."""

import re
import shutil
import time
from pathlib import Path

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

CALLS = "trace=pwrite64,write,fdatasync,fsync,sendto,sendmsg"
CALL = re.compile(r"^\d+\s+(?P<name>\w+)\(\d+<(?P<file>[^>]*)>(?P<rest>.*)$")
SECONDS = 20.0


def run(folder: Path) -> Result:
    """Few records a second, so that one commit ends before the next begins; then read both traces."""
    title = "the disk first, then the word"
    strace = shutil.which("strace")
    if strace is None:
        return Result(title, [("not tried", "strace is not installed: apt-get install strace")], good=True)
    with Stack(folder, cells=1, rate=2) as stack:
        for part in ("hub", "gateway"):
            stack.prefix[part] = _traced(strace, folder / f"{part}.trace")
        stack.start("machine", "broker", "hub")
        wait_for(lambda: _hears(stack), "the hub hears", 120)
        stack.start(
            "gateway"
        )  # only now: what must be sent again crosses with what is new, and both are flushed
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
        time.sleep(SECONDS)  # some batches
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 120, 0.2)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    receipts = judged(folder / "hub.trace", r"\\\"receipt\\\"|/receipt", "-wal")
    messages = judged(folder / "gateway.trace", r"\\\"rows\\\"|imm-1/(sample|shot|birth)", "outbox.db-wal")
    rows = [
        (
            "receipts sent by the hub; of them without a flush since the one before",
            f"{receipts[0]}; {receipts[1]}",
        ),
        ("messages of the gateway; of them while its outbox was not flushed", f"{messages[0]}; {messages[2]}"),
        *told(verdict),
    ]
    enough = receipts[0] > SECONDS / 2 and messages[0] > SECONDS / 2
    return Result(title, rows, verdict.good and enough and receipts[1] == messages[2] == 0)


def _traced(strace: str, trace: Path) -> list[str]:
    return [strace, "-f", "-y", "-s", "96", "-o", str(trace), "-e", CALLS]


def _hears(stack: Stack) -> bool:
    try:
        return bool(stack.get("/health")["broker"] == "connected")
    except OSError:
        return False


def judged(trace: Path, word: str, log: str) -> tuple[int, int, int]:
    """How often the word was sent; without a flush since the word before; with something unflushed.

    Few records a second: a batch is stored and told before the next comes. In the hub's files roll-ups clear
    marks meanwhile, which need no flush for a receipt; in the outbox births are told again, which were flushed
    long before. So each of the two counts for one of them.
    """
    flushed, dirty = False, set[str]()
    sent, early, open_ones = 0, 0, 0
    for line in trace.read_text(errors="replace").splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        name, file = call["name"], call["file"]
        if name in {"pwrite64", "write"} and file.endswith(log):
            dirty.add(file)
        elif name in {"fdatasync", "fsync"} and file.endswith(log):
            flushed = True
            dirty.discard(file)
        elif file.startswith("socket") and re.search(word, call["rest"]):
            sent, early, open_ones = sent + 1, early + (not flushed), open_ones + bool(dirty)
            flushed = False
    return sent, early, open_ones
