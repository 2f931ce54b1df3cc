"""OPC UA events of a machine: one per finished shot, one when an alarm comes and one when it goes.

OPC 40083 leaves CycleParametersEventType abstract for makers to derive from. Here it is fired itself and holds
the injection unit's parameters, because asyncua's filter `OfType` does not see subtypes.
"""

import uuid
from typing import Any

from asyncua import Node, Server, ua
from asyncua.common.event_objects import AlarmCondition, BaseEvent

from sprue_contract.payloads import Event
from sprue_sim.faces.opcua_names import CYCLE, Type, parameter
from sprue_sim.faces.opcua_nodes import Tree, moment, variant
from sprue_sim.told import Told

CYCLE_TYPE, MESSAGE_TYPE = 1038, 1004  # CycleParametersEventType and MessageConditionType in OPC 40083
INFORMATION = 100  # severity; OPC 40083: up to 333
INJECTION = "InjectionUnitCycleParameters_1"
CYCLE_FIELDS: dict[str, tuple[Type, str | None]] = {  # mandatory ones, and what they follow; None: never told
    "JobName": ("String", "job"),
    "JobStatus": ("Int32", None),
    "CurrentLotName": ("String", None),
    "CycleTime": ("Duration", "cycle_time_s"),
    "AverageCycleTime": ("Duration", "average_cycle_time_s"),
    "CycleQuality": ("Int32", "quality"),
    "JobCycleCounter": ("UInt64", "counter"),
    "JobPartsCounter": ("UInt64", None),
    "JobGoodPartsCounter": ("UInt64", None),
    "JobBadPartsCounter": ("UInt64", None),
    "JobTestSamplesCounter": ("UInt64", None),
}
MESSAGE_FIELDS: dict[str, Type] = {
    "Id": "String",
    "Classification": "Int32",
    "IsStandstillMessage": "Boolean",
}


async def event_types(server: Server, general: int, imm: int) -> None:
    """The two types of events, so that clients can choose their fields."""
    base = server.get_node(ua.ObjectIds.BaseEventType)
    cycle = await _type(base, CYCLE_TYPE, "CycleParametersEventType", general)
    for name, (kind, _) in CYCLE_FIELDS.items():
        await _field(cycle, general, name, kind)
    unit = await cycle.add_object(imm, INJECTION)
    await _field(unit, imm, "Index", "UInt32")
    for quantity in CYCLE:
        leaf = parameter(quantity, "")
        await unit.add_variable(imm, leaf.path, 0.0, ua.VariantType.Double, _data_type(leaf.type))
    alarm = server.get_node(ua.ObjectIds.AlarmConditionType)
    message = await _type(alarm, MESSAGE_TYPE, "MessageConditionType", general)
    for name, kind in MESSAGE_FIELDS.items():
        await _field(message, general, name, kind)


async def _type(base: Node, number: int, name: str, space: int) -> Node:
    return await base.add_object_type(ua.NodeId(number, space), ua.QualifiedName(name, space))


async def _field(above: Node, space: int, name: str, kind: Type) -> None:
    plain = ua.VariantType.Double if kind == "Duration" else ua.VariantType[kind]
    await above.add_property(space, name, ua.get_default_value(plain), plain, _data_type(kind))


def _data_type(kind: Type) -> ua.NodeId:
    return ua.NodeId(getattr(ua.ObjectIds, kind))


async def announce(tree: Tree) -> None:
    """Say that this machine fires events, and which."""
    machine = tree.place.server.get_node(tree.id)
    await machine.set_event_notifier([ua.EventNotifier.SubscribeToEvents])
    for number in (CYCLE_TYPE, MESSAGE_TYPE):
        kind = ua.NodeId(number, tree.place.spaces["g"])
        await machine.add_reference(kind, ua.ObjectIds.GeneratesEvent, forward=True, bidirectional=False)
    await tree.place.server.nodes.server.add_reference(machine, ua.ObjectIds.HasNotifier)


async def fire(tree: Tree, event: BaseEvent) -> None:
    """To those who listen to the machine, and to those who listen to the whole server."""
    for emitting in (tree.id, ua.NodeId(ua.ObjectIds.Server)):
        event.emitting_node = emitting
        await tree.place.server.iserver.isession.subscription_service.trigger_event(event)


def cycle_event(tree: Tree, shot: Told, values: dict[str, Any]) -> BaseEvent:
    """A finished shot. What is not told is null."""
    event = BaseEvent(tree.id, f"Cycle {values['counter']} of {tree.birth.title}", INFORMATION)
    _stamp(event, tree, CYCLE_TYPE, shot.measured_us)
    for name, (kind, follows) in CYCLE_FIELDS.items():
        _add(event, name, kind, values.get(follows) if follows else None)
    _add(event, f"{INJECTION}/Index", "UInt32", 1)
    for quantity in CYCLE:
        leaf = parameter(quantity, f"{INJECTION}/")
        _add(event, leaf.path, leaf.type, values.get(quantity))
    return event


def alarm_event(tree: Tree, told: Told) -> AlarmCondition:
    """An alarm comes or goes. It needs no acknowledgement."""
    alarm = Event.model_validate(told.body)
    event = AlarmCondition(tree.id, alarm.text or alarm.name.replace("_", " "), alarm.severity or INFORMATION)
    _stamp(event, tree, MESSAGE_TYPE, told.measured_us)
    condition = ua.NodeId(f"{tree.cell}/alarm/{alarm.name}", tree.place.spaces["s"])
    event.add_property("NodeId", condition, ua.VariantType.NodeId)  # the condition's id, no node of its own
    for name, state in {"EnabledState": True, "ActiveState": bool(alarm.active), "AckedState": True}.items():
        setattr(event, f"{name}/Id", state)
        setattr(event, name, ua.LocalizedText(name.removesuffix("State") if state else "Inactive"))
    event.ConditionName, event.Retain = alarm.name, bool(alarm.active)
    _add(event, "Id", "String", alarm.name)
    _add(event, "Classification", "Int32", alarm.classification or 0)
    _add(event, "IsStandstillMessage", "Boolean", None)
    return event


def _stamp(event: BaseEvent, tree: Tree, kind: int, us: int) -> None:
    event.EventId = uuid.uuid4().bytes
    event.EventType = ua.NodeId(kind, tree.place.spaces["g"])
    event.SourceName = tree.cell
    event.Time = event.ReceiveTime = moment(us)


def _add(event: BaseEvent, name: str, kind: Type, value: Any) -> None:  # noqa: ANN401
    known = variant(kind, value)
    event.add_property(name, known.Value, known.VariantType)
