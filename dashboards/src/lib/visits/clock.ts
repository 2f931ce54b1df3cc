// The guide's clock: how long, how late, and what to leave out. Pure: the moment comes in.
import type { GroupView } from '../api';

export const MY_FIRM = 'my-firm';

export interface TourClock {
  /** Time walked, pauses left out. */
  walked_s: number;
  /** Time at this stop. */
  here_s: number;
  /** Until the visit is over as planned and extended. */
  left_s: number;
  /** Behind what was planned; below zero: ahead of it. */
  late_s: number;
  /** What to leave out to be in time again, what matters least first. */
  cut: string[];
}

const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);

export function clockOf(group: GroupView, nowUs: number): TourClock {
  const stands = group.paused_us !== null && group.paused_us !== undefined || !!group.ended_us;
  const running_s = stands ? 0 : Math.max(0, (nowUs - group.stop_since_us) / 1e6);
  const spent = group.stops.map((one, at) => (one.spent_s ?? 0) + (at === group.at ? running_s : 0));
  const walked_s = sum(spent), here_s = spent[group.at] ?? 0;
  const toCome = group.stops.slice(group.at + 1);
  const rest_s = Math.max(0, 60 * (group.stops[group.at]?.minutes ?? 0) - here_s) + 60 * sum(toCome.map((one) => one.minutes));
  const late_s = walked_s + rest_s - 60 * (group.planned + (group.extended ?? 0));
  return { walked_s, here_s, left_s: 60 * (group.minutes + (group.extended ?? 0)) - walked_s, late_s, cut: toCut(toCome, late_s) };
}

function toCut(toCome: GroupView['stops'], late_s: number): string[] {
  const least = toCome.filter((one) => one.slug !== MY_FIRM).sort((a, b) => Number(a.essential) - Number(b.essential) || b.rank - a.rank);
  const cut: string[] = [];
  let left_s = late_s;
  for (const one of least) {
    if (left_s < 60) break;
    cut.push(one.slug);
    left_s -= 60 * one.minutes;
  }
  return cut;
}

/** "4:05"; a minus before it when it is over. */
export function minutes(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  return `${seconds <= -1 ? '\u2212' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
