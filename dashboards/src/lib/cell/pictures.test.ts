import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { PictureView } from '../api';
import Pictures from './Pictures.svelte';

const picture = (sha256: string, light: string | null, camera = 'part-1', kept = true): PictureView => ({ sha256, light, kept, camera, measured_us: 1_790_000_000_000_000 });
const show = (...pictures: PictureView[]) => render(Pictures, { pictures, counter: 7, origin: 'simulated' });
const source = () => screen.getByRole('img', { name: /shot 7/ }).getAttribute('src');

test('one picture at a time, chosen by the light under which it was taken', async () => {
  show(picture('aa', 'diffuse'), picture('bb', 'raking-n'));
  expect(source()).toMatch(/\/export\/pictures\/aa$/);
  await fireEvent.click(screen.getByRole('button', { name: 'raking from the top' }));
  expect(source()).toMatch(/\/export\/pictures\/bb$/);
  expect(screen.getByRole('img', { name: 'Part, cavity 1, shot 7, light raking from the top' })).toBeTruthy();
});

test('parts and cavities are told apart, and a light that is chosen stays chosen', async () => {
  show(picture('mm', 'diffuse', 'mould-2'), picture('mn', 'raking-n', 'mould-2'), picture('aa', 'diffuse'), picture('bb', 'raking-n'));
  expect(source()).toMatch(/aa$/);
  await fireEvent.click(screen.getByRole('button', { name: 'raking from the top' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Mould, cavity 2' }));
  expect(source()).toMatch(/mn$/);
});

test('a picture that has gone is told in words, and a single one needs no choice', () => {
  show(picture('aa', null, 'odd-camera', false));
  expect(screen.queryByRole('img', { name: /shot 7/ })).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText(/not kept any longer/)).toBeTruthy();
  expect(screen.getByText(/odd-camera/)).toBeTruthy();
});
