import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepsFocus } from './focus';

let stop: () => void;
const later = () => new Promise((done) => setTimeout(done));
const button = (name: string) => document.querySelector<HTMLButtonElement>(`#${name}`)!;

beforeEach(() => {
  document.body.innerHTML = '<section id="around"><p id="row"><button id="one">1</button></p><button id="other">2</button></section>';
  stop = keepsFocus(document.body);
});
afterEach(() => stop());

test('what was pressed has gone: what is left around it has the focus, until it goes on', async () => {
  button('one').focus();
  document.querySelector('#row')!.innerHTML = '<button id="next">3</button>';
  await later();
  expect(document.activeElement?.id).toBe('row');
  button('next').focus();
  expect(document.querySelector('#row')!.hasAttribute('tabindex')).toBe(false);
});

test('a row that has gone with its button leaves the focus to what the row lay in', async () => {
  button('one').focus();
  document.querySelector('#row')!.remove();
  await later();
  expect(document.activeElement?.id).toBe('around');
});

test('what was switched off for its deed has the focus again when it can be pressed again', async () => {
  button('one').focus();
  button('one').disabled = true;
  button('one').blur(); // as browsers do it
  await later();
  expect(document.activeElement).toBe(document.body);
  button('one').disabled = false;
  await later();
  expect(document.activeElement).toBe(button('one'));
});

test('whoever has gone on to another stop, or points elsewhere, is left alone', async () => {
  button('one').focus();
  button('other').focus();
  button('one').remove();
  await later();
  expect(document.activeElement).toBe(button('other'));
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  button('other').blur();
  button('other').remove();
  await later();
  expect(document.activeElement).toBe(document.body);
});
