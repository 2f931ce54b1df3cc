// The guide's hand on the tour: the one that all screens follow, or a rehearsal that nobody sees.
import { type GroupView, type MoveIn, explain, get, post, remove } from '../api';
import { live } from '../live.svelte';

type Wish = Omit<MoveIn, 'seen'>;
export type GroupWish = NonNullable<Parameters<typeof post<'/tour/start'>>[2]>;

class Guiding {
  rehearsal = $state.raw<GroupView | null>(null);
  problem = $state<string | null>(null);
  busy = $state(false);
  /** What came of getting ready for the next group. */
  ready = $state.raw<{ given: string[]; failed: string[]; took_s: number } | null>(null);

  /** This tablet has a guide's pass. */
  passed = $state(false);

  /** Take the pass of a code, or ask whether there is one. */
  async ask(code: string | null) {
    try {
      this.passed = (await (code ? post('/tour/guide', {}, { code }) : get('/tour/guide'))).guides;
    } catch (one) { if (code) this.problem = explain(one); }
  }

  /** From now on this tablet moves nothing. */
  giveBack() { return this.#do(async () => { this.passed = (await remove('/tour/guide')).guides; }); }

  get group(): GroupView | null { return this.rehearsal ?? live.tour?.group ?? null; }

  start(wish: GroupWish) { return this.#do(async () => { this.ready = null; await post('/tour/start', {}, wish); }); }
  rehearse(wish: GroupWish) { return this.#do(async () => { this.rehearsal = await post('/tour/rehearse', {}, wish); }); }

  move(wish: Wish) {
    const group = this.rehearsal;
    return this.#do(async () => {
      if (group) this.rehearsal = await post('/tour/rehearse/move', {}, { group, move: wish });
      else await post('/tour/move', {}, { ...wish, seen: live.tour?.revision ?? null });
    });
  }

  end() {
    return this.#do(async () => {
      if (this.rehearsal) this.rehearsal = null;
      else await post('/tour/end');
    });
  }

  next(give_back: 'group' | 'all' | 'none') {
    return this.#do(async () => {
      const beganMs = performance.now();
      const { given_back, failed } = await post('/tour/next-group', {}, { give_back });
      this.ready = { given: given_back, failed, took_s: (performance.now() - beganMs) / 1000 };
    });
  }

  async #do(deed: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    try { await deed(); this.problem = null; } catch (one) { this.problem = explain(one); }
    this.busy = false;
  }
}

export const guiding = new Guiding();
