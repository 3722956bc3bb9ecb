import type { JournalRecord } from '#shared/contract/journal.ts';
import { sampleRandom } from './sample-random.ts';

const KINDS: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['signal.received', 'signal-12', { symbol: 'ETHUSDTM', direction: 1, source: 'technical', timeframe: '15m' }],
  [
    'signal.scored',
    'signal-12',
    { score: 57.3, confidence: 0.71, completeness: 0.85, contributions: [{ agent: 'technical', points: 31.2 }] },
  ],
  ['signal.refused', 'signal-11', { code: 'RISK_NET_EXPOSURE', numbers: { exposure: 60.5, limit: 60 } }],
  ['order.intent', 'order-77', { symbol: 'ETHUSDTM', side: 'buy', lots: 420, price: '3872.40' }],
  ['order.fill', 'order-77', { lots: 420, price: '3872.40', fee: '0.97584480', simulated: true }],
  ['lock.granted', 'symbol:ETHUSDTM', { token: 4711, holder: 'execution', forMs: 1500 }],
  ['account.equity', 'account:paper', { equity: '104218.40', peak: '104655.10' }],
  ['funding.paid', 'XBTUSDTM', { rate: '0.000094', amount: '-1.20777' }],
];

const hex = (seed: number): string => {
  const random = sampleRandom(seed);
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
};

/** The record with this number; the same on every call. */
export function sampleRecord(seq: number, head: number, now: number): JournalRecord {
  const [type, subject, data] = KINDS[seq % KINDS.length] ?? ['system.started', 'system', {}];
  return {
    seq,
    ts: now - (head - seq) * 740,
    type,
    subject,
    data: { ...data, n: seq },
    prevHash: hex(seq - 1),
    hash: hex(seq),
  };
}

export const SAMPLE_TYPES: readonly string[] = KINDS.map(([type]) => type);
