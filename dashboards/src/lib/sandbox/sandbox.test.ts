import { render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Sandbox from '../../pages/sandbox.svelte';
import type { SandboxDesk } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell, health } from '../test-data';
import { desk } from './desk.svelte';
import Tag from './Tag.svelte';

const machine = { machine: 'toy-gear', title: 'Toy gears', product: 'Gear', press: 'Electric 35 t', material: 'POM', translations: { es: { title: 'Engranajes de juguete' } } };
const view = (over: Partial<SandboxDesk> = {}): SandboxDesk => ({ mine: null, minutes: 30, size: 12, free: 12, why_not: null, watch: null, machines: [machine], ...over });
const mine = () => ({ cell: 'sandbox-1', machine: 'toy-gear', expires_us: (Date.now() + 1_470_000) * 1000, problem: null });
type Say = (method: string, url: string) => [number, unknown];

const hub = (say: Say) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push(`${options?.method ?? 'GET'} ${url}`);
    const [status, body] = say(options?.method ?? 'GET', url);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
};
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);

beforeEach(() => {
  desk.view = desk.problem = desk.ended = null;
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells: [cell()] });
});
afterEach(() => vi.unstubAllGlobals());

test('a machine is chosen, taken and given back', async () => {
  let has = false;
  const asked = hub((method) => {
    if (method === 'POST') { has = true; return [200, mine()]; }
    if (method === 'DELETE') { has = false; return [200, view()]; }
    return [200, view({ mine: has ? mine() : null, free: has ? 11 : 12 })];
  });
  const { container } = render(Sandbox);
  (await screen.findByRole('button', { name: /Take it.*Toy gears/ })).click();
  await screen.findByText(/Yours until .*24.min/);
  expect(screen.getByText(/It is starting/)).toBeTruthy();
  await clean(container);
  screen.getByRole('button', { name: 'Give it back' }).click();
  (await screen.findByRole('button', { name: 'Yes, give it back' })).click();
  await screen.findByText(/Given back/);
  expect(asked.filter((one) => !one.startsWith('GET'))).toEqual(['POST /api/v1/sandbox', 'DELETE /api/v1/sandbox']);
  await clean(container);
});

test('a machine is called in the language of the page', async () => {
  hub(() => [200, view()]);
  await language.use('es');
  render(Sandbox);
  await screen.findByRole('heading', { name: 'Engranajes de juguete' });
  expect(screen.getByText('Electric 35 t')).toBeTruthy(); // what has no Spanish name keeps its own
  await language.use('en');
});

test('who comes when all are taken watches one and can take none', async () => {
  hub(() => [200, view({ free: 0, watch: 'sandbox-12' })]);
  const { container } = render(Sandbox);
  const link = await screen.findByRole('link', { name: 'Watch: sandbox-12' });
  expect(link.getAttribute('href')).toBe('#/cell/sandbox-12');
  expect((screen.getByRole('button', { name: /Take it/ }) as HTMLButtonElement).disabled).toBe(true);
  await clean(container);
});

test('why there are none is said', async () => {
  hub(() => [200, view({ size: 0, free: 0, why_not: { detail: 'It has no user. Nothing was changed.', code: 'sandbox_no_broker', params: { name: 'SPRUE_X' } }, machines: [] })]);
  render(Sandbox);
  await screen.findByText(/A borrowed press needs a user of its own at the broker, named in SPRUE_X/);
});

test('somebody was faster: what is free now is shown beside the refusal', async () => {
  let full = false;
  hub((method) => {
    if (method === 'POST') { full = true; return [409, { detail: 'All sandboxes are taken; sandbox-3 can be watched.', watch: 'sandbox-3' }]; }
    return [200, full ? view({ free: 0, watch: 'sandbox-3' }) : view()];
  });
  render(Sandbox);
  (await screen.findByRole('button', { name: /Take it/ })).click();
  await screen.findByRole('link', { name: 'Watch: sandbox-3' });
  expect(screen.getByRole('alert').textContent).toContain('All sandboxes are taken');
});

test('a press that is no longer there is told, not just missing', async () => {
  hub(() => [200, view({ mine: mine() })]);
  await desk.look();
  hub(() => [200, view()]);
  await desk.look();
  render(Sandbox);
  await screen.findByText(/Your press is no longer there/);
});

test("a borrowed press says whose it is", async () => {
  hub(() => [200, view({ mine: mine() })]);
  render(Tag, { cell: 'sandbox-1' });
  expect((await screen.findByRole('link', { name: 'your own' })).getAttribute('href')).toBe('#/sandbox');
  render(Tag, { cell: 'sandbox-2' });
  await waitFor(() => expect(screen.getByText("a visitor's")).toBeTruthy());
});
