import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, post } from './api';
import { language } from './i18n.svelte';
import { refused } from './refusal';

afterEach(() => { vi.unstubAllGlobals(); return language.use('en'); });

const answers = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));
const refusal = async (): Promise<ApiError> => {
  try { await post('/control/cells/{cell}/freeze', { cell: 'caps' }); }
  catch (problem) { return problem as ApiError; }
  throw new Error('it was done');
};
const RANGE = { detail: 'hold_bar 5000: here it lies between 10 and 1800 bar. Nothing was changed.', code: 'setting_range', params: { setting: 'hold_bar', value: 5000.5, low: 10, high: 1800, unit: 'bar' } };

test('a refusal speaks the language of the page, its names and numbers too', async () => {
  answers(422, RANGE);
  expect((await refusal()).message).toBe('Hold pressure 5,000.5: here it lies between 10 and 1,800\u00a0bar. Nothing was changed.');
  await language.use('es');
  const told = await refusal();
  expect(told.message).toBe('Segunda presión 5.000,5: aquí está entre 10 y 1.800\u00a0bar. No se ha cambiado nada.');
  expect([told.kind, told.status]).toEqual(['refused', 422]);
});

test('a code that is not known shows the English sentence, marked as such where the page speaks another language', async () => {
  answers(409, { detail: 'Something new. Nothing was changed.', code: 'something_new', params: {} });
  expect((await refusal()).message).toBe('Something new. Nothing was changed.');
  await language.use('es');
  expect((await refusal()).message).toBe('Something new. Nothing was changed. (en inglés)');
  answers(422, { detail: 'No code at all.' });
  expect((await refusal()).message).toBe('El servidor no ha aceptado la consulta: No code at all. (en inglés)');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502, statusText: 'Bad Gateway' })));
  expect((await refusal()).message).toContain('Bad Gateway');
});

test('why a fault cannot be here has words of its own; what a system says is marked as English', async () => {
  await language.use('es');
  const fault = { detail: '', code: 'fault_impossible', params: { fault: 'hydraulic_leak', title: { en: 'Toy gears', es: 'Engranajes' }, why: 'its drive is electric' } };
  expect(refused(fault)).toBe('Fuga hidráulica: no es posible en esta célula (Engranajes). Esta prensa es eléctrica y no tiene aceite. No se ha cambiado nada.');
  expect(refused({ detail: '', code: 'sandbox_no_room', params: { why: 'No space left on device' } })).toContain('No space left on device (en inglés)');
});

test('a borrowed press is told by its name, a press of the plant as it is called', async () => {
  await language.use('it');
  const said = (cell: string) => refused({ detail: '', code: 'sandboxes_taken', params: { cell } });
  expect(said('sandbox-3')).toContain('Pressa in prestito 3');
  expect(said('sandbox-3')).not.toContain('sandbox-3');
  expect(said('caps')).toContain('caps');
});

test('names in a list are words too, none is said, and a wait is told in whole seconds', () => {
  expect(refused({ detail: '', code: 'fault_not_there', params: { fault: 'worn_screw', cell: 'caps', faults: ['tcu_fault', 'wet_material'] } }))
    .toBe('Worn screw is not in caps. There are: Temperature control unit fault, Wet material. Nothing was changed.');
  expect(refused({ detail: '', code: 'unknown_snapshot', params: { snapshot: 'a', snapshots: [] } })).toContain('There are: none.');
  expect(refused({ detail: '', code: 'too_many_secrets', params: { wait: 41.2 } })).toBe('Too many wrong secrets. Try again in 42\u00a0s.');
});
