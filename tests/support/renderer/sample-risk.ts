import type { BreakerView } from '#shared/contract/protections.ts';
import type { DenialsView, EquityLevels, RiskFiguresView } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import { formatMoney, parseMoney, type Money } from '#shared/domain/money.ts';
import { riskTriggers } from '#core/api/views/risk-figure-views.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EQUITY = '104218.40';

/** Distances to the levels, with six positions open. */
export function sampleFigures(now: number, known: boolean): RiskFiguresView {
  const references = {
    'day-loss': parseMoney('102876.22'),
    'week-loss': parseMoney('100333.78'),
    drawdown: parseMoney('105380.90'),
  } as const;
  const equity: Money | null = known ? parseMoney(EQUITY) : null;
  return {
    key: 'figures',
    equity: equity === null ? null : formatMoney(equity),
    reason: known ? '' : 'The account has not been read yet',
    triggers: known ? riskTriggers(references, equity) : [],
    kill: { entries: 6, kept: 8, positions: 6, value: '66660.88', fees: '40.00' },
    last: { action: 'halt', by: 'trader', at: now - 5 * DAY, cancels: 4, exits: 0 },
    sources: ['breakout', 'trend', 'reversion'].map((name) => ({ name, agent: 'technical' })),
    provenance: 'simulated',
    asOf: now - 300,
  };
}

/** Twelve days with a fall into the orange zone, a re-armed state and a deposit. */
export function sampleLevels(now: number, days: number): EquityLevels {
  const count = 900;
  const from = now - days * DAY;
  const deposit = 4_000;
  const depositAt = 0.7;
  const walk = sampleWalk(5, count, 99_200, 100_218.4, 170);
  const equity = walk.map((value, index) => {
    const share = index / count;
    const fall = -3_600 * Math.exp(-(((share - 0.45) / 0.16) ** 2));
    return value + fall + (share >= depositAt ? deposit : 0);
  });
  const columns = { peak: [] as number[], yellow: [] as number[], orange: [] as number[], red: [] as number[] };
  let top = 0;
  let day = equity[0] ?? 0;
  equity.forEach((value, index) => {
    if (index === Math.ceil(count * depositAt)) {
      top += deposit;
      day += deposit;
    }
    if (index % Math.ceil(count / days) === 0) day = equity[index - 1] ?? value;
    top = Math.max(top, value, 100_600);
    columns.peak.push(top);
    columns.yellow.push(Math.max(top * 0.95, day * 0.99));
    columns.orange.push(day * 0.98);
    columns.red.push(Math.max(top * 0.9, day * 0.97));
  });
  return {
    ts: equity.map((_, index) => from + ((index + 1) / count) * days * DAY),
    equity,
    ...columns,
    transfers: [{ at: Math.round(from + depositAt * days * DAY) + 1, amount: deposit }],
    states: [
      {
        at: Math.round(from + 0.42 * days * DAY),
        state: 'REDUCING',
        cause: 'equity is 2.07 % below the start of the day (100746.68 of 102876.22 USDT)',
        by: 'guard',
      },
      { at: Math.round(from + 0.55 * days * DAY), state: 'ACTIVE', cause: 'resumed by the user', by: 'trader' },
    ],
    provenance: 'simulated',
  };
}

type Group = DenialsView['groups'][number];
type DenialTuple = readonly [Group['code'], Group['stage'], number, string, 1 | -1, string, number];

const DENIALS: readonly DenialTuple[] = [
  ['SCORE_BELOW_THRESHOLD', 'scoring', 16, 'SOLUSDTM', 1, 'The score for this side is 57.75; 60.00 is needed.', 0.1],
  [
    'THROTTLE_SYMBOL_SPACING',
    'throttle',
    9,
    'ETHUSDTM',
    1,
    'The last signal on ETHUSDTM came 160 s ago; 300 s must lie between.',
    0.3,
  ],
  ['SIGNAL_DUPLICATE', 'intake', 6, 'LINKUSDTM', 1, 'The same signal came 4.2 s ago from breakout.', 0.6],
  ['SCORE_LOW_CONFIDENCE', 'scoring', 5, 'UNIUSDTM', -1, 'Confidence is 0.41; 0.50 is needed.', 1.3],
  ['RISK_ORDER_VALUE', 'risk', 3, 'XBTUSDTM', 1, 'The order is worth 3120 USDT; the limit is 2500 USDT.', 3.5],
];

