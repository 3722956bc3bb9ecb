import { beforeEach, expect, it } from 'vitest';
import '#tests/support/renderer/page-storage.ts';
import { useDraft } from '../draft.ts';
import { ticketOf } from './draft-ticket.ts';
import { chooseKind, quoteOf, startOrder } from './entry-price.ts';

const quote = quoteOf({ bid: 3_999.999, ask: 4_000.501 }, '0.01');
const draft = () => useDraft.getState();

beforeEach(() => {
  draft().clear();
  draft().patch({ symbol: 'ETHUSDTM', kind: 'limit', side: 'buy', lots: 5, leverage: null });
});

it('best prices are on the tick, and empty where they are not known', () => {
  expect(quote).toEqual({ buy: '4000.00', sell: '4000.50' });
  expect(quoteOf({ bid: 0, ask: 4_000 }, '0.01')).toEqual({ buy: '', sell: '4000.00' });
  expect(quoteOf(null, '0.01')).toEqual({ buy: '', sell: '' });
  expect(quoteOf({ bid: 1, ask: 2 }, '')).toEqual({ buy: '', sell: '' });
});

it('a kept limit begins at the best price of its own side, and follows when turned round', () => {
  startOrder('buy', quote);
  expect(ticketOf(draft())).toMatchObject({ kind: 'limit', side: 'buy', price: '4000.00' });
  startOrder('sell', quote);
  expect(draft().price).toBe('4000.50');
  startOrder('sell', quoteOf({ bid: 4_001, ask: 4_002 }, '0.01'));
  expect(draft().price).toBe('4002.00');
});

it('a price that a person gave stays', () => {
  draft().patch({ price: '3900.00' });
  startOrder('buy', quote);
  startOrder('sell', quote);
  expect(draft().price).toBe('3900.00');
});

it('without a quote the limit is asked for', () => {
  startOrder('buy', quoteOf(null, '0.01'));
  expect(ticketOf(draft())).toMatch(/^Give the limit price/);
});

it('a kept stop has no price of itself: its trigger is asked for', () => {
  for (const kind of ['stop-market', 'stop-limit'] as const) {
    draft().clear();
    draft().patch({ kind });
    startOrder('buy', quote);
    expect(draft()).toMatchObject({ trigger: '', price: '' });
    expect(ticketOf(draft())).toMatch(/waits for its trigger: press E/);
  }
});

it('a kind chosen takes no price along that was only offered', () => {
  startOrder('buy', quote);
  chooseKind('stop-limit', quote);
  expect(draft()).toMatchObject({ price: '', trigger: '' });
  chooseKind('limit', quote);
  expect(draft().price).toBe('4000.00');
  draft().patch({ price: '3900.00' });
  chooseKind('stop-limit', quote);
  expect(draft().price).toBe('3900.00');
});
