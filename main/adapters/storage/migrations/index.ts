import { journalMigration } from './0001-journal.ts';
import { candlesMigration } from './0002-candles.ts';
import { scratchMigration } from './0003-scratch.ts';
import { rareTypesMigration } from './0004-rare-types.ts';
import { reconciliationMigration } from './0005-reconciliation.ts';
import { derivativesMigration } from './0006-derivatives.ts';
import { movementsMigration } from './0007-movements.ts';
import { locksMigration } from './0008-locks.ts';
import { externalMigration } from './0009-external.ts';
import { packedCandlesMigration } from './0010-packed-candles.ts';
import { portfolioMigration } from './0011-portfolio.ts';
import { signalLifeMigration } from './0012-signal-life.ts';
import { flowsMigration } from './0013-flows.ts';
import { cheapConditionMigration } from './0014-cheap-condition.ts';
import type { Migration } from './migration.ts';

/** All steps in order; the schema's version is how many were applied. A released step is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  journalMigration,
  candlesMigration,
  scratchMigration,
  rareTypesMigration,
  reconciliationMigration,
  derivativesMigration,
  movementsMigration,
  locksMigration,
  externalMigration,
  packedCandlesMigration,
  portfolioMigration,
  signalLifeMigration,
  flowsMigration,
  cheapConditionMigration,
];
