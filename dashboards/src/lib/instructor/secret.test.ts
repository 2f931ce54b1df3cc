import { render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import Secret from './Secret.svelte';

afterEach(() => vi.unstubAllGlobals());

const FRESH = 'abcde-fghjk-mnpqr-stuvw';
/** A hub with or without a secret of the instructor. */
const hub = (kept: { role: string; changed_us: number }[]) => {
  const asked: [string, string, string][] = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const method = options?.method ?? 'GET';
    asked.push([method, url, String(options?.body ?? '')]);
    const answers: Record<string, unknown> = { GET: kept, POST: { secret: FRESH, changed_us: 1.79e15 }, PUT: { role: 'admin', may_log_in: true } };
    return Promise.resolve(new Response(JSON.stringify(answers[method])));
  });
  return asked;
};
const press = async (name: string) => (await screen.findByRole('button', { name })).click();
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);

test('the first secret is made, shown once and gone when it is noted', async () => {
  const asked = hub([{ role: 'admin', changed_us: 1 }]);
  const { container } = render(Secret);
  await screen.findByText(/None is set/);
  await press('Make a secret');
  expect((await screen.findByText(FRESH)).tagName).toBe('CODE');
  await clean(container);
  await press('I have noted it');
  await waitFor(() => expect(container.textContent).not.toContain(FRESH));
  expect(asked.map(([method]) => method)).toEqual(['GET', 'POST']);
});

test('one that is there is replaced only after it is said what that ends', async () => {
  const asked = hub([{ role: 'admin', changed_us: 1 }, { role: 'instructor', changed_us: 1.79e15 }]);
  const { container } = render(Secret);
  await screen.findByText(/Set on/);
  await press('Replace it by a new one');
  await screen.findByRole('button', { name: 'Yes, replace it' });
  expect(container.textContent).toContain('is signed out at once');
  expect(asked.some(([method]) => method === 'POST')).toBe(false);
  await clean(container);
  await press('Leave it');
  await press('Replace it by a new one');
  await press('Yes, replace it');
  await screen.findByText(FRESH);
});

test('one of the admin\'s own choice is sent and not shown', async () => {
  const asked = hub([]);
  const { container } = render(Secret);
  await screen.findByText(/None is set/);
  container.querySelector('details')!.open = true;
  const field = screen.getByLabelText(/New secret/) as HTMLInputElement;
  field.value = 'a secret of my own';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await press('Set it');
  await screen.findByText(/Whoever teaches signs in with it/);
  expect(asked.find(([method]) => method === 'PUT')).toEqual(['PUT', '/api/v1/secrets/instructor', '{"secret":"a secret of my own"}']);
  expect(container.textContent).not.toContain('a secret of my own');
  expect(field.value).toBe('');
});