/** 39 of 51 signals refused for five reasons. */
export function sampleDenials(now: number): DenialsView {
  const random = sampleRandom(17);
  const groups = DENIALS.map(([code, stage, count, symbol, direction, sentence, hoursAgo]): Group => {
    const hours = Array.from({ length: 24 }, () => 0);
    for (let i = 0; i < count; i += 1) {
      const hour = Math.floor(random() * 24);
      hours[hour] = (hours[hour] ?? 0) + 1;
    }
    const at = Math.round(now - hoursAgo * HOUR);
    return { code, stage, count, hours, latest: { signalId: 'signal-0', symbol, direction, sentence, at } };
  });
  const denied = groups.reduce((sum, { count }) => sum + count, 0);
  return { from: now - DAY, to: now, signals: denied + 12, executed: 12, denied, groups };
}

type Change = Partial<BreakerView>;

const breaker = (key: string, kind: BreakerView['kind'], title: string, change: Change = {}): BreakerView => ({
  key,
  kind,
  title,
  state: 'closed',
  level: 'green',
  since: null,
  until: null,
  sentence: '',
  rearm: kind === 'risk' ? 'a person types REARM' : 'closes by itself after its time',
  rearmable: false,
  numbers: {},
  ...change,
});

const SYMBOLS = ['XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM', 'LINKUSDTM', 'UNIUSDTM', 'SUIUSDTM', 'ATOMUSDTM'];

function marketBreakers(now: number): BreakerView[] {
  return SYMBOLS.flatMap((symbol) => {
    const stale: Change =
      symbol === 'ATOMUSDTM'
        ? {
            state: 'open',
            level: 'orange',
            since: now - 31_000,
            until: now + 29_000,
            sentence: 'The mark price of ATOMUSDTM is 14.2 s old; at most 10 s is allowed.',
          }
        : {};
    return [
      breaker(`market:volatility:${symbol}`, 'market', `Volatility of ${symbol}`),
      breaker(`market:stale:${symbol}`, 'market', `Stale price of ${symbol}`, stale),
      breaker(`market:funding:${symbol}`, 'market', `Funding window of ${symbol}`),
    ];
  });
}

const RISKS = [
  ['day-loss', 'Loss of the day', 0],
  ['week-loss', 'Loss of the week', 0],
  ['drawdown', 'Drawdown from the peak', 1.1],
  ['loss-streak', 'Stops on one symbol', null],
  ['mismatch', 'Books and venue differ', null],
  ['audit', 'Records cannot be kept', null],
] as const;

/** One stale symbol, a connection that is being probed, and when it is halted the loss of the day. */
export function sampleBreakers(now: number, halted: boolean): BreakerView[] {
  const risks = RISKS.map(([cause, title, lossPercent]) => {
    const numbers: BreakerView['numbers'] = lossPercent === null ? {} : { lossPercent };
    const open: Change =
      halted && cause === 'day-loss'
        ? {
            state: 'open',
            level: 'red',
            since: now - 840_000,
            sentence: 'equity is 3.09 % below the start of the day (99696.38 of 102876.22 USDT)',
            rearmable: true,
          }
        : {};
    return breaker(`risk:${cause}`, 'risk', title, { numbers, ...open });
  });
  const connector = breaker('connector:kucoin', 'connector', 'Connection to kucoin', {
    state: 'half-open',
    since: now - 12_000,
    until: now + 18_000,
    sentence: 'The connection to kucoin is unreliable (6 of 10 calls failed); it is probed in 18 s.',
    rearm: 'closes when 3 probes in a row are answered',
  });
  return [connector, ...risks, ...marketBreakers(now)];
}

/** A pause by a person. */
export const samplePauses = (now: number): RiskStatusView['pauses'] => [
  {
    scope: 'source',
    target: 'reversion',
    until: null,
    reason: 'too many stops today',
    by: 'trader',
    since: now - 4.8 * HOUR,
  },
  {
    scope: 'symbol',
    target: 'LINKUSDTM',
    until: now + 2 * HOUR,
    reason: 'unlock of tokens',
    by: 'trader',
    since: now - HOUR,
  },
];

/** Three open alarms, one of them raised twice. */
export const sampleAlarms = (now: number): RiskStatusView['alarms'] => [
  {
    id: 4,
    title: 'Trading is halted',
    body: 'equity is 3.09 % below the start of the day (99696.38 of 102876.22 USDT)',
    at: now - 840_000,
    times: 1,
  },
  {
    id: 5,
    title: 'LINKUSDTM needs a look',
    body: 'the stop is not confirmed, closing',
    at: now - 310_000,
    times: 2,
  },
  {
    id: 6,
    title: 'The journal refused a record',
    body: 'Record 88102 is not as it was written: its hash is not 32 bytes. Records 1 to 88101 are intact; restore the database from a backup that holds record 88102.',
    at: now - 95_000,
    times: 1,
  },
];
