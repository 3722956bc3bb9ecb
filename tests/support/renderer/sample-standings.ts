import { contractSymbol, type Sha256Hex } from '#shared/domain/ids.ts';
import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { Opinions } from '#core/settings/what-if.ts';

type Parts = readonly [technical: number, fundamental: number, structure: number | null, risk: number];

const PARTS: readonly (readonly [symbol: string, parts: Parts])[] = [
  ['XBTUSDTM', [58.2, 66.1, 91.4, 82.3]],
  ['ETHUSDTM', [66.4, 71.8, 88.0, 70.2]],
  ['SOLUSDTM', [78.9, 74.2, 76.1, 51.7]],
  ['LINKUSDTM', [84.1, 62.3, 61.0, 55.4]],
  ['XRPUSDTM', [61.0, 58.8, 74.9, 60.1]],
  ['UNIUSDTM', [57.4, 49.6, 58.2, 47.9]],
  ['SUIUSDTM', [72.6, 68.4, 55.3, 38.2]],
  ['ADAUSDTM', [49.1, 46.2, 63.8, 62.5]],
  ['AVAXUSDTM', [52.3, 55.1, 60.4, 49.0]],
  ['DOGEUSDTM', [63.7, 51.9, 66.2, 41.3]],
  ['LTCUSDTM', [41.2, 39.7, 69.0, 71.6]],
  ['TRXUSDTM', [38.8, 42.1, 62.7, 79.4]],
  ['DOTUSDTM', [55.9, 44.0, 54.1, 53.2]],
  ['APTUSDTM', [69.3, 47.5, 43.9, 34.8]],
  ['NEARUSDTM', [60.8, 50.3, 49.2, 44.7]],
  ['HYPEUSDTM', [81.0, 77.2, null, 29.9]],
];

const HASH = '0'.repeat(64) as Sha256Hex;

/** Sixteen symbols that are ranked; the book of the last is not known. */
export const sampleStandings = (now: number): SymbolStanding[] =>
  PARTS.map(([symbol, [technical, fundamental, structure, risk]]) => ({
    symbol: contractSymbol(symbol),
    at: now,
    parts: { technical, fundamental, structure, risk },
    score: structure === null ? null : (technical + fundamental + structure + risk) / 4,
    direction: 0.2,
    confidence: 0.6,
    turnover24h: 4e8,
    spreadBps: 1.2,
    spreadEstimated: false,
    asOf: now - 40_000,
    inputHash: HASH,
  }));

/** What four agents think of the same symbols. */
export const sampleOpinions = (now: number): Opinions[] =>
  PARTS.map(([symbol, [technical, fundamental, structure, risk]]) => {
    const given: readonly (readonly [ScoringAgentName, number | null])[] = [
      ['technical', technical],
      ['fundamental', fundamental],
      ['structure', structure],
      ['risk', risk],
    ];
    const opinions = given.map(([agent, part]): Opinion => {
      if (part === null) return { status: 'no-data', agent, reason: 'its order book is not followed', missing: null };
      const opinion = Math.round((part - 50) * 20) / 10;
      const evidence = [{ name: 'level', measured: String(part), input: opinion, weight: 1, asOf: now }];
      return { status: 'ok', agent, opinion, confidence: 0.7, evidence, veto: false, asOf: now };
    });
    return { symbol: contractSymbol(symbol), opinions, weightsUnder: (base) => base };
  });
