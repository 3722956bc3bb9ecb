import { describe, expect, it } from 'vitest';
import { heapKinds } from './heap-kinds.ts';

const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
  node_types: [['hidden', 'array', 'string', 'object', 'code'], 'string', 'number', 'number', 'number', 'number'],
};
const written = (nodes: readonly number[], meta: object = META): string =>
  JSON.stringify({ snapshot: { meta }, nodes });

describe('the bytes of a heap snapshot', () => {
  it('are code where V8 calls them so, and data otherwise', () => {
    const nodes = [
      ...[3, 0, 1, 100, 0, 0],
      ...[4, 0, 3, 20_000, 0, 0],
      ...[1, 0, 5, 30, 0, 0],
      ...[4, 0, 7, 5_000, 0, 0],
    ];
    expect(heapKinds(written(nodes))).toEqual({ data: 130, code: 25_000 });
  });

  it('are not guessed where a snapshot has another form', () => {
    const other = { ...META, node_types: [['hidden', 'array']] };
    expect(() => heapKinds(written([0, 0, 1, 100, 0, 0], other))).toThrow('neither size nor code');
  });
});
