import { beforeAll, describe, expect, test } from 'vitest';
import aruco from 'js-aruco2';
import { fitted, type Homography, misfit, type Point, seen } from './homography';
import { detector, find, type FixtureMarker, pose } from './pose';

const [WIDTH, HEIGHT] = [640, 480];
const MM = { width: 60, height: 45, side: 4.2, inset: 0.84 };
// from mm to pixels: near, tilted, far away at the right
const TILTED: Homography = [8, 0.9, 320.3, -0.6, 8.6, 240.7, 0.0006, 0.0011, 1];

const square = (id: number, x: number, y: number): FixtureMarker => ({ id, corners_mm: [[x, y], [x + MM.side, y], [x + MM.side, y + MM.side], [x, y + MM.side]] });
const left = -MM.width / 2 + MM.inset, right = MM.width / 2 - MM.inset - MM.side;
const top = -MM.height / 2 + MM.inset, bottom = MM.height / 2 - MM.inset - MM.side;
const FIXTURE = [square(0, left, top), square(1, right, top), square(2, right, bottom), square(3, left, bottom)];

/** Light of a place of the plate: paper, ink, or the grey of the plate. */
function light(x: number, y: number, shown: FixtureMarker[], codes: string[], ground: number): number {
  for (const { id, corners_mm: [[x0, y0]] } of shown as { id: number; corners_mm: [Point] }[]) {
    const [u, v] = [((x - x0) / MM.side) * 8, ((y - y0) / MM.side) * 8];
    if (u < -1.6 || v < -1.6 || u > 9.6 || v > 9.6) continue;
    if (u < 0 || v < 0 || u >= 8 || v >= 8) return 220;
    const [column, row] = [Math.floor(u) - 1, Math.floor(v) - 1];
    const inside = column >= 0 && row >= 0 && column < 6 && row < 6;
    return inside && codes[id]![row * 6 + column] === '1' ? 220 : 25;
  }
  return ground;
}

/** What a camera without noise sees; each pixel is the mean of nine places in it. */
function taken(h: Homography, shown: FixtureMarker[], ground = 130): ImageData {
  const inverse = fitted(CORNERS_PX, CORNERS_PX.map((pixel) => unseen(h, pixel)))!;
  const codes = new aruco.AR.Dictionary('ARUCO_MIP_36h12').codeList;
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(ground);
  for (const { corners_mm: [[x, y]] } of shown as unknown as { corners_mm: [Point] }[]) {
    const around = [[-1, -1], [2, -1], [2, 2], [-1, 2]].map(([u, v]) => seen(h, [x + u! * MM.side, y + v! * MM.side]));
    const [xs, ys] = [around.map(([u]) => u), around.map(([, v]) => v)];
    for (let row = Math.max(0, Math.floor(Math.min(...ys))); row < Math.min(HEIGHT, Math.max(...ys)); row += 1) {
      for (let column = Math.max(0, Math.floor(Math.min(...xs))); column < Math.min(WIDTH, Math.max(...xs)); column += 1) {
        let sum = 0;
        for (const u of PARTS) for (const v of PARTS) sum += light(...seen(inverse, [column + u, row + v]), shown, codes, ground);
        data.fill(sum / PARTS.length ** 2, (row * WIDTH + column) * 4, (row * WIDTH + column) * 4 + 3);
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, data } as ImageData; // jsdom has no ImageData
}

const PARTS = [-1 / 3, 0, 1 / 3];
const CORNERS_PX: Point[] = [[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT], [300, 200]];
/** The place that is seen at a pixel, by Cramer's rule. */
function unseen(h: Homography, [u, v]: Point): Point {
  const [a, b, c] = [h[0]! - u * h[6]!, h[1]! - u * h[7]!, u * h[8]! - h[2]!];
  const [d, e, f] = [h[3]! - v * h[6]!, h[4]! - v * h[7]!, v * h[8]! - h[5]!];
  const det = a * e - b * d;
  return [(c * e - b * f) / det, (a * f - c * d) / det];
}

describe('a homography', () => {
  const from: Point[] = [[-30, -22], [30, -22], [30, 22], [-30, 22], [5, 3]];
  const to = from.map((point) => seen(TILTED, point));

  test('is found again from the points that it moves', () => {
    const found = fitted(from, to)!;
    found.forEach((one, i) => expect(one).toBeCloseTo(TILTED[i]!, 8));
    expect(misfit(found, from, to)).toBeLessThan(1e-9);
  });

  test('averages what does not fit, and says how badly it fits', () => {
    const off = to.map(([x, y], i): Point => (i === 4 ? [x + 2, y] : [x, y]));
    const far = misfit(fitted(from, off)!, from, off);
    expect(far).toBeGreaterThan(0.1);
    expect(far).toBeLessThan(2);
  });

  test('cannot be had from three points, nor from points on a line', () => {
    expect(fitted(from.slice(0, 3), to.slice(0, 3))).toBeNull();
    const line: Point[] = [[0, 0], [1, 1], [2, 2], [3, 3]];
    expect(fitted(line, line)).toBeNull();
  });
});

describe('the pose of a plate', () => {
  let by: Awaited<ReturnType<typeof detector>>;
  beforeAll(async () => { by = await detector(); });

  test('is right to a fraction of a pixel all over the plate', () => {
    const found = pose(find(by, taken(TILTED, FIXTURE)), FIXTURE, WIDTH);
    if ('lost' in found) throw new Error(`lost: ${found.lost}`);
    expect(found.markers.map(({ id }) => id).sort()).toEqual([0, 1, 2, 3]);
    for (const x of [-25, 0, 25]) for (const y of [-18, 0, 18]) {
      const [at, truth] = [seen(found.h, [x, y]), seen(TILTED, [x, y])];
      expect(Math.hypot(at[0] - truth[0], at[1] - truth[1])).toBeLessThan(0.25);
    }
    expect(found.misfitPx).toBeLessThan(0.5);
  });

  test('is found on a dark tray too, where the paper around a marker is a square of its own', () => {
    const far = [6, 0, 320, 0, 6, 240, 0, 0, 1]; // so far that paper and marker are a few pixels apart
    const found = pose(find(by, taken(far, FIXTURE, 8)), FIXTURE, WIDTH);
    expect(found.markers).toHaveLength(4);
  });

  test('is right with a marker covered, and lost with two: their own side says nothing of the other', () => {
    const three = pose(find(by, taken(TILTED, FIXTURE.slice(1))), FIXTURE, WIDTH);
    expect('h' in three).toBe(true);
    const two = pose(find(by, taken(TILTED, FIXTURE.slice(2))), FIXTURE, WIDTH);
    expect(two).toMatchObject({ lost: 'few', markers: [{}, {}] });
  });

  test('is lost when nothing is there, or markers of another fixture', () => {
    expect(pose(find(by, taken(TILTED, [])), FIXTURE, WIDTH)).toEqual({ lost: 'none', markers: [] });
    const others = FIXTURE.map((one) => ({ ...one, id: one.id + 40 }));
    expect(pose(find(by, taken(TILTED, FIXTURE)), others, WIDTH)).toMatchObject({ lost: 'none' });
  });

  test('is lost when the markers are not where the fixture has them', () => {
    const moved = FIXTURE.map((one) => (one.id === 2 ? square(2, right - 3, bottom) : one));
    expect(pose(find(by, taken(TILTED, moved)), FIXTURE, WIDTH)).toMatchObject({ lost: 'misfit' });
  });
});
