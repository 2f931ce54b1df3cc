// A device that walks with the group: it goes where the tour goes, and is clean for the next one.
import { type GroupView, type TourView, post } from '../api';
import { read, write } from './device';
import { clean, speak, speakOwn } from './house.svelte';
import { own, stopHref } from './own.svelte';

const KEPT = 'sprue.tablet';

export interface Tablet {
  /** The house's: it is cleaned for the next group. A visitor's own telephone keeps what is his. */
  house: boolean;
  group: number | null;
  code: string;
  follows: boolean;
  reset: number;
}

class TabletHere {
  #kept = $state.raw<Tablet | null>(read<Tablet>(KEPT));
  #shown = '';
  /** It was cleaned: what pages still hold in memory goes when the page is loaded anew. */
  cleaned = false;

  get it() { return this.#kept; }
  get joined() { return this.#kept !== null && this.#kept.group !== null; }

  #keep(tablet: Tablet | null) {
    this.#kept = tablet;
    if (tablet) write(KEPT, tablet);
    else localStorage.removeItem(KEPT);
  }

  async join(code: string, house: boolean, reset: number): Promise<GroupView> {
    const group = await post('/tour/join', {}, { code });
    this.#keep({ house, group: group.number, code, follows: true, reset });
    this.#shown = '';
    await speak(group.language);
    return group;
  }

  follow(follows: boolean) {
    if (this.#kept) this.#keep({ ...this.#kept, follows });
    this.#shown = '';
  }

  /** The tour has moved, or the house gets ready for the next group. Returns where to go, if anywhere. */
  async hear(tour: TourView): Promise<string | null> {
    const kept = this.#kept;
    if (!kept) return null;
    if (tour.reset > kept.reset) return this.#begin(kept, tour.reset);
    if (tour.reset < kept.reset) this.#keep({ ...kept, reset: tour.reset }); // another hub's data
    const { group } = tour;
    if (!kept.follows || group?.number !== kept.group || group.ended_us) return null;
    const there = `${group.stops[group.at]!.slug} ${group.step}`;
    if (there === this.#shown) return null; // who looked elsewhere is called back by the next step only
    this.#shown = there;
    return stopHref(group.stops[group.at]!.slug, group.step);
  }

  async #begin(kept: Tablet, reset: number): Promise<string | null> {
    if (!kept.house) {
      this.#keep(null);
      await speakOwn();
      return null;
    }
    this.#keep({ ...kept, group: null, code: '', follows: true, reset });
    own.drop();
    await clean();
    this.cleaned = true;
    return '#/visit';
  }
}

export const tablet = new TabletHere();
