import { expect, test } from 'vitest';
import { circle, circles } from '../../frame';

const chunk = (...imports: string[]) => ({ type: 'chunk', imports });

test('files that import each other are found, however long the way back is, and a shared file is no circle', () => {
  expect(circle({ page: chunk('frame', 'firm'), firm: chunk('frame'), frame: chunk(), looks: { type: 'asset' } })).toBeNull();
  expect(circle({ page: chunk('firm'), firm: chunk('store'), store: chunk('frame', 'page'), frame: chunk() })).toEqual(['page', 'firm', 'store', 'page']);
});

test('such a build fails and names them', () => {
  const told: string[] = [];
  const building = { error: (text: string) => { told.push(text); throw new Error('no build'); } };
  circles.generateBundle.call(building as never, null, { page: chunk('firm'), firm: chunk() });
  expect(told).toEqual([]);
  expect(() => circles.generateBundle.call(building as never, null, { firm: chunk('store'), store: chunk('firm') })).toThrow();
  expect(told[0]).toContain('firm -> store -> firm');
});
