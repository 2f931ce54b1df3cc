"""`sprue schema`: the whole contract as JSON Schema, for those who do not speak Python."""

import argparse
import json
import sys
from pathlib import Path

from sprue_contract.schema import contract_schema


def main(argv: list[str] | None = None) -> int:
    """Print the schema, or write it to a file."""
    parser = argparse.ArgumentParser(prog="sprue schema", description=__doc__)
    parser.add_argument("--out", type=Path, help="write to this file instead of the screen")
    options = parser.parse_args(argv)
    text = json.dumps(contract_schema(), indent=2, ensure_ascii=False) + "\n"
    if options.out is None:
        sys.stdout.write(text)
        return 0
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as problem:
        sys.stderr.write(f"{options.out}: cannot be written: {problem.strerror}. Nothing was written.\n")
        return 1
    return 0
