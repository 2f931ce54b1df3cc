import { expect, test } from 'vitest';
import type { EyesView, StationView } from '../api';
import { picturedOf, seeing } from './sight';
import { warmth } from './warm';

type Step = EyesView['learning'][number];
const step = (name: string, over: Partial<Step> = {}): Step => ({ name, state: 'waiting', share: 0, why: null, since_us: null, took_s: null, ...over });
const model = (name: string, promise: EyesView['models'][number]['promise'] = { goods: 350, reject: 0.003, not_passed: 0.013, low: 0.005, high: 0.024 }): EyesView['models'][number] => ({
  name, of: 'part', version: 'v1', since_us: 1, lights: [], promise, held_quantiles: {}, taught: false, confirmed_defects: 0, confirmed_goods: 0, versions: 1, relearning: null, problem: null,
});
const eyes = (over: Partial<EyesView> = {}): EyesView => ({ state: 'learning', since_us: 0, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], models: [], learning: [], ...over });
const CAP = 'Closure 28 mm, 8 cavities', NAME = 'closure-28-mm-8-cavities-part', NOW = 1.79e15;

test.each<[string, Partial<EyesView>]>([
  ['off', { state: 'off', models: [model(NAME)] }], ['away', { state: 'away', models: [model(NAME)] }], ['judges', { models: [model(NAME)] }], ['judges', { state: 'behind', models: [model(NAME)], learning: [step(NAME, { state: 'done' })] }],
  ['learning', { learning: [step(NAME)] }], ['learning', { learning: [step(NAME, { state: 'learning' })], models: [model('lunch-box-part')] }], ['failed', { learning: [step(NAME, { state: 'failed' })] }],
  ['not-learnt', {}], ['not-learnt', { models: [model(NAME, null)] }], ['not-learnt', { models: [model('closure-28-mm-8-cavities-mould')] }],
])('eyes of one mould are %s', (sight, over) => expect(seeing(eyes(over), CAP, 'part', NOW).sight).toBe(sight));

test('what is learnt before counts towards when, at the pace of what was learnt here', () => {
  const learning = [step('a-part', { state: 'done', took_s: 300 }), step('b-part', { state: 'done' }), step('c-part', { state: 'learning', since_us: NOW - 100e6 }), step(NAME), step('d-part')];
  const seen = seeing(eyes({ learning }), CAP, 'part', NOW);
  expect(seen.steps.map(({ name }) => name)).toEqual(['c-part', NAME]);
  expect((seen.done_us! - NOW) / 1e6).toBe(500);
});

test.each([
  [[step(NAME, { state: 'picturing', since_us: NOW - 100e6 })]], // nothing learnt yet: nobody can say
  [[step('a-part', { state: 'done', took_s: 300 }), step(NAME, { state: 'learning', since_us: NOW - 400e6 })]], // longer than usual already
])('when it is done is not invented', (learning) => expect(seeing(eyes({ learning }), CAP, 'part', NOW).done_us).toBeNull());

test('pictures of parts, of cavities, or none are the evidence', () => expect(['rejected', 'mould_rejected', 'called'].map(picturedOf)).toEqual(['part', 'mould', null]));

test.each<[string, boolean, string]>([['rejected', false, '/inspections?cell=x&of=part&verdict=pass&limit=1'], ['mould_rejected', false, '/inspections?cell=x&of=mould&verdict=pass&limit=1'], ['mould_rejected', true, '/cells/x/pictured?of=mould']])('before %s (blind: %s) one is asked for', async (evidence, blind, url) => {
  const asked: string[] = [];
  globalThis.fetch = (address) => { asked.push(String(address)); return Promise.resolve(new Response(JSON.stringify(blind ? null : { inspections: [], next: null }))); };
  const told = { breaks: { evidence }, caught: { page: '', point_at: '' } } as unknown as StationView;
  expect(await warmth(told, { cell: 'x', run: 'r', blind }, new AbortController().signal)).toEqual({ gathered: 0, wanted: 1 });
  expect(asked).toEqual([`/api/v1${url}`]);
});
