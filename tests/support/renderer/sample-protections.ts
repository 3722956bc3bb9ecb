import type { ProtectionView } from '#shared/contract/protections.ts';
import { PROTECTIONS } from '#core/agents/risk/protections/catalogue.ts';
import { inputOf } from '#core/agents/risk/protections/protection.ts';

const MINUTE = 60_000;

/** Locks as they may stand after a bad morning. */
const LOCKS = (now: number): Readonly<Record<string, ProtectionView['locks']>> => ({
  'symbol-stops': [
    {
      target: 'SOLUSDTM',
      scope: 'symbol',
      since: now - 42 * MINUTE,
      until: now + 198 * MINUTE,
      sentence: 'SOLUSDTM: 3 stops in 1440 min on one symbol; locked for another 45 min.',
      numbers: { count: 3 },
    },
  ],
  spread: [
    {
      target: 'SUIUSDTM',
      scope: 'symbol',
      since: now - MINUTE,
      until: now + 4 * MINUTE,
      sentence: 'SUIUSDTM: bid and ask are 6100 ppm apart (limit 3000); locked for another 5 min.',
      numbers: { spread: 6_100, limit: 5_000 },
    },
  ],
});

const APART: Readonly<Record<string, ProtectionView['apart']>> = {
  'cool-down': [{ target: 'XBTUSDTM', enabled: true, params: { lock: 2 } }],
};

/** Every protection of the program at its standard, one changed by a person, two with standing locks. */
export const sampleProtections = (now: number): ProtectionView[] =>
  PROTECTIONS.map((protection) => ({
    key: protection.id,
    title: protection.title,
    what: protection.what,
    watches: inputOf(protection),
    enabled: protection.enabled || protection.id === 'day-target',
    scope: protection.scopes[0] ?? 'account',
    scopes: [...protection.scopes],
    params: protection.params.map((spec) => ({ ...spec, value: spec.standard })),
    code: protection.code,
    changed: protection.id === 'day-target',
    apart: APART[protection.id] ?? [],
    locks: LOCKS(now)[protection.id] ?? [],
  }));
