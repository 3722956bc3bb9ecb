import { beforeEach, describe, expect, it } from 'vitest';
import '#tests/support/renderer/page-storage.ts';
import type { InstrumentView } from '#shared/contract/market.ts';
import { samplePositions } from '#tests/support/renderer/sample-portfolio.ts';
import { useDraft, type Draft } from '../draft.ts';
import { percentAway, multipleOf } from './bracket.ts';
import { addedTo, derive, steadyMark, type DraftFacts } from './derive.ts';
import { ticketOf } from './draft-ticket.ts';
import { lockWords, placeOf, sendWords } from './send-words.ts';

const instrument = {
  symbol: 'ETHUSDTM',
  coin: 'ETH',
  tick: '0.01',
  priceDecimals: 2,
  multiplier: '0.01',
  lotSize: 1,
  makerFeePpm: 200,
  takerFeePpm: 600,
} as InstrumentView;

const facts = (more: Partial<DraftFacts> = {}): DraftFacts => ({
  instrument,
  mark: '4000.00',
  position: null,
  free: '10000',
  leverage: 3,
  ...more,
});

// The store's actions are part of its state.
type Actions = Draft & {
  patch: (change: Partial<Draft>) => void;
  start: (side: 'buy' | 'sell') => void;
  clear: () => void;
};
const act = (): Actions => useDraft.getState();

const draft = (): Draft => useDraft.getState();
/** The draft after the fields that follow were filled in. */
function settled(more: Partial<DraftFacts> = {}): Draft {
  for (let change = derive(draft(), facts(more)); change !== null; change = derive(draft(), facts(more)))
    act().patch(change);
  return draft();
}

beforeEach(() => {
  act().clear();
  act().patch({
    symbol: 'ETHUSDTM',
    kind: 'market',
    sizeUnit: 'contracts',
    size: '25',
    leverage: null,
    bracketFollows: true,
  });
});

describe('a draft', () => {
  it('has everything it needs from the side alone: size and distances are those of the last', () => {
    act().start('buy');
    const filled = settled();
    expect(filled).toMatchObject({ lots: 25, stop: '3960.00', target: '4080.00' });
    expect(ticketOf(filled)).toMatchObject({
      symbol: 'ETHUSDTM',
      side: 'buy',
      kind: 'market',
      lots: 25,
      stop: '3960.00',
      price: null,
    });
  });

  it('turned round has its stop on the other side', () => {
    act().start('buy');
    settled();
    act().start('sell');
    expect(settled()).toMatchObject({ stop: '4040.00', target: '3920.00' });
  });

  it('keeps a stop that a person set, and sizes by it', () => {
    act().start('buy');
    settled();
    act().patch({ stop: '3980.00', sizeUnit: 'risk', size: '100' });
    // 0.2 to the stop and 0.024 + 0.02388 of fees a contract.
    expect(settled()).toMatchObject({ stop: '3980.00', bracketFollows: false, lots: 403 });
    act().start('sell');
    expect(settled()).toMatchObject({ stop: '4040.00', bracketFollows: true });
  });

  it('that adds to a position takes its plan', () => {
    const [position = null] = samplePositions(0);
    act().patch({ leverage: 2 });
    act().start('buy');
    expect(addedTo(draft(), position)).not.toBeNull();
    expect(settled({ position })).toMatchObject({ stop: '', target: '', leverage: null });
    act().start('sell');
    expect(addedTo(draft(), position)).toBeNull();
  });

  it('says what is missing', () => {
    expect(ticketOf({ ...draft(), symbol: null })).toBe('Choose a contract first.');
    expect(ticketOf({ ...draft(), kind: 'limit', lots: 1 })).toBe('Give the limit price: E leads to the field.');
    expect(ticketOf({ ...draft(), kind: 'stop-market', lots: 1 })).toMatch(/^A stop order waits for its trigger/);
    expect(ticketOf({ ...draft(), lots: 0 })).toMatch(/at least one contract/);
  });

  it('asks for nothing that its kind does not know', () => {
    const asked = { ...draft(), lots: 1, price: '10', trigger: '11', postOnly: true, timeInForce: 'ioc' as const };
    expect(ticketOf({ ...asked, kind: 'market' })).toMatchObject({
      price: null,
      trigger: null,
      timeInForce: 'gtc',
      postOnly: false,
    });
    expect(ticketOf({ ...asked, kind: 'limit' })).toMatchObject({
      price: '10',
      trigger: null,
      timeInForce: 'ioc',
      postOnly: false,
    });
  });
});

it('the mark that sizes follow moves only when it moved for good', () => {
  expect(steadyMark('4000', '4003')).toBe('4000');
  expect(steadyMark('4000', '4005')).toBe('4005');
  expect(steadyMark(null, '4000')).toBe('4000');
  expect(steadyMark('4000', null)).toBeNull();
});

it('distances and multiples are told only where they are known', () => {
  expect(percentAway('3960', '4000')).toBeCloseTo(1);
  expect(percentAway('', '4000')).toBeNull();
  expect(multipleOf('741.67', '399.69')).toBeCloseTo(1.8556, 3);
  expect(multipleOf('1', null)).toBeNull();
  expect(multipleOf('1', '0')).toBeNull();
});

describe('the words of the button', () => {
  it('name what is sent and where it goes', () => {
    expect(sendWords({ side: 'buy', kind: 'market', method: null }, '9.21 ETH')).toBe('Buy 9.21 ETH at market');
    expect(sendWords({ side: 'sell', kind: 'limit', method: { kind: 'iceberg', visibleLots: 1 } }, '1 BTC')).toBe(
      'Sell 1 BTC limit, iceberg',
    );
    expect(placeOf({ mode: 'demo', simulated: true }, [])).toBe('demo account');
    expect(placeOf({ mode: 'paper', simulated: true }, [])).toBe('paper account');
    expect(placeOf({ mode: 'live', simulated: false }, [{ name: 'Main', live: true }])).toBe('LIVE, Main');
    expect(placeOf({ mode: 'live', simulated: false }, [{ name: 'Main', live: false }])).toBe(
      'LIVE, no account released',
    );
  });

  it('name what locks', () => {
    const journal = { readOnly: false } as Parameters<typeof lockWords>[0]['journal'];
    const trading = { state: 'ACTIVE', cause: '', since: 0 } as const;
    expect(lockWords({ journal, trading }, true)).toBeNull();
    expect(lockWords({ journal, trading }, false)?.title).toBe('Not connected');
    expect(lockWords({ journal: { ...journal, readOnly: true }, trading }, true)?.title).toBe('Read-only');
    const halted = lockWords({ journal, trading: { ...trading, state: 'HALTED', cause: 'the day loss' } }, true);
    expect(halted).toEqual({ title: 'Halted', sentence: 'the day loss. No entry is sent; closing still works.' });
  });
});
