// Moves the cursor that curves and drawing share, as time goes in the press or slower.
import type { Look } from '../charts/look.svelte';

export class Player {
  /** How many seconds of ours one second of the press takes; null: at rest. */
  slower = $state<number | null>(null);
  #frame = 0;

  constructor(private readonly look: () => Look) {}

  play([from, to]: readonly [number, number], slower: number): void {
    this.stop();
    this.slower = slower;
    let began: number | null = null;
    const move = (now: number) => {
      began ??= now;
      const at = from + (now - began) / 1000 / slower;
      this.look().at = Math.min(at, to);
      if (at < to) this.#frame = requestAnimationFrame(move);
      else this.slower = null;
    };
    this.#frame = requestAnimationFrame(move);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.slower = null;
  }
}
