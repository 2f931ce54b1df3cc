import { afterEach, expect, test, vi } from 'vitest';
import en from '../i18n/en.json';
import contract from '../../../edge/sprue_contract/quantities.py?raw';
import { ago, bytes, clock, day, dayAndTime, language, measured, number, quantity, since, span, t, timeZone, word } from './i18n.svelte';
import { live } from './live.svelte';
import { health } from './test-data';

const files = import.meta.glob<Record<string, string>>('../i18n/*.json', { eager: true, import: 'default' });
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

afterEach(() => language.use('en'));

test.each(Object.entries(files))('%s has every word that English has, none empty, with the same holes', (_, words) => {
  expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
  for (const [key, english] of Object.entries(en)) {
    expect(words[key]!.trim(), key).not.toBe('');
    expect(holes(words[key]!), key).toEqual(holes(english));
  }
});

test('every quantity of the contract has a word', () => {
  const names = [...contract.matchAll(/^ {4}"(\w+)": (?:Quantity|_zone|_beside)\(/gm)].map((found) => found[1]!);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !(`q.${name}` in en))).toEqual([]);
});

test('numbers and ages follow the language', async () => {
  expect(measured(1234.56, 'bar')).toBe('1,235\u00a0bar');
  await language.use('es');
  expect(number(12.5)).toBe('12,5');
  expect(ago(75)).toBe('hace 1\u00a0min');
  expect(quantity('cushion_volume_cm3')).toBe('Colchón');
  expect(document.documentElement.lang).toBe('es');
});

test('numbers follow a regional language too', async () => {
  await language.use('ca-valencia');
  expect([number(12.5), ago(75), quantity('cushion_volume_cm3')]).toEqual(['12,5', 'fa 1\u00a0min', 'Coixí']);
  expect(document.documentElement.lang).toBe('ca-valencia');
});

test.each([[['ca-ES', 'en'], 'ca-valencia'], [['es-MX'], 'es'], [['xx', 'ca'], 'ca-valencia'], [['xx'], 'en']])(
  'a browser that asks for %s is answered in %s',
  async (asked, answered) => {
    localStorage.clear();
    vi.stubGlobal('navigator', { languages: asked });
    await language.start();
    vi.unstubAllGlobals();
    expect(language.current).toBe(answered);
  },
);

test('what was not measured is a dash, and nothing is minus zero', () => {
  expect(number(null)).toBe('–');
  expect(number(Number.NaN)).toBe('–');
  expect(number(-0.01)).toBe('0.0');
});

test.each(language.all)('a negative number has a minus, not a hyphen: %s', async (code) => {
  await language.use(code);
  expect(measured(-12, '°C')).toMatch(/^\u221212[.,]0\u00a0°C$/);
  expect(number(-1234, 0)).toMatch(/^\u22121[.,]234$/);
  await language.use('en');
});

test('a number is never parted from its unit, and a large one is not read to its last decimal', () => {
  expect(t('bullet.band', { low: 1, high: 2, unit: 'bar' })).toBe('Usually 1 to 2\u00a0bar');
  expect(word('finding.stands_out', 'lowest_cavity', { value: 1, unit: 'bar', percent: 3, shots: 9, median: 2 })).toContain('3\u00a0%');
  expect(t('wear.assumes')).toContain('2\u00a0%');
  expect([measured(423_317.173, 'kWh'), measured(0.1234, 'kWh')]).toEqual(['423,317\u00a0kWh', '0.123\u00a0kWh']);
});

test('an unknown name is shown readable instead of hidden', () => {
  expect(word('q', 'gate_temperature_9')).toBe('gate temperature 9');
});

test('a hole is filled and a missing filling stays visible', () => {
  expect(t('hood.of', { part: 2, whole: 3 })).toBe('2 of 3');
  expect(t('hood.of', { part: 2 })).toBe('2 of {whole}');
});

test('clocks follow the plant, not this computer, in summer and in winter', () => {
  timeZone.current = 'Europe/Madrid';
  expect(clock(Date.UTC(2026, 6, 1, 12, 5) * 1000)).toBe('14:05');
  expect(clock(Date.UTC(2026, 0, 1, 12, 5) * 1000)).toBe('13:05');
});

test.each([
  ['en', 'Wed 10 Mar', 'Wed, 10 Mar 2027', '10 Mar, 11:00', '10 Mar 2027, 11:00'],
  ['es', 'mié, 10 mar', 'mié, 10 mar 2027', '10 mar, 11:00', '10 mar 2027, 11:00'],
  ['it', 'mer 10 mar', 'mer 10 mar 2027', '10 mar, 11:00', '10 mar 2027, 11:00'],
  ['ca-valencia', 'dc., 10 de març', 'dc., 10 de març 2027', '10 de març, 11:00', '10 de març del 2027, 11:00'],
])('a day of another year says its year: %s', async (code, inYear, beyond, timed, timedBeyond) => {
  await language.use(code);
  const us = Date.UTC(2027, 2, 10, 10) * 1000;
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.UTC(2027, 5, 1) * 1000, health, cells: [] });
  expect([day(us), dayAndTime(us)]).toEqual([inYear, timed]);
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.UTC(2026, 10, 30) * 1000, health, cells: [] });
  expect([day(us), dayAndTime(us)]).toEqual([beyond, timedBeyond]);
});

test('the year begins by the plant\'s calendar, and an axis says none', () => {
  const eveUs = Date.UTC(2026, 11, 31, 23, 30) * 1000, summerUs = Date.UTC(2027, 6, 1) * 1000; // half past midnight in Madrid
  expect([day(eveUs, summerUs), day(eveUs - 3600e6, summerUs), day(eveUs - 3600e6, eveUs - 3600e6)]).toEqual(['Fri 1 Jan', 'Thu, 31 Dec 2026', 'Thu 31 Dec']);
  expect(since(eveUs - 3600e6, summerUs)).toBe('since 31 Dec 2026, 23:30');
});

test('spans and sizes use the largest fitting step', () => {
  expect([span(4.9), span(3 * 3600), span(2 * 86_400)]).toEqual(['4\u00a0s', '3\u00a0h', '2\u00a0d']);
  expect([bytes(999), bytes(3400)]).toEqual(['999\u00a0B', '3.4\u00a0kB']);
});
