// The list of inspections: what is shown stays where it is; what has come since waits until somebody asks for it.
import { abandoned, explain, get, type InspectionPage, type ListedInspection } from '../api';
import { live } from '../live.svelte';
import type { Verdict } from './words';

export const PAGE = 60;
export const HOUR_US = 3600e6;
/** Spans of time to choose from, in hours. */
export const WITHIN = [1, 8, 24, 168] as const;

export interface Filters { verdict: Verdict | ''; check: string; cell: string; of: '' | 'part' | 'mould'; cavity: number | null; within: number; corrected: '' | 'true' | 'false' }
export const ALL: Filters = { verdict: '', check: '', cell: '', of: '', cavity: null, within: 0, corrected: '' };
const VERDICTS: readonly string[] = ['pass', 'look again', 'reject', 'cannot judge'];

/** From the address; what makes no sense is left out. */
export function read(query: URLSearchParams): Filters {
  const told = (name: string) => query.get(name) ?? '';
  const whole = (name: string) => (/^[1-9]\d{0,3}$/.test(told(name)) ? Number(told(name)) : null);
  const of = told('of'), corrected = told('corrected');
  return {
    verdict: VERDICTS.includes(told('verdict')) ? (told('verdict') as Verdict) : '', check: told('check'), cell: told('cell'),
    of: of === 'part' || of === 'mould' ? of : '', cavity: whole('cavity'), within: whole('within') ?? 0, corrected: corrected === 'true' || corrected === 'false' ? corrected : '',
  };
}

/** For the address: only what is chosen. */
export const written = (filters: Filters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '' && value !== null && value !== 0).map(([name, value]) => [name, String(value)]));

/** As the hub is asked. */
export const question = ({ verdict, check, cell, of, cavity, within, corrected }: Filters, nowUs: number) => ({
  ...(verdict && { verdict }), ...(check && { check }), ...(cell && { cell }), ...(of && { of }), ...(cavity !== null && { cavity }),
  ...(within && { after_us: Math.floor(nowUs - within * HOUR_US) }), ...(corrected && { corrected: corrected === 'true' }), limit: PAGE,
});

/** What is shown with what people have said since, and those that are newer than all that is shown. */
export function fold(shown: ListedInspection[], newest: ListedInspection[]): { shown: ListedInspection[]; fresh: ListedInspection[] } {
  const told = new Map(newest.map((one) => [one.id, one]));
  const known = new Set(shown.map(({ id }) => id));
  // One that was looked at late may belong further down; it is new all the same, but what is older than the page is not.
  const oldest = shown.at(-1)?.measured_us ?? -Infinity;
  return { shown: shown.map((one) => told.get(one.id) ?? one), fresh: newest.filter(({ id, measured_us }) => !known.has(id) && measured_us >= oldest) };
}

export class Gallery {
  shown = $state.raw<ListedInspection[] | null>(null);
  next = $state.raw<string | null>(null);
  problem = $state<string | null>(null);
  #newest = $state.raw<InspectionPage | null>(null);
  #filters: Filters = ALL;
  #asked = 0;

  /** Whether anything was asked yet. */
  get asked(): boolean { return this.#asked > 0; }

  fresh = $derived(this.shown && this.#newest ? fold(this.shown, this.#newest.inspections).fresh : []);

  /** Another choice: all is forgotten at once. */
  async choose(filters: Filters) {
    this.#filters = filters;
    [this.shown, this.next, this.#newest] = [null, null, null];
    await this.look();
  }

  /** Ask for the newest; the first answer is shown, later ones wait. */
  async look() {
    const answer = await this.#ask();
    if (!answer) return;
    if (this.shown?.length) { this.shown = fold(this.shown, answer.inspections).shown; this.#newest = answer; }
    else this.#put(answer);
  }

  /** Show what waits, from the top. */
  show() { if (this.#newest) this.#put(this.#newest); }

  async more() {
    const [before, after] = [this.shown, this.next];
    if (!before || !after) return;
    const answer = await this.#ask(after);
    if (answer) [this.shown, this.next] = [[...before, ...answer.inspections], answer.next];
  }

  #put({ inspections, next }: InspectionPage) { [this.shown, this.next, this.#newest] = [inspections, next, null]; }

  /** null: it failed, or another question was asked meanwhile. */
  async #ask(after?: string): Promise<InspectionPage | null> {
    const mine = (this.#asked += 1);
    try {
      const answer = await get('/inspections', { ...question(this.#filters, live.nowUs()), ...(after && { after }) });
      if (mine !== this.#asked) return null;
      this.problem = null;
      return answer;
    } catch (problem) {
      if (mine === this.#asked && !abandoned(problem)) this.problem = explain(problem);
      return null;
    }
  }
}
