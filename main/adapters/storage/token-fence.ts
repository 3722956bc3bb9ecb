import type { JournalEvent } from '#core/journal/event.ts';
import { tokenClaim } from '#core/journal/token-claim.ts';
import { StaleToken } from '#core/ports/store.ts';
import type { Connection } from './connection.ts';
import { sqlCompiler } from './schema.ts';

/**
 * The newest token of each resource, in the database itself. A record made under a lock passes only with a token that is
 * not older, within the transaction that writes it: a holder that was paused cannot write over its successor, whatever it
 * believes.
 */
export class TokenFence {
  readonly #raise;
  readonly #newest;
  readonly #last;

  constructor(db: Connection) {
    this.#raise = db.prepare<[string, number]>(
      sqlCompiler
        .insertInto('lock_tokens')
        .values({ resource: '', token: 0 })
        .onConflict((conflict) =>
          conflict
            .column('resource')
            .doUpdateSet((eb) => ({ token: eb.ref('excluded.token') }))
            .whereRef('excluded.token', '>=', 'lock_tokens.token'),
        )
        .compile().sql,
    );
    const from = sqlCompiler.selectFrom('lock_tokens');
    this.#newest = db.prepare<[string], number>(from.select('token').where('resource', '=', '').compile().sql).pluck();
    this.#last = db
      .prepare<[], number | null>(from.select((eb) => eb.fn.max('token').as('token')).compile().sql)
      .pluck();
  }

  /**
   * Lets records pass, or none of them. To be called within the transaction that writes them.
   * @throws StaleToken naming the record that is too late.
   */
  pass(events: readonly JournalEvent[]): void {
    for (const event of events) {
      const claim = tokenClaim(event);
      if (claim === null || this.#raise.run(claim.resource, claim.token).changes > 0) continue;
      const newest = String(this.#newest.get(claim.resource));
      throw new StaleToken(
        `Record ${String(event.seq)} (${event.type}) was made under token ${String(claim.token)} of ${claim.resource}, which was given to someone else since: token ${newest}.`,
      );
    }
  }

  lastToken(): number {
    return this.#last.get() ?? 0;
  }
}
