import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import { isCooling } from '../../alerts/cool-down.ts';
import type { Look } from './look.ts';

/** Where a rule stands at a symbol. `unseen`: nothing was seen yet, so nothing can have changed. */
type Place = 'unseen' | 'armed' | 'inside' | 'long' | 'short';
type Signal = Exclude<Look['signal'], 'unknown'>;

interface Step {
  readonly to: Place;
  readonly rings?: true;
}

/** What is not listed leaves a rule where it is. Only a change that was seen from its beginning rings. */
const STEPS: Readonly<Record<Place, Readonly<Partial<Record<Signal, Step>>>>> = {
  unseen: {
    in: { to: 'inside' },
    out: { to: 'armed' },
    long: { to: 'long' },
    short: { to: 'short' },
    event: { to: 'armed', rings: true },
  },
  armed: { in: { to: 'inside', rings: true }, event: { to: 'armed', rings: true } },
  inside: { out: { to: 'armed' } },
  long: { short: { to: 'short', rings: true } },
  short: { long: { to: 'long', rings: true } },
};

/** How a rule stands at one symbol. */
export interface Standing {
  readonly place: Place;
  /** True while nothing could be seen at the last look. */
  readonly waiting: boolean;
  /** Of the last look. */
  readonly sentence: string;
  /** When it last rang, ms; null when it never did. */
  readonly firedAt: number | null;
  /** How often it happened within the cool-down. */
  readonly held: number;
}

const UNSEEN: Standing = { place: 'unseen', waiting: true, sentence: 'nothing was told yet', firedAt: null, held: 0 };

/** A rule that rings, and what it did not tell before. */
export interface Ring {
  readonly sentence: string;
  readonly held: number;
}

/** Where every rule stands at every symbol, and when each may ring. */
export class AlertStandings {
  readonly #standings = new Map<string, Map<string, Standing>>();

  of(rule: string, symbol: string): Standing {
    return this.#standings.get(rule)?.get(symbol) ?? UNSEEN;
  }

  /** Takes what a rule sees; what it rings, if anything. */
  see(rule: LiquidationAlertRule, symbol: string, { signal, sentence }: Look, now: number): Ring | null {
    const before = this.of(rule.id, symbol);
    if (signal === 'unknown') {
      this.#set(rule.id, symbol, { ...before, waiting: true, sentence });
      return null;
    }
    const step: Step = STEPS[before.place][signal] ?? { to: before.place };
    const after = { ...before, place: step.to, waiting: false, sentence };
    if (step.rings !== true) {
      this.#set(rule.id, symbol, after);
      return null;
    }
    if (isCooling(rule, before.firedAt, now)) {
      this.#set(rule.id, symbol, { ...after, held: before.held + 1 });
      return null;
    }
    this.#set(rule.id, symbol, { ...after, firedAt: now, held: 0 });
    return { sentence, held: before.held };
  }

  /** Takes up when a rule rang before this program started. */
  fired(rule: string, symbol: string, at: number): void {
    const before = this.of(rule, symbol);
    if (before.firedAt === null || before.firedAt < at) this.#set(rule, symbol, { ...before, firedAt: at });
  }

  /** A rule that is set otherwise looks anew; its cool-downs go on. */
  begin(rule: string): void {
    for (const [symbol, { firedAt, held }] of this.#standings.get(rule) ?? [])
      this.#set(rule, symbol, { ...UNSEEN, firedAt, held });
  }

  forget(rule: string): void {
    this.#standings.delete(rule);
  }

  #set(rule: string, symbol: string, standing: Standing): void {
    const own = this.#standings.get(rule) ?? new Map<string, Standing>();
    own.set(symbol, standing);
    this.#standings.set(rule, own);
  }
}
