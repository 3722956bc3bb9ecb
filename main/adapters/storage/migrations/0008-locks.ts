import type { Migration } from './migration.ts';

/** Order states that hold nothing at the venue. Part of the schema: never changed, only replaced by a later step. */
const NOT_THERE = "('INTENT', 'FILLED', 'CANCELED', 'EXPIRED', 'REJECTED', 'NOT_PLACED')";
const OPEN_ENTRY = `role = 'entry' AND mark IS NULL AND state NOT IN ${NOT_THERE}`;

/**
 * The newest fencing token of each resource, taken over from the records so far; and that no entry begins to leave while
 * one of another trade is open on its symbol. Orders that were found at the venue are what they are.
 */
export const locksMigration: Migration = {
  name: '0008-locks',
  statements: [
    `CREATE TABLE lock_tokens (
      resource TEXT PRIMARY KEY NOT NULL CHECK (resource <> ''),
      token INTEGER NOT NULL CHECK (token >= 0)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO lock_tokens (resource, token)
      SELECT 'symbol:' || symbol, MAX(token) FROM orders WHERE role = 'entry' GROUP BY symbol`,
    `CREATE INDEX orders_open_entries ON orders (symbol) WHERE ${OPEN_ENTRY}`,
    // A row that is there already is put the same way, so the trigger sees its moves too.
    `CREATE TRIGGER orders_one_trade BEFORE INSERT ON orders
      WHEN NEW.role = 'entry' AND NEW.mark IS NULL AND NEW.state NOT IN ${NOT_THERE}
        AND NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.id AND state <> 'INTENT')
        AND EXISTS (
          SELECT 1 FROM orders WHERE symbol = NEW.symbol AND signal_id <> NEW.signal_id AND ${OPEN_ENTRY}
        )
      BEGIN SELECT RAISE(ABORT, 'another trade has an open entry on the symbol'); END`,
  ],
};
