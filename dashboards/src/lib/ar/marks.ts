// What is drawn: outlines of the newest inspection, or of a photo that could be judged itself.
import type { OverlayView, PhotoView } from '../api';
import { word } from '../i18n.svelte';
import type { Mark } from './draw';
import type { Homography, Point } from './homography';

type Place = NonNullable<OverlayView['stored']>['places'][number];
const TROUBLES: Record<string, Mark['kind']> = { 'look again': 'look again', reject: 'reject' };

const NEAR = 0.06; // of the frame's width: places so near share a word
const MOST_WORDS = 2;

/** Places that are near each other are one mark with one word: several checks often see the same thing. */
function marks(places: Place[], verdict: string, firm: boolean, widthMm: number): Mark[] {
  const kind = TROUBLES[verdict];
  if (!kind) return [];
  const groups: Place[][] = [];
  for (const place of places) {
    const near = groups.filter((group) => group.some((other) => apart(place, other) < NEAR * widthMm));
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push([...near.flat(), place]);
  }
  return groups.map((group) => ({ outlines: group.map((one) => one.outline_mm as Point[]), word: words(group), kind, firm }));
}

function words(group: Place[]): string {
  const checks = [...new Set(group.map((one) => one.check))].map((check) => word('eyes.check', check));
  return checks.length > MOST_WORDS ? `${checks.slice(0, MOST_WORDS).join(', ')} …` : checks.join(', ');
}

const box = ({ outline_mm }: Place) => {
  const [xs, ys] = [outline_mm.map(([x]) => x), outline_mm.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};
/** Millimetres between two places' boxes. */
function apart(one: Place, other: Place): number {
  const [a, b] = [box(one), box(other)];
  return Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
}

/** Over the live camera. `current`: the hub is there and has just been asked. */
export const liveMarks = (overlay: OverlayView | null, current: boolean): Mark[] =>
  overlay?.stored ? marks(overlay.stored.places, overlay.stored.verdict, current, overlay.fixture.width_mm) : [];

/** Over a photo: its own where it could be judged, else those of the fixture's camera, dashed. */
export const photoMarks = ({ judged, overlay }: PhotoView): Mark[] =>
  judged.verdict === 'cannot judge' ? (overlay.stored ? marks(overlay.stored.places, overlay.stored.verdict, false, overlay.fixture.width_mm) : [])
    : marks(judged.places, judged.verdict, true, overlay.fixture.width_mm);

/** From mm to the photo's pixels: by the part itself where it was found, else by the fixture; null without markers. */
export function photoPlace({ part_to_photo, mm_to_photo }: PhotoView): Homography | null {
  const found = part_to_photo.length ? part_to_photo : mm_to_photo;
  return found.length ? found : null;
}
