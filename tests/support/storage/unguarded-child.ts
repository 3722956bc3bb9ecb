import Database from 'better-sqlite3';

/**
 * The planted bug of the sync test: `unguarded-child.ts <file> <count>` commits that often on a connection whose
 * synchronous level nobody set after opening.
 */
const [file = '', count = '0'] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.exec('CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, text TEXT) STRICT');
const insert = db.prepare('INSERT INTO entry (text) VALUES (?)');
for (let i = 0; i < Number(count); i++) insert.run('commit');
db.close();
