import type { RightsVerdictKind, Tristate } from '#shared/domain/exchange-account.ts';
import type { Mode } from '#shared/domain/signal.ts';
import type { KeyRights, RightsVerdict } from './account.ts';

interface Cell {
  readonly live: RightsVerdictKind;
  /** In modes that send nothing to the exchange. */
  readonly elsewhere: RightsVerdictKind;
  readonly finding: string;
}

type Judged = Exclude<keyof KeyRights, 'permissions'>;

const FINE: Cell = { live: 'safe', elsewhere: 'safe', finding: '' };

/** What each answer about each right means. A right that is not known counts as its unsafe answer. */
export const RIGHTS_TABLE: Readonly<Record<Judged, Readonly<Record<Tristate, Cell>>>> = {
  canMoveFunds: {
    yes: {
      live: 'refused',
      elsewhere: 'warned',
      finding: 'The key may move funds (withdrawal or transfer). Make one without that right at the exchange.',
    },
    unknown: {
      live: 'refused',
      elsewhere: 'warned',
      finding: 'The exchange does not say whether the key may move funds, which counts as if it may.',
    },
    no: FINE,
  },
  canTrade: {
    yes: FINE,
    unknown: {
      live: 'refused',
      elsewhere: 'safe',
      finding: 'The exchange does not say whether the key may trade futures, which counts as if it may not.',
    },
    no: {
      live: 'refused',
      elsewhere: 'safe',
      finding: 'The key may not trade futures. Give it that right at the exchange.',
    },
  },
  ipRestricted: {
    yes: FINE,
    unknown: {
      live: 'warned',
      elsewhere: 'warned',
      finding: 'The exchange does not say whether the key is bound to addresses, which counts as if it is not.',
    },
    no: {
      live: 'warned',
      elsewhere: 'warned',
      finding: 'The key works from any address. Bind it to your own at the exchange.',
    },
  },
};

const NEVER_READ = 'The rights of the key are not known, which counts as unsafe. Test the connection to read them.';
const WORST_FIRST: readonly RightsVerdictKind[] = ['refused', 'warned', 'safe'];
const ORDER: readonly Judged[] = ['canMoveFunds', 'canTrade', 'ipRestricted'];

/** What follows from a key's rights in a mode; null stands for rights that were never read, or too long ago. */
export function judgeRights(rights: KeyRights | null, mode: Mode): RightsVerdict {
  const inMode = mode === 'live' ? 'live' : 'elsewhere';
  if (rights === null) return { verdict: inMode === 'live' ? 'refused' : 'warned', findings: [NEVER_READ] };
  const cells = ORDER.map((right) => RIGHTS_TABLE[right][rights[right]]);
  const ranked = WORST_FIRST.map((verdict) => ({ verdict, cells: cells.filter((cell) => cell[inMode] === verdict) }));
  return {
    verdict: ranked.find((group) => group.cells.length > 0)?.verdict ?? 'safe',
    findings: ranked.flatMap((group) => (group.verdict === 'safe' ? [] : group.cells.map(({ finding }) => finding))),
  };
}
