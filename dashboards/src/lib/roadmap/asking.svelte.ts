// A plan that follows what is wished: asked for when the typing has rested; an old answer never hides a new one.
import { post, type RoadMapIn, type RoadMapView } from '../api';

const REST_MS = 400;

export class Asking {
  plan = $state.raw<RoadMapView | null>(null);
  problem = $state.raw<unknown>(null);
  busy = $state(false);
  /** Steps of which somebody wants to know what would have to be true: each takes a third of a plan's time. */
  #wanted = new Set<string>();
  #wish: RoadMapIn | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** At once the first time. */
  ask(wish: RoadMapIn) {
    const turn = ++this.#turn;
    this.#wish = wish;
    this.busy = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(wish, turn), this.plan ? REST_MS : 0);
  }

  /** Somebody wants to know what would have to be true for a step; from now on every plan says it. */
  want(step: string) {
    if ((this.#wanted.has(step) && !this.problem) || !this.#wish) return; // after a failure a second tap asks again
    this.#wanted.add(step);
    this.ask(this.#wish);
  }

  stop() {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #now(wish: RoadMapIn, turn: number) {
    try {
      const plan = await post('/roadmap/plan', {}, { ...wish, conditions: [...this.#wanted] });
      if (turn === this.#turn) [this.plan, this.problem] = [plan, null];
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    }
    if (turn === this.#turn) this.busy = false;
  }
}
