// What is drawn: outlines of the newest inspection, or of a photo that could be judged itself.
import type { OverlayView, PhotoView } from '../api';
import { word } from '../i18n.svelte';
import type { Mark } from './draw';
import type { Homography, Point } from './homography';

type Place = NonNullable<OverlayView['stored']>['places'][number];
const TROUBLES: Record<string, Mark['kind']> = { 'look again': 'look again', reject: 'reject' };

const marks = (places: Place[], verdict: string, firm: boolean): Mark[] => {
  const kind = TROUBLES[verdict];
  return kind ? places.map(({ check, outline_mm }) => ({ outline: outline_mm as Point[], word: word('eyes.check', check), kind, firm })) : [];
};

/** Over the live camera. `current`: the hub is there and has just been asked. */
export const liveMarks = (overlay: OverlayView | null, current: boolean): Mark[] =>
  overlay?.stored ? marks(overlay.stored.places, overlay.stored.verdict, current) : [];

/** Over a photo: its own where it could be judged, else those of the fixture's camera, dashed. */
export const photoMarks = ({ judged, overlay }: PhotoView): Mark[] =>
  judged.verdict === 'cannot judge' ? (overlay.stored ? marks(overlay.stored.places, overlay.stored.verdict, false) : []) : marks(judged.places, judged.verdict, true);

/** From mm to the photo's pixels: by the part itself where it was found, else by the fixture; null without markers. */
export function photoPlace({ part_to_photo, mm_to_photo }: PhotoView): Homography | null {
  const found = part_to_photo.length ? part_to_photo : mm_to_photo;
  return found.length ? found : null;
}
