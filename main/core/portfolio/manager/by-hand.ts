import type { ContractSymbol } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { SlotRow } from '#core/journal/portfolio-rows.ts';
import { mustLeave } from './eligibility.ts';
import type { PortfolioDraft } from './decide.ts';
import type { PortfolioManager } from './portfolio-manager.ts';
import { freshScore, type ReviewContext } from './review-context.ts';
import { MANAGER_ALGORITHM } from './settings.ts';
import { tiltedWeights } from './weights.ts';

/** Why something cannot be done by hand. */
interface HandRefusal {
  /** `confirm`: it touches a position, and `expected` must be typed. */
  readonly kind: 'unknown-symbol' | 'refused' | 'confirm';
  readonly code: string;
  readonly sentence: string;
  readonly expected: string | null;
}

/** Who does it and why. */
export interface Hand {
  readonly by: string;
  readonly reason: string;
  /** What was typed to confirm; empty when nothing was asked for. */
  readonly confirmation?: string;
}

/** What became of it: done at once, or the symbol drains first. */
export type HandResult = Result<{ readonly state: 'done' | 'draining' }, HandRefusal>;

const refused = (code: string, sentence: string): HandResult =>
  err({ kind: 'refused', code, sentence, expected: null });

/**
 * Changes to the portfolio by a person. A person may overrule scores, leads, stays and caps; not the state of the market:
 * what is not listed or closed for trading cannot come in, and what is held drains before it leaves.
 */
export class PortfolioByHand {
  readonly #manager: PortfolioManager;

  constructor(manager: PortfolioManager) {
    this.#manager = manager;
  }

