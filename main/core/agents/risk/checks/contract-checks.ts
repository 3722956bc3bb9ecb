import { denial } from '#shared/domain/denial.ts';
import { isFullySpecified } from '#shared/domain/instrument.ts';
import { check, checkFact, isMeasured, unknown } from './check.ts';

const HOUR = 3_600_000;

/** Rows 7, 8, 29 and 36: whether the contract may be traded, and whether the order fits it. */
export const allowList = check(7, 'allow-list', ({ symbol }, { allowed }) =>
  allowed.has(symbol) ? null : denial('RISK_NOT_ALLOWED', { symbol }),
);

export const specification = check(7, 'specification', ({ symbol }, { instrument, simulated }) => {
  if (instrument === null) return unknown(`contract specification of ${symbol}`);
  if (simulated || isFullySpecified(instrument)) return null;
  return denial('RISK_SPECIFICATION_UNKNOWN', { symbol, missing: instrument.assumed.join(', ') });
});

export const contractActive = checkFact(
  7,
  'contract active',
  'state of the contract at the venue',
  (context) => context.contractActive,
  (active, { symbol }) => (active ? null : denial('RISK_CONTRACT_INACTIVE', { symbol })),
);

export const specificationAge = checkFact(
  7,
  'specification age',
  'age of the contract’s specification',
  ({ specificationAgeMs }) => specificationAgeMs,
  (age, { symbol }, { limits }) => {
    if (!isMeasured(age)) return unknown('age of the contract’s specification');
    if (age <= limits.maxSpecificationAgeMs) return null;
    const limit = limits.maxSpecificationAgeMs / HOUR;
    return denial('RISK_SPECIFICATION_OLD', { symbol, age: Math.ceil(age / (HOUR / 10)) / 10, limit });
  },
);

export const frozen = check(36, 'frozen symbol', ({ symbol }, context) =>
  context.frozen.has(symbol) ? denial('RISK_SYMBOL_FROZEN', { symbol }) : null,
);

export const tick = check(8, 'tick', ({ priceTicks }) =>
  Number.isSafeInteger(priceTicks) && priceTicks > 0 ? null : denial('RISK_OFF_TICK', { price: String(priceTicks) }),
);

export const lot = check(8, 'lot', ({ lots }, { instrument }) => {
  if (instrument === null) return unknown('lot size');
  const { lotSize, maxOrderLots } = instrument;
  if (Number.isSafeInteger(lots) && lots >= 0 && lots < lotSize) return denial('RISK_TOO_SMALL', { lots, lotSize });
  const good = Number.isSafeInteger(lots) && lots > 0 && lots % lotSize === 0 && lots <= maxOrderLots;
  return good ? null : denial('RISK_OFF_LOT', { lots: String(lots), lotSize, maxLots: maxOrderLots });
});

export const stopSide = check(29, 'stop', ({ symbol, direction, priceTicks, stopTicks }) => {
  const good = Number.isSafeInteger(stopTicks) && stopTicks > 0 && (priceTicks - stopTicks) * direction > 0;
  return good ? null : denial('RISK_NO_STOP', { symbol });
});
