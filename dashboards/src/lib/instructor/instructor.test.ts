import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import type { ControlView, FaultView, TruthView } from '../api';
import { language } from '../i18n.svelte';
import { deed } from './deed';
import FaultForm from './FaultForm.svelte';
import Faults from './Faults.svelte';
import { Hand } from './hand.svelte';
import Knobs from './Knobs.svelte';
import Time from './Time.svelte';
import { roundTo, stepOf } from './turn';
import Truth from './Truth.svelte';
import { worst } from './worst';

afterEach(() => { vi.unstubAllGlobals(); return language.use('en'); });

const view = (over: Partial<ControlView> = {}): ControlView => ({
  cell: 'caps', title: 'Caps', translations: {}, run: 'r-1', clock_us: 1.79e15, ahead_s: 0, pace: 1, frozen: false, frozen_us: null, catching_up: false, time_lapse: 1, seed: 3, doing: 'production', stop: null, counter: 12,
  settings: [{ name: 'hold_bar', unit: 'bar', in_force: 400, ordered: null, usual: 420, low: 10, high: 1800 }, { name: 'regrind_pct', unit: '%', in_force: 0, ordered: null, usual: 0, low: 0, high: 0 }],
  regrind_allowed_pct: 0, lots_changed: 0, faults: [], snapshots: [], backtrack_s: 120, went_back_s: null, ...over,
});
const active = { name: 'worn_check_ring', severity: 0.8, shape: 'step' as const, time_constant_s: 0, onset_us: 1.79e15 - 1, strength: 0.8 };
const fault = (name: string, why_not: string | null = null): FaultView => ({ name, what: 'English.', tells: ['cushion_volume_cm3'], defects: ['sink'], why_not });
const hub = (answer: (url: string, options?: RequestInit) => [number, unknown]) => {
  const asked: [string, string][] = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push([url, String(options?.body ?? '')]);
    const [status, body] = answer(url, options);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
};
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);

test('a deed shows what it came to, and a refusal in words', async () => {
  const hand = new Hand('caps');
  hub(() => [200, view({ frozen: true })]);
  expect(await hand.do(() => Promise.resolve(view({ frozen: true })), () => 'done')).toBe(true);
  expect([hand.view?.frozen, hand.said, hand.problem]).toEqual([true, 'done', null]);
  expect(await hand.do(() => Promise.reject(new Error('no')))).toBe(false);
  expect(hand.problem).toContain('no');
  expect(hand.view?.frozen).toBe(true);
});

test('an answer that was asked for before a deed does not undo it on the screen', async () => {
  const hand = new Hand('caps');
  let answer: (response: Response) => void = () => undefined;
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
  const stop = hand.follow();
  await hand.do(() => Promise.resolve(view({ frozen: true })));
  answer(new Response(JSON.stringify(view({ frozen: false }))));
  await new Promise((resolve) => setTimeout(resolve));
  expect(hand.view?.frozen).toBe(true);
  stop();
});

test('a step is offered to a frozen cell only, and how far back depends on what is remembered', () => {
  render(Time, { hand: new Hand('caps'), view: view() });
  expect((screen.getByRole('button', { name: 'One shot' }) as HTMLButtonElement).disabled).toBe(true);
  expect((screen.getByRole('button', { name: '1\u00a0min' }) as HTMLButtonElement).disabled).toBe(false);
  expect((screen.getByRole('button', { name: '5\u00a0min' }) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getByRole('button', { name: '×1' }).getAttribute('aria-pressed')).toBe('true');
});

test('a fault is put in with its severity as a share and its times in seconds', async () => {
  const asked = hub(() => [200, view({ faults: [active] })]);
  render(Faults, { hand: new Hand('caps'), view: view(), faults: [fault('worn_check_ring'), fault('hydraulic_leak', 'no oil')] });
  screen.getByRole('button', { name: /Worn check ring/ }).click();
  (await screen.findByRole('radio', { name: 'grows evenly' })).click();
  await waitFor(() => expect((screen.getByLabelText('Whole after, minutes') as HTMLInputElement).value).toBe('20'));
  screen.getByRole('button', { name: 'Put in' }).click();
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]![0]).toBe('/api/v1/control/cells/caps/inject');
  expect(JSON.parse(asked[0]![1])).toEqual({ name: 'worn_check_ring', severity: 0.6, shape: 'ramp', time_constant_s: 1200, onset_s: 0 });
});

