import { openStore } from '#main/adapters/storage/open-store.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { mkdtempSync, rmSync } from 'node:fs';
const dir = mkdtempSync('/tmp/jt/a');
const store = openStore(dir);
const journal = openJournal({
  store: store.journal,
  hasher: systemHasher,
  clock: systemClock,
  scheduler: systemScheduler,
  grouping: { kind: 'count', events: 1000 },
});
console.log(journal.integrity);
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
const slim = process.argv[2] === 'slim';
const t0 = performance.now();
let n = 0;
const add = (d: any) => {
  journal.append(d);
  n++;
};
for (let i = 0; i < 12000; i++) {
  const id = 'sig' + String(i).padStart(17, '0');
  add({
    type: 'signal.received',
    subject: id,
    data: {
      source: 'strategy',
      symbol: 'XBTUSDTM',
      timeframe: '15m',
      direction: 1,
      strength: 0.5,
      confidence: 0.6,
      priceTicks: 935744,
      stopTicks: 930000,
      targetTicks: 940000,
      tsSource: 1,
      expiresAt: 2,
      reason: 'EMA cross with rising volume',
    },
  });
  add({
    type: 'signal.admitted',
    subject: id,
    data: { symbolHour: 1, symbolLimit: 4, sourceHour: 3, sourceLimit: 10, totalHour: 4, totalLimit: 40 },
  });
  add({
    type: 'signal.scored',
    subject: id,
    data: { timeframe: '15m', side: 1, threshold: 30, score: slim ? { score: 41.2 } : score },
  });
  add({ type: 'signal.cleared', subject: id, data: { rule: 'R01', running: 'none' } });
  add({
    type: 'signal.refused',
    subject: id,
    data: {
      stage: 'lock',
      code: 'RESOURCE_LOCKED',
      sentence: 'The symbol is held by another order since 12:01.',
      numbers: { a: 1, b: 'x' },
    },
  });
  add({
    type: 'signal.resolved',
    subject: id,
    data: { outcome: 'stop', r: -1.02, real: false, exitTicks: 930000, heldMs: 3600000, feesPpm: 1200, fundingPpm: 3 },
  });
}
journal.commit();
const t1 = performance.now();
console.log('µs/record', ((t1 - t0) * 1000) / n, n);
const v = verifyJournal(store.journal, systemHasher);
console.log(v, 'verify µs/record', ((performance.now() - t1) * 1000) / n);
store.close();
rmSync(dir, { recursive: true });
