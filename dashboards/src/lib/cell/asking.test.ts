import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Asking } from './asking.svelte';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });
const settle = () => vi.advanceTimersByTimeAsync(0);

test('between answers there is a pause, and the newest question is the one that is asked', async () => {
  const asking = new Asking<string>(8000);
  asking.ask(async () => 'first');
  await settle();
  asking.ask(async () => 'second');
  asking.ask(async () => 'third');
  await vi.advanceTimersByTimeAsync(7999);
  expect(asking.answer).toBe('first');
  await vi.advanceTimersByTimeAsync(1);
  expect([asking.answer, asking.round]).toEqual(['third', 2]);
  asking.stop();
});

test('who turns to another cell waits for no pause of the last one', async () => {
  const asking = new Asking<string>(8000);
  asking.ask(async () => 'gears');
  await settle();
  asking.ask(async () => 'gears again');
  asking.clear();
  expect(asking.answer).toBeNull();
  asking.ask(async () => 'jars');
  await settle();
  expect(asking.answer).toBe('jars');
  asking.stop();
});

test('an answer about the last cell that comes late is told nowhere', async () => {
  const asking = new Asking<string>(8000);
  let late: (told: string) => void = () => undefined;
  asking.ask(() => new Promise((done) => { late = done; }));
  asking.clear();
  asking.ask(async () => 'jars');
  late('gears');
  await settle();
  expect([asking.answer, asking.round]).toEqual(['jars', 1]);
  asking.stop();
});
