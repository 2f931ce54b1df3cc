// One cell in an instructor's hand: how it is, asked for once a second, and what is done to it, one deed at a time.
import { type ControlView, abandoned, explain, get } from '../api';
import { following } from '../following';

const EVERY_MS = 1000;

export class Hand {
  view = $state.raw<ControlView | null>(null);
  /** Why the newest question or deed failed, in words. */
  problem = $state<string | null>(null);
  /** What the newest deed came to, in words. */
  said = $state<string | null>(null);
  busy = $state(false);
  #deeds = 0;

  constructor(readonly cell: string) {}

  /** Ask until stopped; a page in the background asks nothing. Returns how to stop. */
  follow(): () => void { return following((signal) => this.#look(signal), EVERY_MS); }

  async #look(signal: AbortSignal) {
    const before = this.#deeds;
    try {
      const view = await get('/control/cells/{cell}', { cell: this.cell }, signal);
      if (before === this.#deeds) this.view = view; // an answer older than a deed would undo it on the screen
      if (!this.busy && this.view) this.#lost(null);
    } catch (problem) { if (!abandoned(problem)) this.#lost(explain(problem)); }
  }

  #away = false;
  /** A hub that answers again takes back only what was said because it did not. */
  #lost(problem: string | null) {
    if (problem !== null || this.#away) this.problem = problem;
    this.#away = problem !== null;
  }

  /** Do something; `told` puts the outcome in words. True when it was done. */
  async do(deed: () => Promise<ControlView>, told?: (view: ControlView) => string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#deeds += 1;
    this.problem = this.said = null;
    try {
      this.view = await deed();
      this.said = told?.(this.view) ?? null;
      return true;
    } catch (problem) { this.problem = explain(problem); return false; }
    finally { this.#deeds += 1; this.busy = false; }
  }
}
