import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk } from '../desk.svelte';
import { keepsFocus } from '../focus';
import Notice from './Notice.svelte';

const desk = new Desk(() => Promise.resolve(null));
const said = () => screen.queryByText('Kept');
const later = () => new Promise((done) => setTimeout(done));
let pressed: HTMLButtonElement, stop: () => void;

beforeEach(async () => {
  pressed = document.body.appendChild(document.createElement('button'));
  stop = keepsFocus(document.body);
  render(Notice, { desk });
  pressed.focus();
  await fireEvent.click(pressed);
  pressed.disabled = true;
  pressed.blur(); // as browsers do it
  await desk.do(() => Promise.resolve(), 'Kept');
  pressed.disabled = false;
  await later();
});
afterEach(() => { stop(); pressed.remove(); });

test('what was done is still said when the button that did it has its focus again', () => {
  expect(document.activeElement).toBe(pressed);
  expect(said()).toBeTruthy();
});

test('a finger that scrolls, a key that is let go or still held takes it from nobody', async () => {
  for (const name of ['pointerdown', 'touchstart', 'touchmove', 'scroll', 'pointerup', 'keyup']) await fireEvent(pressed, new Event(name, { bubbles: true }));
  await fireEvent.keyDown(pressed, { key: 'Enter', repeat: true });
  expect(said()).toBeTruthy();
});

test.each([
  ['click', () => pressed.click()],
  ['key press', () => pressed.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))],
])('the next %s anywhere takes it away', (_, goOn) => {
  expect(said()).toBeTruthy();
  goOn();
  flushSync();
  expect(said()).toBeNull();
});
