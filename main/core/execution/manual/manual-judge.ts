import type { Denial } from '#shared/domain/denial.ts';
import { resource, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { resolve } from '../../agents/conflict/resolver.ts';
import type { LockManager } from '../../agents/locking/lock-manager.ts';
import { CHECKS } from '../../agents/risk/checks.ts';
import type { EntryProposal, GateContext } from '../../agents/risk/context.ts';
import type { Ids } from '../../ports/ids.ts';
import { PathRules, type RulesSource } from '../../signals/path-rules.ts';
import { conflictDenial, type SignalPath } from '../../signals/signal-path.ts';
import { appraise } from './appraisal.ts';
import { TICKET_CHECKS } from './ticket-checks.ts';
import { termsOfTicket, type Appraisal, type CheckResult, type ManualPreview, type ManualTicket } from './ticket.ts';

/** The part of the trading core that orders by hand work with. */
export interface ManualSource extends RulesSource {
  readonly parts: RulesSource['parts'] & { readonly ids: Ids };
  readonly locks: LockManager;
  readonly path: Pick<SignalPath, 'sameOrderAgo'>;
}

/** A change of an order that is to be judged: the order itself does not count to the account meanwhile. */
export interface Amended {
  readonly orderId: ClientOrderId;
}

export const directionOf = ({ side }: Pick<ManualTicket, 'side'>): Direction => (side === 'buy' ? 1 : -1);

/** Asks every check about an entry by hand. It changes and records nothing: preview and order are judged by the same. */
export class ManualJudge {
  readonly #core: ManualSource;
  readonly #rules: PathRules;
  readonly #lastEntry = new Map<string, number>();

  constructor(core: ManualSource) {
    this.#core = core;
    this.#rules = new PathRules(core);
  }

  /** Everything that would be sent, what it means, and what every check says, in the order in which they are asked. */
  preview(ticket: ManualTicket): ManualPreview {
    const appraisal = this.appraise(ticket);
    const checks = [
      ...this.ticketChecks(ticket, appraisal),
      { name: 'conflict', refusal: this.conflict(ticket).refusal },
      { name: 'lock', refusal: this.#lockHeld(ticket.symbol) },
      ...this.gateChecks(ticket, appraisal),
    ];
    const { symbol, side, stopTicks, targetTicks, holdMs } = ticket;
    return {
      order: {
        symbol,
        side,
        lots: ticket.lots as Lots,
        reduceOnly: false,
        ...termsOfTicket(ticket, appraisal.leverage),
      },
      plan: { stopTicks, targetTicks, holdMs },
      appraisal,
      checks,
      wouldPass: checks.every(({ refusal }) => refusal === null),
    };
  }

  appraise(ticket: ManualTicket): Appraisal {
    const { instruments, config } = this.#core.parts;
    const leverage = ticket.leverage ?? config.limits.leverage;
    return appraise(ticket, instruments.get(ticket.symbol) ?? null, this.mark(ticket.symbol), leverage);
  }

  /** The present mark price in ticks; null when none is known. */
  mark(symbol: ContractSymbol): number | null {
    return this.#core.marks.get(symbol)?.ticks ?? null;
  }

  ticketChecks(ticket: ManualTicket, appraisal: Appraisal): readonly CheckResult[] {
    const { instruments, config } = this.#core.parts;
    const facts = {
      instrument: instruments.get(ticket.symbol) ?? null,
      markTicks: this.mark(ticket.symbol),
      appraisal,
      maxLeverage: config.limits.leverage,
    };
    return TICKET_CHECKS.map(({ name, test }) => ({ name, refusal: test(ticket, facts) }));
  }

  /** The rule that decides about the entry beside what runs on its symbol, with the refusal it stands for. */
  conflict(ticket: ManualTicket): { readonly rule: string; readonly refusal: Denial | null } {
    const claim = { symbol: ticket.symbol, direction: directionOf(ticket) };
    const { incoming, actions } = this.#rules.running(claim);
    const { rule, running } = resolve(incoming, actions);
    const refusal = rule.decision === 'proceed' ? null : conflictDenial(claim, incoming, rule, running);
    return { rule: rule.id, refusal };
  }

  /** Every check of the gate with its result. */
  gateChecks(ticket: ManualTicket, appraisal: Appraisal, amended: Amended | null = null): readonly CheckResult[] {
    const gate = this.gate(ticket.symbol, amended?.orderId ?? null);
    const ago = amended === null ? this.#sameOrderAgo(ticket) : null;
    const limits = { ...gate.limits, leverage: Math.min(gate.limits.leverage, appraisal.leverage) };
    const context = { ...gate, limits, sameOrderAgoMs: ago };
    const order: EntryProposal = {
      symbol: ticket.symbol,
      direction: directionOf(ticket),
      lots: ticket.lots as Lots,
      priceTicks: appraisal.referenceTicks ?? (Number.NaN as Ticks),
      stopTicks: ticket.stopTicks ?? (Number.NaN as Ticks),
    };
    return CHECKS.map(({ name, test }) => ({ name, refusal: test(order, context) }));
  }

  /** What the gate looks at. */
  gate(symbol: ContractSymbol, without: ClientOrderId | null = null): GateContext {
    return this.#rules.gate({ symbol }, without);
  }

  /** Notes that an entry leaves now, for the check against making it twice. */
  noteEntry(ticket: ManualTicket): void {
    this.#lastEntry.set(keyOf(ticket), this.#core.parts.clock.now());
  }

  /** Since the same entry was last made, by hand or by a signal, ms; null when never. */
  #sameOrderAgo(ticket: ManualTicket): number | null {
    const now = this.#core.parts.clock.now();
    const bySignal = this.#core.path.sameOrderAgo(ticket.symbol, directionOf(ticket), ticket.lots, now);
    const at = this.#lastEntry.get(keyOf(ticket));
    if (at === undefined) return bySignal;
    return bySignal === null ? now - at : Math.min(now - at, bySignal);
  }

  #lockHeld(symbol: ContractSymbol): Denial | null {
    return this.#core.locks.heldBy(resource.symbol(symbol));
  }
}

const keyOf = ({ symbol, side, lots }: ManualTicket): string => `${symbol}|${side}|${String(lots)}`;
