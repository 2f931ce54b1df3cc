import { expect, test } from 'vitest';
import type { CaredView, SignView, WearView } from '../api';
import { by, days, line, next, place, quiet, rough, scale } from './wear';

const trend = { state: 'nearing', reference: 8, limit: 4, now: 6, per_1000: -0.5, per_1000_low: -0.6, per_1000_high: -0.4, left: 4000, earliest: 3300, latest: 5000, power: 1, faster: false } as const;
const sign: SignView = { name: 'cushion', quantity: 'cushion_volume_cm3', unit: 'cm³', level: 'B', way: 'down', begin_us: [0, 1, 2], shots: [0, 2000, 4000], values: [8, 7, 6], trend };
const part: CaredView = { part: 'check_ring', of: 'press', state: 'nearing', since: 4000, whole: false, done_us: null, care_id: null, every_shots: null, left: 4012, by: 'cushion', finding: { analysis: 'lasts', key: 'nearing', numbers: {} }, checked: false, signs: [sign], marks: [] };
const wear: WearView = { cell: 'tubs', mould: 'Tub', origin: 'simulated', time_lapse: 1, from_us: 0, to_us: 1, spell_us: 9e8, shots: 4000, per_day: 2000, parts: [part] };

test('shots to come are told no finer than they are known, a plan to the shot', () => {
  expect(rough(4012)).toBe('4,000');
  expect(rough(37)).toBe('37');
  expect(next(part)).toBe('4,000 shots');
  expect(next({ ...part, left: -312, by: 'plan' })).toBe('312 shots over');
  expect(next({ ...part, left: null })).toBe('not known');
  expect(by(part)).toBe('by its trend: cushion');
  expect(by({ ...part, by: 'plan' })).toBe('by the plan');
  expect(days(part, wear)).toContain('2\u00a0d');
  expect(days(part, { ...wear, per_day: null })).toBe('');
});

test('a cell of which little is known does not read as sound', () => {
  const dark: CaredView = { ...part, part: 'vents', state: 'unknown', left: null, by: null };
  expect(quiet({ ...wear, parts: [dark] })).toBe('Not known yet: Vents.');
  expect(quiet({ ...wear, parts: [{ ...part, state: 'steady', left: null }, dark] })).toBe('No wear beyond doubt. Not known yet: Vents.');
  expect(quiet({ ...wear, shots: 0 })).toMatch(/^No shots/);
});

test('the picture holds every point and the limit, and the line ends where it is now', () => {
  const held = scale(sign);
  expect(held.y[0]).toBeLessThan(4);
  for (const [i, shots] of sign.shots.entries()) {
    const [x, y] = place(shots, sign.values[i]!, held);
    expect(x).toBeGreaterThanOrEqual(0); expect(x).toBeLessThanOrEqual(100);
    expect(y).toBeGreaterThan(0); expect(y).toBeLessThan(100);
  }
  expect(line(sign)).toEqual({ from: [0, 8], to: [4000, 6] });
  expect(line({ ...sign, trend: { ...trend, now: null } })).toBeNull();
});
