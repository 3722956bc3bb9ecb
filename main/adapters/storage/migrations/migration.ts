/**
 * One step of the schema. Its statements run in one transaction with the new version number, so a step is applied whole
 * or not at all. They are plain SQL: Kysely's Migrator is asynchronous while the store must open in one synchronous
 * piece, and its schema builder knows neither STRICT nor triggers nor CHECK expressions.
 */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}
