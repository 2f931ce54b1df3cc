import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OverlayView, PhotoView } from '../api';
import { word } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell } from '../test-data';
import Page from '../../pages/ar.svelte';
import { Camera } from './camera.svelte';
import { draw, onCanvas } from './draw';
import { liveMarks, photoMarks, photoPlace } from './marks';
import { forHub } from './photo';
import Verdict from './Verdict.svelte';

const said = (check: string) => word('eyes.check', check);
const place = { check: 'vents', outline_mm: [[-1, -1], [1, -1], [1, 1]] as [number, number][], area_mm2: 2 };
const stored = {
  id: '1-2-3', verdict: 'reject' as const, reason: null, warnings: [], places: [place], measured_us: 1.79e15, cavity: 2, shot_counter: 7, origin: 'simulated' as const,
};
const overlay = (over: Partial<OverlayView> = {}): OverlayView => ({
  cell: 'imm-1', kind: 'mould', mould: 'Toy gear', fixture: { width_mm: 60, height_mm: 45, markers: [] }, cavities: [1, 2], stored, ...over,
});
const photo = (over: Partial<PhotoView> = {}): PhotoView => ({
  width_px: 640, height_px: 480, markers: [0, 1, 2, 3], mm_to_photo: [10, 0, 320, 0, 10, 240, 0, 0, 1], part_to_photo: [],
  judged: { verdict: 'cannot judge', reason: 'missing_light', warnings: [], places: [], silent: [] }, overlay: overlay(), ...over,
});

let answers: Record<string, () => Response>;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  answers = { '/ar/overlay': () => json(overlay()), '/ar/inspect': () => json(photo()) };
  vi.stubGlobal('fetch', vi.fn(async (url: string) => answers[Object.keys(answers).find((part) => url.includes(part)) ?? '']?.() ?? json({}, 404)));
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(paper().on as never); // jsdom has none
  vi.stubGlobal('createImageBitmap', vi.fn(async () => ({ width: 640, height: 480, close: () => undefined })));
  live.hear({ type: 'snapshot', seq: 1, now_us: 1.79e15, health: null, cells: [cell(), cell({ cell: 'imm-2', title: 'Press 2' })] } as never);
});
afterEach(() => { vi.unstubAllGlobals(); location.hash = ''; });

/** What a canvas was asked to draw. */
function paper() {
  const lines: [number, number][][] = [], words: string[] = [], dashes: number[][] = [], places: number[][] = [];
  const on = {
    canvas: { width: 640, height: 480 }, drawImage: () => undefined, save: () => undefined, restore: () => undefined, beginPath: () => lines.push([]), closePath: () => undefined,
    lineTo: (x: number, y: number) => lines.at(-1)!.push([x, y]), stroke: () => undefined, fill: () => undefined, roundRect: (...box: number[]) => places.push(box),
    setLineDash: (dash: number[]) => dashes.push(dash), measureText: () => ({ width: 40 }), fillText: (word: string) => words.push(word),
  };
  return { on: on as unknown as CanvasRenderingContext2D, lines, words, dashes, places };
}

test('an outline is drawn where the homography has it, with its word', () => {
  const { on, lines, words } = paper();
  const h = [10, 0, 320, 0, 10, 240, 0, 0, 1];
  draw(on, h, liveMarks(overlay(), true), { scale: 2, unit: 1 });
  expect(lines[0]).toEqual([[621, 461], [661, 461], [661, 501]]);
  expect(onCanvas(h, [0, 0], 2)).toEqual([641, 481]);
  expect(words).toEqual([said('vents')]);
});

test('what is not current, or seen by another camera, is dashed; what passed is not drawn', () => {
  const dashed = (marks: ReturnType<typeof liveMarks>) => { const { on, dashes } = paper(); draw(on, [1, 0, 0, 0, 1, 0, 0, 0, 1], marks, { scale: 1, unit: 1 }); return dashes.some((dash) => dash.length > 0); };
  expect(dashed(liveMarks(overlay(), true))).toBe(false);
  expect(dashed(liveMarks(overlay(), false))).toBe(true);
  expect(dashed(photoMarks(photo()))).toBe(true);
  expect(liveMarks(overlay({ stored: { ...stored, verdict: 'pass' } }), true)).toEqual([]);
  expect(liveMarks(overlay({ stored: null }), true)).toEqual([]);
});

test('places near each other share one word, and no word is written over another', () => {
  const at = (x: number, check: string) => ({ check, outline_mm: [[x, 0], [x + 1, 0], [x + 1, 1]] as [number, number][], area_mm2: 1 });
  const found = liveMarks(overlay({ stored: { ...stored, places: [at(0, 'lines'), at(9, 'lines'), at(2, 'relief'), at(3, 'colour'), at(20, 'flash')] } }), true);
  expect(found.map((mark) => [mark.word, mark.outlines.length])).toEqual([[said('lines'), 1], [`${said('lines')}, ${said('relief')} …`, 3], [said('flash'), 1]]);
  const { on, places } = paper();
  draw(on, [1, 0, 200, 0, 1, 200, 0, 0, 1], found, { scale: 1, unit: 1 });
  expect(new Set(places.map(([, top]) => top)).size).toBe(3);
});

