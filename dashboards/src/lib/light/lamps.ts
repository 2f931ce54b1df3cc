// Which series to show, and which pictures lie on each other when lamps are on.
import type { InspectionDetail, ListedInspection } from '../api';

export const DOME = 'diffuse';
export const RAKING = ['raking-n', 'raking-e', 'raking-s', 'raking-w'] as const;
export type Lamp = typeof DOME | (typeof RAKING)[number];
export const LAMPS: readonly Lamp[] = [DOME, ...RAKING];
/** What only raking light shows well. */
const SHOWN_BY_RAKING: readonly string[] = ['relief', 'lines'];
const MOST = 12;

/** Series under all five lights, those with a scratch first, then sinks, then the newest; at most a dozen to choose from. */
export function choices(list: readonly ListedInspection[]): ListedInspection[] {
  const whole = list.filter(({ pictures }) => LAMPS.every((lamp) => pictures.some(({ light }) => light === lamp)));
  const telling = ({ worst, verdict }: ListedInspection) => (verdict === 'pass' ? -1 : SHOWN_BY_RAKING.indexOf(worst ?? ''));
  return [...whole].sort((a, b) => telling(b) - telling(a) || b.measured_us - a.measured_us).slice(0, MOST);
}

export interface Layer { sha256: string; opacity: number }

/** Pictures on each other so that each counts the same: with all of them together, exposed as long as one. */
export function layers({ inspection: { pictures } }: InspectionDetail, on: ReadonlySet<Lamp>): Layer[] {
  return pictures.filter(({ light }) => on.has(light as Lamp)).map(({ sha256 }, i) => ({ sha256, opacity: 1 / (i + 1) }));
}

/** What a choice of lamps teaches. */
export type Lesson = 'none' | 'dome' | 'one' | 'two' | 'four' | 'mixed';
export function lesson(on: ReadonlySet<Lamp>): Lesson {
  const raking = RAKING.filter((lamp) => on.has(lamp)).length;
  if (on.size === 0) return 'none';
  if (on.has(DOME)) return raking ? 'mixed' : 'dome';
  return raking === 1 ? 'one' : raking === 4 ? 'four' : 'two';
}

/** Are they all kept? */
export const kept = ({ inspection: { pictures }, pictures_kept }: InspectionDetail): boolean =>
  LAMPS.every((lamp) => pictures.some(({ light, sha256 }) => light === lamp && pictures_kept.includes(sha256)));
