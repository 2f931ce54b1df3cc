// The visitor's firm and what he supposes otherwise: the one place that keeps them, on his device only.
// Kept until the window is closed, or, where he has ticked so, until he says forget.
import type { FirmFigures } from '../api';
import { complete, type Draft, faultOf, type Field, FIELDS, type Name } from './fields';

export type Own = Record<string, Record<string, number>>;
const KEY = 'sprue.firm';

interface Kept { draft: Draft; own: Own; example: string | null; touched: boolean }
const NOTHING: Kept = { draft: {}, own: {}, example: null, touched: false };

const isRecord = (told: unknown): told is Record<string, unknown> => typeof told === 'object' && told !== null && !Array.isArray(told);
const figures = (told: unknown) => (isRecord(told) ? Object.fromEntries(Object.entries(told).filter(([, value]) => typeof value === 'number' && Number.isFinite(value))) : {});

/** What was kept, as far as it can be understood: an older page may have written it. */
export function read(text: string | null): Kept {
  const told = parsed(text);
  if (!isRecord(told)) return NOTHING;
  const draft = isRecord(told.draft) ? told.draft : {};
  const known = FIELDS.filter(({ name, kind }) => typeof draft[name] === (kind === 'yes' ? 'boolean' : 'number'));
  const own = isRecord(told.own) ? Object.fromEntries(Object.entries(told.own).map(([station, some]) => [station, figures(some)])) : {};
  return { draft: Object.fromEntries(known.map(({ name }) => [name, draft[name]])) as Draft, own: own as Own, example: typeof told.example === 'string' ? told.example : null, touched: told.touched !== false };
}

/** Only what is no JSON is nothing: any other fault would throw a firm away without a word. */
function parsed(text: string | null): unknown {
  try { return JSON.parse(text ?? ''); } catch { return null; }
}

class FirmStore {
  #draft = $state.raw<Draft>({});
  #own = $state.raw<Own>({});
  /** With which example it began; null: with an empty form, or not at all. */
  #example = $state<string | null>(null);
  /** Has anything been changed since it began? */
  #touched = $state(false);
  /** Does this device keep it beyond this window? */
  #stays = $state(false);
  #begun = $state(false);

  constructor() { this.load(); }

  /** The firm, when all of its figures are there and can be reckoned with. */
  get current(): FirmFigures | null { return complete(this.#draft); }
  /** What keeps a firm that somebody began to tell from being reckoned with. */
  get lacks(): readonly Field[] { return this.#begun ? FIELDS.filter((field) => faultOf(field, this.#draft)) : []; }
  /** Is it the visitor's own, and not an example as it was? */
  get mine(): boolean { return this.current !== null && (this.#example === null || this.#touched); }
  get own(): Own { return this.#own; }
  get draft(): Draft { return this.#draft; }
  get example(): string | null { return this.#example; }
  get stays(): boolean { return this.#stays; }
  get begun(): boolean { return this.#begun; }

  load(): void {
    const local = localStorage.getItem(KEY), text = local ?? sessionStorage.getItem(KEY);
    const { draft, own, example, touched } = read(text);
    [this.#draft, this.#own, this.#example, this.#touched, this.#stays, this.#begun] = [draft, own, example, touched, local !== null, text !== null];
  }

  /** Begin with a firm's figures, or with none. */
  begin(firm: Draft, example: string | null): void {
    [this.#draft, this.#example, this.#touched, this.#begun] = [{ ...firm }, example, false, true];
    this.#save();
  }

  set<K extends Name>(name: K, value: FirmFigures[K] | null): void {
    const { [name]: _, ...rest } = this.#draft;
    this.#draft = value === null ? (rest as Draft) : { ...this.#draft, [name]: value };
    this.#touched = true;
    this.#save();
  }

  /** A figure of one's own for what a station supposes; null: the range again. */
  suppose(station: string, name: string, value: number | null): void {
    const { [name]: _, ...rest } = this.#own[station] ?? {};
    const { [station]: __, ...others } = this.#own;
    const some = value === null ? rest : { ...rest, [name]: value };
    this.#own = Object.keys(some).length ? { ...others, [station]: some } : others;
    this.#touched = true;
    this.#save();
  }

  /** Whether this device keeps it beyond this window. */
  keep(stays: boolean): void { this.#stays = stays; this.#save(); }

  /** Nothing of it is left on this device. */
  forget(): void {
    [this.#draft, this.#own, this.#example, this.#touched, this.#stays, this.#begun] = [{}, {}, null, false, false, false];
    localStorage.removeItem(KEY);
    sessionStorage.removeItem(KEY);
  }

  #save(): void {
    const text = JSON.stringify({ draft: this.#draft, own: this.#own, example: this.#example, touched: this.#touched } satisfies Kept);
    const [here, other] = this.#stays ? [localStorage, sessionStorage] : [sessionStorage, localStorage];
    other.removeItem(KEY);
    try { here.setItem(KEY, text); } catch { /* a device without room keeps it until the page is left */ }
  }
}

export const firm = new FirmStore();
