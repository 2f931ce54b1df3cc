"""Parts drawn by a renderer that is not ours, so that scoring on our own shader proves not only the shader.

    PYTHONPATH=. .venv/bin/python -m benchmarks.seeing.independent --out FOLDER

Mitsuba 3 (BSD; `pip install mitsuba`, 130 MB, in no lock file of ours) traces paths over the same heights and
colours: rough plastic (GGX), real shadows, light from face to face, a dome that is a sky, bars that are areas.
Noise is that of tracing. Some six seconds a picture; made once, benchmarks.vision reads the folder.
"""

import argparse
import importlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sprue_sim.cameras.folder import Item, Order, items, mask_of, save
from sprue_sim.cameras.light import LIGHTS, towards
from sprue_sim.cameras.picture import exposure_gain
from sprue_sim.cameras.settings import ALL
from sprue_sim.cameras.shooting import Series, arranged, truth
from sprue_sim.cameras.surface import Surface, view

SAMPLES, DEPTH = 24, 4  # paths a pixel, and how often light bounces
ROUGH = {"part": 0.3, "mould": 0.25}  # GGX
FAR, LONG, THICK = 3.0, 0.8, 0.12  # of a bar, over the frame's width
PAPER = 0.62  # brightness of the markers' paper, to which each light's exposure is set once
DEFECTS = ("sink", "weld_line", "burn", "splay", "flash", "short_shot", "black_specks", "warpage")
Floats = NDArray[np.float32]


def mesh(surface: Surface, mm_px: float, out: Path, mi: Any) -> None:
    """The heights as triangles with smooth normals, in a file."""
    rows, columns = surface.height_mm.shape
    x, y = np.meshgrid(np.arange(columns) - (columns - 1) / 2, np.arange(rows) - (rows - 1) / 2)
    corner = np.stack([x * mm_px, -y * mm_px, surface.height_mm], -1).reshape(-1, 3)
    across, down = x / (columns - 1) + 0.5, y / (rows - 1) + 0.5
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (part.ravel() for part in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    faces = np.concatenate([np.stack([a, d, b], -1), np.stack([b, d, c], -1)])
    made = mi.Mesh("face", len(corner), len(faces), has_vertex_normals=True, has_vertex_texcoords=True)
    told = mi.traverse(made)
    told["vertex_positions"] = corner.astype(np.float32).ravel()
    told["faces"] = faces.astype(np.uint32).ravel()
    told["vertex_texcoords"] = np.stack([across, down], -1).astype(np.float32).ravel()
    told.update()
    made.write_ply(str(out))


def lamp(name: str, frame_mm: float, mi: Any) -> dict[str, Any]:
    """A sky for the dome, a lying bar for the others."""
    if LIGHTS[name].from_deg is None:
        return {"type": "constant", "radiance": 1.0}
    right, down, up = (FAR * frame_mm * one for one in towards(LIGHTS[name]))
    place = mi.ScalarTransform4f().look_at(origin=[right, -down, up], target=[0, 0, 0], up=[0, 0, 1])
    size = mi.ScalarTransform4f().scale([LONG * frame_mm, THICK * frame_mm, 1])
    light = {"type": "area", "radiance": 40.0}
    return {"type": "rectangle", "to_world": place @ size, "emitter": light}


def traced(name: str, face: dict[str, Any], shape: tuple[int, int], frame_mm: float, mi: Any) -> Floats:
    """Linear red, green, blue of one light, from straight above."""
    looks = mi.ScalarTransform4f().look_at(origin=[0, 0, 200], target=[0, 0, 0], up=[0, 1, 0])
    film = {"type": "hdrfilm", "width": shape[1], "height": shape[0], "pixel_format": "rgb"}
    scene = {
        "type": "scene",
        "integrator": {"type": "path", "max_depth": DEPTH},
        "sensor": {
            "type": "orthographic",
            "to_world": looks @ mi.ScalarTransform4f().scale([frame_mm / 2, frame_mm / 2, 1]),
            "film": film | {"rfilter": {"type": "gaussian"}},
            "sampler": {"type": "independent", "sample_count": SAMPLES},
        },
        "lamp": lamp(name, frame_mm, mi),
        "face": face,
    }
    return np.asarray(mi.render(mi.load_dict(scene)), np.float32)


class Studio:
    """Renders items; each light is exposed once, for the first good part, and stays so."""

    def __init__(self, work: Path) -> None:
        self.mi = importlib.import_module("mitsuba")
        self.mi.set_variant("scalar_rgb")
        self.work, self.gains = work, dict[str, float]()

    def series(self, item: Item) -> Series:
        """All lights of one part."""
        wish, chance = item.wish, np.random.default_rng(item.wish.seed)
        scene, frame = arranged(wish, chance), view(wish.mould, wish.width_px).frame
        ply = self.work / "face.ply"
        mesh(scene.surface, 1 / frame.px_per_mm, ply, self.mi)
        colour = np.clip(scene.surface.albedo[..., ::-1], 0, 1).astype(np.float32)
        texture = {"type": "bitmap", "bitmap": self.mi.Bitmap(colour), "raw": True}
        rough = {"type": "roughplastic", "distribution": "ggx", "alpha": ROUGH[wish.of]}
        face = {"type": "ply", "filename": str(ply), "bsdf": rough | {"diffuse_reflectance": texture}}
        shape = scene.surface.height_mm.shape
        seen = {name: traced(name, face, shape, frame.frame_mm, self.mi) for name in wish.lights}
        part = wish.of == "part"
        wanted = PAPER * min(exposure_gain(view(wish.mould, wish.width_px), part=part), 1.3)
        pictures = {name: self._exposed(name, one, wanted) for name, one in seen.items()}
        return Series(pictures, scene.marks, scene.pose)

    def _exposed(self, name: str, linear: Floats, wanted: float) -> NDArray[np.uint8]:
        gain = self.gains.setdefault(name, wanted / float(np.quantile(linear[:60, :60], 0.9)))
        return np.asarray(np.clip(linear[..., ::-1] * (gain * 255) + 0.5, 0, 255), np.uint8)


def chosen(order: Order) -> list[Item]:
    """The goods, and of the defects those that we look for."""
    return [item for item in items(order) if item.defect is None or item.defect in DEFECTS]


def main() -> int:
    """Write the folder as `python -m sprue_sim.cameras` does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mould", default="toy-gear")
    parser.add_argument("--good", type=int, default=20)
    told = parser.parse_args()
    order = Order(told.mould, "part", told.good, 1, (0.3, 0.6), ALL, 640, 77)
    told.out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as work, (told.out / "truth.jsonl").open("w") as lines:
        studio, wanted = Studio(Path(work)), chosen(order)
        for done, item in enumerate(wanted):
            began, series = time.perf_counter(), studio.series(item)
            place = told.out / item.folder
            place.mkdir(exist_ok=True)
            for light, picture in series.pictures.items():
                save(place / f"{item.number:04d}-{light}.png", picture)
            if item.defect:
                save(place / f"{item.number:04d}-mask.png", mask_of(item, series))
            line = {"folder": item.folder, "number": item.number, "defect": item.defect}
            lines.write(json.dumps({**line, **truth(item.wish, series)}) + "\n")
            took = time.perf_counter() - began
            sys.stderr.write(f"{done + 1} of {len(wanted)}: {item.folder}, {took:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
