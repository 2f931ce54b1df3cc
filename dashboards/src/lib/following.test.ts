import { afterEach, expect, test, vi } from 'vitest';
import { following } from './following';

afterEach(() => { vi.useRealTimers(); vi.restoreAllMocks(); });

test('looks at once and again until it is stopped, and what is under way is called off', async () => {
  vi.useFakeTimers();
  const signals: AbortSignal[] = [];
  const stop = following((signal) => { signals.push(signal); return Promise.resolve(); }, 1000);
  expect(signals).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2500);
  expect(signals).toHaveLength(3);
  stop();
  expect(signals[0]?.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(signals).toHaveLength(3);
});

test('a page in the background looks at nothing, and goes on when it is seen again', async () => {
  vi.useFakeTimers();
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  let looks = 0;
  const stop = following(() => { looks += 1; return Promise.resolve(); }, 1000);
  await vi.advanceTimersByTimeAsync(3500);
  expect(looks).toBe(0);
  seen.mockReturnValue('visible');
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toBe(1);
  stop();
});

test('the next look waits for the one before', async () => {
  vi.useFakeTimers();
  let done: () => void = () => undefined;
  let looks = 0;
  const stop = following(() => { looks += 1; return new Promise<void>((resolve) => (done = resolve)); }, 1000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(looks).toBe(1);
  done();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toBe(2);
  stop();
});
