// Examples of what the hub says, for tests.
import type { CellView, HealthView, ShotView } from './api';

export const health: HealthView = {
  status: 'ok', reasons: [], broker: 'connected', store: 'ok', store_problem: null, cells_live: 2, cells_known: 2, inbox: 0, inbox_dropped: 0,
  messages_per_s: 12, rows_per_s: 40, quarantined: 0, rollup_behind: 0, viewers: 1, viewers_slow: 0, screens_every_s: 0.1, uptime_s: 60, version: '0.1.0', gateways: [],
  eyes: { state: 'ok', waiting: 0, limit: 64, inspected: 0, skipped: 0, failed: 0, why: null },
};

export const shot = (over: Partial<ShotView> = {}): ShotView => ({
  id: 's-1-1', cell: 'imm-1', run: 'r-1', measured_us: 1.79e15, started_us: 1.79e15 - 2e7, counter: 4212, job: null, quality: 0, start_up: false, has_curves: true,
  origin: 'simulated', values: { cycle_time_s: 21.4, cavity_pressure_maximum_bar: 412 }, settings: {}, ...over,
});

export const cell = (over: Partial<CellView> = {}): CellView => ({
  cell: 'imm-1', sandbox: false, time_lapse: 1, title: 'Press 1', translations: {}, at: { x_m: 2, y_m: 3 }, gateway: 'gateway-1', machine: 'IMM 50 t', product: 'Lens', mould: 'M1', material: 'PP',
  origin: 'simulated', pace: 1, run: 'r-1', standard_cycle_s: 21, state: 'running', freshness: 'live', frozen_us: null, age_s: 0.5, clock_us: 1.79e15,
  values: { phase: 4, cycle_elapsed_s: 8 }, active_alarms: [], last_shot: shot(), counts: null, ...over,
});
