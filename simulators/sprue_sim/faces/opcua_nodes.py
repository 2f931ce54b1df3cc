"""The OPC UA nodes of one machine: made when its birth is heard, written when it tells something."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from asyncua import Server, ua

from sprue_contract.payloads import Birth
from sprue_contract.quantities import QUANTITIES
from sprue_sim.faces.opcua_names import (
    Fixed,
    Leaf,
    Type,
    is_property,
    of_cycle,
    sampled,
    settled,
    values_of,
)
from sprue_sim.told import Told

Ids, Status = ua.ObjectIds, ua.StatusCodes
UNITS = {  # UN/CEFACT recommendation 20, as OPC 40083 wants it
    "°C": "CEL",
    "bar": "BAR",
    "cm³": "CMQ",
    "ms": "C26",
    "kW": "KWT",
    "kWh": "KWH",
}
MS = 1000  # an OPC UA Duration is in milliseconds, the contract's times are in seconds
UNIT_SPACE = "http://www.opcfoundation.org/UA/units/un/cefact"
INTERFACE = 1007  # OPC 40077 IMM_MES_InterfaceType


class Place(NamedTuple):
    """Where machines are put, and the index of each namespace."""

    server: Server
    spaces: Mapping[str, int]
    devices: ua.NodeId


class Tree:
    """A machine's object and everything below it; only this class writes to it."""

    def __init__(self, place: Place, cell: str) -> None:
        self.place, self.cell = place, cell
        self.id = self._id("")
        self._leaves: dict[str, list[Leaf]] = {}
        self._last: dict[str, ua.DataValue] = {}
        self._objects: set[str] = set()

    async def introduce(self, told: Told) -> None:
        """Build what this birth announces and is not there yet, and write what it settles."""
        self.birth = Birth.model_validate(told.body)
        self._leaves = {"sample": sampled(self.birth), "shot": of_cycle(self.birth)}
        fixed = list(settled(self.cell, self.birth))
        variables: list[Fixed | Leaf] = [*fixed, *self._leaves["sample"], *self._leaves["shot"]]
        for variable in variables:
            await self._grow(variable)
        await self._put({one.path: _settled(one, told.measured_us) for one in fixed})

    async def tell(self, told: Told) -> None:
        """Write the newest frame of a sample, or a shot, with the machine's time."""
        values = values_of(told.kind, told.body, self.birth)
        us = int(told.body["frames"][-1][0]) if told.kind == "sample" else told.measured_us
        await self._put(
            {
                leaf.path: _told(leaf.type, value, us)
                if (value := values.get(leaf.follows)) is not None
                else self._missing(told.kind, leaf.path, us)
                for leaf in self._leaves[told.kind]
            }
        )

    def _missing(self, kind: str, path: str, us: int) -> ua.DataValue:
        """A signal keeps its last value and time, as uncertain; a value of an older shot would be wrong."""
        last = self._last[path]
        if kind == "sample" and last.Value is not None and last.Value.Value is not None:
            return dataclasses.replace(last, StatusCode=ua.StatusCode(Status.UncertainLastUsableValue))
        return _bad(Status.BadNoData, us)

    async def _put(self, values: Mapping[str, ua.DataValue]) -> None:
        self._last.update(values)
        wanted = [
            ua.WriteValue(self._id(path), ua.AttributeIds.Value, Value=one) for path, one in values.items()
        ]
        for result in await self.place.server.iserver.isession.write(ua.WriteParameters(NodesToWrite=wanted)):
            result.check()

    def _id(self, path: str) -> ua.NodeId:
        """The same after every start, as the standard wants it: caps/MachineStatus/MachineMode."""
        names = (name.partition(":")[2] for name in path.split("/") if name)
        return ua.NodeId("/".join([self.cell, *names]), self.place.spaces["s"])

    async def _grow(self, variable: Leaf | Fixed) -> None:
        if variable.path in self._last:
            return
        await self._object(variable.path.rpartition("/")[0])
        self._last[variable.path] = _bad(Status.BadWaitingForInitialData, 0)
        attributes = ua.VariableAttributes(
            DisplayName=ua.LocalizedText(variable.path.rpartition(":")[2]),
            Description=ua.LocalizedText(_meaning(variable)),
            DataType=ua.NodeId(getattr(Ids, variable.type)),
            ValueRank=ua.ValueRank.OneDimension if _is_list(variable) else ua.ValueRank.Scalar,
            AccessLevel=ua.AccessLevel.CurrentRead.mask,
            UserAccessLevel=ua.AccessLevel.CurrentRead.mask,
        )
        kind = Ids.AnalogItemType if variable.type == "Double" else Ids.BaseDataVariableType
        item = self._item(variable.path, ua.NodeClass.Variable, ua.NodeId(kind), attributes)
        if is_property(variable):
            item.ReferenceTypeId, item.TypeDefinition = ua.NodeId(Ids.HasProperty), ua.NodeId(Ids.PropertyType)
        await self._add(item)
        await self._put({variable.path: self._last[variable.path]})
        if variable.unit:
            await self._measure(variable)

    async def _measure(self, variable: Leaf | Fixed) -> None:
        """Unit and plausible range, as properties."""
        node = self.place.server.get_node(self._id(variable.path))
        await node.add_property(
            self._id(f"{variable.path}/:EngineeringUnits"), "0:EngineeringUnits", unit(variable.unit)
        )
        known = QUANTITIES.get(variable.follows) if isinstance(variable, Leaf) else None
        if known and variable.type == "Double":
            limits = ua.Range(known.low, known.high)
            await node.add_property(self._id(f"{variable.path}/:EURange"), "0:EURange", limits)

    async def _object(self, path: str) -> None:
        """This object and those above it, unless they are there."""
        if path in self._objects:
            return
        if path:
            await self._object(path.rpartition("/")[0])
        self._objects.add(path)
        name = path.rpartition(":")[2] or self._machine_name()
        kind = ua.NodeId(Ids.BaseObjectType) if path else ua.NodeId(INTERFACE, self.place.spaces["i"])
        shown = ua.ObjectAttributes(DisplayName=ua.LocalizedText(name), Description=ua.LocalizedText(name))
        await self._add(self._item(path, ua.NodeClass.Object, kind, shown))

    def _machine_name(self) -> str:
        return f"IMM_{self.birth.origin.capitalize()}_{self.cell}"  # IMM_<Manufacturer>_<SerialNumber>

    def _item(self, path: str, cls: ua.NodeClass, kind: ua.NodeId, attributes: Any) -> ua.AddNodesItem:  # noqa: ANN401
        above, _, last = path.rpartition("/")
        space, _, name = last.partition(":")
        return ua.AddNodesItem(
            ParentNodeId=self._id(above) if path else self.place.devices,
            ReferenceTypeId=ua.NodeId(Ids.HasComponent if path else Ids.Organizes),
            RequestedNewNodeId=self._id(path),
            BrowseName=ua.QualifiedName(name or self._machine_name(), self.place.spaces[space or "s"]),
            NodeClass=cls,
            NodeAttributes=attributes,
            TypeDefinition=kind,
        )

    async def _add(self, item: ua.AddNodesItem) -> None:
        for result in await self.place.server.iserver.isession.add_nodes([item]):
            result.StatusCode.check()


