// An answer that follows a question: the newest question wins, at most one is under way, none comes too often.
import { abandoned, explain } from '../api';

export class Asking<T> {
  answer = $state.raw<T | null>(null);
  /** Why the newest question has no answer, in words; the last answer stays. */
  problem = $state<string | null>(null);
  /** Counts answers. */
  round = $state(0);
  #waiting: (() => Promise<T>) | null = null;
  #busy = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** `restMs`: pause after each answer, so that a cell at twenty times its pace does not flood the hub. */
  constructor(readonly restMs = 0) {}

  ask(question: () => Promise<T>): void {
    this.#waiting = question;
    if (!this.#busy) void this.#next();
  }

  /** Forget the answer: it belongs to another question altogether. */
  clear(): void { this.answer = null; this.problem = null; }

  stop(): void { this.#stopped = true; this.#waiting = null; clearTimeout(this.#again); }

  async #next(): Promise<void> {
    const question = this.#waiting;
    if (!question || this.#stopped) return;
    this.#waiting = null;
    this.#busy = true;
    try {
      const answer = await question();
      if (!this.#stopped) { this.answer = answer; this.problem = null; this.round += 1; }
    } catch (problem) {
      if (!abandoned(problem)) this.problem = explain(problem);
    }
    this.#again = setTimeout(() => { this.#busy = false; void this.#next(); }, this.restMs);
  }
}
