import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';

const MINUTE = 60_000;

type Draft = Omit<DifferenceView, 'key' | 'since' | 'clientOrderId' | 'venueOrderId'> &
  Partial<Pick<DifferenceView, 'clientOrderId' | 'venueOrderId'>>;

const side = (
  lots: number,
  quantity: string,
  price: string | null,
  state: string,
  filledLots: number | null = null,
) => ({
  lots,
  quantity,
  filledLots,
  price,
  state,
});

const KINDS: readonly [Draft, ...Draft[]] = [
  {
    kind: 'position-mismatch',
    symbol: 'ETHUSDTM',
    coin: 'ETH',
    ours: side(420, '4.20', null, 'long 420'),
    theirs: side(300, '3.00', null, 'long 300'),
    sentence: 'ETHUSDTM: the venue holds long 300, the journal long 420; no fill explains it.',
    choices: ['adopt', 'close'],
    state: 'open',
  },
  {
    kind: 'foreign-order',
    symbol: 'SOLUSDTM',
    coin: 'SOL',
    venueOrderId: '214879331097735168',
    ours: null,
    theirs: side(50, '5.0', '171.200', 'open', 0),
    sentence: 'SOLUSDTM: the venue holds a limit order to buy 50 that was not made here.',
    choices: ['ignore', 'cancel', 'adopt'],
    state: 'open',
  },
  {
    kind: 'order-unproven',
    symbol: 'SUIUSDTM',
    coin: 'SUI',
    clientOrderId: '9f1c2ab84d0e4c55a7e3b1d06f42c98e',
    ours: side(150, '150', '3.8510', 'UNKNOWN', 0),
    theirs: null,
    sentence: 'SUIUSDTM: the entry order to buy 150 may or may not have arrived (no answer within 10000 ms).',
    choices: [],
    state: 'working',
  },
  {
    kind: 'foreign-position',
    symbol: 'LINKUSDTM',
    coin: 'LINK',
    ours: null,
    theirs: side(-640, '-64.0', null, 'short 640'),
    sentence: 'LINKUSDTM: the venue holds short 640, the journal nothing; no fill explains it.',
    choices: ['ignore', 'close', 'adopt'],
    state: 'open',
  },
  {
    kind: 'stop-missing',
    symbol: 'UNIUSDTM',
    coin: 'UNI',
    ours: side(900, '900', null, 'long 900'),
    theirs: null,
    sentence: 'UNIUSDTM: long 900 is held without a stop at the venue.',
    choices: ['close', 'ignore'],
    state: 'open',
  },
  {
    kind: 'order-differs',
    symbol: 'XBTUSDTM',
    coin: 'BTC',
    clientOrderId: '5e7712c04bb94a53a0d1c3f2996e08ad',
    venueOrderId: '214879331097735201',
    ours: side(110, '0.110', '114900.0', 'open', 0),
    theirs: side(80, '0.080', '114900.0', 'open', 0),
    sentence: 'XBTUSDTM: the stop order is not as it was made: 80 contracts instead of 110.',
    choices: [],
    state: 'ignored',
  },
];

/** As many differences as asked for, of every kind in turn. */
export function sampleDifferences(now: number, count: number): DifferenceView[] {
  return Array.from({ length: count }, (_, index) => {
    const draft = KINDS[index % KINDS.length] ?? KINDS[0];
    const round = Math.floor(index / KINDS.length);
    return {
      clientOrderId: null,
      venueOrderId: null,
      ...draft,
      key: `${draft.kind}:${draft.symbol}:${String(round)}`,
      since: now - (index + 1) * 3 * MINUTE,
    };
  });
}

/** The comparison that found them. */
export function sampleReconcile(now: number, differences: readonly DifferenceView[]): ReconcileView {
  const waits = differences.filter(({ state }) => state === 'open' || state === 'working');
  const symbols = new Map<string, DifferenceView[]>();
  for (const each of waits) symbols.set(each.symbol, [...(symbols.get(each.symbol) ?? []), each]);
  return {
    key: 'status',
    applies: true,
    venue: 'KuCoin Futures',
    phase: waits.length > 0 ? 'observing' : 'agreed',
    reason:
      waits.length > 0
        ? 'SUIUSDTM: the entry order to buy 150 may or may not have arrived (no answer within 10000 ms).'
        : '',
    startedAt: now - 41_200,
    finishedAt: now - 40_000,
    tookMs: 1_184,
    ordersCompared: 14,
    fillsCompared: 312,
    positionsCompared: 8,
    open: waits.filter(({ state }) => state === 'open').length,
    working: waits.filter(({ state }) => state === 'working').length,
    ignored: differences.filter(({ state }) => state === 'ignored').length,
    agreedSince: waits.length > 0 ? null : now - 5_400_000,
    frozen: [...symbols.values()].map((each) => ({
      symbol: each[0]?.symbol ?? '',
      coin: each[0]?.coin ?? '',
      since: Math.min(...each.map(({ since }) => since)),
      reasons: each.map(({ sentence }) => sentence),
    })),
  };
}

export const SIMULATED: ReconcileView = {
  key: 'status',
  applies: false,
  venue: 'paper',
  reason: 'The venue is simulated and keeps its book in this process: it cannot differ from ours.',
};
