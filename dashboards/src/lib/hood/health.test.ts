import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { language } from '../i18n.svelte';
import { health } from '../test-data';
import Health from './Health.svelte';

test('how often screens are told is said in a unit that shows it', () => {
  const { container } = render(Health, { health: { ...health, screens_every_s: 0.025 } });
  const told = [...container.querySelectorAll('dl > div')].find((one) => one.textContent?.startsWith('Screens told'));
  expect(told?.querySelector('dd')?.textContent).toMatch(/^25\sms$/);
});

test('a hub behind HTTPS says how long its certificate lasts, one without says nothing', () => {
  const days = (tls_until_us: number | null) => render(Health, { health: { ...health, tls_until_us } }).container.textContent;
  expect(days((Date.now() + 20.5 * 86_400e3) * 1000)).toContain('HTTPS certificate: 20 days left');
  expect(days(null)).not.toContain('HTTPS');
});

test('why data does not flow is said in the language of the page, what a system says in its own', async () => {
  const limits = [{ code: 'store' as const, why: 'no space left' }, { code: 'cell' as const, cell: 'nowhere', state: 'offline' as const }, { code: 'tls' as const, day: '2026-12-01' }];
  const told = () => [...render(Health, { health: { ...health, status: 'blocked', limits } }).container.querySelectorAll('li')].map((one) => one.textContent);
  expect(told()).toEqual(['The store takes nothing: no space left', 'nowhere: Offline', 'The certificate for HTTPS ends on 2026-12-01; “sprue certificate” renews it.']);
  await language.use('es');
  expect(told()[1]).toBe('nowhere: Sin conexión');
  expect(told()[0]).toMatch(/^El almacén no acepta nada: .*no space left/);
  await language.use('en');
});
