import { expect, it } from 'vitest';
import { listed } from './keys.ts';

it('lists the keys of one title together, in the order they came', () => {
  const key = (keys: string) => ({ keys, label: keys, run: () => undefined });
  const groups = [
    { title: 'Everywhere', bindings: [key('G'), key('?')] },
    { title: 'Console', bindings: [key('B')] },
    { title: 'Everywhere', bindings: [key('Alt+O')] },
  ];
  expect(listed(groups).map(({ title, bindings }) => [title, ...bindings.map(({ keys }) => keys)])).toEqual([
    ['Everywhere', 'G', '?', 'Alt+O'],
    ['Console', 'B'],
  ]);
});
