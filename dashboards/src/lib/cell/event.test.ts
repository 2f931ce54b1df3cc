import { afterEach, expect, test } from 'vitest';
import { render } from '@testing-library/svelte';
import type { EventView, MeasurementView } from '../api';
import { language } from '../i18n.svelte';
import { called, mode } from './event';
import Measured from './Measured.svelte';

afterEach(() => language.use('en'));

const event = (what: string, name: string, text = ''): EventView =>
  ({ cell: 'caps', measured_us: 1, what, name, text, severity: null, active: null, before: null, after: null, unit: null, originator: 'mes' });

test('what happened is told in the language of the page, with what it is about', async () => {
  const happened = [event('note', 'shift', 'shift_late'), event('note', 'job', 'job_41563'), event('note', 'material_lot', 'material_lot_82'), event('gap', 'records_missed', '3 records were not read.')];
  expect(happened.map(called)).toEqual(['Shift: late', 'Job 41563', 'Material lot 82', 'Records that were not read']);
  await language.use('es');
  expect(happened.map(called)).toEqual(['Turno: tarde', 'Orden 41563', 'Lote de material 82', 'Registros que no se leyeron']);
  expect(called(event('parameter_change', 'set_hold_pressure_bar'))).toBe('Segunda presión (consigna)');
});

test('a machine of another make is told in its own words, marked as such where the page speaks another language', async () => {
  expect(called(event('note', 'line_skipped', 'Line 7 has no time.'))).toBe('Line 7 has no time.');
  await language.use('es');
  expect(called(event('note', 'line_skipped', 'Line 7 has no time.'))).toBe('Line 7 has no time. (en inglés)');
  expect(called(event('alarm', 'core_pull_stuck'))).toBe('core pull stuck');
});

test('a mode is told by its word, and what is none stays', async () => {
  await language.use('es');
  expect([mode('SETUP'), mode('AUTOMATIC'), mode('12')]).toEqual(['preparación', 'automático', '12']);
});

test('who measured a part is told in the language of the page, or as he calls himself', async () => {
  const by = (inspector: string): MeasurementView => ({ inspector, measured_us: 1, origin: 'simulated', values: {} }) as unknown as MeasurementView;
  await language.use('es');
  const { container } = render(Measured, { measurements: [by('scale and gauge beside the press'), by('Ana')] });
  expect(container.textContent).toMatch(/Medida por báscula y calibre junto a la prensa.*Medida por Ana/s);
});
