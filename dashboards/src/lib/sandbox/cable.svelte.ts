// The cable of this visitor's press with both its ends, asked for more than once a second while somebody looks.
import { type CableDesk, abandoned, explain, get, post } from '../api';
import { following } from '../following';
import { live } from '../live.svelte';

const EVERY_MS = 700; // with the answer's own time it stays below a second
const OLD_S = 3;

export type Met = 'meets' | 'on-the-way' | 'no';

/** Lost and doubled are never on their way: the hub counts so that they cannot be. */
export const met = ({ meets, lost, doubled }: NonNullable<CableDesk['numbers']>): Met => (lost || doubled ? 'no' : meets ? 'meets' : 'on-the-way');

export class Cable {
  view = $state.raw<CableDesk | null>(null);
  /** Why the newest question or deed failed, in words. */
  problem = $state<string | null>(null);
  busy = $state(false);
  #deeds = 0;

  /** Seconds since it was counted; ticks. */
  age_s(): number { return this.view ? live.since_s(this.view.counted_us) : 0; }
  get old(): boolean { return this.age_s() > OLD_S; }

  /** Ask until stopped; a page in the background asks nothing. Returns how to stop. */
  follow(): () => void { return following((signal) => this.#look(signal), EVERY_MS); }

  async #look(signal: AbortSignal) {
    const before = this.#deeds;
    try {
      const view = await get('/sandbox/cable', {}, signal);
      if (before !== this.#deeds) return; // an answer older than a deed would undo it on the screen
      this.view = view;
      if (this.#away) this.problem = null;
      this.#away = false;
    } catch (problem) { if (!abandoned(problem)) { this.problem = explain(problem); this.#away = true; } }
  }

  #away = false;
  async put(plugged: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#deeds += 1;
    this.problem = null;
    try { this.view = await post('/sandbox/cable', {}, { plugged }); }
    catch (problem) { this.problem = explain(problem); }
    finally { this.#deeds += 1; this.busy = false; }
  }
}
