// What there is to borrow and what this visitor has: asked for while somebody looks.
import { type SandboxDesk, abandoned, explain, get, post, remove } from '../api';
import { following } from '../following';
import { live } from '../live.svelte';

const EVERY_MS = 5000;

class Desk {
  view = $state.raw<SandboxDesk | null>(null);
  /** Why the newest question or deed failed, in words. */
  problem = $state<string | null>(null);
  busy = $state(false);
  /** How the last press ended, until another one is taken. */
  ended = $state<'given' | 'over' | null>(null);
  #deeds = 0;

  get mine() { return this.view?.mine ?? null; }

  /** Seconds until it is taken back; ticks. */
  left_s(): number { return this.mine ? Math.max(0, (void live.tickMs, (this.mine.expires_us - live.nowUs()) / 1e6)) : 0; }

  /** Ask until stopped; a page in the background asks nothing. Returns how to stop. */
  follow(): () => void { return following((signal) => this.look(signal), EVERY_MS); }

  /** Ask once. */
  async look(signal?: AbortSignal): Promise<void> {
    const before = this.#deeds;
    try {
      const view = await get('/sandbox', {}, signal);
      if (before === this.#deeds) this.#take(view); // an answer older than a deed would undo it on the screen
    } catch (problem) { if (!abandoned(problem)) { this.problem = explain(problem); this.#away = true; } }
  }

  #away = false;
  #take(view: SandboxDesk) {
    if (this.mine && !view.mine) this.ended = 'over';
    this.view = view;
    if (this.#away) this.problem = null; // an answer takes back only what was said because there was none
    this.#away = false;
  }

  borrow(machine: string): Promise<void> {
    return this.#do(async () => {
      try { await post('/sandbox', {}, { machine }); }
      finally { this.#deeds += 1; this.view = await get('/sandbox'); } // also when somebody was faster: what is free has changed
      this.ended = null;
    });
  }

  giveBack(): Promise<void> {
    return this.#do(async () => {
      this.view = await remove('/sandbox');
      this.ended = 'given';
    });
  }

  async #do(deed: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#deeds += 1;
    this.problem = null;
    try { await deed(); } catch (problem) { this.problem = explain(problem); }
    finally { this.#deeds += 1; this.busy = false; }
  }
}

export const desk = new Desk();
