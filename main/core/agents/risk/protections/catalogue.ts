import type { ParameterUnit } from '#shared/domain/guard.ts';
import type { MarketView, ParameterSpec, Parameters, Protection, Rule } from './protection.ts';
import * as rules from './trade-rules.ts';

const WEEK_MINUTES = 7 * 24 * 60;
const HOUR = 60;

const spec = (
  name: string,
  what: string,
  unit: ParameterUnit,
  standard: number,
  least: number,
  most: number,
): ParameterSpec => ({ name, what, unit, standard, least, most });

const lock = (minutes: number): ParameterSpec =>
  spec('lock', 'How long entries are locked', 'minutes', minutes, 1, WEEK_MINUTES);
const lookback = (minutes: number): ParameterSpec =>
  spec('lookback', 'How far back trades count', 'minutes', minutes, 1, WEEK_MINUTES);
const count = (standard: number, what = 'How many it takes'): ParameterSpec =>
  spec('count', what, 'count', standard, 1, 1_000);
const ppm = (standard: number, what: string, least = 1): ParameterSpec =>
  spec('limit', what, 'ppm', standard, least, 1_000_000);
const percent = (standard: number, what: string): ParameterSpec => spec('limit', what, 'percent', standard, 1, 1_000);

const onTrades = (test: Extract<Rule, { watches: 'trades' }>['test']): Rule => ({ watches: 'trades', test });
const limitOf = (params: Parameters): number => params['limit'] ?? Number.NaN;

/** A market rule on one figure of the symbol; a figure the feed does not tell never fires it. */
const above =
  (figure: 'spread' | 'indexGap' | 'jump', name: string): Extract<Rule, { watches: 'market' }>['test'] =>
  (market: MarketView, params) => {
    const value = market[figure];
    return value !== null && value >= limitOf(params) ? { [name]: Math.round(value), limit: limitOf(params) } : null;
  };

