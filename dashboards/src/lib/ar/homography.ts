// The plane of a plate and its picture: a homography from at least four points, by least squares.
export type Point = readonly [x: number, y: number];
/** Row by row, the last is 1. */
export type Homography = readonly number[];

const UNKNOWNS = 8;
const FLAT = 1e-9; // a pivot smaller than that: the points lie on one line

/** Where a point of the plane is seen. */
export function seen(h: Homography, [x, y]: Point): Point {
  const w = h[6]! * x + h[7]! * y + h[8]!;
  return [(h[0]! * x + h[1]! * y + h[2]!) / w, (h[3]! * x + h[4]! * y + h[5]!) / w];
}

/** Root mean square of how far points are seen from where the homography has them. */
export const misfit = (h: Homography, from: readonly Point[], to: readonly Point[]): number =>
  Math.sqrt(from.reduce((sum, point, i) => { const [x, y] = seen(h, point); return sum + (x - to[i]![0]) ** 2 + (y - to[i]![1]) ** 2; }, 0) / from.length);

/** The homography that brings `from` to `to`; null with less than four points, or with all on a line. Least squares (DLT) on normalised points: Hartley 1997. */
export function fitted(from: readonly Point[], to: readonly Point[]): Homography | null {
  if (from.length < 4 || from.length !== to.length) return null;
  const [a, b] = [normal(from), normal(to)];
  const h = solved(normalEquations(from.map((point) => seen(a, point)), to.map((point) => seen(b, point))));
  if (!h) return null;
  const back = times(times(inverseOfNormal(b), [...h, 1]), a);
  return back.map((one) => one / back[8]!);
}

/** Moves points to a mean of zero and a mean distance of the square root of two. */
function normal(points: readonly Point[]): Homography {
  const n = points.length;
  const x = points.reduce((sum, point) => sum + point[0], 0) / n, y = points.reduce((sum, point) => sum + point[1], 0) / n;
  const far = points.reduce((sum, point) => sum + Math.hypot(point[0] - x, point[1] - y), 0) / n;
  const s = Math.SQRT2 / Math.max(far, FLAT);
  return [s, 0, -s * x, 0, s, -s * y, 0, 0, 1];
}

const inverseOfNormal = (t: Homography): Homography => [1 / t[0]!, 0, -t[2]! / t[0]!, 0, 1 / t[4]!, -t[5]! / t[4]!, 0, 0, 1];

const times = (a: Homography, b: Homography): number[] =>
  Array.from({ length: 9 }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + a[3 * Math.floor(i / 3) + k]! * b[3 * k + (i % 3)]!, 0));

function normalEquations(from: readonly Point[], to: readonly Point[]): number[][] {
  const sums = Array.from({ length: UNKNOWNS }, () => new Array<number>(UNKNOWNS + 1).fill(0));
  for (const [i, [x, y]] of from.entries()) {
    const [u, v] = to[i]!;
    for (const row of [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]) {
      for (let r = 0; r < UNKNOWNS; r += 1) for (let c = 0; c <= UNKNOWNS; c += 1) sums[r]![c]! += row[r]! * row[c]!;
    }
  }
  return sums;
}

/** Gauss-Jordan with the largest pivot. */
function solved(rows: number[][]): number[] | null {
  for (let i = 0; i < UNKNOWNS; i += 1) {
    let best = i;
    for (let r = i + 1; r < UNKNOWNS; r += 1) if (Math.abs(rows[r]![i]!) > Math.abs(rows[best]![i]!)) best = r;
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    if (Math.abs(rows[i]![i]!) < FLAT) return null;
    for (let r = 0; r < UNKNOWNS; r += 1) {
      if (r === i) continue;
      const share = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= UNKNOWNS; c += 1) rows[r]![c]! -= share * rows[i]![c]!;
    }
  }
  return rows.map((row, i) => row[UNKNOWNS]! / row[i]!);
}
