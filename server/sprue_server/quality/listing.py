"""Which quantities of a cell can be charted."""

from collections.abc import Mapping
from typing import get_args

from sprue_contract.payloads import Birth, Channel
from sprue_server.analytics.under_control import level_of
from sprue_server.quality.shots import LOOKED, of_parts, of_shots
from sprue_server.quality.showing import unit_of
from sprue_server.quality_views import ChartKind, ChartName, QualityQuantity, QualityView
from sprue_server.spc.charts import chart
from sprue_server.store.reader import Reader


def listing(reader: Reader, cell: str) -> QualityView:
    """What the newest shots and the newest readings of gauges tell, what is told oftenest first."""
    rows = reader.shots(cell, limit=LOOKED)
    shots, parts = of_shots(rows), of_parts(reader.measurements(cell, LOOKED))
    births = reader.births(cell)
    newest = next((one for one in births if rows and one.run == rows[0].run), None)
    birth = Birth.model_validate(newest.body) if newest else None
    declared = {field.name: field for field in birth.shot_fields} if birth else {}
    told = [_quantity(name, count, declared, part=False) for name, count in shots.items()]
    told += [_quantity(name, count, declared, part=True) for name, count in parts.items() if name not in shots]
    return QualityView(
        cell=cell,
        origin=birth.origin if birth else None,
        seen_us=rows[0].measured_us if rows else None,
        looked=len(rows),
        quantities=told,
        charts=[ChartKind(name=name, sizes=list(chart(name).SIZES)) for name in get_args(ChartName)],
    )


def _quantity(name: str, count: int, declared: Mapping[str, Channel], *, part: bool) -> QualityQuantity:
    limits = declared.get(name)
    return QualityQuantity(
        name=name,
        unit=unit_of(name),
        part=part,
        count=count,
        level="part" if part else level_of(name),
        process_low=limits.normal_low if limits else None,
        process_high=limits.normal_high if limits else None,
    )