const TRADE_PROTECTIONS: readonly Protection[] = [
  {
    id: 'symbol-stops',
    title: 'Stops on a symbol',
    what: 'Locks a symbol after several stops on it.',
    rule: onTrades(rules.stops),
    scopes: ['symbol', 'symbol-side'],
    enabled: true,
    params: [count(3), lookback(24 * HOUR), lock(4 * HOUR)],
    code: 'RISK_LOCK_SYMBOL_STOPS',
  },
  {
    id: 'stop-loss-guard',
    title: 'Stop-loss guard',
    what: 'Locks everything when stops come thick and fast.',
    rule: onTrades(rules.stops),
    scopes: ['account', 'agent', 'side'],
    enabled: true,
    params: [count(6), lookback(2 * HOUR), lock(HOUR)],
    code: 'RISK_LOCK_STOPS',
  },
  {
    id: 'side-stops',
    title: 'Stops on one side',
    what: 'Locks longs or shorts after several stops on that side.',
    rule: onTrades(rules.stops),
    scopes: ['side'],
    enabled: true,
    params: [count(4), lookback(2 * HOUR), lock(HOUR)],
    code: 'RISK_LOCK_SIDE_STOPS',
  },
  {
    id: 'agent-stops',
    title: 'Stops of one source',
    what: 'Locks a source of signals after several stops of its trades.',
    rule: onTrades(rules.stops),
    scopes: ['agent'],
    enabled: false,
    params: [count(6), lookback(24 * HOUR), lock(4 * HOUR)],
    code: 'RISK_LOCK_AGENT_STOPS',
  },
  {
    id: 'cool-down',
    title: 'Cool-down',
    what: 'A pause on a symbol after each trade on it.',
    rule: onTrades(rules.endedBy(null)),
    scopes: ['symbol', 'symbol-side', 'agent', 'side', 'account'],
    enabled: true,
    params: [lock(5)],
    code: 'RISK_LOCK_COOL_DOWN',
  },
  {
    id: 'cool-down-stop',
    title: 'Cool-down after a stop',
    what: 'A longer pause on a symbol after a stop.',
    rule: onTrades(rules.endedBy('stop')),
    scopes: ['symbol', 'symbol-side', 'agent', 'side', 'account'],
    enabled: true,
    params: [lock(30)],
    code: 'RISK_LOCK_COOL_DOWN_STOP',
  },
  {
    id: 'cool-down-time-out',
    title: 'Cool-down after a time-out',
    what: 'A pause on a symbol where a trade came to nothing in its time.',
    rule: onTrades(rules.endedBy('time-out')),
    scopes: ['symbol', 'symbol-side', 'agent'],
    enabled: false,
    params: [lock(15)],
    code: 'RISK_LOCK_COOL_DOWN_TIME_OUT',
  },
  {
    id: 're-entry',
    title: 'No re-entry to the same side',
    what: 'After a stop the same side of the symbol stays locked.',
    rule: onTrades(rules.endedBy('stop')),
    scopes: ['symbol-side'],
    enabled: true,
    params: [lock(HOUR)],
    code: 'RISK_LOCK_RE_ENTRY',
  },
  {
    id: 'low-profit-symbol',
    title: 'Symbols with little profit',
    what: 'Locks a symbol whose trades brought too little.',
    rule: onTrades(rules.lowProfit),
    scopes: ['symbol', 'symbol-side'],
    enabled: false,
    params: [count(4), lookback(48 * HOUR), lock(12 * HOUR), ppm(0, 'Least result', -1_000_000)],
    code: 'RISK_LOCK_LOW_PROFIT',
  },
  {
    id: 'low-profit-side',
    title: 'Sides with little profit',
    what: 'Locks longs or shorts whose trades brought too little.',
    rule: onTrades(rules.lowProfit),
    scopes: ['side'],
    enabled: false,
    params: [count(10), lookback(48 * HOUR), lock(6 * HOUR), ppm(-10_000, 'Least result', -1_000_000)],
    code: 'RISK_LOCK_LOW_PROFIT_SIDE',
  },
  {
    id: 'low-profit-agent',
    title: 'Sources with little profit',
    what: 'Locks a source whose trades brought too little.',
    rule: onTrades(rules.lowProfit),
    scopes: ['agent'],
    enabled: false,
    params: [count(20), lookback(WEEK_MINUTES), lock(24 * HOUR), ppm(-10_000, 'Least result', -1_000_000)],
    code: 'RISK_LOCK_LOW_PROFIT_AGENT',
  },
  {
    id: 'loss-streak-symbol',
    title: 'Losses in a row on a symbol',
    what: 'Locks a symbol after several losses without a gain between.',
    rule: onTrades(rules.lossStreak),
    scopes: ['symbol', 'symbol-side'],
    enabled: true,
    params: [count(4), lookback(48 * HOUR), lock(6 * HOUR)],
    code: 'RISK_LOCK_LOSS_STREAK',
  },
  {
    id: 'loss-streak-side',
    title: 'Losses in a row on one side',
    what: 'Locks longs or shorts after several losses without a gain between.',
    rule: onTrades(rules.lossStreak),
    scopes: ['side'],
    enabled: true,
    params: [count(6), lookback(24 * HOUR), lock(2 * HOUR)],
    code: 'RISK_LOCK_LOSS_STREAK_SIDE',
  },
  {
    id: 'loss-streak-agent',
    title: 'Losses in a row of a source',
    what: 'Locks a source after several losses without a gain between.',
    rule: onTrades(rules.lossStreak),
    scopes: ['agent'],
    enabled: false,
    params: [count(8), lookback(48 * HOUR), lock(4 * HOUR)],
    code: 'RISK_LOCK_LOSS_STREAK_AGENT',
  },
  {
    id: 'loss-streak-account',
    title: 'Losses in a row over all',
    what: 'Locks everything after several losses without a gain between.',
    rule: onTrades(rules.lossStreak),
    scopes: ['account'],
    enabled: true,
    params: [count(8), lookback(24 * HOUR), lock(HOUR)],
    code: 'RISK_LOCK_LOSS_STREAK_ACCOUNT',
  },
  {
    id: 'hit-rate',
    title: 'Hit rate',
    what: 'Locks a source of which too few trades win.',
    rule: onTrades(rules.hitRate),
    scopes: ['agent', 'symbol', 'side', 'account'],
    enabled: false,
    params: [count(20, 'Trades it is judged on'), lookback(WEEK_MINUTES), lock(24 * HOUR), percent(20, 'Least share')],
    code: 'RISK_LOCK_HIT_RATE',
  },
  {
    id: 'profit-factor',
    title: 'Profit factor',
    what: 'Locks a source whose gains do not pay for its losses.',
    rule: onTrades(rules.profitFactor),
    scopes: ['agent', 'symbol', 'side', 'account'],
    enabled: false,
    params: [
      count(20, 'Trades it is judged on'),
      lookback(WEEK_MINUTES),
      lock(24 * HOUR),
      percent(50, 'Least gains in percent of losses'),
    ],
    code: 'RISK_LOCK_PROFIT_FACTOR',
  },
  {
    id: 'trade-drawdown',
    title: 'Drawdown of closed trades',
    what: 'Locks everything when closed trades gave back too much of their best.',
    rule: onTrades(rules.tradeDrawdown),
    scopes: ['account', 'agent', 'side', 'symbol'],
    enabled: false,
    params: [
      count(20, 'Trades it is judged on at least'),
      lookback(48 * HOUR),
      lock(12 * HOUR),
      ppm(50_000, 'Largest drawdown'),
    ],
    code: 'RISK_LOCK_TRADE_DRAWDOWN',
  },
  {
    id: 'symbol-loss',
    title: 'Loss on a symbol',
    what: 'Locks a symbol that cost too much in a day.',
    rule: onTrades(rules.netLoss),
    scopes: ['symbol', 'symbol-side'],
    enabled: true,
    params: [lookback(24 * HOUR), lock(12 * HOUR), ppm(15_000, 'Largest loss')],
    code: 'RISK_LOCK_SYMBOL_LOSS',
  },
  {
    id: 'agent-loss',
    title: 'Loss of a source',
    what: 'Locks a source whose trades cost too much in a day.',
    rule: onTrades(rules.netLoss),
    scopes: ['agent', 'side'],
    enabled: false,
    params: [lookback(24 * HOUR), lock(12 * HOUR), ppm(20_000, 'Largest loss')],
    code: 'RISK_LOCK_AGENT_LOSS',
  },
  {
    id: 'single-loss',
    title: 'One large loss',
    what: 'Locks a symbol where one trade lost more than a stop should let it.',
    rule: onTrades(rules.singleLoss),
    scopes: ['symbol', 'agent', 'side', 'account'],
    enabled: true,
    params: [lock(12 * HOUR), ppm(10_000, 'Largest loss of one trade')],
    code: 'RISK_LOCK_SINGLE_LOSS',
  },
  {
    id: 'quick-stops',
    title: 'Quick stops',
    what: 'Locks a symbol whose stops fire right after the entry: the stop is within its noise.',
    rule: onTrades(rules.quickStops),
    scopes: ['symbol', 'symbol-side', 'agent'],
    enabled: true,
    params: [
      count(2),
      lookback(6 * HOUR),
      lock(2 * HOUR),
      spec('held', 'A stop within this is quick', 'minutes', 5, 1, 1_440),
    ],
    code: 'RISK_LOCK_QUICK_STOPS',
  },
  {
    id: 'trades-symbol',
    title: 'Trades on a symbol',
    what: 'Locks a symbol that was traded too often.',
    rule: onTrades(rules.tradeCount),
    scopes: ['symbol', 'symbol-side'],
    enabled: false,
    params: [count(12), lookback(24 * HOUR), lock(4 * HOUR)],
    code: 'RISK_LOCK_SYMBOL_TRADES',
  },
  {
    id: 'trades',
    title: 'Trades in all',
    what: 'Locks everything when too much was traded.',
    rule: onTrades(rules.tradeCount),
    scopes: ['account', 'agent', 'side'],
    enabled: false,
    params: [count(60), lookback(24 * HOUR), lock(4 * HOUR)],
    code: 'RISK_LOCK_TRADES',
  },
  {
    id: 'fee-drag',
    title: 'Fees eat the gains',
    what: 'Locks a symbol whose fees take too much of what it gains.',
    rule: onTrades(rules.feeDrag),
    scopes: ['symbol', 'agent', 'account'],
    enabled: false,
    params: [
      count(5, 'Trades it is judged on at least'),
      lookback(48 * HOUR),
      lock(6 * HOUR),
      percent(50, 'Largest share'),
    ],
    code: 'RISK_LOCK_FEE_DRAG',
  },
  {
    id: 'funding-drag',
    title: 'Funding paid',
    what: 'Locks the side of a symbol that cost too much funding.',
    rule: onTrades(rules.fundingDrag),
    scopes: ['symbol-side', 'symbol', 'side'],
    enabled: false,
    params: [lookback(72 * HOUR), lock(24 * HOUR), ppm(2_000, 'Most that is paid')],
    code: 'RISK_LOCK_FUNDING_DRAG',
  },
];

