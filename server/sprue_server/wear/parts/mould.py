"""The mould: gate and parting line wear, steel corrodes and cracks. Its pictures and its shots tell."""

from sprue_server.wear.part import Part

PART = Part(name="mould", of="mould", checks=("parting_line", "lines", "relief"))
