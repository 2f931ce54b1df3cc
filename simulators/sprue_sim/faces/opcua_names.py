"""Where OPC 40077 and 40083 put what a machine tells: browse paths, types, units. Knows no OPC UA library.

A path is read from the machine's object down; the letter before each name is its namespace in SPACES. As the
standard wants it, a name belongs to the specification that defines the type of the node above it.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from sprue_contract.payloads import Birth, Channel, Sample, Shot
from sprue_contract.quantities import QUANTITIES

SPACES = {
    "d": "http://opcfoundation.org/UA/DI/",
    "g": "http://opcfoundation.org/UA/PlasticsRubber/GeneralTypes/",  # OPC 40083
    "i": "http://opcfoundation.org/UA/PlasticsRubber/IMM2MES/",  # OPC 40077
    "s": "urn:sprue:simulators",
}
Type = Literal["Boolean", "Int32", "UInt32", "UInt64", "Double", "Duration", "String", "LocalizedText"]
HEATING, TEMPERATURE_CONTROL = 1, 3  # TemperatureZoneClassificationEnumeration
MOULD_INSTALLED = 3  # MouldStatusEnumeration
CYCLE = (  # OPC 40077 InjectionUnitCycleParametersType: those that the contract has a word for
    "injection_time_s",
    "dosing_time_s",
    "cushion_volume_cm3",
    "plastification_volume_cm3",
    "specific_pressure_maximum_bar",
    "transfer_specific_pressure_bar",
    "transfer_volume_cm3",
    "cavity_pressure_maximum_bar",
    "back_pressure_bar",
)
UNIT = "i:InjectionUnits/i:InjectionUnit_1"
BARREL = UNIT + "/i:TemperatureZones/g:TemperatureZone_"
MOULD = "i:Moulds/g:Mould_1"
MOULD_ZONE = MOULD + "/g:TemperatureZones/g:TemperatureZone_1"
POWER = "i:PowerUnits/g:PowerUnit_1"
JOB, JOB_VALUES = "i:Jobs/g:ActiveJob", "i:Jobs/g:ActiveJobValues"
LAST = UNIT + "/s:LastCycle"  # ours: OPC 40083 has cycle parameters in events only
SAMPLED = {  # quantity: above its variable
    "machine_mode": "i:MachineStatus",
    "production_status": "i:MachineMESStatus/g:ProductionControl",
    "machine_cycle_counter": JOB_VALUES,
    "mould_temperature_c": MOULD_ZONE,
    "oil_temperature_c": POWER,
    "power_kw": POWER + "/g:Energy",  # ours at this place; EnergyType of OPC 40083
    "energy_total_kwh": POWER + "/g:Energy",
}
NAMED_HERE = {"oil_temperature_c": "ActualTemperature"}  # the contract has no name for it
WHOLE: dict[str, Type] = {
    "machine_mode": "Int32",
    "production_status": "Int32",
    "machine_cycle_counter": "UInt64",
}


class Leaf(NamedTuple):
    """A variable and what it follows: a quantity, or a field of the shot."""

    path: str
    follows: str
    type: Type = "Double"
    unit: str = ""


class Fixed(NamedTuple):
    """A variable that a birth settles; not `sure` when it is only concluded from what is told."""

    path: str
    value: Any
    type: Type = "String"
    unit: str = ""
    sure: bool = True


def is_property(variable: Leaf | Fixed) -> bool:
    """As in the standards: measured values and the active job's numbers are components, the rest properties."""
    return variable.type != "Double" and not variable.path.startswith((JOB_VALUES, LAST))


def opc_name(quantity: str) -> str:
    """The browse name of a quantity."""
    return (QUANTITIES[quantity].opc or NAMED_HERE[quantity]).rpartition(".")[2]


def zone_of(quantity: str) -> int | None:
    """The number of a barrel zone, None for any other quantity."""
    found = re.fullmatch(r"barrel_zone_(\d+)_c", quantity)
    return int(found[1]) if found else None


def nozzle_of(birth: Birth) -> int:
    """The barrel's last zone; its set temperature is told with each shot."""
    return max((zone_of(channel.name) or 1 for channel in birth.channels), default=1)


def sampled(birth: Birth) -> list[Leaf]:
    """What follows the frames of this layout."""
    leaves = []
    for channel in birth.channels:
        zone = zone_of(channel.name)
        above = f"{BARREL}{zone}" if zone else SAMPLED.get(channel.name)
        if above:
            path, kind = f"{above}/g:{opc_name(channel.name)}", WHOLE.get(channel.name, "Double")
            leaves.append(Leaf(path, channel.name, kind, channel.unit))
    return leaves


