"""The contract's promises: what is refused at the border, what survives a round trip."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sprue_contract import curves, topics
from sprue_contract.fields import KINDS
from sprue_contract.layout import channel, layout_id
from sprue_contract.messages import UnreadableError, message_bytes, read_message, row_text
from sprue_contract.payloads import BODIES, Birth
from sprue_contract.quantities import QUANTITIES, plausible
from sprue_contract.schema import contract_schema
from sprue_contract.words import Words, naming

LAYOUT = layout_id([channel("melt_temperature_c", "simulated")])
SAMPLE = {"layout": LAYOUT, "frames": [[1_000_000, 231.5], [2_000_000, None]]}


def message(body: object = SAMPLE, **row: object) -> bytes:
    fields = {"seq": 1, "run": "r1", "measured_us": 1_000_000, "body": body, **row}
    return json.dumps({"v": 1, "gateway": "gw", "session": "s1", "sent_us": 5, "rows": [fields]}).encode()


def test_a_message_is_read_as_it_was_written():
    rows = [row_text(seq, "r1", 7, json.dumps(SAMPLE)) for seq in (1, 2)]
    read = read_message(message_bytes("gw", "s1", 9, rows), "sample")
    assert (read.gateway, read.session, read.sent_us) == ("gw", "s1", 9)
    assert [row.seq for row in read.rows] == [1, 2]
    assert read.rows[0].body.frames == SAMPLE["frames"]


def test_a_counter_beyond_a_float32_stays_exact():
    body = {"layout": LAYOUT, "frames": [[1, 20_000_001]]}
    assert read_message(message(body), "sample").rows[0].body.frames[0][1] == 20_000_001


GOOD = message()
UNREADABLE = {
    "not-utf8": b"\xff\xfe{}",
    "not-json": GOOD[:-4],
    "not-finite": GOOD.replace(b"231.5", b"NaN"),
    "duplicate-key": GOOD.replace(b'"seq": 1', b'"seq": 1, "seq": 2'),
    "too-deep": b"[" * 100_000,
    "too-large": b" " * 8_000_001,
    "wrong-version": GOOD.replace(b'"v": 1', b'"v": 2'),
    "wrong-envelope": GOOD.replace(b'"sent_us": 5', b'"sent": 5'),
    "wrong-body": GOOD.replace(b'"frames"', b'"frame"'),
}


@pytest.mark.parametrize("reason", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_its_reason(reason: str):
    with pytest.raises(UnreadableError) as refusal:
        read_message(UNREADABLE[reason], "sample")
    assert refusal.value.reason == reason


@pytest.mark.parametrize("value", [b"1e400", b"-1e400", b"Infinity"])
def test_no_infinity_passes_the_border(value: bytes):
    with pytest.raises(UnreadableError):
        read_message(GOOD.replace(b"231.5", value), "sample")


def test_a_refusal_names_the_rows_that_can_still_be_receipted():
    with pytest.raises(UnreadableError) as refusal:
        read_message(message({"frames": []}, seq=42), "sample")
    assert (refusal.value.session, refusal.value.seqs) == ("s1", (42,))


def test_frames_of_unequal_width_are_refused():
    with pytest.raises(UnreadableError, match="same number of values"):
        read_message(message({"layout": LAYOUT, "frames": [[1, 2.0], [2]]}), "sample")


@pytest.mark.parametrize("kind", KINDS)
def test_a_topic_is_read_as_it_was_built(kind):
    topic = topics.CellTopic("gw", "imm-1", kind)
    assert topics.parse_topic(str(topic)) == topic


@pytest.mark.parametrize("talk", topics.TALK)
def test_a_gateway_topic_is_read_as_it_was_built(talk):
    topic = topics.GatewayTopic("gw", talk)
    assert topics.parse_topic(str(topic)) == topic


@pytest.mark.parametrize(
    "text", ["sprue/v2/gw/imm-1/shot", "a/b", "sprue/v1/gw/imm-1/song", "sprue/v1//x/shot"]
)
def test_a_foreign_topic_is_refused_saying_what_was_expected(text: str):
    with pytest.raises(ValueError, match="is not sprue/v1/"):
        topics.parse_topic(text)


readings = st.lists(st.one_of(st.just(math.nan), st.floats(-3000, 3000)), min_size=1, max_size=300)


@given(readings, st.sampled_from([0.001, 0.01, 0.1, 1.0]))
def test_a_curve_comes_back_within_half_a_step(values: list[float], step: float):
    back = curves.unpack(curves.from_text(curves.to_text(curves.pack(values, step))), step)
    assert len(back) == len(values)
    for value, found in zip(values, back, strict=True):
        assert math.isnan(found) if math.isnan(value) else abs(found - value) <= step / 2 + 1e-9


@pytest.mark.parametrize("bad", [b"", b"xx", b"x" * 100])
def test_bytes_that_are_no_curve_are_refused(bad: bytes):
    with pytest.raises(ValueError, match="not a packed curve"):
        curves.unpack(bad, 0.1)


def test_a_layout_changes_with_name_order_and_type():
    melt, mode = channel("melt_temperature_c", "real"), channel("machine_mode", "real")
    renamed = melt.model_copy(update={"name": "other"})
    assert len({layout_id(x) for x in ([melt, mode], [mode, melt], [melt], [renamed, mode])}) == 4
    assert layout_id([melt]) == layout_id([channel("melt_temperature_c", "simulated", 200, 240)])


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_quantity_has_a_unit_a_meaning_and_a_range(name: str):
    known = QUANTITIES[name]
    assert known.low < known.high
    assert known.step > 0
    assert known.meaning[0].isupper()
    endings = {"_s": "s", "_c": "°C", "_bar": "bar", "_cm3": "cm³", "_mm": "mm", "_kwh": "kWh", "_pct": "%"}
    unit = next((unit for end, unit in endings.items() if name.endswith(end)), None)
    if unit and not name.endswith("_cm3_s"):
        assert known.unit == unit


def test_zero_transfer_pressure_is_not_measured_rather_than_zero():
    assert plausible("transfer_specific_pressure_bar", 0.0) is None
    assert plausible("weight_g", -0.002) is None
    assert plausible("cushion_volume_cm3", math.nan) is None
    assert plausible("weight_g", 8.134) == 8.134


def test_the_schema_describes_every_payload_and_refers_to_nothing_outside():
    schema = json.loads(json.dumps(contract_schema()))
    assert set(BODIES) <= set(schema["payloads"])
    for name, part in schema["payloads"].items():
        assert part["$id"] == f"sprue:{name}"
        text = json.dumps(part)
        defined = set(part.get("$defs", {}))
        used = {piece.split('"')[0] for piece in text.split('"#/$defs/')[1:]}
        assert used <= defined, name


def test_a_name_is_plain_text_or_one_text_per_language():
    both = Words({"en": "Toy gears", "es": "Engranajes"})
    assert (str(both), str(Words("Gears")), f"{both!r}") == ("Toy gears", "Gears", "'Toy gears'")
    assert naming(title=both, mould=None, product=Words("Gear")) == {
        "title": "Toy gears",
        "mould": None,
        "product": "Gear",
        "translations": {"es": {"title": "Engranajes"}},
    }
    assert both.map(str.upper).texts == {"en": "TOY GEARS", "es": "ENGRANAJES"}
    assert Words.model_validate_json(both.model_dump_json()) == both


@pytest.mark.parametrize("wrong", [5, "", None, {"es": "Engranajes"}, {"en": ""}, {"en": "x", "Spanish": "y"}])
def test_what_is_no_name_is_told_once(wrong):
    with pytest.raises(ValidationError) as problem:
        Words.model_validate(wrong)
    assert problem.value.error_count() == 1


def test_a_birth_of_an_earlier_gateway_with_names_in_one_language_is_still_a_birth():
    told = {"title": "Press 1", "machine": "Press", "origin": "real", "pace": 1, "started_us": 1}
    birth = Birth.model_validate({**told, "layout": "0" * 16, "channels": []})
    assert (birth.title, birth.translations, birth.frozen_us) == ("Press 1", {}, None)