test('faults are told in the language of the page, and so is why one cannot be', async () => {
  await language.use('es');
  const { container } = render(Faults, { hand: new Hand('caps'), view: view({ faults: [active] }), faults: [fault('worn_check_ring'), fault('hydraulic_leak', 'no oil')] });
  expect(container.textContent).toContain('Válvula antirretorno gastada');
  expect(container.textContent).toContain('Esta prensa es eléctrica y no tiene aceite.');
  expect(container.textContent).not.toContain('no oil');
});

test('the truth is asked for only when it is to be shown', async () => {
  const asked = hub(() => [200, []]);
  render(Truth, { cell: 'caps' });
  expect(asked).toEqual([]);
  screen.getByRole('button', { name: 'Show the truth' }).click();
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  screen.getByRole('button', { name: 'Hide the truth' }).click();
  await waitFor(() => expect(screen.queryByRole('table')).toBeNull());
});

test('of the parts the worst of each defect counts, and little is not worth a word', () => {
  const parts = [{ cavity: 0, weight_g: 1, severities: { sink: 0.2, flash: 0.01 } }, { cavity: 1, weight_g: 1, severities: { sink: 0.6, burn: 0.3 } }];
  expect(worst(parts)).toEqual([['sink', 0.6], ['burn', 0.3]]);
});

test('what was done is told in words', () => {
  const entry: TruthView = { number: 1, what: 'deed', run: 'r', at_us: 1, counter: null, strengths: {}, parts: [], deed: 'inject', detail: { name: 'tcu_fault', severity: 0.5 } };
  expect(deed(entry)).toBe('Fault put in: Temperature control unit fault, severity 0.5');
  expect(deed({ ...entry, deed: 'clear', detail: { name: null } })).toBe('Faults taken out:');
});

test('a setting is turned in round steps', () => {
  expect([stepOf({ low: 10, high: 1800 }), stepOf({ low: 0.1, high: 30 }), stepOf({ low: 0, high: 5 })]).toEqual([10, 0.1, 0.01]);
  expect(roundTo(403.7, 10)).toBe(400);
});

test('a setting is read as the page\'s language writes it; what does not fit is not set', async () => {
  await language.use('es');
  const asked = hub(() => [200, view()]);
  const { container } = render(Knobs, { hand: new Hand('caps'), view: view() });
  await fireEvent.click(screen.getByRole('button', { name: /Segunda presión|mantenimiento/i }));
  const box = screen.getByRole('textbox') as HTMLInputElement, set = () => container.querySelector<HTMLButtonElement>('form button')!;
  for (const wrong of ['', '5.000', 'mucho']) {
    await fireEvent.input(box, { target: { value: wrong } });
    expect([set().disabled, box.getAttribute('aria-invalid')]).toEqual([true, 'true']);
  }
  await fireEvent.input(box, { target: { value: '1.012,5' } });
  expect(set().disabled).toBe(false);
  await fireEvent.submit(container.querySelector('form')!);
  await waitFor(() => expect(asked.map(([, body]) => body)).toContain('{"name":"hold_bar","value":1012.5}'));
});

test('how a fault comes is read as the page\'s language writes it; a time that cannot be is not taken', async () => {
  await language.use('it');
  const oninject = vi.fn();
  const { container } = render(FaultForm, { fault: fault('worn_screw'), busy: false, oninject });
  const [grows, onset] = screen.getAllByRole('textbox') as HTMLInputElement[], inject = screen.getAllByRole('button').at(-1) as HTMLButtonElement;
  await fireEvent.input(onset!, { target: { value: '1.441' } });
  expect(inject.disabled).toBe(true);
  await fireEvent.submit(container.querySelector('form')!);
  expect(oninject).not.toHaveBeenCalled();
  await fireEvent.input(onset!, { target: { value: '1,5' } });
  await fireEvent.input(grows!, { target: { value: '0,5' } });
  await fireEvent.submit(container.querySelector('form')!);
  expect(oninject).toHaveBeenCalledWith({ name: 'worn_screw', severity: 0.6, shape: 'step', time_constant_s: 30, onset_s: 90 });
});

test('the parts of the page can be used by everyone', async () => {
  const hand = new Hand('caps');
  await clean(render(Time, { hand, view: view({ frozen: true, snapshots: [{ name: 'a', at_us: 1.79e15 }] }) }).container);
  const { container } = render(Knobs, { hand, view: view() });
  screen.getByRole('button', { name: /Hold pressure/ }).click();
  await screen.findByRole('slider');
  await clean(container);
  await clean(render(Faults, { hand, view: view({ faults: [active, { ...active, name: 'tcu_fault' }] }), faults: [fault('worn_screw')] }).container);
});