def of_cycle(birth: Birth) -> list[Leaf]:
    """What follows the finished shots."""
    nozzle = nozzle_of(birth)
    return [
        Leaf(f"{JOB}/g:JobName", "job", "String"),
        Leaf(f"{JOB_VALUES}/g:JobCycleCounter", "counter", "UInt64"),
        Leaf(f"{JOB_VALUES}/g:LastCycleTime", "cycle_time_s", "Duration", "ms"),
        Leaf(f"{JOB_VALUES}/g:AverageCycleTime", "average_cycle_time_s", "Duration", "ms"),
        Leaf(f"{MOULD_ZONE}/g:NominalTemperature", "set_mould_temperature_c", unit="°C"),
        Leaf(f"{BARREL}{nozzle}/g:NominalTemperature", "set_nozzle_temperature_c", unit="°C"),
        Leaf(f"{LAST}/g:JobCycleCounter", "counter", "UInt64"),
        Leaf(f"{LAST}/g:CycleTime", "cycle_time_s", "Duration", "ms"),
        Leaf(f"{LAST}/g:CycleQuality", "quality", "Int32"),
        *(parameter(name, f"{LAST}/i:") for name in CYCLE),
    ]


def parameter(quantity: str, above: str) -> Leaf:
    """A cycle parameter of the injection unit."""
    if QUANTITIES[quantity].unit == "s":
        return Leaf(above + opc_name(quantity), quantity, "Duration", "ms")
    return Leaf(above + opc_name(quantity), quantity, "Double", QUANTITIES[quantity].unit)


def values_of(kind: str, body: dict[str, Any], birth: Birth) -> dict[str, Any]:
    """What a sample or a shot says, by what leaves follow; a missing value is absent or None."""
    if kind == "sample":
        sample = Sample.model_validate(body)
        if sample.layout != birth.layout:
            return {}
        return dict(zip((channel.name for channel in birth.channels), sample.frames[-1][1:], strict=True))
    shot = Shot.model_validate({**body, "curves": []})
    own = {"counter": shot.counter, "job": shot.job, "quality": int(shot.quality)}
    return {**shot.values, **shot.settings, **own}


def settled(cell: str, birth: Birth) -> Iterator[Fixed]:
    """What a birth says about the machine."""
    yield Fixed("i:MachineInformation/d:Manufacturer", birth.origin.capitalize(), "LocalizedText")
    yield Fixed("i:MachineInformation/d:Model", birth.machine, "LocalizedText")
    yield Fixed("i:MachineInformation/d:SerialNumber", cell)
    yield Fixed("i:MachineInformation/d:DeviceClass", "Injection Moulding Machine")
    yield Fixed("i:MachineInformation/g:ControllerName", "sprue-sim")
    yield Fixed("i:MachineConfiguration/g:UserMachineName", birth.title)
    yield Fixed("i:MachineStatus/g:IsPresent", value=True, type="Boolean")
    yield from _part(UNIT, "i", 1)
    for channel in birth.channels:
        yield from _barrel_zone(channel, nozzle_of(birth))
    yield from _part(MOULD, "g", 1)
    yield Fixed(f"{MOULD}/g:Id", birth.mould)
    yield Fixed(f"{MOULD}/g:MouldStatus", MOULD_INSTALLED, "Int32")
    yield from _zone(MOULD_ZONE, 1, "Mould", TEMPERATURE_CONTROL)
    yield from _part(POWER, "g", 1)
    yield Fixed(f"{JOB}/g:ProductName", [birth.product] if birth.product else [])
    yield Fixed(f"{JOB}/g:Material", [birth.material] if birth.material else [])
    yield Fixed(f"{JOB}/g:MouldId", birth.mould)
    yield Fixed(f"{JOB}/g:NumCavities", birth.cavities, "UInt32")
    yield Fixed(f"{JOB}/g:ExpectedCycleTime", birth.standard_cycle_s, "Duration")


def _barrel_zone(channel: Channel, nozzle: int) -> Iterator[Fixed]:
    zone = zone_of(channel.name)
    if not zone:
        return
    path = f"{BARREL}{zone}"
    yield from _zone(path, zone, channel.meaning, HEATING)
    yield Fixed(f"{path}/g:Position", zone, "UInt32")
    if zone != nozzle:  # not told; process limits are drawn around it
        low, high = channel.normal_low, channel.normal_high
        middle = None if low is None or high is None else (low + high) / 2
        yield Fixed(f"{path}/g:NominalTemperature", middle, "Double", channel.unit, sure=False)


def _part(path: str, space: str, number: int) -> Iterator[Fixed]:
    yield Fixed(f"{path}/{space}:Index", number, "UInt32")
    yield Fixed(f"{path}/{space}:IsPresent", value=True, type="Boolean")


def _zone(path: str, number: int, name: str, classification: int) -> Iterator[Fixed]:
    yield from _part(path, "g", number)
    yield Fixed(f"{path}/g:Name", name)
    yield Fixed(f"{path}/g:Classification", classification, "Int32")
