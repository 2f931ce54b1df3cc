import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { PictureView } from '../api';
import Pictures from './Pictures.svelte';

const picture = (sha256: string, light: string | null, kept = true): PictureView => ({ sha256, light, kept, camera: 'parts', measured_us: 1_790_000_000_000_000 });

test('one picture at a time, chosen by the light under which it was taken', async () => {
  render(Pictures, { pictures: [picture('aa', 'diffuse'), picture('bb', 'raking-n')], counter: 7 });
  expect(screen.getByRole('img').getAttribute('src')).toMatch(/\/export\/pictures\/aa$/);
  await fireEvent.click(screen.getByRole('button', { name: 'raking from the top' }));
  expect(screen.getByRole('img').getAttribute('src')).toMatch(/\/export\/pictures\/bb$/);
  expect(screen.getByRole('img').getAttribute('alt')).toBe('The part of shot 7, camera parts, light raking from the top');
});

test('a picture that has gone is told in words, and a single one needs no choice', () => {
  render(Pictures, { pictures: [picture('aa', null, false)], counter: 7 });
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText(/not kept any longer/)).toBeTruthy();
});
