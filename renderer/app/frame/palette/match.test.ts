import { describe, expect, it } from 'vitest';
import { matchScore } from './match.ts';

const score = (question: string, label: string, note = '') => matchScore(question, { label, note });

describe('matchScore', () => {
  it('ranks name over start over word over initials over inside over note over letters in order', () => {
    const ranks = [
      score('risk', 'Risk'),
      score('risk', 'Risk figures'),
      score('risk', 'Limits of risk'),
      score('otr', 'Open track record'),
      score('isk', 'Risk'),
      score('risk', 'Dashboard', 'risk and money'),
      score('isk', 'Dashboard', 'risk and money'),
      score('dsh', 'Dashboard'),
    ];
    expect(ranks.every((rank) => rank !== null)).toBe(true);
    expect([...ranks].sort((a, b) => (b ?? 0) - (a ?? 0))).toEqual(ranks);
  });

  it('finds by the English name too where another language is shown', () => {
    const protocol = { label: 'Protokoll', note: 'jeder Eintrag', english: 'Journal' };
    expect(matchScore('journal', protocol)).not.toBeNull();
    expect(matchScore('prot', protocol)).not.toBeNull();
    expect(matchScore('konto', protocol)).toBeNull();
    expect(matchScore('journal', protocol)).toBeGreaterThan(score('journal', 'Ledger', 'journal') ?? 0);
  });

  it('wants every word somewhere', () => {
    expect(score('track rec', 'Track record')).not.toBeNull();
    expect(score('track dog', 'Track record')).toBeNull();
    expect(score('xyz', 'Track record')).toBeNull();
  });

  it('takes the shorter of two alike, and fits all when nothing is asked', () => {
    expect(score('sol', 'SOL') ?? 0).toBeGreaterThan(score('sol', 'SOLV') ?? 0);
    expect(score('', 'SOL')).toBe(score('  ', 'Anything'));
  });
});