  add(symbol: ContractSymbol, hand: Hand): HandResult {
    const context = this.#context();
    const problem = this.#entryProblem(symbol, context);
    if (problem !== null) return problem;
    const { slots } = context.settings;
    if (this.#manager.state.slots.length >= slots) {
      return refused('SLOTS_FULL', `All ${String(slots)} slots are taken; replace one, or remove one first.`);
    }
    return this.#done([
      { type: 'portfolio.added', subject: symbol, data: { ...signed(hand), ...scoreOf(symbol, context) } },
      ...this.#weights(context, [...this.#symbols(), symbol]),
    ]);
  }

  remove(symbol: ContractSymbol, hand: Hand): HandResult {
    const context = this.#context();
    const slot = this.#manager.slot(symbol);
    if (slot === null) return this.#notIn(symbol);
    const known = { ...signed(hand), ...scoreOf(symbol, context), code: 'by-hand' };
    if (!context.facts(symbol).flat) return this.#drain(slot, null, hand, context);
    return this.#done([
      { type: 'portfolio.removed', subject: symbol, data: known },
      ...this.#weights(
        context,
        this.#symbols().filter((each) => each !== symbol),
      ),
    ]);
  }

  replace(leaver: ContractSymbol, newcomer: ContractSymbol, hand: Hand): HandResult {
    const context = this.#context();
    const slot = this.#manager.slot(leaver);
    if (slot === null) return this.#notIn(leaver);
    const problem = this.#entryProblem(newcomer, context);
    if (problem !== null) return problem;
    if (!context.facts(leaver).flat) return this.#drain(slot, newcomer, hand, context);
    const [score, replacedScore] = [freshScore(context, newcomer), freshScore(context, leaver)];
    const difference = score === null || replacedScore === null ? null : Math.round((score - replacedScore) * 10) / 10;
    return this.#done([
      {
        type: 'portfolio.replaced',
        subject: newcomer,
        data: {
          ...{ ...signed(hand), ...scoreOf(newcomer, context), replaced: leaver, replacedScore, difference },
          ...{ gainBps: null, costBps: null, heldMs: null, drainedSince: null },
        },
      },
      ...this.#weights(
        context,
        this.#symbols().map((each) => (each === leaver ? newcomer : each)),
      ),
    ]);
  }

  /** A pinned slot is never given up by rule; the market may still end it. */
  pin(symbol: ContractSymbol, pinned: boolean, { by, reason }: Hand): HandResult {
    const slot = this.#manager.slot(symbol);
    if (slot === null) return this.#notIn(symbol);
    if (slot.state === 'draining') return refused('SLOT_DRAINING', `${symbol} is draining; keep it first.`);
    if ((slot.pinReason !== null) === pinned) {
      return refused('SLOT_SAME', `${symbol} is ${pinned ? 'pinned already' : 'not pinned'}.`);
    }
    return this.#done([{ type: 'portfolio.pinned', subject: symbol, data: { pinned, by, reason } }]);
  }

  /** A banned symbol never comes in; one that is in leaves, after it drained when it is held. */
  ban(symbol: ContractSymbol, banned: boolean, hand: Hand): HandResult {
    const context = this.#context();
    if (!context.symbols.includes(symbol)) return unknown(symbol);
    const { state } = this.#manager;
    if (((state.memory.get(symbol)?.banReason ?? null) !== null) === banned) {
      return refused('SLOT_SAME', `${symbol} is ${banned ? 'banned already' : 'not banned'}.`);
    }
    const slot = banned ? this.#manager.slot(symbol) : null;
    if (slot !== null && slot.state !== 'draining') {
      const left = this.remove(symbol, hand);
      if (!left.ok) return left;
      this.#record([{ type: 'portfolio.banned', subject: symbol, data: { banned, by: hand.by, reason: hand.reason } }]);
      return left;
    }
    return this.#done([
      { type: 'portfolio.banned', subject: symbol, data: { banned, by: hand.by, reason: hand.reason } },
    ]);
  }

  /** Takes a draining symbol back. */
  keep(symbol: ContractSymbol, { by, reason }: Hand): HandResult {
    const slot = this.#manager.slot(symbol);
    if (slot === null) return this.#notIn(symbol);
    if (slot.state !== 'draining') return refused('SLOT_SAME', `${symbol} is not draining.`);
    const why = mustLeave(symbol, this.#context(), this.#manager.state.memory.get(symbol));
    if (why !== null) return refused('SLOT_MUST_LEAVE', `${symbol} has to leave: ${why.sentence}`);
    return this.#done([{ type: 'portfolio.kept', subject: symbol, data: { by, reason } }]);
  }

  /** Sets the weights: those of the rule, or those given in tenths of a percent. */
  weigh(weights: Readonly<Record<string, number>> | null, method: string, { by, reason }: Hand): HandResult {
    const context = this.#context();
    const symbols = this.#symbols();
    if (symbols.length === 0) return refused('SLOTS_EMPTY', 'There is nothing to weigh: no slot is taken.');
    const next = weights ?? Object.fromEntries(this.tilted(context, symbols));
    const given = Object.entries(next);
    const cap = Math.max(context.settings.weightCap * 1_000, Math.ceil(1_000 / symbols.length));
    const strange = given.find(([symbol]) => !symbols.includes(symbol as ContractSymbol));
    if (strange !== undefined) return this.#notIn(strange[0] as ContractSymbol);
    const heavy = given.find(([, weight]) => weight > cap + 1e-9);
    if (heavy !== undefined) {
      return refused(
        'WEIGHT_CAP',
        `${heavy[0]} would weigh ${String(heavy[1] / 10)} %; the cap is ${String(cap / 10)} %.`,
      );
    }
    if (given.reduce((sum, [, weight]) => sum + weight, 0) !== 1_000) {
      return refused('WEIGHT_SUM', 'The weights do not sum to 100 %.');
    }
    return this.#done([
      { type: 'portfolio.weighted', subject: 'portfolio', data: { weights: next, method, by, reason } },
    ]);
  }

  /** The weights of the rule for some symbols, in tenths of a percent. */
  tilted(context: ReviewContext, symbols: readonly ContractSymbol[]): ReadonlyMap<ContractSymbol, number> {
    const scored = symbols.map((symbol) => ({ symbol, score: context.standings.get(symbol)?.score ?? null }));
    return tiltedWeights(scored, context.settings.weightFloor, context.settings.weightCap);
  }

  #drain(slot: SlotRow, replacement: ContractSymbol | null, hand: Hand, context: ReviewContext): HandResult {
    const { symbol } = slot;
    if (slot.state === 'draining') return refused('SLOT_DRAINING', `${symbol} is draining already.`);
    // Closing a position is never a click beside the mark.
    if (hand.confirmation !== symbol) {
      const sentence = `${symbol} is held. It opens nothing more and is closed at the latest in ${String(context.settings.drainMs / 3_600_000)} h; type its name to confirm.`;
      return err({ kind: 'confirm', code: 'SLOT_HELD', sentence, expected: symbol });
    }
    const replacementScore = replacement === null ? null : freshScore(context, replacement);
    this.#record([
      {
        type: 'portfolio.draining',
        subject: symbol,
        data: {
          ...{
            ...signed(hand),
            ...scoreOf(symbol, context),
            code: 'by-hand',
            until: context.at + context.settings.drainMs,
          },
          ...{ replacement, replacementScore, gainBps: null, costBps: null, heldMs: null },
        },
      },
    ]);
    return ok({ state: 'draining' });
  }

  /** Why a symbol cannot come in, even by hand. */
  #entryProblem(symbol: ContractSymbol, context: ReviewContext): HandResult | null {
    if (!context.symbols.includes(symbol)) return unknown(symbol);
    const { state } = this.#manager;
    if (this.#manager.slot(symbol) !== null) return refused('SLOT_SAME', `${symbol} is in already.`);
    if (state.slots.some(({ drain }) => drain?.replacement === symbol)) {
      return refused('SLOT_SAME', `${symbol} comes in already once a slot has drained.`);
    }
    const why = mustLeave(symbol, context, state.memory.get(symbol));
    return why === null ? null : refused(`SLOT_${why.condition.toUpperCase().replaceAll('-', '_')}`, why.sentence);
  }

  #weights(context: ReviewContext, symbols: readonly ContractSymbol[]): readonly PortfolioDraft[] {
    const weights = Object.fromEntries(this.tilted(context, symbols));
    const data = { weights, method: 'score-tilted', by: 'rule', reason: 'Who is in changed' };
    return [{ type: 'portfolio.weighted', subject: 'portfolio', data }];
  }

  #notIn(symbol: ContractSymbol): HandResult {
    if (!this.#context().symbols.includes(symbol)) return unknown(symbol);
    return refused('SLOT_NOT_IN', `${symbol} is not in the portfolio.`);
  }

  #symbols(): readonly ContractSymbol[] {
    return this.#manager.state.slots.map(({ symbol }) => symbol);
  }

  #context(): ReviewContext {
    return this.#manager.context(this.#manager.parts.clock.now());
  }

  #done(changes: readonly PortfolioDraft[]): HandResult {
    this.#record(changes);
    return ok({ state: 'done' });
  }

  #record(changes: readonly PortfolioDraft[]): void {
    this.#manager.record(changes);
  }
}

const unknown = (symbol: string): HandResult =>
  err({
    kind: 'unknown-symbol',
    code: 'SLOT_UNKNOWN',
    sentence: `No contract named ${symbol} is known.`,
    expected: null,
  });

const signed = ({ by, reason }: Hand) => ({ by, reason, override: true });

const scoreOf = (symbol: ContractSymbol, { standings }: ReviewContext) => ({
  score: standings.get(symbol)?.score ?? null,
  confidence: standings.get(symbol)?.confidence ?? null,
  algorithm: MANAGER_ALGORITHM,
});
