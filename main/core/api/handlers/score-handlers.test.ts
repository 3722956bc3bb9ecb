import { describe, expect, it } from 'vitest';
import type { CellView } from '#shared/contract/score.ts';
import { BTC, ETH, pathWorld } from '#tests/support/path/path-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { Topic } from '../topic.ts';
import { scoreHandlers } from './score-handlers.ts';

const cell = (symbol: string, score: number): CellView => ({
  ...{ key: `${symbol}:1h`, symbol, timeframe: '1h', status: 'ok', score, confidence: 0.5, completeness: 1 },
  ...{ veto: false, change1h: null, missing: null, asOf: 1, opinions: [] },
});

function open() {
  const { core } = pathWorld();
  const cells = new Topic<CellView>(core.parts.scheduler);
  cells.put([cell(BTC, 10), cell(ETH, 20)]);
  return scoreHandlers({ core, live: { cells } } as unknown as ApiParts);
}

async function first(asked: { readonly symbol?: string } | undefined): Promise<readonly string[]> {
  const stream = open().watch(asked, { role: 'viewer', signal: undefined });
  for await (const message of stream) return message.kind === 'snapshot' ? message.rows.map(({ key }) => key) : [];
  return [];
}

describe('the stream of scores', () => {
  it('carries all cells when no symbol is named, those of one when it is, and none of an unknown one', async () => {
    expect(await first(undefined)).toEqual([`${BTC}:1h`, `${ETH}:1h`]);
    expect(await first({})).toEqual([`${BTC}:1h`, `${ETH}:1h`]);
    expect(await first({ symbol: ETH })).toEqual([`${ETH}:1h`]);
    expect(await first({ symbol: 'NONEUSDTM' })).toEqual([]);
  });
});
