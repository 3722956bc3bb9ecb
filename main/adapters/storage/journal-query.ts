import { sql } from 'kysely';
import type { JournalQuery } from '#core/ports/store.ts';
import { FREQUENT_TYPES, rareTypeCondition } from './migrations/0014-cheap-condition.ts';
import { sqlCompiler } from './schema.ts';

/** A journal row with its predecessor's hash. */
export const WITH_PREVIOUS = sqlCompiler
  .selectFrom('journal as record')
  .select(['seq', 'ts', 'type', 'subject', 'data', 'hash'])
  .select((eb) =>
    eb
      .selectFrom('journal as previous')
      .select('previous.hash')
      .whereRef('previous.seq', '=', eb('record.seq', '-', sql.lit(1)))
      .as('previous'),
  );

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

const RARE = rareTypeCondition('record.type');

/** True when no frequent type is meant: the index by type then holds all that can be found. */
function isRare(type: string): boolean {
  return !FREQUENT_TYPES.some((frequent) => (type.endsWith('.') ? frequent.startsWith(type) : frequent === type));
}

/** The SQL of a query; equal shapes give equal text, so that the caller can keep the prepared statement. */
export function compileQuery(query: JournalQuery): { readonly sql: string; readonly parameters: readonly unknown[] } {
  let select = WITH_PREVIOUS.orderBy('record.seq', 'desc').limit(query.limit);
  if (query.before !== null) select = select.where('record.seq', '<', query.before);
  if (query.subject !== null) select = select.where('record.subject', '=', query.subject);
  if (query.types.length > 0) {
    if (query.types.every(isRare)) select = select.where(sql<boolean>`${sql.raw(RARE)}`);
    select = select.where((eb) =>
      eb.or(
        query.types.map((type) =>
          // "signal." stands for all types from "signal." up to "signal/", the next character after the point.
          type.endsWith('.')
            ? eb.and([eb('record.type', '>=', type), eb('record.type', '<', `${type.slice(0, -1)}/`)])
            : eb('record.type', '=', type),
        ),
      ),
    );
  }
  if (query.text !== null && query.text !== '') {
    const pattern = `%${escapeLike(query.text)}%`;
    select = select.where((eb) =>
      eb.or([
        sql<boolean>`${eb.ref('record.subject')} LIKE ${pattern} ESCAPE '\\'`,
        sql<boolean>`${eb.ref('record.data')} LIKE ${pattern} ESCAPE '\\'`,
      ]),
    );
  }
  return select.compile();
}
