"""`python -m sprue_server.planning.worker`: reckons for the hub, one job at a time.

A line of JSON comes on standard input, a line goes out; it ends when its input closes, also when the hub was
killed.
"""

import sys

from sprue_server.planning.jobs import Job, done


def main() -> None:
    """For ever."""
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        out.write(done(Job.model_validate_json(line)).model_dump_json().encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
