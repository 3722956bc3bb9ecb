import type { EventDataByType, EventType } from '#core/journal/event-types.ts';
import type { JournalDraft } from '#core/journal/event.ts';

/** Drafts of each kind with sensible data; what matters to a test is given. */
export const draft = <T extends EventType>(type: T, subject: string, data: EventDataByType[T]): JournalDraft<T> => ({
  type,
  subject,
  data,
});

export const received = (id: string, symbol = 'XBTUSDTM'): JournalDraft =>
  draft('signal.received', id, {
    source: 'strategy',
    symbol,
    timeframe: '15m',
    direction: 1,
    strength: 0.5,
    confidence: 0.6,
    priceTicks: 1_000,
    stopTicks: 980,
    targetTicks: 1_040,
    tsSource: 1,
    expiresAt: 2,
    reason: 'cross',
  });

export const intent = (
  id: string,
  signalId: string,
  lots: number,
  overrides: Partial<EventDataByType['order.intent']> = {},
) =>
  draft('order.intent', id, {
    signalId,
    symbol: 'XBTUSDTM',
    role: 'entry',
    side: 'buy',
    kind: 'market',
    lots,
    reduceOnly: false,
    priceTicks: null,
    triggerTicks: null,
    token: 7,
    ...overrides,
  });

/** A fill whose ledger lines follow from its fee and its result. */
export function fill(
  orderId: string,
  data: Pick<EventDataByType['order.fill'], 'side' | 'lots' | 'value'> & Partial<EventDataByType['order.fill']>,
): JournalDraft<'order.fill'> {
  const { fee = '0', realised = '0' } = data;
  return draft('order.fill', orderId, {
    symbol: 'XBTUSDTM',
    tradeId: `${orderId}-1`,
    priceTicks: 1_000,
    fee,
    realised,
    liquidity: 'taker',
    tsVenue: 1_763_000_000_000,
    lines: [
      ['cash', negated(fee)],
      ['fees', fee],
      ['cash', realised],
      ['realised', negated(realised)],
    ],
    ...data,
  });
}

export const negated = (amount: string): string =>
  amount === '0' ? '0' : amount.startsWith('-') ? amount.slice(1) : `-${amount}`;

