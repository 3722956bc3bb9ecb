import type { Migration } from './migration.ts';

/** Samples of sentiment and on-chain figures, and the articles judged. What is stored stays: a score can be computed again. */
export const externalMigration: Migration = {
  name: '0009-external',
  statements: [
    `CREATE TABLE external_series (
      name TEXT NOT NULL CHECK (name <> ''),
      ts INTEGER NOT NULL CHECK (ts >= 0),
      value REAL NOT NULL,
      seen INTEGER NOT NULL CHECK (seen >= ts),
      PRIMARY KEY (name, ts)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE external_articles (
      hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
      published INTEGER NOT NULL CHECK (published >= 0),
      seen INTEGER NOT NULL CHECK (seen >= published),
      feed TEXT NOT NULL,
      weight REAL NOT NULL CHECK (weight > 0),
      title TEXT NOT NULL,
      summary TEXT NOT NULL,
      score REAL NOT NULL CHECK (score BETWEEN -1 AND 1),
      method TEXT NOT NULL,
      coins TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX external_articles_published ON external_articles (published)',
    ...['external_series', 'external_articles'].map(
      (table) => `CREATE TRIGGER ${table}_fixed BEFORE UPDATE ON ${table}
        BEGIN SELECT RAISE(ABORT, 'what was told once stays'); END`,
    ),
  ],
};
