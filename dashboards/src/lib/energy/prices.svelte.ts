// What a kilowatt-hour and a kilogram cost whoever looks: kept in this browser, never sent.
export interface Assumed { eur_kwh: number; kg_kwh: number; eur_kg: number }
type Kept = Partial<Assumed>;

const REMEMBERED = 'sprue.energy';
/** Round numbers to begin with: every firm knows its own. The factor comes from the hub, with its year and source. */
const ROUND = { eur_kwh: 0.15, eur_kg: 1.5 } as const;
const NAMES = ['eur_kwh', 'kg_kwh', 'eur_kg'] as const;

function read(): Kept {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? '{}');
    if (typeof told !== 'object' || told === null) return {};
    return Object.fromEntries(NAMES.flatMap((name) => { const value = (told as Record<string, unknown>)[name]; return usable(value) ? [[name, value]] : []; }));
  } catch (problem) {
    if (problem instanceof SyntaxError) return {}; // written by somebody else: begin with the defaults
    throw problem;
  }
}
const usable = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

let kept = $state.raw<Kept>(read());

export const prices = {
  /** With the hub's factor where the reader has none. */
  of(factor_kg_kwh: number): Assumed { return { ...ROUND, kg_kwh: factor_kg_kwh, ...kept }; },
  get ownFactor() { return kept.kg_kwh !== undefined; },
  get changed() { return Object.keys(kept).length > 0; },
  /** What is no price is not taken: a field that is being typed in is empty for a while. */
  set(name: keyof Assumed, value: number) {
    if (!usable(value)) return;
    kept = { ...kept, [name]: value };
    localStorage.setItem(REMEMBERED, JSON.stringify(kept));
  },
  back() {
    kept = {};
    localStorage.removeItem(REMEMBERED);
  },
};
