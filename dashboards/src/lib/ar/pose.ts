// From a camera's frame to where the plate lies in it: markers, corners, homography; or the reason why not.
import type { Detector } from 'js-aruco2';
import { fitted, type Homography, misfit, type Point } from './homography';
import { refined } from './refine';

/** A marker of the fixture: its corners in mm, clockwise from the one that is its upper left. */
export interface FixtureMarker { id: number; corners_mm: Point[] }
export interface Found { id: number; corners: Point[] }
export type Lost = 'none' | 'few' | 'misfit';
/** `h` brings mm of the fixture to pixels, counted at their middles. */
export type Pose = { h: Homography; markers: Found[]; misfitPx: number } | { lost: Lost; markers: Found[] };

const FAMILY = { dictionaryName: 'ARUCO_MIP_36h12', maxHammingDistance: 5 }; // two codes differ in at least twelve bits
const OURS = 4; // numbers of a fixture
const LEAST = 3; // two at one side leave the other side uncertain by many pixels (benchmarks/ar.py)
export const MOST_MISFIT = 0.002; // over the picture's width: beyond it markers are not where the fixture has them

/** Js-aruco2 is loaded when the page asks for it: the others need not carry it. */
export async function detector(): Promise<Detector> {
  const { default: aruco } = await import('js-aruco2');
  const made = new aruco.AR.Detector(FAMILY);
  made.dictionary.codeList.length = OURS; // each square that is no marker is held against every code
  // It takes the larger of two squares that are near each other: on a dark tray that is the paper and not the marker.
  made.notTooNear = (candidates) => candidates;
  return made;
}

/** Markers of a picture, each number once (the one with the longest sides), corners refined. */
export function find(by: Detector, picture: ImageData): Found[] {
  const best = new Map<number, Found>();
  for (const { id, corners } of by.detect(picture)) {
    const one = { id, corners: corners.map(({ x, y }): Point => [x, y]) };
    const other = best.get(id);
    if (!other || around(one.corners) > around(other.corners)) best.set(id, one);
  }
  return [...best.values()].map(({ id, corners }) => ({ id, corners: refined(by.grey, corners) }));
}

const around = (corners: Point[]) =>
  corners.reduce((sum, [x, y], i) => { const [u, v] = corners[(i + 1) % corners.length]!; return sum + Math.hypot(u - x, v - y); }, 0);

/** Where the fixture lies, by all markers of it that were found. */
export function pose(found: Found[], fixture: readonly FixtureMarker[], width: number): Pose {
  const places = new Map(fixture.map((one) => [one.id, one.corners_mm]));
  const markers = found.filter(({ id }) => places.has(id));
  if (markers.length < LEAST) return { lost: markers.length ? 'few' : 'none', markers };
  const [from, to] = [markers.flatMap(({ id }) => places.get(id)!), markers.flatMap(({ corners }) => corners)];
  const h = fitted(from, to);
  const misfitPx = h ? misfit(h, from, to) : Infinity;
  return h && misfitPx <= MOST_MISFIT * width ? { h, markers, misfitPx } : { lost: 'misfit', markers };
}
