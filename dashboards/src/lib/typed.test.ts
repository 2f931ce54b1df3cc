import { expect, test } from 'vitest';
import { typed } from './typed';

test.each([
  ['26.000', 26_000], ['1.234.567,5', 1_234_567.5], ['4,2', 4.2], ['4.2', 4.2], ['0.375', 0.375], ['3500', 3500], ['26 000', 26_000], ['-5', -5], [',5', 0.5], ['12.', 12],
])('a Spaniard who writes %s means %d', (text, value) => {
  for (const language of ['es', 'ca-valencia', 'it']) expect(typed(text, language)).toBe(value);
});

test.each([['26,000', 26_000], ['1,234,567.5', 1_234_567.5], ['4.2', 4.2], ['4,2', 4.2], ['26.000', 26], ['0,375', 0.375]])('in English %s is %d', (text, value) => {
  expect(typed(text, 'en')).toBe(value);
});

test('nothing is nothing, and what cannot be read is no other figure', () => {
  expect([typed('', 'es'), typed('  ', 'en')]).toEqual([null, null]);
  for (const text of ['1e3', 'about 5', '1.2.3', '1,2,3', '1.23,4.5', '--5', '.', '26.00.000']) expect(typed(text, 'es')).toBeNaN();
});
