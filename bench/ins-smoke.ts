import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { hash } from 'node:crypto';
const agents = ['technical', 'fundamental', 'structure', 'risk', 'sentiment', 'liquidation', 'model'];
const score = {
  score: 41.2,
  direction: 0.412,
  strength: 41.2,
  confidence: 0.66,
  completeness: 0.71,
  veto: false,
  asOf: 1763000000000,
  contributions: agents.map((agent) => ({
    baseWeight: 0.2,
    weight: 0.2,
    points: 8.24,
    opinion: {
      status: 'ok',
      agent,
      opinion: 41,
      confidence: 0.6,
      veto: false,
      asOf: 1763000000000,
      evidence: ['trend', 'momentum', 'vol'].map((name) => ({
        name,
        measured: '+1.62 ATR',
        input: 41.2,
        weight: 0.3333,
        asOf: 1763000000000,
      })),
    },
  })),
};
const text = canonicalJson(score as any);
const time = (l: string, f: () => void, n: number) => {
  f();
  const t = performance.now();
  f();
  console.log(l, (((performance.now() - t) * 1000) / n).toFixed(2), 'µs');
};
time(
  'canonical big ' + text.length,
  () => {
    for (let i = 0; i < 5000; i++) canonicalJson(score as any);
  },
  5000,
);
time(
  'stringify big',
  () => {
    for (let i = 0; i < 5000; i++) JSON.stringify(score);
  },
  5000,
);
time(
  'hash big',
  () => {
    for (let i = 0; i < 5000; i++) hash('sha256', text + i, 'hex');
  },
  5000,
);
const small = '{"totalHour":4,"totalLimit":40,"symbolHour":1,"symbolLimit":4,"sourceHour":3,"sourceLimit":10}';

for (const multi of [1, 8, 32, 64]) {
  for (const big of [false, true]) {
    const f = '/tmp/jt/x.db';
    for (const s of ['', '-wal', '-shm']) rmSync(f + s, { force: true });
    const db = new Database(f);
    db.pragma('page_size=8192');
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    db.pragma('cache_size=-65536');
    db.pragma('wal_autocheckpoint=4000');
    db.exec(
      `CREATE TABLE journal (seq INTEGER PRIMARY KEY CHECK (seq > 0), ts INTEGER NOT NULL CHECK (ts >= 0), type TEXT NOT NULL CHECK (type <> ''), subject TEXT NOT NULL, data TEXT NOT NULL CHECK (data LIKE '{%'), hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT`,
    );
    db.exec('CREATE INDEX a ON journal(subject)');
    db.exec('CREATE INDEX b ON journal(type)');
    const ins = db.prepare('INSERT INTO journal VALUES ' + Array(multi).fill('(?,?,?,?,?,?)').join(','));
    const h = Buffer.alloc(32);
    let seq = 0;
    const N = big ? 20000 : 60000;
    const tx = db.transaction(() => {
      for (let i = 0; i < 960; i += multi) {
        const p: unknown[] = [];
        for (let j = 0; j < multi; j++) {
          seq++;
          p.push(
            seq,
            1763000000000,
            ['signal.received', 'signal.admitted', 'signal.scored'][seq % 3],
            'sig' + String((seq / 6) | 0).padStart(17, '0'),
            big ? text : small,
            h,
          );
        }
        ins.run(p);
      }
    });
    const t = performance.now();
    while (seq < N) tx.immediate();
    console.log(multi, big, (((performance.now() - t) * 1000) / seq).toFixed(2), 'µs/rec');
    db.close();
  }
}
