import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { health } from '../test-data';
import Health from './Health.svelte';

test('how often screens are told is said in a unit that shows it', () => {
  const { container } = render(Health, { health: { ...health, screens_every_s: 0.025 } });
  const told = [...container.querySelectorAll('dl > div')].find((one) => one.textContent?.startsWith('Screens told'));
  expect(told?.querySelector('dd')?.textContent).toMatch(/^25\sms$/);
});
