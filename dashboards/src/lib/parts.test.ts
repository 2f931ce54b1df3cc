import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, test } from 'vitest';
import Bullet from './Bullet.svelte';
import { stretch, verdict } from './bullet';
import CellCard from './hall/CellCard.svelte';
import OriginTag from './OriginTag.svelte';
import State from './State.svelte';
import { cell, shot } from './test-data';
import Value from './Value.svelte';

const STATES = ['running', 'set-up', 'idle', 'stopped', 'warning', 'alarm', 'catching-up', 'frozen', 'stale', 'offline', 'never'] as const;

test('every state has a word and a shape of its own', () => {
  const drawn = STATES.map((state) => {
    const { container } = render(State, { state });
    expect(container.textContent?.trim()).not.toBe('');
    return container.querySelector('svg')!.innerHTML.replace(/<!---->/g, '');
  });
  expect(new Set(drawn).size).toBe(STATES.length);
});

test('a value that is not current is marked as such', () => {
  const { container } = render(Value, { label: 'Melt', value: 231.26, unit: '°C', age: 40, origin: 'real', stale: true });
  expect(container.querySelector('.value')!.classList).toContain('stale');
  expect(container.textContent).toMatch(/231\.3.*°C.*40.s ago.*real/s);
});

test('an origin is heard as a word even where only its letter is seen', () => {
  expect(render(OriginTag, { origin: 'recorded', letter: true }).container.textContent).toContain('recorded');
});

test('a bullet says in words what its bar shows', () => {
  const { container } = render(Bullet, { label: 'Cushion', value: 3.2, unit: 'cm³', low: 4, high: 5, limitLow: 3.5, limitHigh: 6 });
  expect(container.textContent).toContain('outside its limits');
  expect(container.textContent).toContain('Usually 4.00 to 5.00\u00a0cm³');
});

test('a limit weighs more than the usual band, and nothing is said of what was not measured', () => {
  const range = { value: 7, low: 4, high: 5, limitLow: null, limitHigh: 6 };
  expect(verdict(range)).toBe('outside');
  expect(verdict({ ...range, value: 5.5 })).toBe('unusual');
  expect(verdict({ ...range, value: 4.5 })).toBe('normal');
  expect(verdict({ ...range, value: null })).toBe('missing');
});

test('the bar is never without width', () => {
  const alone = { value: 5, low: null, high: null, limitLow: null, limitHigh: null };
  expect(stretch(alone)[0]).toBeLessThan(stretch(alone)[1]);
  expect(stretch({ ...alone, value: null })).toEqual([0, 1]);
});

test('a cell on the floor is one accessible link to its page', async () => {
  const { container } = render(CellCard, { cell: cell(), shots: [shot(), shot({ id: 's-2-2' })] });
  expect(container.querySelectorAll('a')).toHaveLength(1);
  expect(container.querySelector('a')!.getAttribute('href')).toBe('#/cell/imm-1');
  const { violations } = await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
