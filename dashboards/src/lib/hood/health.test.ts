import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';
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
