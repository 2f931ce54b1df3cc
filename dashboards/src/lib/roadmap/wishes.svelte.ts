// Answers, money and hours: in this tab, or on this device where the visitor wished it. Sent only to be reckoned.
export const LIMITS = {
  budget_eur: { low: 0, high: 10_000_000, unit: '€' },
  hours_week: { low: 1, high: 80, unit: 'h' },
  aid_received_eur: { low: 0, high: 100_000_000, unit: '€' },
} as const;
export type Wish = keyof typeof LIMITS;
export const WISHES = Object.keys(LIMITS) as Wish[];
type Kept = { answers: Record<string, string> } & Record<Wish, number>;

const PLACE = 'sprue.roadmap';
const BEGIN: Kept = { answers: {}, budget_eur: 20_000, hours_week: 8, aid_received_eur: 0 };

function read(): Kept {
  try {
    const told = JSON.parse(localStorage.getItem(PLACE) ?? sessionStorage.getItem(PLACE) ?? '{}') as Partial<Kept>;
    const answers = Object.fromEntries(Object.entries(told.answers ?? {}).filter(([, answer]) => typeof answer === 'string'));
    return { answers, ...(Object.fromEntries(WISHES.map((name) => [name, fits(name, told[name]) ? told[name] : BEGIN[name]])) as Record<Wish, number>) };
  } catch (problem) {
    if (problem instanceof SyntaxError) return BEGIN; // written by somebody else
    throw problem;
  }
}

/** Is it a figure that can be reckoned with? */
export const fits = (name: Wish, value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= LIMITS[name].low && value <= LIMITS[name].high;

let kept = $state.raw<Kept>(read());
let staying = $state(localStorage.getItem(PLACE) !== null);

function keep(next: Kept) {
  kept = next;
  (staying ? localStorage : sessionStorage).setItem(PLACE, JSON.stringify(next));
}

export const wishes = {
  get current() { return kept; },
  get answers() { return kept.answers; },
  get stays() { return staying; },
  /** On the device, or in this tab only. */
  stay(yes: boolean) {
    wishes.clear();
    staying = yes;
    keep(kept);
  },
  answer(question: string, answer: string | null) {
    const { [question]: _, ...others } = kept.answers;
    keep({ ...kept, answers: answer === null ? others : { ...others, [question]: answer } });
  },
  set(name: Wish, value: number) { if (fits(name, value)) keep({ ...kept, [name]: value }); },
  forget() {
    wishes.clear();
    [kept, staying] = [BEGIN, false];
  },
  clear() { for (const place of [localStorage, sessionStorage]) place.removeItem(PLACE); },
};
