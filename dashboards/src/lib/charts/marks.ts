// Events as marks on a timeline: alarms last from coming to going, everything else is a moment.

export interface Happening { measured_us: number; what: string; name: string; text: string; active: boolean | null; severity: number | null }
export type MarkKind = 'alarm' | 'parameter_change' | 'mode_change' | 'gap' | 'note';
export interface Mark<E extends Happening = Happening> { kind: MarkKind; from_us: number; to_us: number; event: E }

const KINDS: readonly string[] = ['alarm', 'parameter_change', 'mode_change', 'gap', 'note'];
const kindOf = (what: string): MarkKind => (KINDS.includes(what) ? (what as MarkKind) : 'note');

/** An alarm that came is drawn until it goes or until the period ends; one that only goes came before. */
export function marks<E extends Happening>(events: readonly E[], from_us: number, to_us: number): Mark<E>[] {
  const made: Mark<E>[] = [];
  const open = new Map<string, Mark<E>>();
  for (const event of [...events].sort((a, b) => a.measured_us - b.measured_us)) {
    const came = event.what === 'alarm' ? open.get(event.name) : undefined;
    if (event.what === 'alarm' && event.active === false) {
      if (came) came.to_us = event.measured_us;
      else made.push({ kind: 'alarm', from_us, to_us: event.measured_us, event });
      open.delete(event.name);
    } else if (!came) {
      const lasts = event.what === 'alarm' && event.active === true;
      const mark = { kind: kindOf(event.what), from_us: event.measured_us, to_us: lasts ? to_us : event.measured_us, event };
      made.push(mark);
      if (lasts) open.set(event.name, mark);
    }
  }
  return made.filter((mark) => mark.to_us >= from_us && mark.from_us <= to_us);
}

/** Where a moment lies between the left (0) and the right (1) end of a chart. */
export const share = (at_us: number, from_us: number, to_us: number): number =>
  Math.min(1, Math.max(0, (at_us - from_us) / Math.max(1, to_us - from_us)));
