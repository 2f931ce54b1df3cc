// What the eyes say, in words: how odd a part is, what a check measured, what may be promised.
import type { EyesModelView, InspectionView } from '../api';
import { number, t, word } from '../i18n.svelte';

export type Verdict = InspectionView['verdict'];
/** A verdict as part of a key or a class. */
export const slugged = (verdict: Verdict) => verdict.replaceAll(' ', '-') as 'pass' | 'look-again' | 'reject' | 'cannot-judge';
export const verdictWord = (verdict: Verdict): string => t(`eyes.verdict.${slugged(verdict)}`);

const TENTHS = 10;
const WELL_KNOWN = 100; // from here on two digits say enough

/** A p-value as people count: "1 of 120 good ones looks as odd", "4 of 10 good ones look as odd". */
export function odd(p: number): string {
  if (p > 0.95) return t('eyes.odd.all');
  if (p >= 0.15) return t('eyes.odd.some', { count: Math.round(p * TENTHS), of: TENTHS });
  return t('eyes.odd.one', { of: number(rounded(1 / p), 0) });
}

/** Whole, and beyond a hundred in two digits after all: 121 is no more than "120". */
function rounded(many: number): number {
  return many < WELL_KNOWN ? Math.round(many) : Math.round(many / 10) * 10;
}

const UNITS: [ending: string, unit: string, times: number, digits: number][] = [
  ['_mm2', 'mm²', 1, 2], ['_mm', 'mm', 1, 3], ['_delta_e', 'ΔE', 1, 1], ['_l', 'L*', 1, 1], ['_a', 'a*', 1, 1], ['_b', 'b*', 1, 1], ['_share', '%', 100, 2],
];

/** What a check measured: its name, and its value with the unit that stands in the name. */
export function reading(name: string, value: number): { label: string; text: string } {
  const [, unit, times, digits] = UNITS.find(([ending]) => name.endsWith(ending)) ?? ['', '', 1, 2];
  return { label: word('eyes.number', name), text: unit ? `${number(value * times, digits)}\u00a0${unit}` : number(value, digits) };
}

type Promise = NonNullable<EyesModelView['promise']>;
/** Of a thousand, without decimals that nobody can promise. */
const ofThousand = (share: number): string => number(1000 * share, 1000 * share < 10 && !nearWhole(1000 * share) ? 1 : 0);
const nearWhole = (value: number) => Math.abs(value - Math.round(value)) < 0.05;

export const promised = ({ goods, reject, not_passed }: Promise): string =>
  t('eyes.promise', { reject: ofThousand(reject), look: ofThousand(Math.max(0, not_passed - reject)), goods });
export const between = ({ low, high }: Promise): string => t('eyes.promise.between', { low: ofThousand(low), high: ofThousand(high) });

/** Defects that a person can name on a part, and on a mould. */
export const DEFECTS = {
  part: ['short_shot', 'flash', 'sink', 'burn', 'splay', 'weld_line', 'warpage', 'flow_lines', 'jetting', 'black_specks', 'colour_streak', 'dimension_drift', 'scratch', 'crack'],
  mould: ['wear_at_gate', 'scratch', 'residue_at_vents', 'blocked_vent', 'corrosion', 'crack', 'parting_line_damage'],
} as const;

export const defectWord = (kind: string | null): string => (kind ? word('defect', kind) : t('eyes.correct.kind.other'));
