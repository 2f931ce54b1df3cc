// Examples of what the hub says, for tests.
import type { CellView, HealthView, InspectionDetail, ListedInspection, ShotView } from './api';

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

const SPOT: [number, number][] = [[0, 0], [2, 0], [2, 2], [0, 2]];

/** A part that was rejected for flash. */
export const inspection = (over: Partial<ListedInspection> = {}): ListedInspection => ({
  id: '1-2-3', cell: 'imm-1', run: 'r-1', camera: 'part-2', of: 'part', cavity: 2, shot_counter: 4212, measured_us: 1.79e15, inspected_us: 1.79e15 + 2e6, verdict: 'reject', reason: null,
  warnings: [], score: 7.5, p_value: 0.0033, worst: 'flash', name: 'm1-part', model: 'v1', took_ms: 48, pictures: [{ light: 'diffuse', sha256: 'aa' }, { light: 'raking-n', sha256: 'bb' }],
  corrected: null, shot: 's-1-1', outlines: [{ outline_mm: SPOT, area_mm2: 4 }], mm_to_px: [10, 0, 320, 0, 10, 240, 0, 0, 1], ...over,
});

export const inspected = (over: Partial<InspectionDetail> = {}, of: Partial<ListedInspection> = {}): InspectionDetail => {
  const { shot: of_shot, outlines: _, mm_to_px, ...one } = inspection(of);
  return {
    inspection: one, mm_to_px, map: true, map_px_per_mm: 4, pictures_kept: ['aa', 'bb'], corrections: [], shot: of_shot,
    checks: [
      { check: 'flash', distance: 7.5, p_value: 0.0033, regions: [{ outline_mm: SPOT, area_mm2: 4 }], numbers: { beside_mm2: 1.25 } },
      { check: 'dimensions', distance: 0.4, p_value: 0.4, regions: [], numbers: { width_mm: 31.0123, size_share: -0.0012 } },
    ],
    ...over,
  };
};