test('a photo that could be judged says which checks did not look, one that could not says nothing of them', () => {
  const said = (silent: string[]) => render(Verdict, { title: 'This photo', verdict: 'pass', reason: null, warnings: [], places: [], silent }).container.textContent;
  expect(said(['lines', 'relief'])).toContain(`One light only. Not looked at: ${word('eyes.check', 'lines')}, ${word('eyes.check', 'relief')}.`);
  expect(said([])).not.toContain('One light only');
});

test('a photo that could be judged shows its own places, at the part where that was found', () => {
  const judged = { verdict: 'look again' as const, reason: null, warnings: [], places: [{ ...place, check: 'colour' }], silent: ['lines'] };
  expect(photoMarks(photo({ judged })).map((mark) => [mark.word, mark.kind, mark.firm])).toEqual([[said('colour'), 'look again', true]]);
  expect(photoMarks(photo({ judged: { ...judged, verdict: 'pass', places: [] } }))).toEqual([]);
  expect(photoPlace(photo({ part_to_photo: [1, 0, 5, 0, 1, 6, 0, 0, 1] }))).toEqual([1, 0, 5, 0, 1, 6, 0, 0, 1]);
  expect(photoPlace(photo({ mm_to_photo: [] }))).toBeNull();
});

test('a verdict has a word, a reason, a count, an age and an origin', () => {
  render(Verdict, { title: 'Seen', verdict: 'reject', reason: null, warnings: [], places: [place], stored });
  expect(screen.getByText('Reject')).toBeTruthy();
  expect(screen.getByText(`1 place marked: ${said('vents')}`)).toBeTruthy();
  expect(screen.getByText('Cavity 2')).toBeTruthy();
  expect(screen.getByText('simulated')).toBeTruthy();
});

test('without encryption the page says so and offers a photo, which comes back with its verdict and reason', async () => {
  render(Page);
  expect(screen.getByText(/gives it no live camera/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Start the camera' })).toBeNull();
  const input = (await screen.findByText('Use a photo')).querySelector('input')!;
  await waitFor(() => expect(input.disabled).toBe(false));
  await fireEvent.change(input, { target: { files: [new File(['x'], 'a.jpg', { type: 'image/jpeg' })] } });
  expect(await screen.findByText('Cannot judge')).toBeTruthy();
  expect(screen.getByText(/A photo has one light/)).toBeTruthy();
  expect(screen.getByText(/nothing of it is kept/)).toBeTruthy();
  const [url, sent] = vi.mocked(fetch).mock.calls.find(([asked]) => String(asked).includes('inspect'))!;
  expect(url).toBe('/api/v1/ar/inspect?cell=imm-1&kind=mould');
  expect(sent!.method).toBe('POST');
});

test('why a photo is refused stands on the page in words', async () => {
  answers['/ar/inspect'] = () => json({ detail: 'x', code: 'photo_empty', params: {} }, 422);
  render(Page);
  const input = (await screen.findByText('Use a photo')).querySelector('input')!;
  await waitFor(() => expect(input.disabled).toBe(false));
  await fireEvent.change(input, { target: { files: [new File([], 'a.jpg', { type: 'image/jpeg' })] } });
  expect((await screen.findByRole('alert')).textContent).toContain('empty (0 bytes)');
});

test('another press forgets the outlines of the one before at once', async () => {
  render(Page);
  expect(await screen.findByText('Reject')).toBeTruthy();
  answers['/ar/overlay'] = () => json({ detail: 'x', code: 'ar_not_learnt', params: { mould: 'Toy gear' } }, 409);
  await fireEvent.change(screen.getByLabelText('Press'), { target: { value: 'imm-2' } });
  expect(screen.queryByText('Reject')).toBeNull();
  expect((await screen.findByRole('alert')).textContent).toContain('not learnt Toy gear yet');
  expect(location.hash).toContain('cell=imm-2');
});

test('a camera that is denied, missing or taken away is a state, and leaving lets go of it', async () => {
  const track = { stop: vi.fn(), onended: null as null | (() => void) };
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  const ask = vi.fn<() => Promise<unknown>>();
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: ask }, languages: ['en'] });
  const camera = new Camera();
  for (const [name, state] of [['NotAllowedError', 'denied'], ['NotFoundError', 'none'], ['NotReadableError', 'busy']] as const) {
    ask.mockRejectedValueOnce(new DOMException('', name));
    await camera.start();
    expect(camera.state).toBe(state);
  }
  ask.mockResolvedValue(stream);
  await camera.start();
  expect([camera.state, camera.stream]).toEqual(['on', stream]);
  track.onended!();
  expect([camera.state, camera.stream]).toEqual(['ended', null]);
  const starting = camera.start();
  camera.stop();
  await starting;
  expect(camera.state).toBe('off');
  expect(track.stop).toHaveBeenCalledTimes(2);
});

test('a file goes to the hub as it is, unless it is of another kind and can be read', async () => {
  const file = new File(['x'], 'a.png', { type: 'image/png' });
  expect(await forHub(file)).toBe(file);
  vi.stubGlobal('createImageBitmap', vi.fn(async () => { throw new DOMException('', 'InvalidStateError'); }));
  const odd = new File(['x'], 'a.heic', { type: 'image/heic' });
  expect(await forHub(odd)).toBe(odd);
});