def unit(symbol: str) -> ua.EUInformation:
    """A unit by its common code: the code's letters are the number's bytes."""
    number = int.from_bytes(UNITS[symbol].encode(), "big")
    return ua.EUInformation(UNIT_SPACE, number, ua.LocalizedText(symbol), ua.LocalizedText(symbol))


def variant(kind: Type, value: Any) -> ua.Variant:  # noqa: ANN401
    """A value as OPC UA sends it; None becomes null."""
    if value is None:
        return ua.Variant(None, ua.VariantType.Null)
    match kind:
        case "Duration":
            return ua.Variant(float(value * MS), ua.VariantType.Double)
        case "Double":
            return ua.Variant(float(value), ua.VariantType.Double)
        case "Int32" | "UInt32" | "UInt64":
            return ua.Variant(int(value), ua.VariantType[kind])
        case "LocalizedText":
            return ua.Variant(ua.LocalizedText(value), ua.VariantType.LocalizedText)
    return ua.Variant(value, ua.VariantType[kind])


def moment(us: int) -> datetime:
    """The machine's time, as OPC UA wants it."""
    return datetime.fromtimestamp(us / 1e6, UTC)


def _told(kind: Type, value: Any, us: int) -> ua.DataValue:  # noqa: ANN401
    return ua.DataValue(variant(kind, value), ua.StatusCode(Status.Good), moment(us))


def _settled(fixed: Fixed, us: int) -> ua.DataValue:
    if fixed.value is None:
        return _bad(Status.BadNoData, us)
    told = _told(fixed.type, fixed.value, us)
    return told if fixed.sure else dataclasses.replace(told, StatusCode=ua.StatusCode(Status.Uncertain))


def _bad(code: int, us: int) -> ua.DataValue:
    return ua.DataValue(variant("Double", None), ua.StatusCode(code), moment(us) if us else None)


def _is_list(variable: Leaf | Fixed) -> bool:
    return isinstance(variable, Fixed) and isinstance(variable.value, list)


def _meaning(variable: Leaf | Fixed) -> str:
    known = QUANTITIES.get(variable.follows) if isinstance(variable, Leaf) else None
    return known.meaning if known else variable.path.rpartition(":")[2]
