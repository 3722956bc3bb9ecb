/** The manual page of denial codes, from the closed list in `shared/domain/denial.ts`. */
import { DENIAL_CODES, DENIALS, type DenialCode } from '#shared/domain/denial.ts';
import { STAGES, type Stage } from '#shared/domain/signal.ts';

/** What a person can do about each refusal, or why nothing is to be done. A code without an entry does not compile. */
const ADVICE: Readonly<Record<DenialCode, string>> = {
  SIGNAL_INVALID: 'The source sends something malformed; the sentence names the field.',
  SIGNAL_DUPLICATE: 'Nothing: the first of the two counts.',
  SIGNAL_EXPIRED: 'A signal is good for one candle of its timeframe. When many expire, look at the feed’s age.',
  SIGNAL_UNKNOWN_SYMBOL: 'Name the contract as the exchange does, such as `XBTUSDTM`.',
  THROTTLE_PAUSED: 'Take signals again on the dashboard.',
  THROTTLE_SYMBOL_HOUR: 'Nothing: the cap keeps one symbol from taking all the places.',
  THROTTLE_SYMBOL_SPACING: 'Nothing: several sources or timeframes saw the same move.',
  THROTTLE_SOURCE_QUOTA: 'Nothing, or look whether the source has gone wild.',
  THROTTLE_GLOBAL: 'Nothing, or look which source sends so much.',
  SCORE_UNKNOWN: 'Wait until the indicators have their look-back, or import candles.',
  SCORE_BELOW_THRESHOLD: 'The explanation shows which input would have turned it.',
  SCORE_LOW_CONFIDENCE: 'The agents with data are not sure enough; the explanation shows each one’s confidence.',
  SCORE_INCOMPLETE: 'Too many agents are without data; the agents panel says which and why.',
  SCORE_VETO: 'The explanation shows what made the agent veto.',
  CONFLICT_SAME_SIDE: 'Nothing: one position per symbol, and the one held or on its way stands.',
  CONFLICT_OPPOSITE_SIDE: 'Nothing: a position is closed by its stop, target or time-out.',
  CONFLICT_REDUCTION_RUNNING: 'Nothing: an exit on the symbol is under way.',
  CONFLICT_CANCELED: 'Nothing: the action named goes first.',
  LOCK_HELD: 'Nothing: another signal on the symbol is being decided.',
  LOCK_STALE: 'Nothing was sent. When it repeats, the machine is too slow or its clock jumps.',
  RISK_HALTED: 'Resume trading when the cause is gone.',
  RISK_REDUCING: 'Wait, or resume trading when the cause is gone.',
  RISK_NOT_ALLOWED: 'The symbol is not among those the program trades in this mode.',
  RISK_SPECIFICATION_UNKNOWN: 'The exchange’s specification of the contract is not known completely.',
  RISK_OFF_TICK: 'A defect of the source: prices are whole ticks.',
  RISK_OFF_LOT: 'A defect of the sizing: sizes are whole lots up to the contract’s largest order.',
  RISK_TOO_SMALL: 'The stop is too far away, or the equity or the room under the limits too small, for one lot.',
  RISK_ORDER_VALUE: 'The order would be larger than one order may be.',
  RISK_POSITION_VALUE: 'The symbol already has its share of the equity.',
  RISK_GROSS_EXPOSURE: 'Close positions, or wait until some are closed.',
  RISK_NET_EXPOSURE: 'Too much of the equity is on one side; the other side is still open.',
  RISK_FREE_MARGIN: 'Close positions, or wait until some are closed.',
  RISK_DAY_LOSS: 'Entries go on after midnight UTC.',
  RISK_DRAWDOWN: 'Entries go on when equity has come back; the peak does not fall.',
  RISK_DUPLICATE_ORDER: 'Nothing: the first of the two counts.',
  RISK_DATA_AGE: 'Look at the feed in the status bar.',
  RISK_NO_STOP: 'A defect of the source: every entry needs a stop on its losing side.',
  RISK_STOP_LOSS: 'The stop is too far away for the size.',
  RISK_OPEN_ORDERS: 'Wait until orders are filled or canceled.',
  RISK_SYMBOL_FROZEN: 'Wait for the reconciliation; an alarm says when a person is needed.',
  RISK_INPUT_UNKNOWN: 'Look at the feed and at the account: the sentence names what is missing.',
  JOURNAL_UNVERIFIED: 'Open the Journal screen: it says where. Restore the data folder from a backup.',
  ORDER_INVALID: 'The sentence names the field and what is wrong with it.',
  ORDER_LEVERAGE: 'Choose a lower leverage: the limit is the smaller of the risk limit and the contract’s.',
  ORDER_PRICE_FAR: 'Look for a slip of the finger; a price far from the market is seldom meant.',
  ORDER_LIQUIDATION_FIRST: 'Lower the leverage, or bring the stop nearer.',
  ORDER_NOT_FOUND: 'Look at the list of orders.',
  ORDER_NOT_CHANGEABLE: 'The sentence says why; a new order can be made instead.',
  ORDER_PROTECTS: 'Move it, or close the position; a position is never left without a stop.',
  POSITION_NONE: 'Nothing: there is nothing to close or to protect.',
  POSITION_CLOSING: 'Nothing: one exit at a time.',
  VENUE_REJECTED: 'The venue’s own reason is in the sentence.',
  VENUE_UNKNOWN: 'Nothing is sent again. The symbol stays frozen until the state of the order is proven.',
};

const TITLES: Readonly<Record<Stage, string>> = {
  intake: 'Intake',
  throttle: 'Throttle',
  scoring: 'Scoring',
  conflict: 'Conflict',
  lock: 'Lock',
  risk: 'Risk gate',
  execution: 'Execution',
  outcome: 'Outcome',
};

function stageTable(stage: Stage): readonly string[] {
  const codes = DENIAL_CODES.filter((code) => DENIALS[code].stage === stage);
  if (codes.length === 0) return [];
  const rows = codes.map((code) => `| \`${code}\` | ${DENIALS[code].sentence} | ${ADVICE[code]} |`);
  return [`## ${TITLES[stage]}`, '', '| Code | Sentence | What to do |', '| --- | --- | --- |', ...rows, ''];
}

/** docs/user/denials.md */
export function denialsPage(): string {
  return [
    '# Denial codes',
    '',
    '<!-- Written by `npm run docs` from `shared/domain/denial.ts` and `scripts/denials-page.ts`; edit those instead. -->',
    '',
    'Every reason for which a signal or an order can be refused, in the order of the stages. The list is closed: a refusal',
    'without an entry here does not compile. `{name}` stands for a figure of the refusal; all figures are recorded with it.',
    'Where a signal was refused, and why, is in its [explanation](explanations.md).',
    '',
    ...STAGES.flatMap(stageTable),
  ].join('\n');
}

/** The generated pages of the manual: path from the root and text. */
export const MANUAL_PAGES: Readonly<Record<string, () => string>> = { 'docs/user/denials.md': denialsPage };
