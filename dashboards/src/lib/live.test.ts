import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { live } from './live.svelte';
import { cell, health } from './test-data';

class Socket {
  static all: Socket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) { Socket.all.push(this); }
  close() { this.onclose?.(); }
  say(message: object) { this.onmessage?.({ data: JSON.stringify(message) }); }
}
const snapshot = () => ({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000 + 2_000_000, health, cells: [cell({ age_s: 1 })] });
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  Socket.all = [];
  stop = live.start();
});
afterEach(() => { stop(); vi.useRealTimers(); vi.unstubAllGlobals(); });

test('after the snapshot the page is connected and follows the clock of the hub', () => {
  Socket.all[0]!.say(snapshot());
  expect(live.connected).toBe(true);
  expect(live.nowUs() - Date.now() * 1000).toBe(2_000_000);
  expect(live.fresh(live.cell('imm-1')!)).toBe(true);
});

test('ages tick on the page without any message', () => {
  Socket.all[0]!.say(snapshot());
  vi.advanceTimersByTime(3000);
  expect(live.age_s('imm-1')).toBeCloseTo(4, 1);
});

test('when the connection is lost everything is stale at once, since a moment, and it is tried again', () => {
  Socket.all[0]!.say(snapshot());
  Socket.all[0]!.close();
  expect(live.connected).toBe(false);
  expect(live.since).not.toBeNull();
  expect(live.stateOf(live.cell('imm-1')!)).toBe('stale');
  vi.advanceTimersByTime(600);
  expect(Socket.all).toHaveLength(2);
  Socket.all[1]!.say(snapshot());
  expect(live.connected).toBe(true);
  expect(live.since).toBeNull();
});

test('a hub that falls silent counts as lost', () => {
  Socket.all[0]!.say(snapshot());
  vi.advanceTimersByTime(7500);
  expect(live.connected).toBe(false);
});

test('a gap in the stream asks for everything again', () => {
  Socket.all[0]!.say(snapshot());
  Socket.all[0]!.say({ type: 'delta', seq: 3, now_us: 0, health: null, cells: [] });
  vi.advanceTimersByTime(600);
  expect(Socket.all).toHaveLength(2);
});
