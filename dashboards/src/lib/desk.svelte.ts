// What a page sees of something that changes: asked for now and then, and one deed at a time.
import { abandoned, explain } from './api';
import { following } from './following';

const EVERY_MS = 15_000;

export class Desk<T> {
  view = $state.raw<T | null>(null);
  problem = $state<string | null>(null);
  /** What was done last, in words. */
  said = $state<string | null>(null);
  busy = $state(false);
  #deeds = 0;

  constructor(private readonly ask: (signal?: AbortSignal) => Promise<T>, private readonly everyMs = EVERY_MS) {}

  /** Ask until stopped. */
  follow(): () => void { return following((signal) => this.look(signal), this.everyMs); }

  async look(signal?: AbortSignal) {
    const before = this.#deeds;
    try {
      const view = await this.ask(signal);
      if (before === this.#deeds || this.view === null) this.view = view; // an older answer would undo what is on the screen
    } catch (problem) { if (!abandoned(problem)) this.problem = explain(problem); }
  }

  /** Do something and look again; true when it was done. */
  async do(deed: () => Promise<unknown>, told: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = this.said = null;
    try {
      await deed();
      this.#deeds += 1;
      this.said = told;
      await this.look();
      return true;
    } catch (problem) { this.problem = explain(problem); return false; }
    finally { this.busy = false; }
  }
}
