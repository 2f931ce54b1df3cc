// Watched numbers by the story that they tell; the farthest of each speaks for it.
import type { DriftView, ProcessView, WatchedView } from '../api';

export interface Family { name: string; far: number; speaker: WatchedView; members: WatchedView[] }

/** How far a number is in limits, whichever of its two is farther. */
export const far = (one: WatchedView): number => Math.max(Math.abs(one.share), one.unrest);
/** Whether its scatter is farther than its mean. */
export const restless = (one: WatchedView): boolean => one.unrest > Math.abs(one.share);

/** The farthest family first. */
export function families(numbers: WatchedView[]): Family[] {
  const by = new Map<string, WatchedView[]>();
  for (const one of numbers) by.set(one.family, [...(by.get(one.family) ?? []), one]);
  const told = [...by].map(([name, members]): Family => {
    const speaker = members.reduce((most, one) => (far(one) > far(most) ? one : most));
    return { name, members, speaker, far: far(speaker) };
  });
  return told.sort((a, b) => b.far - a.far || a.name.localeCompare(b.name));
}

export type Said = 'waiting' | 'learning' | 'usual' | 'cause' | 'group' | 'unknown' | 'setting' | 'broken';
const SURE = 0.5;

/** Which sentence fits: a cause of which one is sure, a group of them, that it is not known, or that all is as usual. */
export function said({ phase, alarm }: Pick<ProcessView, 'phase' | 'alarm'>): Said {
  if (alarm) return saidOf(alarm);
  if (phase === 'waiting') return 'waiting';
  if (phase === 'interrupted') return 'broken';
  return phase === 'watching' ? 'usual' : 'learning';
}
export function saidOf({ kind, cause, group, causes }: Pick<DriftView, 'kind' | 'cause' | 'group' | 'causes'>): Said {
  if (kind === 'setting') return 'setting';
  if (!cause || !group) return 'unknown';
  return (causes.find((one) => one.cause === cause)?.share ?? 0) >= SURE ? 'cause' : 'group';
}

/** Where on a bar from three limits below to three above; shares beyond stay at its end. */
export const place = (share: number): number => 50 + (Math.max(-3, Math.min(3, share)) / 6) * 100;
