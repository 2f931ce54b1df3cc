// What must have happened before a deed says anything: good shots for a yardstick, a template, a picture that passed.
import { type StationView, get } from '../api';
import { good } from './evidence';
import { picturedOf } from './sight';

export interface Warm { gathered: number; wanted: number }
type Evidence = StationView['breaks']['evidence'];

const YARDSTICK = 12; // good shots; with fewer the usual spread is a guess
const NEEDS_NOTHING: Warm = { gathered: 0, wanted: 0 };

/** Is a template needed: for the evidence, or for the page that shows what was caught? A fault would be learnt as usual. */
export const learns = ({ breaks, caught }: Pick<StationView, 'breaks' | 'caught'>): boolean => breaks.evidence === 'called' || (breaks.evidence === 'stands_out' && caught.page.startsWith('/process'));

interface Press { cell: string; run: string; blind: boolean }

/** How far a press is, in its present run; `blind`: nobody judges its pictures, so one that was taken is enough. */
export async function warmth(told: Pick<StationView, 'breaks' | 'caught'>, { cell, run, blind }: Press, signal: AbortSignal): Promise<Warm> {
  const evidence: Evidence = told.breaks.evidence, of = picturedOf(evidence);
  if (learns(told)) {
    const [{ phase, gathered, wanted }, own] = await Promise.all([get('/process/{cell}', { cell }, signal), ofRun(cell, run, signal)]);
    const learnt = phase === 'watching' ? wanted : Math.min(gathered, wanted - 1);
    return { gathered: own < YARDSTICK ? Math.min(own, learnt) : learnt, wanted }; // a press that was just given back may have left its template
  }
  if (of && blind) return { gathered: (await get('/cells/{cell}/pictured', { cell, of }, signal)) ? 1 : 0, wanted: 1 };
  if (of) {
    const { inspections } = await get('/inspections', { cell, of, verdict: 'pass', limit: 1 }, signal);
    return { gathered: inspections.length, wanted: 1 };
  }
  if (evidence === 'waiting' || evidence === 'refused') return NEEDS_NOTHING;
  return { gathered: await ofRun(cell, run, signal), wanted: YARDSTICK };
}

/** Good shots of the present run, as many as are wanted. */
async function ofRun(cell: string, run: string, signal: AbortSignal): Promise<number> {
  const shots = await get('/cells/{cell}/shots', { cell, limit: 2 * YARDSTICK }, signal);
  return Math.min(YARDSTICK, shots.filter((one) => one.run === run && good(one)).length);
}
