import { MINUTE, type EpochMs } from '#shared/domain/time.ts';
import type { AccountRow } from '../journal/account-row.ts';
import type { SecretsOverview } from '../ports/secrets.ts';
import type { RightsVerdict } from './account.ts';
import type { ConnectionState } from './exchange-accounts.ts';

/** Something that must hold before live trading. What is unknown does not hold. */
export interface LiveCondition {
  readonly key: string;
  readonly label: string;
  readonly state: 'met' | 'warned' | 'unmet' | 'unknown';
  /** The facts, and what to do. */
  readonly detail: string;
}

/** What parts beside the accounts must tell before live trading. */
export const OUTSIDE_CONDITIONS: readonly Pick<LiveCondition, 'key' | 'label'>[] = [
  { key: 'reconciled', label: 'Reconciled with the exchange' },
  { key: 'venue-open', label: 'Exchange open' },
];

export interface ConditionFacts {
  readonly account: AccountRow;
  readonly verdict: RightsVerdict;
  readonly connection: ConnectionState | null;
  /** Other accounts that are released now. */
  readonly others: readonly AccountRow[];
  readonly secrets: SecretsOverview;
  readonly now: EpochMs;
}

/** An older test says nothing about now. */
const TEST_LIFE_MS = 5 * MINUTE;
/** Check 5 of the risk gate: a warning from the first on, a refusal above the second. */
const OFFSET_WARN_MS = 500;
const OFFSET_MOST_MS = 1_500;

export const holds = ({ state }: LiveCondition): boolean => state === 'met' || state === 'warned';

type Found = Pick<LiveCondition, 'state' | 'detail'>;

const VERDICT_STATE = { safe: 'met', warned: 'warned', refused: 'unmet' } as const;

const rights = ({ account, verdict }: ConditionFacts): Found => ({
  state: account.rights === null ? 'unknown' : VERDICT_STATE[verdict.verdict],
  detail: verdict.findings.join(' ') || 'It may trade, cannot move funds, and is bound to addresses.',
});

const fresh = ({ connection, now }: ConditionFacts): ConnectionState | null =>
  connection !== null && Math.abs(now - connection.at) <= TEST_LIFE_MS ? connection : null;

function answers(facts: ConditionFacts): Found {
  const connection = fresh(facts);
  if (connection === null)
    return { state: 'unknown', detail: 'The connection was not tested in the last five minutes.' };
  return { state: connection.ok ? 'met' : 'unmet', detail: connection.sentence };
}

function clockOffset(facts: ConditionFacts): Found {
  const offset = fresh(facts)?.clockOffsetMs ?? null;
  if (offset === null) return { state: 'unknown', detail: 'The exchange’s time is not known. Test the connection.' };
  const distance = Math.abs(offset);
  const detail = `This clock and the exchange’s are ${Math.round(distance)} ms apart; at most ${OFFSET_MOST_MS} ms are allowed.`;
  if (distance > OFFSET_MOST_MS) return { state: 'unmet', detail: `${detail} Set this computer’s clock.` };
  return { state: distance > OFFSET_WARN_MS ? 'warned' : 'met', detail };
}

const readable = ({ secrets }: ConditionFacts): Found => ({
  state: secrets.state === 'ready' ? 'met' : 'unmet',
  detail: secrets.sentence,
});

const enabled = ({ account }: ConditionFacts): Found =>
  account.enabled
    ? { state: 'met', detail: `${account.name} is enabled.` }
    : { state: 'unmet', detail: `${account.name} is disabled. Enable it first.` };

const alone = ({ others }: ConditionFacts): Found =>
  others.length === 0
    ? { state: 'met', detail: 'No other account trades live.' }
    : { state: 'unmet', detail: `${others.map(({ name }) => name).join(', ')} trades live; end that first.` };

const TABLE: readonly {
  readonly key: string;
  readonly label: string;
  readonly find: (facts: ConditionFacts) => Found;
}[] = [
  { key: 'enabled', label: 'Account enabled', find: enabled },
  { key: 'only-one', label: 'Only live account', find: alone },
  { key: 'secrets', label: 'Logins unlocked', find: readable },
  { key: 'rights', label: 'Rights of the key', find: rights },
  { key: 'connection', label: 'Exchange takes the login', find: answers },
  { key: 'clock', label: 'Clocks agree', find: clockOffset },
];

/** The conditions that the accounts know themselves, each with its state. */
export const accountConditions = (facts: ConditionFacts): readonly LiveCondition[] =>
  TABLE.map(({ key, label, find }) => ({ key, label, ...find(facts) }));
