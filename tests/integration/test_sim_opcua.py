"""Simulated presses as an OPC UA server, asked by a real client: names, values, times, events, no way in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from asyncua import Client, Node, ua
from factory import free_port

from sprue_contract.fields import MachineMode, ProductionStatus
from sprue_contract.layout import channel, layout_id
from sprue_contract.quantities import QUANTITIES
from sprue_sim.faces.opcua import NEWS, Face
from sprue_sim.faces.opcua_names import CYCLE, SAMPLED, SPACES, opc_name
from sprue_sim.faces.opcua_nodes import UNITS
from sprue_sim.told import Told

pytestmark = pytest.mark.asyncio(loop_scope="module")
START = 1_795_000_000_000_000
SECOND = 1_000_000
NAMES = (
    "machine_mode",
    "production_status",
    "phase",
    "machine_cycle_counter",
    "barrel_zone_1_c",
    "barrel_zone_2_c",
    "mould_temperature_c",
    "power_kw",
    "oil_temperature_c",
)
PRODUCING = [1, 4, 2, 77, 206.5, 230.25, 36.0, 12.5, 44.5]  # automatic, production, fill
STANDING = [1, 1, 0, 77, 206.0, 230.0, 35.0, 1.2, 44.0]  # automatic, no production, standstill
LAYOUT = [channel(name, "simulated") for name in NAMES]
LAYOUT[4] = channel("barrel_zone_1_c", "simulated", 200, 212)
ZONES = "i:InjectionUnits/i:InjectionUnit_1/i:TemperatureZones"
LAST = "i:InjectionUnits/i:InjectionUnit_1/s:LastCycle"


class Press:
    """Stands for the live stream of a machine: says what the test wants it to say."""

    def __init__(self) -> None:
        self.caught_up = asyncio.Event()
        self.caught_up.set()

    def listen(self, hear: Callable[[Told], None]) -> None:
        self.hear = hear
        body = {
            "title": "Caps",
            "machine": "Electric press, 100 t",
            "product": "Screw cap",
            "mould": "Cap, 4 cavities",
            "origin": "simulated",
            "pace": 1,
            "started_us": START,
            "cavities": 4,
            "standard_cycle_s": 12.5,
            "layout": layout_id(LAYOUT),
            "channels": [one.model_dump() for one in LAYOUT],
        }
        hear(Told("birth", START, body))

    def shows(self, values: list[float | None], second: int = 1) -> None:
        us = START + second * SECOND
        self.hear(Told("sample", us, {"layout": layout_id(LAYOUT), "frames": [[us, *values]]}))

    def makes(self, counter: int, second: int = 10, **values: float) -> None:
        body = {"started_us": START, "counter": counter, "job": "order-7", "quality": 1, "values": values}
        body["settings"] = {"set_nozzle_temperature_c": 232, "set_mould_temperature_c": 30}
        self.hear(Told("shot", START + second * SECOND, body))

    def alarms(self, *, active: bool, second: int = 20) -> None:
        body = {"what": "alarm", "name": "part_not_ejected", "classification": 106, "severity": 500}
        self.hear(Told("event", START + second * SECOND, {**body, "active": active}))


class Inbox:
    """What a subscription brings, one after the other."""

    def __init__(self) -> None:
        self.news: asyncio.Queue[Any] = asyncio.Queue()
        self.number = 0

    def datachange_notification(self, _node: Node, _value: Any, data: Any) -> None:
        self.news.put_nowait(data.monitored_item.Value)

    def event_notification(self, event: Any) -> None:
        self.news.put_nowait(event)

    async def until(self, good: Callable[[Any], bool]) -> Any:
        while not good(found := await self.news.get()):
            pass
        return found


class Factory:
    """A face with as many presses as there are tests, and a client of it."""

    def __init__(self, presses: dict[str, Press], client: Client, spaces: dict[str, int]) -> None:
        self.presses, self.client, self.spaces = presses, client, spaces

    async def node(self, press: str, path: str = "") -> Node:
        names = ["d:DeviceSet", f"s:IMM_Simulated_{press}", *path.split("/")]
        parts = [name.split(":") for name in names if name]
        steps = [f"{self.spaces[space]}:{name}" for space, name in parts]
        return await self.client.nodes.objects.get_child(steps)

    async def value(self, press: str, path: str) -> ua.DataValue:
        return await (await self.node(press, path)).read_data_value(raise_on_bad_status=False)

    @asynccontextmanager
    async def watching(self, press: str, path: str) -> AsyncIterator[Inbox]:
        inbox = Inbox()
        subscription = await self.client.create_subscription(10, inbox)
        await subscription.subscribe_data_change(await self.node(press, path))
        yield inbox
        await subscription.delete()

    @asynccontextmanager
    async def listening(self, where: Node, kind: int) -> AsyncIterator[Inbox]:
        inbox = Inbox()
        subscription = await self.client.create_subscription(10, inbox)
        inbox.number = subscription.subscription_id
        await subscription.subscribe_events(where, self.client.get_node(ua.NodeId(kind, self.spaces["g"])))
        yield inbox
        await subscription.delete()


TESTS = (
    "tree",
    "sample",
    "gap",
    "still",
    "shot",
    "short",
    "server",
    "alarm",
    "active",
    "late",
    "closed",
    "fast",
)


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def factory(port: int) -> AsyncIterator[Factory]:
    presses = {name: Press() for name in TESTS}
    face = await Face(presses, rest_s=0).open(f"127.0.0.1:{port}")
    work = asyncio.create_task(face.work())
    for shown in face.shown.values():
        await shown.wait()
    async with Client(f"opc.tcp://127.0.0.1:{port}/") as client:
        spaces = {key: await client.get_namespace_index(uri) for key, uri in SPACES.items()}
        yield Factory(presses, client, spaces)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


def at(second: int) -> datetime:
    return datetime.fromtimestamp(START / 1e6 + second, UTC)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("i:MachineInformation/d:Manufacturer", ua.LocalizedText("Simulated")),
        ("i:MachineInformation/d:Model", ua.LocalizedText("Electric press, 100 t")),
        ("i:MachineInformation/d:SerialNumber", "tree"),
        ("i:MachineConfiguration/g:UserMachineName", "Caps"),
        ("i:MachineStatus/g:IsPresent", True),
        ("i:Moulds/g:Mould_1/g:Id", "Cap, 4 cavities"),
        ("i:Jobs/g:ActiveJob/g:ProductName", ["Screw cap"]),
        ("i:Jobs/g:ActiveJob/g:NumCavities", 4),
        ("i:Jobs/g:ActiveJob/g:ExpectedCycleTime", 12_500),
        (f"{ZONES}/g:TemperatureZone_2/g:Position", 2),
        ("i:PowerUnits/g:PowerUnit_1/g:Index", 1),
    ],
)
async def test_what_a_birth_says_stands_where_the_standards_put_it(factory: Factory, path: str, value: Any):
    read = await factory.value("tree", path)
    assert read.Value.Value == value
    assert read.StatusCode.is_good()


async def test_a_machine_is_of_the_interfaces_type_and_has_its_parts(factory: Factory):
    machine = await factory.node("tree")
    assert await machine.read_type_definition() == ua.NodeId(1007, factory.spaces["i"])
    parts = {(await child.read_browse_name()).Name for child in await machine.get_children()}
    assert parts == {
        "MachineInformation",
        "MachineConfiguration",
        "MachineStatus",
        "MachineMESStatus",
        "InjectionUnits",
        "Moulds",
        "PowerUnits",
        "Jobs",
    }
    assert len(await (await factory.node("tree", ZONES)).get_children()) == 2


async def test_everything_that_is_shown_has_a_name_and_a_unit_of_the_standards():
    for quantity in (*SAMPLED, *CYCLE, "barrel_zone_1_c"):
        assert opc_name(quantity), quantity
        assert QUANTITIES[quantity].unit in {*UNITS, "", "s"}, quantity


async def test_before_the_first_frame_a_value_is_waited_for(factory: Factory):
    for path in ("i:MachineStatus/g:MachineMode", f"{LAST}/i:InjectionTime"):
        assert (await factory.value("tree", path)).StatusCode.name == "BadWaitingForInitialData"


async def test_a_set_temperature_that_is_only_concluded_is_uncertain(factory: Factory):
    nominal = await factory.value("tree", f"{ZONES}/g:TemperatureZone_1/g:NominalTemperature")
    assert (nominal.Value.Value, nominal.StatusCode.name) == (206, "Uncertain")


async def test_values_follow_a_told_sample_in_the_machines_time(factory: Factory):
    zone = f"{ZONES}/g:TemperatureZone_2/g:ActualTemperature"
    async with factory.watching("sample", zone) as inbox:
        factory.presses["sample"].shows(PRODUCING)
        read = await inbox.until(lambda one: one.StatusCode.is_good())
    assert (read.Value.Value, read.SourceTimestamp) == (230.25, at(1))
    unit = await (await (await factory.node("sample", zone)).get_child("0:EngineeringUnits")).read_value()
    assert (unit.DisplayName.Text, unit.UnitId) == ("°C", 4408652)
    for path, value in {
        "i:MachineStatus/g:MachineMode": 1,
        "i:MachineMESStatus/g:ProductionControl/g:ProductionStatus": 4,
        "i:Jobs/g:ActiveJobValues/g:MachineCycleCounter": 77,
        "i:Moulds/g:Mould_1/g:TemperatureZones/g:TemperatureZone_1/g:ActualTemperature": 36,
        "i:PowerUnits/g:PowerUnit_1/g:Energy/g:ActualPower": 12.5,
        "i:PowerUnits/g:PowerUnit_1/g:ActualTemperature": 44.5,
    }.items():
        assert (await factory.value("sample", path)).Value.Value == value


async def test_a_missing_value_keeps_the_last_one_as_uncertain_and_without_one_is_bad(factory: Factory):
    press, zone = factory.presses["gap"], f"{ZONES}/g:TemperatureZone_1/g:ActualTemperature"
    async with factory.watching("gap", zone) as inbox:
        press.shows([*PRODUCING[:4], None, *PRODUCING[5:]])
        assert (await inbox.until(lambda one: one.StatusCode.name == "BadNoData")).Value.Value is None
        press.shows(PRODUCING, second=2)
        await inbox.until(lambda one: one.StatusCode.is_good())
        press.shows([*PRODUCING[:4], None, *PRODUCING[5:]], second=3)
        kept = await inbox.until(lambda one: one.StatusCode.name == "UncertainLastUsableValue")
    assert (kept.Value.Value, kept.SourceTimestamp) == (206.5, at(2))


async def test_a_machine_that_stands_still_shows_its_mode(factory: Factory):
    status = "i:MachineMESStatus/g:ProductionControl/g:ProductionStatus"
    async with factory.watching("still", status) as inbox:
        factory.presses["still"].shows(PRODUCING)
        await inbox.until(lambda one: one.Value.Value == ProductionStatus.PRODUCTION)
        factory.presses["still"].shows(STANDING, second=2)
        assert (await inbox.until(lambda one: one.Value.Value == 1)).SourceTimestamp == at(2)
    mode = await factory.value("still", "i:MachineStatus/g:MachineMode")
    assert (mode.Value.Value, mode.SourceTimestamp) == (MachineMode.AUTOMATIC, at(2))


async def test_a_shot_arrives_as_an_event_with_its_numbers(factory: Factory):
    machine = await factory.node("shot")
    async with factory.listening(machine, 1038) as inbox:
        factory.presses["shot"].makes(11, second=10, cycle_time_s=12.0, injection_time_s=0.25)
        factory.presses["shot"].makes(
            12, second=22, cycle_time_s=13.0, injection_time_s=0.5, cushion_volume_cm3=5.25
        )
        first, second = await inbox.news.get(), await inbox.news.get()
    assert (first.JobCycleCounter, second.JobCycleCounter) == (11, 12)
    assert (second.Time, second.SourceNode, second.SourceName) == (at(22), machine.nodeid, "shot")
    assert (second.CycleTime, second.AverageCycleTime, second.CycleQuality) == (13_000, 12_500, 1)
    assert (second.JobName, second.JobGoodPartsCounter) == ("order-7", None)
    unit = {name.split("/")[1]: value for name, value in vars(second).items() if "CycleParameters_1/" in name}
    assert (unit["Index"], unit["InjectionTime"], unit["CushionVolume"]) == (1, 500, 5.25)
    assert unit["CavityPressureMaximum"] is None
    for path, value in {
        "i:Jobs/g:ActiveJobValues/g:LastCycleTime": 13_000,
        "i:Jobs/g:ActiveJobValues/g:AverageCycleTime": 12_500,
        "i:Jobs/g:ActiveJobValues/g:JobCycleCounter": 12,
        "i:Jobs/g:ActiveJob/g:JobName": "order-7",
        f"{ZONES}/g:TemperatureZone_2/g:NominalTemperature": 232,
        f"{LAST}/i:CushionVolume": 5.25,
        f"{LAST}/g:CycleQuality": 1,
    }.items():
        read = await factory.value("shot", path)
        assert (read.Value.Value, read.SourceTimestamp) == (value, at(22))


async def test_what_a_shot_does_not_say_is_bad_although_an_older_one_said_it(factory: Factory):
    press, path = factory.presses["short"], f"{LAST}/i:CavityPressureMaximum"
    async with factory.watching("short", path) as inbox:
        press.makes(1, second=10, cavity_pressure_maximum_bar=230.0)
        assert (await inbox.until(lambda one: one.StatusCode.is_good())).Value.Value == 230
        press.makes(2, second=20)
        short = await inbox.until(lambda one: not one.StatusCode.is_good())
    assert (short.StatusCode.name, short.Value.Value, short.SourceTimestamp) == ("BadNoData", None, at(20))


async def test_who_listens_to_the_whole_server_hears_every_machine(factory: Factory):
    async with factory.listening(factory.client.nodes.server, 1038) as inbox:
        factory.presses["server"].makes(5)
        assert (await inbox.until(lambda event: event.SourceName == "server")).JobCycleCounter == 5


async def test_an_alarm_comes_and_goes_as_a_message_condition(factory: Factory):
    async with factory.listening(await factory.node("alarm"), 1004) as inbox:
        factory.presses["alarm"].alarms(active=True)
        factory.presses["alarm"].alarms(active=False, second=80)
        comes, goes = await inbox.news.get(), await inbox.news.get()
    assert (comes.Id, comes.Classification, comes.Severity) == ("part_not_ejected", 106, 500)
    assert (vars(comes)["ActiveState/Id"], comes.Retain, comes.Time) == (True, True, at(20))
    assert (vars(goes)["ActiveState/Id"], goes.Retain, goes.Time) == (False, False, at(80))
    assert comes.NodeId == goes.NodeId, "one condition"
    assert comes.Message.Text == "part not ejected"


async def test_who_comes_later_can_ask_which_alarms_are_active(factory: Factory):
    server, condition = factory.client.nodes.server, factory.client.get_node(ua.ObjectIds.ConditionType)
    async with factory.listening(server, 1004) as inbox:
        factory.presses["active"].alarms(active=True)
        comes = await inbox.until(lambda event: event.SourceName == "active")
    async with factory.listening(server, 1004) as inbox:
        number = ua.Variant(inbox.number, ua.VariantType.UInt32)
        await condition.call_method("0:ConditionRefresh", number)
        again = await inbox.until(lambda event: event.SourceName == "active")
    assert (again.EventId, again.Retain) == (comes.EventId, True)


async def test_shots_of_the_hours_that_are_caught_up_are_shown_but_are_no_news(factory: Factory):
    press = factory.presses["late"]
    press.caught_up.clear()
    async with (
        factory.listening(await factory.node("late"), 1038) as inbox,
        factory.watching("late", "i:Jobs/g:ActiveJobValues/g:JobCycleCounter") as counter,
    ):
        press.makes(1, second=10)
        await counter.until(lambda one: one.Value.Value == 1)
        press.caught_up.set()
        press.makes(2, second=20)
        assert (await inbox.news.get()).JobCycleCounter == 2


async def test_a_client_can_write_nothing_and_add_nothing(factory: Factory):
    factory.presses["closed"].shows(PRODUCING)
    mode = await factory.node("closed", "i:MachineStatus/g:MachineMode")
    with pytest.raises(ua.UaStatusCodeError, match="BadUserAccessDenied"):
        await mode.write_value(ua.Variant(3, ua.VariantType.Int32))
    with pytest.raises(ua.UaStatusCodeError, match="BadUserAccessDenied"):
        await mode.write_attribute(
            ua.AttributeIds.UserAccessLevel, ua.DataValue(ua.Variant(3, ua.VariantType.Byte))
        )
    with pytest.raises(ua.UaStatusCodeError, match="BadUserAccessDenied"):
        await (await factory.node("closed")).add_variable(factory.spaces["s"], "Mine", 1)


async def test_whoever_says_that_he_is_admin_is_not_let_in(factory: Factory):
    client = Client(factory.client.server_url.geturl())
    client.set_user("admin")
    with pytest.raises(ua.UaStatusCodeError, match="BadIdentityTokenRejected"):
        await client.connect()


async def test_a_machine_that_is_faster_than_the_face_is_not_held_back(factory: Factory):
    press = factory.presses["fast"]
    async with factory.listening(await factory.node("fast"), 1038) as inbox:
        for counter in range(1, 2 * NEWS + 1):
            press.shows(PRODUCING, second=counter)
            press.makes(counter, second=counter)
        fired = [(await inbox.news.get()).JobCycleCounter for _ in range(NEWS)]
    assert fired == list(range(NEWS + 1, 2 * NEWS + 1)), "the oldest are forgotten"
    assert (await factory.value("fast", "i:MachineStatus/g:MachineMode")).SourceTimestamp == at(2 * NEWS)
