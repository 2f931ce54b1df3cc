// A plan that follows what is wished: asked for when the typing has rested; an old answer never hides a new one.
import { post, type RoadMapIn, type RoadMapView } from '../api';

const REST_MS = 400;

export class Asking {
  plan = $state.raw<RoadMapView | null>(null);
  problem = $state.raw<unknown>(null);
  busy = $state(false);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** At once the first time. */
  ask(wish: RoadMapIn) {
    const turn = ++this.#turn;
    this.busy = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(wish, turn), this.plan ? REST_MS : 0);
  }

  stop() {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #now(wish: RoadMapIn, turn: number) {
    try {
      const plan = await post('/roadmap/plan', {}, wish);
      if (turn === this.#turn) [this.plan, this.problem] = [plan, null];
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    }
    if (turn === this.#turn) this.busy = false;
  }
}
