import { describe, expect, it } from 'vitest';
import { TRISTATES, type RightsVerdictKind, type Tristate } from '#shared/domain/exchange-account.ts';
import type { KeyRights } from './account.ts';
import { judgeRights, RIGHTS_TABLE } from './judge-rights.ts';

const rights = (canMoveFunds: Tristate, canTrade: Tristate, ipRestricted: Tristate): KeyRights => ({
  canMoveFunds,
  canTrade,
  ipRestricted,
  permissions: [],
});

/** The rules written a second time, as sentences of the requirement rather than as a table. */
function expected({ canMoveFunds, canTrade, ipRestricted }: KeyRights, live: boolean): RightsVerdictKind {
  const mayMove = canMoveFunds !== 'no';
  if (live && (mayMove || canTrade !== 'yes')) return 'refused';
  return mayMove || ipRestricted !== 'yes' ? 'warned' : 'safe';
}

const ALL = TRISTATES.flatMap((move) =>
  TRISTATES.flatMap((trade) => TRISTATES.map((address) => rights(move, trade, address))),
);

describe('the verdict on a key', () => {
  it.each(ALL)('is by the rules for funds $canMoveFunds, trade $canTrade, addresses $ipRestricted', (key) => {
    for (const mode of ['live', 'paper', 'demo', 'replay'] as const) {
      const { verdict, findings } = judgeRights(key, mode);
      expect(verdict).toBe(expected(key, mode === 'live'));
      expect(findings.length === 0).toBe(verdict === 'safe');
    }
  });

  it('treats a right that is not known like its unsafe answer', () => {
    for (const [right, unsafe] of [
      ['canMoveFunds', 'yes'],
      ['canTrade', 'no'],
      ['ipRestricted', 'no'],
    ] as const) {
      const { unknown, [unsafe]: worst } = RIGHTS_TABLE[right];
      expect([unknown.live, unknown.elsewhere]).toEqual([worst.live, worst.elsewhere]);
    }
  });

  it('names the worst finding first', () => {
    const { findings } = judgeRights(rights('yes', 'no', 'no'), 'live');
    expect(findings).toEqual([
      expect.stringContaining('may move funds'),
      expect.stringContaining('may not trade'),
      expect.stringContaining('any address'),
    ]);
    const trade = judgeRights(rights('no', 'unknown', 'no'), 'live');
    expect(trade.findings[0]).toContain('does not say whether the key may trade');
  });

  it('refuses rights that were never read', () => {
    expect(judgeRights(null, 'live')).toMatchObject({
      verdict: 'refused',
      findings: [expect.stringContaining('not known')],
    });
    expect(judgeRights(null, 'paper').verdict).toBe('warned');
  });
});
