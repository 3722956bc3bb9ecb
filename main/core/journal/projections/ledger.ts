import { formatMoney, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { LedgerAccount } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError, LedgerImbalance } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { LEDGER_ACCOUNTS } from '../rows.ts';

/** A ledger row's id is seq × 16 + index, so a record has at most 15 lines. */
export const LINES_PER_RECORD = 15;
const ID_STEP = 16;

/** A checked line of a record. */
export interface PostedLine {
  readonly account: LedgerAccount;
  readonly amount: Money;
}

const NONE: readonly PostedLine[] = [];

/**
 * The lines of a record, checked.
 * @throws LedgerImbalance when they do not sum to zero; FoldError when they are malformed.
 */
export function checkedLines(event: JournalEvent): readonly PostedLine[] {
  const raw = event.data['lines'];
  if (raw === undefined) return NONE;
  if (!Array.isArray(raw) || raw.length > LINES_PER_RECORD) {
    throw new FoldError(event, `its ledger lines are not a list of at most ${String(LINES_PER_RECORD)}`);
  }
  const lines: PostedLine[] = [];
  let sum = 0n;
  for (const line of raw as readonly unknown[]) {
    const posted = parseLine(event, line);
    sum += posted.amount;
    lines.push(posted);
  }
  if (sum !== 0n) {
    throw new LedgerImbalance(event, `its ledger lines sum to ${formatMoney(sum as Money)}, not to zero`);
  }
  return lines;
}

function parseLine(event: JournalEvent, line: unknown): PostedLine {
  const [name, text] = Array.isArray(line) ? (line as readonly unknown[]) : [];
  const account = LEDGER_ACCOUNTS.find((candidate) => candidate === name);
  if (account === undefined || typeof text !== 'string') {
    throw new FoldError(event, `${JSON.stringify(line)} is not a ledger line`);
  }
  return { account, amount: parseMoney(text) };
}

/** Books checked lines: the `ledger` and `balances` tables. */
export function postLines(state: FoldState, event: JournalEvent, lines: readonly PostedLine[]): void {
  lines.forEach((line, index) => {
    state.putLine(event.seq * ID_STEP + index, event.seq, line.account, line.amount, event.ts);
  });
}

/** The sum of all balances: zero at any time. */
export const balanceSum = (balances: Iterable<Money>): Money => {
  let sum: bigint = ZERO;
  for (const amount of balances) sum += amount;
  return sum as Money;
};
