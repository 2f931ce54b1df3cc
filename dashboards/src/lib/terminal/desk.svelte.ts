// The terminal of one cell: how it stands, asked for every few seconds, and what is noted, one entry at a time.
import { type TerminalView, abandoned, explain, get } from '../api';
import { following } from '../following';

const EVERY_MS = 5000;

export class FloorDesk {
  view = $state.raw<TerminalView | null>(null);
  problem = $state<string | null>(null);
  /** What was noted last, in words. */
  said = $state<string | null>(null);
  busy = $state(false);
  #deeds = 0;

  constructor(readonly cell: string) {}

  /** Ask until stopped. */
  follow(): () => void { return following((signal) => this.#look(signal), EVERY_MS); }

  async #look(signal?: AbortSignal) {
    const before = this.#deeds;
    try {
      const view = await get('/floor/{cell}', { cell: this.cell }, signal);
      if (before === this.#deeds) this.view = view; // an older answer would undo an entry on the screen
      if (this.view === null) this.view = view;
    } catch (problem) { if (!abandoned(problem)) this.problem = explain(problem); }
  }

  /** Note something; true when it was kept. */
  async note(deed: () => Promise<unknown>, told: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = this.said = null;
    try {
      await deed();
      this.#deeds += 1;
      this.said = told;
      await this.#look();
      return true;
    } catch (problem) { this.problem = explain(problem); return false; }
    finally { this.busy = false; }
  }
}
