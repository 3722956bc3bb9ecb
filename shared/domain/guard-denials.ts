/** Refusals of breakers and protections: part of `DENIALS`, kept apart because they grow with the protections. */
export const GUARD_DENIALS = {
  RISK_CONNECTOR_OPEN: {
    stage: 'risk',
    sentence: 'The connection to {venue} is unreliable ({bad} of {calls} calls {how}); it is probed in {seconds} s.',
  },
  RISK_CONNECTOR_PROBING: {
    stage: 'risk',
    sentence: 'The connection to {venue} is being probed: {done} of {needed} probes were answered.',
  },
  RISK_VOLATILITY: {
    stage: 'risk',
    sentence: '{symbol} moved {move} % in {minutes} min (limit {limit} %); no entries for another {seconds} s.',
  },
  RISK_MARKET_STALE: {
    stage: 'risk',
    sentence: 'The price of {symbol} was {age} s old (limit {limit} s); no entries for another {seconds} s.',
  },
  RISK_FUNDING_WINDOW: {
    stage: 'risk',
    sentence:
      'Funding of {rate} % on {symbol} is due within {window} s (limit {limit} %); no entries for another {seconds} s.',
  },
  RISK_BREAKER_OPEN: {
    stage: 'risk',
    sentence: 'The breaker "{cause}" is open until a person re-arms it: {reason}.',
  },
  RISK_LOCK_SYMBOL_STOPS: {
    stage: 'risk',
    sentence: '{target}: {count} stops in {window} min on one symbol; locked for another {minutes} min.',
  },
  RISK_LOCK_STOPS: {
    stage: 'risk',
    sentence: '{target}: {count} stops in {window} min; entries are locked for another {minutes} min.',
  },
  RISK_LOCK_SIDE_STOPS: {
    stage: 'risk',
    sentence: '{target}: {count} stops in {window} min on this side; locked for another {minutes} min.',
  },
  RISK_LOCK_AGENT_STOPS: {
    stage: 'risk',
    sentence: '{target}: {count} stops in {window} min from this source; locked for another {minutes} min.',
  },
  RISK_LOCK_COOL_DOWN: { stage: 'risk', sentence: '{target}: a trade just ended; next entry in {minutes} min.' },
  RISK_LOCK_COOL_DOWN_STOP: { stage: 'risk', sentence: '{target}: a stop just fired; next entry in {minutes} min.' },
  RISK_LOCK_COOL_DOWN_TIME_OUT: {
    stage: 'risk',
    sentence: '{target}: a trade just timed out; next entry in {minutes} min.',
  },
  RISK_LOCK_RE_ENTRY: {
    stage: 'risk',
    sentence: '{target}: stopped out on this side; no entry to it again for {minutes} min.',
  },
  RISK_LOCK_LOW_PROFIT: {
    stage: 'risk',
    sentence:
      '{target}: {count} trades brought {result} ppm of equity (at least {limit} is asked); locked for another {minutes} min.',
  },
  RISK_LOCK_LOW_PROFIT_SIDE: {
    stage: 'risk',
    sentence:
      '{target}: {count} trades on this side brought {result} ppm of equity (at least {limit} is asked); locked for another {minutes} min.',
  },
  RISK_LOCK_LOW_PROFIT_AGENT: {
    stage: 'risk',
    sentence:
      '{target}: {count} trades of this source brought {result} ppm of equity (at least {limit} is asked); locked for another {minutes} min.',
  },
  RISK_LOCK_LOSS_STREAK: {
    stage: 'risk',
    sentence: '{target}: {count} losses in a row; locked for another {minutes} min.',
  },
  RISK_LOCK_LOSS_STREAK_SIDE: {
    stage: 'risk',
    sentence: '{target}: {count} losses in a row on this side; locked for another {minutes} min.',
  },
  RISK_LOCK_LOSS_STREAK_AGENT: {
    stage: 'risk',
    sentence: '{target}: {count} losses in a row from this source; locked for another {minutes} min.',
  },
  RISK_LOCK_LOSS_STREAK_ACCOUNT: {
    stage: 'risk',
    sentence: '{target}: {count} losses in a row over all; locked for another {minutes} min.',
  },
  RISK_LOCK_HIT_RATE: {
    stage: 'risk',
    sentence: '{target}: {wins} of {count} trades won, {limit} % are asked; locked for another {minutes} min.',
  },
  RISK_LOCK_PROFIT_FACTOR: {
    stage: 'risk',
    sentence:
      '{target}: gains are {factor} % of losses over {count} trades, {limit} % are asked; locked for another {minutes} min.',
  },
  RISK_LOCK_TRADE_DRAWDOWN: {
    stage: 'risk',
    sentence:
      '{target}: closed trades gave back {drawdown} ppm of equity from their best (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_SYMBOL_LOSS: {
    stage: 'risk',
    sentence: '{target}: lost {loss} ppm of equity in {window} min (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_AGENT_LOSS: {
    stage: 'risk',
    sentence:
      '{target}: its signals lost {loss} ppm of equity in {window} min (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_SINGLE_LOSS: {
    stage: 'risk',
    sentence: '{target}: one trade lost {loss} ppm of equity (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_QUICK_STOPS: {
    stage: 'risk',
    sentence: '{target}: {count} stops within {held} min of the entry; locked for another {minutes} min.',
  },
  RISK_LOCK_SYMBOL_TRADES: {
    stage: 'risk',
    sentence: '{target}: {count} trades in {window} min on one symbol; locked for another {minutes} min.',
  },
  RISK_LOCK_TRADES: {
    stage: 'risk',
    sentence: '{target}: {count} trades in {window} min; locked for another {minutes} min.',
  },
  RISK_LOCK_FEE_DRAG: {
    stage: 'risk',
    sentence:
      '{target}: fees took {share} % of the gains of {count} trades (limit {limit} %); locked for another {minutes} min.',
  },
  RISK_LOCK_FUNDING_DRAG: {
    stage: 'risk',
    sentence:
      '{target}: funding cost {paid} ppm of equity in {window} min (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_EQUITY_FALL: {
    stage: 'risk',
    sentence: '{target}: equity fell {fall} ppm in {window} min (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_GIVE_BACK: {
    stage: 'risk',
    sentence:
      '{target}: {given} % of the gain of the day was given back (limit {limit} %); locked for another {minutes} min.',
  },
  RISK_LOCK_DAY_TARGET: {
    stage: 'risk',
    sentence: '{target}: the day brought {gain} ppm, its target is {limit}; locked for another {minutes} min.',
  },
  RISK_LOCK_SPREAD: {
    stage: 'risk',
    sentence: '{target}: bid and ask are {spread} ppm apart (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_INDEX_GAP: {
    stage: 'risk',
    sentence: '{target}: the mark is {gap} ppm off the index (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_PRICE_JUMP: {
    stage: 'risk',
    sentence: '{target}: the mark jumped by {jump} ppm at once (limit {limit}); locked for another {minutes} min.',
  },
  RISK_LOCK_WIDE_MOVE: {
    stage: 'risk',
    sentence: '{target}: {count} symbols are too volatile at once; locked for another {minutes} min.',
  },
  RISK_LOCK_REJECTIONS: {
    stage: 'risk',
    sentence: '{target}: the venue refused {count} orders in {window} min; locked for another {minutes} min.',
  },
  RISK_LOCK_UNKNOWNS: {
    stage: 'risk',
    sentence: '{target}: {count} orders without a clear answer in {window} min; locked for another {minutes} min.',
  },
} as const satisfies Record<string, { readonly stage: 'risk'; readonly sentence: string }>;
