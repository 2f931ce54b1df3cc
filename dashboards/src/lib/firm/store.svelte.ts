// The visitor's firm and own assumptions: on the device only, for good where the visitor wished it, else for this tab.
import type { RoadMapIn } from '../api';

export type Firm = NonNullable<RoadMapIn['firm']>;
export type Own = NonNullable<RoadMapIn['own']>;
interface Kept { firm: Firm | null; own: Own }

const PLACE = 'sprue.firm';
const EMPTY: Kept = { firm: null, own: {} };

function read(): Kept {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(PLACE) ?? sessionStorage.getItem(PLACE) ?? '{}') as Partial<Kept>) };
  } catch (problem) {
    if (problem instanceof SyntaxError) return EMPTY; // written by somebody else
    throw problem;
  }
}

let kept = $state.raw<Kept>(read());

export const firm = {
  /** None: nobody has described a firm here. */
  get current() { return kept.firm; },
  get own() { return kept.own; },
  forget() {
    kept = EMPTY;
    for (const place of [localStorage, sessionStorage]) place.removeItem(PLACE);
  },
};
