import * as account from './checks/account-checks.ts';
import type { Check } from './checks/check.ts';
import * as contract from './checks/contract-checks.ts';
import * as flow from './checks/flow-checks.ts';
import * as market from './checks/market-checks.ts';
import * as position from './checks/position-checks.ts';
import * as state from './checks/state-checks.ts';
import * as venue from './checks/venue-checks.ts';

export type { Check } from './checks/check.ts';

/** The gate's checks in order; the first refusal is the reason given. */
export const CHECKS: readonly Check[] = [
  state.tradingState,
  state.journal,
  state.build,
  state.rules,
  state.diskSpace,
  state.diskSpeed,
  state.clockOffset,
  state.keyRights,
  state.tradingAccount,
  state.lock,
  venue.venueOpen,
  venue.maintenance,
  venue.privateStream,
  venue.connector,
  venue.pause,
  contract.allowList,
  contract.specification,
  contract.contractActive,
  contract.specificationAge,
  contract.frozen,
  contract.tick,
  contract.lot,
  contract.stopSide,
  flow.signalAge,
  flow.signalSeen,
  market.dataAge,
  market.markAge,
  market.collar,
  market.indexDeviation,
  account.account,
  account.doubts,
  account.dayLoss,
  account.weekLoss,
  account.drawdown,
  venue.protections,
  venue.marketPause,
  flow.duplicate,
  flow.strategyEnabled,
  flow.repeated,
  flow.symbolRate,
  flow.accountRate,
  flow.messageRate,
  account.openOrdersOfSymbol,
  account.openOrders,
  flow.ownCrossing,
  account.orderValue,
  account.positionValue,
  account.grossExposure,
  account.netExposure,
  position.leverage,
  position.marginMode,
  account.freeMargin,
  account.stopLoss,
  position.liquidationShare,
  position.liquidationAtr,
  market.bookAge,
  market.slippage,
];

/** What a stop that is moved away from the price must pass. */
export const WIDER_STOP_CHECKS: readonly Check[] = [
  state.tradingState,
  state.journal,
  account.account,
  account.stopLoss,
];
