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
  #cleared = 0;

  /** `restMs`: pause after each answer, so that a cell at twenty times its pace does not flood the hub. */
  constructor(readonly restMs = 0) {}

  ask(question: () => Promise<T>): void {
    this.#waiting = question;
    if (!this.#busy) void this.#next();
  }

  /** Another question altogether: the answer is forgotten, also one under way, and the next question waits for no pause. */
  clear(): void {
    this.answer = this.problem = this.#waiting = null;
    this.#cleared += 1;
    if (this.#again !== undefined) this.#rested();
  }

  stop(): void { this.#stopped = true; this.#waiting = null; clearTimeout(this.#again); }

  async #next(): Promise<void> {
    const question = this.#waiting, cleared = this.#cleared;
    if (!question || this.#stopped) return;
    this.#waiting = null;
    this.#busy = true;
    try {
      const answer = await question();
      if (!this.#stopped && cleared === this.#cleared) { this.answer = answer; this.problem = null; this.round += 1; }
    } catch (problem) {
      if (!abandoned(problem) && cleared === this.#cleared) this.problem = explain(problem);
    }
    if (cleared === this.#cleared) this.#again = setTimeout(() => this.#rested(), this.restMs);
    else this.#rested();
  }

  #rested(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#busy = false;
    void this.#next();
  }
}
