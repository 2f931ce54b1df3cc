// Do the eyes of this factory judge a mould's parts, or its cavities? If not yet: why, and when do they?
import type { EyesView } from '../api';
import { slug } from '../eyes/titles';

export type Of = 'part' | 'mould';
type Step = EyesView['learning'][number];
export type Sight = 'judges' | 'off' | 'away' | 'learning' | 'failed' | 'not-learnt';
export interface Seeing {
  sight: Sight;
  /** What is learnt before it, and it; the last is its own. */
  steps: readonly Step[];
  /** When it is done, if each takes as long as those that were learnt here; null: nobody can say. */
  done_us: number | null;
}

const AHEAD = new Set<Step['state']>(['waiting', 'picturing', 'learning']);

export function seeing(eyes: EyesView, mould: string | null, of: Of, now_us: number): Seeing {
  const name = `${slug(mould ?? '')}-${of}`;
  const at = eyes.learning.findIndex((one) => one.name === name), own = eyes.learning[at];
  const steps = eyes.learning.slice(0, at + 1).filter(({ state }) => AHEAD.has(state));
  const say = (sight: Sight): Seeing => ({ sight, steps: sight === 'learning' ? steps : [], done_us: sight === 'learning' ? when(eyes, steps, now_us) : null });
  if (eyes.state === 'off') return say('off');
  if (eyes.state === 'away') return say('away');
  if (eyes.models.some((one) => one.name === name && one.promise)) return say('judges');
  if (own && AHEAD.has(own.state)) return say('learning');
  return say(own?.state === 'failed' ? 'failed' : 'not-learnt');
}

function when({ learning }: EyesView, steps: readonly Step[], now_us: number): number | null {
  const took = learning.flatMap(({ took_s }) => took_s ?? []).sort((a, b) => a - b), typical = took[took.length >> 1];
  if (typical === undefined) return null;
  const left = steps.map(({ since_us }) => Math.max(0, typical - (since_us === null ? 0 : (now_us - since_us) / 1e6)));
  return left.some((one) => one === 0) ? null : now_us + 1e6 * left.reduce((sum, one) => sum + one, 0); // one that takes longer than usual tells nothing
}

/** Whose pictures are the evidence; null: no picture is. */
export const picturedOf = (evidence: string): Of | null => (evidence === 'rejected' ? 'part' : evidence === 'mould_rejected' ? 'mould' : null);
