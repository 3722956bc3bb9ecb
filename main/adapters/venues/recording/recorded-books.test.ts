import { describe, expect, it } from 'vitest';
import { instrumentsForVenue } from '#core/market/instruments.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { VenueContract } from '../venue-contract.ts';
import type { WireMessage } from '../wire-tap.ts';
import { RecordedBooks } from './recorded-books.ts';

const instrument = instrumentsForVenue().find(({ symbol }) => symbol === 'XBTUSDTM');
if (instrument === undefined) throw new Error('XBTUSDTM is not in the catalogue');
const contract: VenueContract = { instrument, venueSymbol: 'XBTUSDTM', sizeStep: '1' };

const wire = (body: string, rest = false): WireMessage => ({
  at: epochMs(1_700_000_000_000),
  monotonic: 1,
  channel: rest ? 'rest' : 'public',
  direction: 'in',
  what: rest ? 'GET /api/v1/level2/snapshot?symbol=XBTUSDTM' : 'market 1',
  status: rest ? 200 : null,
  body,
  id: rest ? 1 : null,
});

const change = (sequence: number, text: string): WireMessage =>
  wire(
    `{"topic":"/contractMarket/level2:XBTUSDTM","type":"message","subject":"level2","sn":${String(sequence)},"data":{"sequence":${String(sequence)},"change":"${text}","timestamp":1731897467182}}`,
  );

const snapshot = wire(
  '{"code":"200000","data":{"sequence":10,"symbol":"XBTUSDTM","bids":[[90000.1,5]],"asks":[[90000.2,7]],"ts":1729168101216000000}}',
  true,
);

function played(...messages: readonly WireMessage[]) {
  const books = new RecordedBooks('kucoin-futures', [contract]);
  for (const message of messages) books.take(message);
  return books.report();
}

describe('RecordedBooks', () => {
  it('follows the messages of KuCoin from the snapshot on', () => {
    const messages = [
      change(10, '90000.1,buy,5'),
      snapshot,
      change(11, '90000.2,sell,0'),
      change(12, '90000.3,sell,2'),
    ];
    expect(played(...messages)).toEqual([
      { symbol: 'XBTUSDTM', state: 'live', reason: '', applied: 2, gaps: 0, snapshots: 1, unreadable: 0 },
    ]);
  });

  it('tells of a gap and of what it could not read', () => {
    expect(played(snapshot, change(11, '90000.2,sell,1'), change(13, '90000.3,sell,2'))[0]).toMatchObject({
      state: 'gapped',
      gaps: 1,
    });
    expect(played(snapshot, change(11, '90000.25,sell,1'))[0]).toMatchObject({ state: 'gapped', unreadable: 1 });
  });

  it('is empty for a recording without depth and for a venue whose depth it does not know', () => {
    expect(played(wire('{"topic":"/contractMarket/tickerV2:XBTUSDTM"}'))).toEqual([]);
    expect(new RecordedBooks('okx', [contract]).report()).toEqual([]);
  });
});
