import type { Hasher } from '#core/ports/hasher.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';

/** What the watchdog goes by. It holds a copy of its own: a core that has lost its mind cannot change it silently. */
export interface WatchdogRules {
  /** Without a sign of life from the core for this long it stands in, ms. */
  readonly silenceMs: number;
  /** `flatten`: entries are canceled and positions closed. `cancel-entries`: positions keep their stops at the exchange. */
  readonly action: 'flatten' | 'cancel-entries';
  /** How often it looks at the account itself, ms. */
  readonly lookMs: number;
}

export const WATCHDOG_RULES: WatchdogRules = { silenceMs: 3_000, action: 'flatten', lookMs: 5_000 };

/** Both sides compare this: equal rules have equal hashes. */
export const rulesHash = ({ silenceMs, action, lookMs }: WatchdogRules, hasher: Pick<Hasher, 'sha256'>): string =>
  hasher.sha256(canonicalJson({ silenceMs, action, lookMs }));
