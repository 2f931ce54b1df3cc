import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { DriftView, ProcessView, WatchedView } from '../api';
import { language, names } from '../i18n.svelte';
import { families, far, place, said, saidOf } from './families';
import Statement from './Statement.svelte';

const number = (name: string, family: string, share: number, unrest = 0): WatchedView => ({
  name, family, share, unrest, unit: 'bar', level: 'C', usual: 100, spread: 1, now: 100, limit: 2, moved: 0, scatter: null,
});
const alarm = (over: Partial<DriftView>): DriftView => ({
  id: 1, cell: 'imm-1', kind: 'drift', called_us: 2, since_us: 1, ended_us: null, shot: '1-2-3', since_shot: '1-1-1', cause: 'worn_check_ring',
  group: 'check_ring', confidence: 0.9, score: 2, template: 'abc', level: 'C', numbers: [], causes: [{ cause: 'worn_check_ring', share: 0.9 }], changed: [],
  told: null, role: null, at_us: null, ...over,
});

test('the farthest number of a story speaks for it, also when it only scatters', () => {
  const told = families([number('a', 'fill', 0.2), number('b', 'fill', -1.4), number('c', 'cushion', 0.1, 1.9), number('d', 'weight', 0)]);
  expect(told.map(({ name, speaker }) => [name, speaker.name])).toEqual([['cushion', 'c'], ['fill', 'b'], ['weight', 'd']]);
  expect(far(number('x', 'y', -3))).toBe(3);
});

test('a bar ends three limits away and its middle is what is usual', () => {
  expect(place(0)).toBe(50);
  expect(place(99)).toBe(100);
  expect(place(-3)).toBe(0);
});

test('a cause is named only when it is likelier than all others together', () => {
  expect(saidOf(alarm({}))).toBe('cause');
  expect(saidOf(alarm({ causes: [{ cause: 'worn_check_ring', share: 0.4 }, { cause: 'worn_screw', share: 0.39 }] }))).toBe('group');
  expect(saidOf(alarm({ cause: null, group: null }))).toBe('unknown');
  expect(saidOf(alarm({ kind: 'setting', cause: 'changed_setting', group: null }))).toBe('setting');
});

test('without an alarm the phase says it', () => {
  expect(said({ phase: 'watching', alarm: null })).toBe('usual');
  expect(said({ phase: 'learning', alarm: null })).toBe('learning');
  expect(said({ phase: 'changed', alarm: null })).toBe('learning');
  expect(said({ phase: 'waiting', alarm: null })).toBe('waiting');
  expect(said({ phase: 'watching', alarm: alarm({}) })).toBe('cause');
});

test.each(language.all)('what is said of a called process begins with a capital, whatever it is: %s', async (code) => {
  await language.use(code);
  const called = (over: Partial<DriftView>): ProcessView => ({ cell: 'imm-1', phase: 'watching', numbers: [], alarm: alarm({ causes: [{ cause: 'worn_check_ring', share: 0.4 }], ...over }) }) as unknown as ProcessView;
  const stories = [
    ...names('cause_group').map((group) => called({ group, cause: null })),
    ...names('family').map((family) => called({ group: null, cause: null, numbers: [number('cushion_mm', family, 2)] })),
  ];
  expect(stories.length).toBeGreaterThan(20);
  for (const process of stories) {
    const { unmount } = render(Statement, { process });
    expect(screen.getByRole('status').querySelector('.first')!.textContent).toMatch(/^\p{Lu}/u);
    unmount();
  }
  await language.use('en');
});

test('what was called when a setting changed is told wherever all looks usual, and not beside an alarm', () => {
  const process = (over: Partial<ProcessView>): ProcessView => ({ cell: 'imm-1', phase: 'watching', gathered: 40, wanted: 40, numbers: [], alarm: null, doubt: alarm({ ended_us: 5 }), ...over }) as ProcessView;
  for (const phase of ['learning', 'watching', 'interrupted'] as const) {
    const { unmount } = render(Statement, { process: process({ phase }) });
    const say = screen.getByRole('status');
    expect(say.textContent).toMatch(/While a setting was changed this was being called: .*check ring.* learnt anew\./);
    expect(say.classList.contains('alarm')).toBe(true);
    unmount();
  }
  const { unmount } = render(Statement, { process: process({ alarm: alarm({}) }) });
  expect(screen.getByRole('status').textContent).not.toContain('While a setting was changed');
  unmount();
});

test('what calls nobody but is beyond its limit is not told as usual, in whole and in brief', () => {
  const process = (share: number): ProcessView => ({ cell: 'imm-1', phase: 'watching', gathered: 40, wanted: 40, numbers: [number('hall_temperature_c', 'hall', share), number('cushion_mm', 'cushion', 0.3)], alarm: null, doubt: null }) as unknown as ProcessView;
  for (const brief of [false, true]) {
    const { unmount } = render(Statement, { process: process(1.5), brief });
    expect(screen.getByRole('status').textContent).toMatch(/^No alarm, but not all is as usual: .*at 150\s% of its limit/);
    expect(screen.getByRole('status').textContent).not.toContain('where they usually are');
    unmount();
  }
  const { unmount } = render(Statement, { process: process(0.9) });
  expect(screen.getByRole('status').textContent).toMatch(/^All 2 numbers are where they usually are\. .*90\s% of its limit/);
  unmount();
});
