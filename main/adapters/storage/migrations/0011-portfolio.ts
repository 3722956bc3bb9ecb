import type { Migration } from './migration.ts';

/** The ten slots, what is remembered of symbols, and every change with what it was decided on. */
export const portfolioMigration: Migration = {
  name: '0011-portfolio',
  statements: [
    `CREATE TABLE portfolio_composition (
      rank INTEGER PRIMARY KEY NOT NULL CHECK (rank BETWEEN 1 AND 10),
      symbol TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('active', 'replacement-candidate', 'draining')),
      since INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      score_then REAL,
      pin_reason TEXT,
      weight INTEGER CHECK (weight BETWEEN 0 AND 1000),
      drain TEXT,
      CHECK ((state = 'draining') = (drain IS NOT NULL))
    ) STRICT`,
    `CREATE TABLE portfolio_symbols (
      symbol TEXT PRIMARY KEY NOT NULL,
      ban_reason TEXT,
      banned_by TEXT,
      banned_at INTEGER,
      left_how TEXT CHECK (left_how IN ('removed', 'replaced')),
      left_at INTEGER
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE portfolio_history (
      seq INTEGER PRIMARY KEY NOT NULL,
      ts INTEGER NOT NULL,
      symbol TEXT NOT NULL,
      action TEXT NOT NULL,
      reason TEXT NOT NULL,
      code TEXT,
      actor TEXT NOT NULL,
      override INTEGER NOT NULL CHECK (override IN (0, 1)),
      score REAL,
      confidence REAL,
      replaced TEXT,
      difference REAL,
      gain_bps REAL,
      cost_bps REAL,
      held_ms INTEGER,
      algorithm TEXT,
      effect TEXT,
      effect_note TEXT
    ) STRICT`,
  ],
};
