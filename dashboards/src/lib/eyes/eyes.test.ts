import { afterEach, expect, test } from 'vitest';
import { seen } from '../ar/homography';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell, inspection } from '../test-data';
import { ALL, fold, question, read, written } from './gallery.svelte';
import { labels, mapOnPicture, onPicture, path, rings } from './place';
import { modelTitle, slug } from './titles';
import { between, odd, promised, reading } from './words';

afterEach(() => language.use('en'));
const SCALE = [10, 0, 320, 0, 10, 240, 0, 0, 1];
const TILTED = [9, 0.4, 310, -0.3, 9.5, 236, 0.001, -0.0006, 1];

test('a p-value is told as people count', async () => {
  expect([1 / 301, 1 / 121, 1 / 41, 0.02, 0.1].map(odd)).toEqual([300, 120, 41, 50, 10].map((many) => `1 of ${many} good ones looks as odd`));
  expect(odd(0.42)).toBe('4 of 10 good ones look as odd');
  expect(odd(0.94)).toBe('9 of 10 good ones look as odd');
  expect(odd(1)).toBe('every good one looks as odd');
  await language.use('es');
  expect(odd(0.003322)).toBe('1 de cada 300 buenas se ve igual de rara');
});

test('the unit of what was measured is that of its name', () => {
  expect(reading('width_mm', 31.0123)).toEqual({ label: 'width', text: '31.012\u00a0mm' });
  expect(reading('beside_mm2', 1.257)).toEqual({ label: 'beside the part', text: '1.26\u00a0mm²' });
  expect(reading('size_share', -0.0012).text).toBe('\u22120.12\u00a0%');
  expect(reading('colour_delta_e', 3.14).text).toBe('3.1\u00a0ΔE');
  expect(reading('odd_number', 2)).toEqual({ label: 'odd number', text: '2.00' });
});

test('a promise is of a thousand good ones, and what is looked at again is apart from what is rejected', () => {
  const promise = { goods: 350, reject: 0.003, not_passed: 0.013, low: 0.0047, high: 0.0236 };
  expect(promised(promise)).toBe('Of 1,000 good ones at most 3 are rejected and 10 looked at again; learnt from 350 goods.');
  expect(between(promise)).toContain('between 4.7 and 24 of 1,000');
  expect(promised({ ...promise, goods: 120, reject: 1 / 121 })).toContain('at most 8.3 are rejected and 4.7 looked at again');
});

test('an outline in mm lies where the picture shows it', () => {
  expect(onPicture(SCALE, [[0, 0], [1, -1]])).toEqual([[320.5, 240.5], [330.5, 230.5]]);
  expect(path([[1, 2], [3.14159, 4]])).toBe('M1 2L3.14 4Z');
  expect(path([])).toBe('');
});

test('small outlines get a ring, those that lie together one, a large one none', () => {
  const spot = (x: number, y: number, wide: number): [number, number][] => [[x, y], [x + wide, y], [x + wide, y + wide], [x, y + wide]];
  const size = { width: 640, height: 480 };
  expect(rings([spot(100, 100, 200)], size)).toEqual([]);
  const [one, ...rest] = rings([spot(100, 100, 4), spot(120, 100, 4), spot(110, 110, 4)], size);
  expect(rest).toEqual([]);
  expect(one).toMatchObject({ x: 112, y: 107 });
  expect(rings([spot(0, 0, 4), spot(300, 300, 4)], size)).toHaveLength(2);
});

test('each check has one word, within the picture, and no word lies on another', () => {
  const mark = (word: string, x: number) => ({ outline: [[x, 0], [x + 1, 0], [x + 1, 1]] as [number, number][], word, kind: 'reject' as const });
  const told = labels(SCALE, [mark('Flash', 0), mark('Flash', 5), mark('Colour', 0.2), mark('Warpage', 40)], { width: 640, height: 480 }, 20);
  expect(told.map(({ word }) => word)).toEqual(['Flash', 'Colour', 'Warpage']);
  expect(Math.abs(told[0]!.y - told[1]!.y)).toBeGreaterThanOrEqual(20);
  expect(told[2]!.x).toBeLessThan(640 - 60);
  expect(labels(SCALE, [mark('Sink', -32)].map((one) => ({ ...one, outline: one.outline.map(([x]) => [x, -24] as [number, number]) })), { width: 640, height: 480 }, 20)[0]!.y, 'below the verdict').toBeGreaterThan(60);
});

test('the heat map lies on the picture as outlines do, also where the camera looks at a slant', () => {
  const map = { width: 160, height: 120 }, pxPerMm = 2.5, scale = 0.5;
  const m = mapOnPicture(TILTED, map, pxPerMm, scale).slice('matrix3d('.length, -1).split(',').map(Number);
  for (const [mx, my] of [[80, 60], [0, 0], [160, 30]] as const) {
    const at = (row: number) => m[row]! * mx + m[row + 4]! * my + m[row + 12]!;
    const [x, y] = seen(TILTED, [(mx - 80) / pxPerMm, (my - 60) / pxPerMm]);
    expect(at(0) / at(3)).toBeCloseTo((x + 0.5) * scale, 4);
    expect(at(1) / at(3)).toBeCloseTo((y + 0.5) * scale, 4);
  }
});

test('what is shown stays, takes on what people say, and what is new waits', () => {
  const told = { told: 'good' as const, defect: null, note: '', role: 'instructor', at_us: 5 };
  const [old, older] = [inspection({ id: 'b', measured_us: 20 }), inspection({ id: 'a', measured_us: 10 })];
  const found = fold([old, older], [inspection({ id: 'c', measured_us: 30 }), { ...old, corrected: told }, inspection({ id: 'late', measured_us: 15 }), inspection({ id: 'of page two', measured_us: 5 })]);
  expect(found.shown.map(({ id, corrected }) => [id, corrected?.told])).toEqual([['b', 'good'], ['a', undefined]]);
  expect(found.fresh.map(({ id }) => id)).toEqual(['c', 'late']);
});

test('a choice is kept in the address and what makes no sense is left out', () => {
  const wanted = { ...ALL, verdict: 'look again' as const, cell: 'caps', cavity: 4, within: 8, corrected: 'false' as const };
  expect(read(new URLSearchParams(written(wanted)))).toEqual(wanted);
  expect(read(new URLSearchParams('verdict=fine&cavity=-1&within=x&of=hall&corrected=maybe'))).toEqual(ALL);
  expect(written(ALL)).toEqual({});
  expect(question(wanted, 9 * 3600e6)).toEqual({ verdict: 'look again', cell: 'caps', cavity: 4, after_us: 3600e6, corrected: false, limit: 60 });
});

test('what was learnt is called by the title of its mould', async () => {
  expect(slug('Closure 28 mm, 8 cavities')).toBe('closure-28-mm-8-cavities');
  expect(slug('Tapón “Año” 2')).toBe('tapon-ano-2');
  live.hear({ type: 'snapshot', seq: 1, now_us: 1.79e15, health: null, cells: [cell({ mould: 'Closure 28 mm, 8 cavities', translations: { es: { mould: 'Tapón de 28 mm' } } })] } as never);
  expect(modelTitle('closure-28-mm-8-cavities-part')).toBe('Closure 28 mm, 8 cavities: part');
  expect(modelTitle('lunch-box-mould')).toBe('lunch box: mould');
  await language.use('es');
  expect(modelTitle('closure-28-mm-8-cavities-mould')).toBe('Tapón de 28 mm: molde');
});
