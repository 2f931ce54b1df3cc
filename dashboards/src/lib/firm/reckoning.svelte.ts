// What the stations would do for a firm: reckoned anew when a figure has changed and the fingers rest.
import { type EffectsView, type FirmFigures, explain, post } from '../api';
import { wishes } from '../roadmap/wishes.svelte';
import type { Own } from './store.svelte';

export class Reckoning {
  answer = $state.raw<EffectsView | null>(null);
  problem = $state<string | null>(null);
  /** The answer belongs to earlier figures: a new one is under way. */
  old = $state(false);
  #asked = 0;
  #answered = false; // no state: who asks in an effect must not ask again because of the answer
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly restMs = 400) {}

  /** `firm` null: the hub's example. The answers of this device count, as on the road map. */
  ask(firm: FirmFigures | null, own: Own): void {
    this.old = true;
    clearTimeout(this.#timer);
    const mine = ++this.#asked, answers = wishes.answers; // read at once: who asks in an effect asks anew when they change
    this.#timer = setTimeout(() => void this.#go(mine, { own, answers, ...(firm && { firm }) }), this.#answered ? this.restMs : 0);
  }

  async #go(mine: number, wish: { own: Own; answers: Record<string, string>; firm?: FirmFigures }): Promise<void> {
    try {
      const answer = await post('/firm/effects', {}, wish);
      if (mine !== this.#asked) return;
      [this.answer, this.problem, this.old] = [answer, null, false];
      this.#answered = true;
    } catch (problem) { if (mine === this.#asked) this.problem = explain(problem); }
  }

  /** The newest question is given up. */
  stop(): void { clearTimeout(this.#timer); this.#asked += 1; }

  /** A figure is missing or wrong: what stands there is of earlier ones, whatever was asked for on the way to it. */
  hold(): void { this.stop(); this.old = true; }
}
