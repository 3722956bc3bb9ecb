import { StoreFailure } from '#core/ports/store.ts';
import { requireFull, type Connection } from './connection.ts';
import { onDisk } from './disk-guard.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Marks a file as this program's: "ZMRT". */
const APPLICATION_ID = 0x5a_4d_52_54;

const pragmaNumber = (db: Connection, name: string): number => Number(db.pragma(name, { simple: true }));

/**
 * Refuses a file that this program must not touch: another program's database, or one written by a newer version.
 * @throws StoreFailure with a sentence for the user.
 */
export function checkSchema(db: Connection, migrations: readonly Migration[] = MIGRATIONS): number {
  const version = pragmaNumber(db, 'user_version');
  const application = pragmaNumber(db, 'application_id');
  const isNew = version === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!isNew && application !== APPLICATION_ID) {
    throw new StoreFailure(`${db.name} is a database of another program; nothing was changed.`);
  }
  if (version > migrations.length) {
    throw new StoreFailure(
      `${db.name} was written by a newer version of the program (schema ${String(version)}, this one knows ${String(migrations.length)}). Nothing was changed; start the newer version.`,
    );
  }
  return version;
}

/**
 * Brings the schema up to date. Each step is one transaction together with its version number: when a step fails the
 * schema and the data are as before it.
 * @throws StoreFailure naming the step.
 */
export function migrate(db: Connection, migrations: readonly Migration[] = MIGRATIONS): void {
  const version = checkSchema(db, migrations);
  migrations.slice(version).forEach((migration, index) => {
    onDisk(`The change of the database to "${migration.name}"`, () => {
      db.transaction(() => {
        for (const statement of migration.statements) db.exec(statement);
        db.pragma(`application_id = ${String(APPLICATION_ID)}`);
        db.pragma(`user_version = ${String(version + index + 1)}`);
      }).immediate();
    });
  });
  requireFull(db);
}