/** One of everything: a session in which one signal trades to its target and another one is refused. */
export function sampleHistory(prefix = ''): readonly JournalDraft[] {
  const [good, bad] = [`${prefix}sig-good`, `${prefix}sig-bad`];
  const [entry, exit] = [`${prefix}order-entry`, `${prefix}order-exit`];
  return [
    draft('system.started', 'main', {
      mode: 'demo',
      feed: 'simulated',
      venue: 'paper',
      simulated: true,
      configHash: 'c0',
      version: '0.1.0',
    }),
    draft('account.opened', 'paper', {
      account: 'paper',
      lines: [
        ['cash', '10000'],
        ['capital', '-10000'],
      ],
    }),
    draft('trading.state', 'trading', { state: 'ACTIVE', cause: 'start', by: 'system' }),
    draft('feed.status', 'simulated', { status: 'open', reason: 'first message' }),
    draft('agent.state', 'technical', { state: 'active', reason: 'started' }),
    received(good),
    draft('signal.admitted', good, {
      symbolHour: 1,
      symbolLimit: 4,
      sourceHour: 1,
      sourceLimit: 9,
      totalHour: 1,
      totalLimit: 40,
    }),
    draft('signal.scored', good, { timeframe: '15m', side: 1, threshold: 30, score: { score: 41.25 } }),
    draft('signal.cleared', good, { rule: 'C01', running: 'none' }),
    draft('signal.locked', good, { resource: 'symbol:XBTUSDTM', token: 7, leaseUntil: 1_763_000_030_000 }),
    draft('signal.passed', good, { checks: 37, lots: 3, numbers: { exposure: '30' } }),
    intent(entry, good, 3),
    draft('order.sending', entry, { attempt: 1 }),
    draft('signal.executed', good, { orderId: entry, lots: 3, stageUs: [10, 20, 30] }),
    draft('order.accepted', entry, { venueOrderId: 'v-1' }),
    fill(entry, { side: 'buy', lots: 1, value: '10', fee: '0.006', tradeId: 't1' }),
    fill(entry, { side: 'buy', lots: 2, value: '20.02', fee: '0.012012', tradeId: 't2' }),
    draft('lock.released', 'symbol:XBTUSDTM', { resource: 'symbol:XBTUSDTM', token: 7, reason: 'filled' }),
    received(bad),
    draft('signal.refused', bad, {
      stage: 'throttle',
      code: 'THROTTLE_PAUSED',
      sentence: 'Signal intake is paused: <b>"é"</b> \ud83d\ude80 and half of one \ud83d.',
      numbers: { limit: 3, held: 'order' },
      stageUs: [12, 7],
    }),
    draft('reconcile.decided', `${prefix}foreign-order:v-9`, {
      kind: 'foreign-order',
      symbol: 'XBTUSDTM',
      choice: 'ignore',
      by: 'trader',
      sentence: 'XBTUSDTM: order v-9 to buy 2 is not ours.',
    }),
    draft('equity.sampled', 'paper', {
      equity: '10000.2',
      peak: '10000.2',
      cash: '9999.98',
      open: '0.22',
      gross: '30.02',
      net: '30.02',
    }),
    draft('funding.settled', 'XBTUSDTM', {
      rate: 0.0001,
      lots: 3,
      markTicks: 1_001,
      amount: '-0.003',
      lines: [
        ['cash', '-0.003'],
        ['funding', '0.003'],
      ],
    }),
    intent(exit, good, 3, {
      side: 'sell',
      role: 'target',
      kind: 'take-profit-market',
      triggerTicks: 1_040,
      reduceOnly: true,
    }),
    draft('order.sending', exit, { attempt: 1 }),
    draft('order.unknown', exit, { reason: 'timeout' }),
    draft('order.accepted', exit, { venueOrderId: 'v-2' }),
    draft('order.triggered', exit, { reason: 'mark reached 1040' }),
    fill(exit, { side: 'sell', lots: 3, value: '-31.2', realised: '1.18', fee: '0.01872', tradeId: 't3' }),
    draft('signal.resolved', good, {
      outcome: 'target',
      r: 1.87,
      real: true,
      exitTicks: 1_040,
      heldMs: 60_000,
      feesPpm: 1_200,
      fundingPpm: 100,
    }),
    draft('ledger.moved', `rebate of ${good}`, {
      kind: 'included',
      what: 'A rebate that the fees have already',
      symbol: 'XBTUSDTM',
      amount: '0.004',
      tsVenue: 1_741_694_400_000,
      by: 'venue',
      lines: [],
    }),
    draft('throttle.pause', 'throttle', { paused: false, reason: 'resumed', by: 'user' }),
    draft('system.stopped', 'main', { reason: 'quit' }),
  ];
}

/** Two slots, one of them draining for another, and a banned symbol. It can be recorded once only. */
export function portfolioHistory(): readonly JournalDraft[] {
  const by = { by: 'rule', reason: 'best of the eligible', override: false };
  const known = { score: 61.5, confidence: 0.7, algorithm: 'hysteresis-1' };
  const swap = { replacement: 'LINKUSDTM', replacementScore: 70.25, gainBps: 42, costBps: 17.5, heldMs: 172_800_000 };
  return [
    draft('portfolio.added', 'SOLUSDTM', { ...by, ...known }),
    draft('portfolio.added', 'ADAUSDTM', { ...by, ...known, score: null }),
    draft('portfolio.ranked', 'portfolio', { order: ['SOLUSDTM', 'ADAUSDTM'], candidates: ['ADAUSDTM'] }),
    draft('portfolio.weighted', 'portfolio', {
      weights: { SOLUSDTM: 620, ADAUSDTM: 380 },
      method: 'score-tilted',
      by: 'rule',
      reason: 'Who is in changed',
    }),
    draft('portfolio.pinned', 'SOLUSDTM', { pinned: true, by: 'trader', reason: 'core holding' }),
    draft('portfolio.banned', 'DOGEUSDTM', { banned: true, by: 'trader', reason: 'no inputs' }),
    draft('portfolio.reviewed', 'portfolio', {
      leads: { LINKUSDTM: 1_763_000_000_000 },
      verdicts: { LINKUSDTM: 'ready' },
      over: 'ADAUSDTM',
    }),
    draft('portfolio.draining', 'ADAUSDTM', { ...by, ...known, ...swap, code: 'swap', until: 1_763_000_900_000 }),
  ];
}
