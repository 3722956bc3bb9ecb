import type { Migration } from './migration.ts';
import { FREQUENT_TYPES as BEFORE } from './0004-rare-types.ts';

/** As in migration 4, with the record of the agents' votes, of which there is one for each scored signal. */
export const FREQUENT_TYPES = [...BEFORE, 'signal.evaluated'] as const;

/** The condition under which a record is in the index; a query that repeats it word for word may use it. */
export const RARE_TYPE_CONDITION = `type NOT IN (${FREQUENT_TYPES.map((type) => `'${type}'`).join(', ')})`;

const codes = (...names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const WAITED = `EXISTS (SELECT 1 FROM journal WHERE subject = signals.id AND type = 'signal.waiting')`;

/**
 * The names of the signal's life in place of those of its stages. What a refusal was follows from its code, as the fold
 * of the records has it; a database of that time knows no other codes than these.
 */
export const signalLifeMigration: Migration = {
  name: '0012-signal-life',
  statements: [
    `UPDATE signals SET state = CASE
      WHEN state = 'RECEIVED' AND ${WAITED} THEN 'QUEUED'
      WHEN state = 'ADMITTED' THEN 'EVALUATING'
      WHEN state = 'SCORED' AND ${WAITED} AND 'conflict' = (
        SELECT json_extract(data, '$.stage') FROM journal
        WHERE subject = signals.id AND type = 'signal.waiting' ORDER BY seq DESC LIMIT 1) THEN 'APPROVED'
      WHEN state = 'SCORED' THEN 'EVALUATING'
      WHEN state IN ('CLEARED', 'LOCKED', 'PASSED') THEN 'APPROVED'
      WHEN state <> 'REFUSED' THEN state
      WHEN code IN (${codes('SIGNAL_EXPIRED', 'THROTTLE_WAIT_OVER', 'CONFLICT_WAIT_OVER', 'RISK_SIGNAL_AGE')}) THEN 'EXPIRED'
      WHEN code LIKE 'AGENT\\_%' ESCAPE '\\' OR stage IN ('execution', 'outcome') THEN 'FAILED'
      WHEN stage IN ('intake', 'scoring') THEN 'REJECTED'
      WHEN stage = 'throttle' THEN 'THROTTLED'
      WHEN stage IN ('conflict', 'lock') THEN 'CONFLICT'
      ELSE 'RISK_BLOCKED' END
      WHERE state NOT IN ('EXECUTED', 'RESOLVED')`,
    'DROP INDEX journal_by_rare_type',
    `CREATE INDEX journal_by_rare_type ON journal (type) WHERE ${RARE_TYPE_CONDITION}`,
  ],
};
