import { denial, type Denial } from '#shared/domain/denial.ts';
import type { RateFacts, RepeatFacts } from '../context.ts';
import { check, checkFact, isMeasured, isPrice, secondsAbove, unknown, type Check } from './check.ts';

/** Rows 19 and 21 to 24 and 28: how often, how late, and beside what. */
export const duplicate = check(19, 'duplicate order', ({ symbol }, { sameOrderAgoMs, limits }) => {
  if (sameOrderAgoMs === null || sameOrderAgoMs >= limits.duplicateWindowMs) return null;
  if (!Number.isFinite(sameOrderAgoMs)) return unknown(`time of the last order on ${symbol}`);
  const agoSeconds = Math.max(0, Math.floor(sameOrderAgoMs / 1000));
  return denial('RISK_DUPLICATE_ORDER', { symbol, agoSeconds, limitSeconds: limits.duplicateWindowMs / 1000 });
});

function rateCheck(
  row: number,
  name: string,
  wait: (rates: RateFacts) => number,
  refusal: (waitSeconds: number, symbol: string) => Denial,
): Check {
  return checkFact(
    row,
    name,
    'rate of orders',
    ({ rates }) => rates,
    (rates, { symbol }) => {
      const waitMs = wait(rates);
      if (!isMeasured(waitMs)) return unknown('rate of orders');
      return waitMs === 0 ? null : refusal(secondsAbove(waitMs), symbol);
    },
  );
}

export const symbolRate = rateCheck(
  21,
  'order rate of the symbol',
  ({ symbolWaitMs }) => symbolWaitMs,
  (waitSeconds, symbol) => denial('RISK_ORDER_RATE_SYMBOL', { symbol, waitSeconds }),
);

export const accountRate = rateCheck(
  21,
  'order rate',
  ({ accountWaitMs }) => accountWaitMs,
  (waitSeconds) => denial('RISK_ORDER_RATE_ACCOUNT', { waitSeconds }),
);

export const messageRate = rateCheck(
  22,
  'message rate',
  ({ messageWaitMs }) => messageWaitMs,
  (waitSeconds) => denial('RISK_MESSAGE_RATE', { waitSeconds }),
);

export const strategyEnabled = checkFact(
  23,
  'strategy',
  'executions of the strategy',
  ({ repeats }) => repeats,
  ({ strategy, disabled: cause }, { symbol }) =>
    cause === null ? null : denial('RISK_STRATEGY_DISABLED', { strategy, symbol, cause }),
);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const knownCounts = ({ lastHour, lastDay }: RepeatFacts): boolean => isCount(lastHour) && isCount(lastDay);

export const repeated = checkFact(
  23,
  'repeated executions',
  'executions of the strategy',
  ({ repeats }) => repeats,
  (repeats, { symbol }, { limits }) => {
    if (!knownCounts(repeats)) return unknown('executions of the strategy');
    const { strategy, lastHour, lastDay } = repeats;
    if (lastHour >= limits.repeatsPerHour)
      return denial('RISK_REPEATED', {
        strategy,
        symbol,
        count: lastHour,
        window: '1 h',
        limit: limits.repeatsPerHour,
      });
    if (lastDay < limits.repeatsPerDay) return null;
    return denial('RISK_REPEATED', { strategy, symbol, count: lastDay, window: '24 h', limit: limits.repeatsPerDay });
  },
);

export const signalAge = checkFact(
  24,
  'signal age',
  'age of the signal',
  ({ signal }) => signal,
  ({ ageMs }, _, { limits }) => {
    if (!isMeasured(ageMs)) return unknown('age of the signal');
    if (ageMs <= limits.maxSignalAgeMs) return null;
    return denial('RISK_SIGNAL_AGE', { age: secondsAbove(ageMs), limit: limits.maxSignalAgeMs / 1000 });
  },
);

export const signalSeen = checkFact(
  24,
  'signal seen',
  'memory of signals',
  ({ signal }) => signal,
  ({ seenBefore }) => (seenBefore ? denial('RISK_SIGNAL_SEEN', {}) : null),
);

export const ownCrossing = check(28, 'own crossing', ({ symbol, direction, priceTicks }, { ownOrders }) => {
  if (ownOrders === null) return unknown(`own orders on ${symbol}`);
  for (const own of ownOrders) {
    if (!isPrice(own.priceTicks)) return unknown(`price of an own order on ${symbol}`);
    const opposite = (own.side === 'sell') === (direction === 1);
    if (opposite && (priceTicks - own.priceTicks) * direction >= 0)
      return denial('RISK_OWN_CROSSING', { symbol, price: own.priceTicks });
  }
  return null;
});