const OTHER_PROTECTIONS: readonly Protection[] = [
  {
    id: 'equity-fall',
    title: 'Fall of equity',
    what: 'Locks everything when equity falls fast, open results included.',
    rule: {
      watches: 'equity',
      test: ({ fallWithin }, params) => {
        const window = params['lookback'] ?? 0;
        const fall = fallWithin(window);
        return fall >= limitOf(params) ? { fall, window, limit: limitOf(params) } : null;
      },
    },
    scopes: ['account'],
    enabled: true,
    params: [lookback(HOUR), lock(HOUR), ppm(15_000, 'Largest fall')],
    code: 'RISK_LOCK_EQUITY_FALL',
  },
  {
    id: 'give-back',
    title: 'Gain given back',
    what: 'Locks everything when much of the gain of the day is lost again.',
    rule: {
      watches: 'equity',
      test: ({ dayGain, bestGain }, params) => {
        if (bestGain < (params['least'] ?? 0)) return null;
        const given = Math.floor(((bestGain - dayGain) * 100) / bestGain);
        return given >= limitOf(params) ? { given, limit: limitOf(params) } : null;
      },
    },
    scopes: ['account'],
    enabled: false,
    params: [
      lock(4 * HOUR),
      percent(50, 'Largest share'),
      spec('least', 'Gains from here on', 'ppm', 10_000, 1, 1_000_000),
    ],
    code: 'RISK_LOCK_GIVE_BACK',
  },
  {
    id: 'day-target',
    title: 'Target of the day',
    what: 'Locks everything when the day brought what was wished for.',
    rule: {
      watches: 'equity',
      test: ({ dayGain }, params) => (dayGain >= limitOf(params) ? { gain: dayGain, limit: limitOf(params) } : null),
    },
    scopes: ['account'],
    enabled: false,
    params: [lock(12 * HOUR), ppm(30_000, 'The target')],
    code: 'RISK_LOCK_DAY_TARGET',
  },
  {
    id: 'spread',
    title: 'Wide spread',
    what: 'Locks a symbol whose bid and ask are far apart.',
    rule: { watches: 'market', test: above('spread', 'spread') },
    scopes: ['symbol'],
    enabled: true,
    params: [lock(5), ppm(5_000, 'Widest spread, ppm of the price')],
    code: 'RISK_LOCK_SPREAD',
  },
  {
    id: 'index-gap',
    title: 'Mark off the index',
    what: 'Locks a symbol whose mark price left its index.',
    rule: { watches: 'market', test: above('indexGap', 'gap') },
    scopes: ['symbol'],
    enabled: true,
    params: [lock(5), ppm(15_000, 'Widest gap, ppm of the index')],
    code: 'RISK_LOCK_INDEX_GAP',
  },
  {
    id: 'price-jump',
    title: 'Price jump',
    what: 'Locks a symbol whose mark jumps from one tick to the next.',
    rule: { watches: 'market', test: above('jump', 'jump') },
    scopes: ['symbol'],
    enabled: false,
    params: [lock(5), ppm(20_000, 'Largest jump, ppm of the price')],
    code: 'RISK_LOCK_PRICE_JUMP',
  },
  {
    id: 'wide-move',
    title: 'Many symbols move',
    what: 'Locks everything when the volatility breakers of several symbols are open at once.',
    rule: {
      watches: 'market',
      test: (_, params, volatileSymbols) =>
        volatileSymbols >= (params['count'] ?? Number.NaN) ? { count: volatileSymbols } : null,
    },
    scopes: ['account'],
    enabled: true,
    params: [count(3), lock(15)],
    code: 'RISK_LOCK_WIDE_MOVE',
  },
  {
    id: 'rejections',
    title: 'Orders refused',
    what: 'Locks a symbol on which the venue refuses orders again and again.',
    rule: {
      watches: 'orders',
      test: ({ refused, last }, params) => {
        if (last !== 'refused') return null;
        const window = params['lookback'] ?? 0;
        const found = refused(window);
        return found >= (params['count'] ?? Number.NaN) ? { count: found, window } : null;
      },
    },
    scopes: ['symbol', 'account'],
    enabled: true,
    params: [count(3), lookback(10), lock(30)],
    code: 'RISK_LOCK_REJECTIONS',
  },
  {
    id: 'unknowns',
    title: 'Orders without an answer',
    what: 'Locks everything when several orders got no clear answer.',
    rule: {
      watches: 'orders',
      test: ({ unknown, last }, params) => {
        if (last !== 'unknown') return null;
        const window = params['lookback'] ?? 0;
        const found = unknown(window);
        return found >= (params['count'] ?? Number.NaN) ? { count: found, window } : null;
      },
    },
    scopes: ['account', 'symbol'],
    enabled: true,
    params: [count(3), lookback(HOUR), lock(HOUR)],
    code: 'RISK_LOCK_UNKNOWNS',
  },
];

/** Every protection, in the order in which they are shown. */
export const PROTECTIONS: readonly Protection[] = [...TRADE_PROTECTIONS, ...OTHER_PROTECTIONS];
