// A visit without a guide: its way, how far it has come, kept on this device alone.
import { type ItineraryView, get, post } from '../api';
import { language } from '../i18n.svelte';
import { href } from '../router.svelte';
import { MY_FIRM } from './clock';
import { read, write } from './device';

const KEPT = 'sprue.visit';
const LEFT_MS = 12 * 3600e3;
export type Role = ItineraryView['roles'][number];
export type Language = 'en' | 'es' | 'it' | 'ca-valencia';

export interface OwnVisit {
  how: 'own' | 'kiosk';
  role: Role;
  minutes: number;
  stops: { slug: string; minutes: number }[];
  at: number;
  reached: string[];
  begunMs: number;
}

/** Where a stop is. */
export const stopHref = (slug: string, step = 'problem') => (slug === MY_FIRM ? href('/my-firm') : href('/station/:station', { station: slug }, { step }));

class Own {
  #kept = $state.raw<OwnVisit | null>(read<OwnVisit>(KEPT));

  get visit() { return this.#kept; }
  get here() { return this.#kept?.stops[this.#kept.at] ?? null; }
  get next() { return this.#kept?.stops[this.#kept.at + 1] ?? null; }

  left_s(nowMs: number): number { return this.#kept ? 60 * this.#kept.minutes - (nowMs - this.#kept.begunMs) / 1000 : 0; }

  #keep(visit: OwnVisit | null) {
    this.#kept = visit;
    if (visit) write(KEPT, visit);
    else localStorage.removeItem(KEPT);
  }

  /** Ask for a way; nothing has begun yet. */
  way(role: Role, minutes: number): Promise<ItineraryView> { return get('/visits/itinerary', { role: [role], minutes }); }

  begin(way: ItineraryView, how: OwnVisit['how'], nowMs = Date.now()) {
    const stops = way.stops.map(({ slug, minutes }) => ({ slug, minutes }));
    this.#keep({ how, role: way.roles[0]!, minutes: way.minutes, stops, at: 0, reached: [stops[0]!.slug], begunMs: nowMs });
  }

  go(at: number) {
    const visit = this.#kept, slug = visit?.stops[at]?.slug;
    if (!visit || !slug) return;
    this.#keep({ ...visit, at, reached: visit.reached.includes(slug) ? visit.reached : [...visit.reached, slug] });
    location.hash = stopHref(slug);
  }

  /** It is over: one row without anybody in it is counted; a hub that is away counts nothing. */
  async end(rating: number | null = null, nowMs = Date.now()) {
    const visit = this.#kept;
    if (!visit) return;
    this.#keep(null);
    const { how, role, minutes, reached } = visit;
    const minutes_walked = Math.min(2 * minutes, Math.round((nowMs - visit.begunMs) / 6000) / 10);
    const finished = reached.length === visit.stops.length;
    await post('/visits/walks', {}, { how, role, minutes, minutes_walked, stops: reached, finished, rating, language: language.current as Language }).catch(() => undefined);
  }

  /** A visit that nobody went on with since yesterday has ended: it was left, and is counted as such. */
  async sweep(nowMs = Date.now()) {
    if (this.#kept && nowMs - this.#kept.begunMs > LEFT_MS) await this.end(null, nowMs);
  }

  /** Without a word to the hub: the device was cleaned. */
  drop() { this.#keep(null); }
}

export const own = new Own();
