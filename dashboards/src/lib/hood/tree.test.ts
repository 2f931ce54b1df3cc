import { expect, test } from 'vitest';
import type { TopicView } from '../api';
import { meets, pretty, tree } from './tree';

const topic = (name: string, over: Partial<TopicView> = {}): TopicView => ({ topic: name, count: 1, per_s: 1, bytes_per_s: 100, age_s: 3, retained: false, last: '{}', ...over });

test('a branch carries the sum of what passes below it and the youngest age', () => {
  const [root] = tree([topic('sprue/v1/g/a/sample', { age_s: 1 }), topic('sprue/v1/g/a/shot'), topic('sprue/v1/g/status')]);
  expect(root).toMatchObject({ name: 'sprue', per_s: 3, bytes_per_s: 300, age_s: 1 });
  expect(root!.branches[0]!.branches[0]!.branches.map(({ name }) => name)).toEqual(['a', 'status']);
});

test('a frame of readings stays on one line', () => {
  expect(pretty('{"frames":[[1,2,null]]}').text).toContain('[1, 2, null]');
});

test('a message that was cut off is shown as far as it came, and says so', () => {
  expect(pretty('{"a":1,"b":').whole).toBe(false);
});

test('counts meet when produced is waiting plus stored', () => {
  const counts = { produced: 10, waiting: 2, stored: 8, dropped: 0, doubtful: false };
  expect(meets(counts)).toBe('yes');
  expect(meets({ ...counts, stored: 7 })).toBe('on-the-way');
  expect(meets({ ...counts, doubtful: true })).toBe('no');
});
