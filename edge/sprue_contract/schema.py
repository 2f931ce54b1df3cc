"""The contract as JSON Schema, for everyone who does not speak Python."""

from typing import Any

from pydantic import TypeAdapter

from sprue_contract.face import Ask, Record
from sprue_contract.fields import VERSION
from sprue_contract.messages import Envelope
from sprue_contract.payloads import BODIES, Rebirth, Receipt, Status
from sprue_contract.plant import Plant
from sprue_contract.quantities import QUANTITIES
from sprue_contract.topics import ROOT


def contract_schema() -> dict[str, Any]:
    """Every payload, the plant file, the topics and the vocabulary in one JSON document."""
    parts: dict[str, Any] = {
        "message": Envelope,
        **BODIES,
        "status": Status,
        "receipt": Receipt,
        "rebirth": Rebirth,
        "face-ask": Ask,
        "face-record": Record,
        "plant": Plant,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sprue contract",
        "version": VERSION,
        "topics": {
            "rows": f"{ROOT}/<gateway>/<cell>/<kind>",
            "gateway": f"{ROOT}/<gateway>/status|receipt|rebirth",
        },
        "payloads": {
            name: {"$id": f"sprue:{name}", **TypeAdapter(part).json_schema()} for name, part in parts.items()
        },
        "quantities": {name: quantity._asdict() for name, quantity in QUANTITIES.items()},
    }
