import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, address, explain, get } from './api';
import { href, match, open, type PageFile } from './router.svelte';

afterEach(() => { vi.unstubAllGlobals(); });
const answers = (status: number, body: unknown) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body), { status })));

test('path parameters fill the path, the rest become the query, lists repeat and nulls stay away', () => {
  expect(address('/cells/{cell}/series', { cell: 'imm 1', channel: ['a', 'b'], to_us: undefined, points: 10 })).toBe('/api/v1/cells/imm%201/series?channel=a&channel=b&points=10');
});

test('an answer is handed on as it is', async () => {
  answers(200, []);
  expect(await get('/cells')).toEqual([]);
});

test('a refusal tells people what the hub said', async () => {
  answers(404, { detail: 'No cell is called x' });
  const problem = await get('/cells/{cell}', { cell: 'x' }).catch((one: unknown) => one);
  expect(problem).toBeInstanceOf(ApiError);
  expect(problem).toMatchObject({ kind: 'missing', status: 404 });
  expect(explain(problem)).toContain('No cell is called x');
});

test('a hub that is away is told apart from one that refuses', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  await expect(get('/plant')).rejects.toMatchObject({ kind: 'unreachable' });
});

test('addresses of pages are read as they are written', () => {
  expect(match('/cell/:cell/shot/:id', href('/cell/:cell/shot/:id', { cell: 'imm-1', id: '3-17-9' }).slice(1))).toEqual({ cell: 'imm-1', id: '3-17-9' });
  expect(match('/cell/:cell', '/cell/a/b')).toBeNull();
  expect(match('/', '/')).toEqual({});
});

test('an address that no page has opens the first page', () => {
  const page = (path: string) => ({ page: { path } }) as unknown as PageFile;
  const found = open([page('/'), page('/hood')], '/nowhere');
  expect([found.file.page.path, found.lost]).toEqual(['/', true]);
  expect(open([page('/'), page('/hood')], '/hood').lost).toBeUndefined();
});
