import { denial, type Denial } from '#shared/domain/denial.ts';
import { resource, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { add, negate, subtract, ZERO } from '#shared/domain/money.ts';
import type { Direction } from '#shared/domain/signal.ts';
import type { ConflictDesk } from '../../agents/conflict/conflict-desk.ts';
import { resolve } from '../../agents/conflict/resolver.ts';
import type { LockManager } from '../../agents/locking/lock-manager.ts';
import { checkUse } from '../../agents/risk/check-uses.ts';
import { CHECKS, WIDER_STOP_CHECKS } from '../../agents/risk/checks.ts';
import type { EntryProposal, GateContext } from '../../agents/risk/context.ts';
import type { Ids } from '../../ports/ids.ts';
import { PathRules, type RulesSource } from '../../signals/path-rules.ts';
import { conflictDenial } from '../../signals/conflict-stage.ts';
import type { EntryTerms } from '../../signals/recent-entries.ts';
import type { SignalPath } from '../../signals/signal-path.ts';
import { appraise } from './appraisal.ts';
import type { JoinableTrade } from '../hand-moves.ts';
import { completed, otherPlan, wholeTrade } from './adding.ts';
import { liquidation, TICKET_CHECKS } from './ticket-checks.ts';
import { largestPassing } from './largest-passing.ts';
import {
  termsOfTicket,
  type Appraisal,
  type CheckResult,
  type ManualPreview,
  type ManualTicket,
  type Outlook,
} from './ticket.ts';

/** The part of the trading core that orders by hand work with. */
export interface ManualSource extends RulesSource {
  readonly parts: RulesSource['parts'] & { readonly ids: Ids };
  readonly locks: LockManager;
  readonly path: Pick<SignalPath, 'recent'>;
  readonly conflicts: Pick<ConflictDesk, 'reduce'>;
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

  constructor(core: ManualSource) {
    this.#core = core;
    this.#rules = new PathRules(core);
  }

  /**
   * Everything that would be sent, what it means, and what every check says, in the order in which they are asked.
   * @param measured with the use of each limit: only for a person to see.
   */
  preview(asked: ManualTicket, measured = false): ManualPreview {
    const trade = this.joinable(asked);
    const ticket = completed(asked, trade);
    const appraisal = this.appraise(ticket);
    const checks = [
      ...this.ticketChecks(ticket, appraisal),
      { name: 'conflict', refusal: this.conflict(ticket).refusal },
      { name: 'lock', refusal: this.#lockHeld(ticket.symbol) },
      ...this.gateChecks(ticket, appraisal, null, {}, measured),
      ...this.additionChecks(ticket, appraisal, trade),
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

  /** What stands around an entry: money, exposure, and how large it may be. */
  outlook(asked: ManualTicket): Outlook {
    const trade = this.joinable(asked);
    const ticket = completed(asked, trade);
    const { account } = this.gate(ticket.symbol);
    const appraisal = this.appraise(ticket);
    const { value, margin, entryFee } = appraisal;
    const free = account === null ? null : subtract(account.equity, account.marginUsed);
    const exposure = account === null ? null : (account.exposure.get(ticket.symbol) ?? ZERO);
    const known = value !== null && margin !== null && entryFee !== null;
    const whole = trade === null ? null : this.#asOne(ticket, appraisal);
    return {
      free,
      freeAfter: free !== null && known ? subtract(free, add(margin, entryFee)) : null,
      exposure,
      exposureAfter:
        exposure !== null && known ? add(exposure, directionOf(ticket) === 1 ? value : negate(value)) : null,
      liquidationAfterTicks: whole === null ? appraisal.liquidationTicks : this.appraise(whole).liquidationTicks,
      ...this.#room(asked),
    };
  }

  /** How large the entry may be, or why no size passes. */
  #room(asked: ManualTicket): Pick<Outlook, 'largestLots' | 'blocker'> {
    const instrument = this.#core.parts.instruments.get(asked.symbol);
    if (instrument === undefined) return { largestLots: null, blocker: null };
    const refused = (lots: number) => this.refusal({ ...asked, lots });
    const largestLots = largestPassing(instrument, (lots) => refused(lots) === null);
    return { largestLots, blocker: largestLots === null ? refused(instrument.lotSize) : null };
  }

  /** The ticket as one entry of all that would be held, at its average price; null when that is not known. */
  #asOne(ticket: ManualTicket, { referenceTicks }: Appraisal): ManualTicket | null {
    const { symbol, lots } = ticket;
    const instrument = this.#core.parts.instruments.get(symbol);
    if (instrument === undefined || referenceTicks === null || !Number.isSafeInteger(lots)) return null;
    const whole = wholeTrade(this.#core.parts.journal.state, instrument, this.mark(symbol), {
      more: { lots: lots as Lots, priceTicks: referenceTicks, sign: directionOf(ticket) },
    });
    return whole === null ? null : { ...ticket, kind: 'limit', triggerTicks: null, ...whole };
  }

  /** The trade that the entry would add to; null when it would begin one. */
  joinable({ symbol, side }: Pick<ManualTicket, 'symbol' | 'side'>): JoinableTrade | null {
    return this.#core.desk.byHand.joinable(symbol, side);
  }

  /** What an entry that adds to a trade must pass besides: the same plan, and the limits for the whole of it. */
  additionChecks(
    ticket: ManualTicket,
    appraisal: Appraisal,
    trade: JoinableTrade | null,
    amended: Amended | null = null,
  ): readonly CheckResult[] {
    const instrument = this.#core.parts.instruments.get(ticket.symbol) ?? null;
    if (trade === null) return [];
    return [
      { name: 'plan of the position', refusal: amended === null ? otherPlan(ticket, trade, instrument) : null },
      ...this.#wholeChecks(ticket, appraisal, instrument, amended?.orderId ?? null),
    ];
  }

  /** Loss at the stop and liquidation price of all that would be held. */
  #wholeChecks(
    ticket: ManualTicket,
    appraisal: Appraisal,
    instrument: Instrument | null,
    without: ClientOrderId | null,
  ): readonly CheckResult[] {
    const { stopTicks, symbol, lots } = ticket;
    const { referenceTicks } = appraisal;
    const direction = directionOf(ticket);
    const markTicks = this.mark(symbol);
    const whole =
      instrument === null || referenceTicks === null || !Number.isSafeInteger(lots)
        ? null
        : wholeTrade(this.#core.parts.journal.state, instrument, markTicks, {
            without,
            more: { lots: lots as Lots, priceTicks: referenceTicks, sign: direction },
          });
    if (whole === null || stopTicks === null) {
      return [{ name: 'whole position', refusal: denial('RISK_INPUT_UNKNOWN', { input: `price of ${symbol}` }) }];
    }
    const order: EntryProposal = { symbol, direction, ...whole, stopTicks };
    const context = this.gate(symbol, without);
    // A stop on the winning side of the average loses nothing.
    const loses = (whole.priceTicks - stopTicks) * direction > 0;
    const all = loses ? WIDER_STOP_CHECKS.map(({ test }) => test(order, context)) : [];
    const asOne = { ...ticket, kind: 'limit' as const, triggerTicks: null, ...whole };
    const facts = {
      instrument,
      markTicks,
      appraisal: this.appraise(asOne),
      maxLeverage: this.#core.gateDesk.limits.current.leverage,
    };
    return [
      { name: 'loss of the position', refusal: all.find((refusal) => refusal !== null) ?? null },
      { name: 'liquidation of the position', refusal: liquidation(asOne, facts) },
    ];
  }

  /** The first reason against an entry, of all that {@link preview} shows; null when there is none. */
  refusal(asked: ManualTicket): Denial | null {
    return this.preview(asked).checks.find(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  /** What stands against an order that is made in parts as a whole: its loss at the stop, and its liquidation price. */
  wholeRefusal(asked: ManualTicket): Denial | null {
    const ticket = completed(asked, this.joinable(asked));
    const instrument = this.#core.parts.instruments.get(ticket.symbol) ?? null;
    const checks = this.#wholeChecks(ticket, this.appraise(ticket), instrument, null);
    return checks.find(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  appraise(ticket: ManualTicket): Appraisal {
    const { instruments } = this.#core.parts;
    const leverage = ticket.leverage ?? this.#core.gateDesk.limits.current.leverage;
    return appraise(ticket, instruments.get(ticket.symbol) ?? null, this.mark(ticket.symbol), leverage);
  }

  /** The present mark price in ticks; null when none is known. */
  mark(symbol: ContractSymbol): number | null {
    return this.#core.marks.get(symbol)?.ticks ?? null;
  }

  ticketChecks(ticket: ManualTicket, appraisal: Appraisal): readonly CheckResult[] {
    const { instruments } = this.#core.parts;
    const facts = {
      instrument: instruments.get(ticket.symbol) ?? null,
      markTicks: this.mark(ticket.symbol),
      appraisal,
      maxLeverage: this.#core.gateDesk.limits.current.leverage,
    };
    return TICKET_CHECKS.map(({ name, test }) => ({ name, refusal: test(ticket, facts) }));
  }

  /** The rule that decides about the entry beside what runs on its symbol, with the refusal it stands for. */
  conflict(ticket: ManualTicket): { readonly rule: string; readonly refusal: Denial | null } {
    const claim = { symbol: ticket.symbol, direction: directionOf(ticket) };
    const { incoming, actions } = this.#rules.running(claim);
    const { rule, running } = resolve(incoming, actions);
    // By hand a second entry joins the trade that runs.
    const joins = rule.decision === 'merge' && this.joinable(ticket) !== null;
    const refusal = rule.decision === 'proceed' || joins ? null : conflictDenial(claim, incoming, rule, running);
    return { rule: rule.id, refusal };
  }

  /** Every check of the gate with its result. */
  gateChecks(
    ticket: ManualTicket,
    appraisal: Appraisal,
    amended: Amended | null = null,
    more: Partial<Pick<GateContext, 'lock'>> = {},
    measured = false,
  ): readonly CheckResult[] {
    const subject = { symbol: ticket.symbol, direction: directionOf(ticket) };
    const gate = this.#rules.gate(subject, amended?.orderId ?? null);
    const ago = amended === null ? this.#sameOrderAgo(ticket) : null;
    const context = { ...gate, ...more, leverage: appraisal.leverage, sameOrderAgoMs: ago };
    const order: EntryProposal = {
      symbol: ticket.symbol,
      direction: directionOf(ticket),
      lots: ticket.lots as Lots,
      priceTicks: appraisal.referenceTicks ?? (Number.NaN as Ticks),
      stopTicks: ticket.stopTicks ?? (Number.NaN as Ticks),
      kind: ticket.kind,
      // A stop order fills near its trigger, whatever the mark is now.
      nearTicks: ticket.triggerTicks,
    };
    return CHECKS.map(({ name, test }) => ({
      name,
      refusal: test(order, context),
      ...(measured ? { use: checkUse(name, order, context) } : {}),
    }));
  }

  /** What the gate looks at. */
  gate(symbol: ContractSymbol, without: ClientOrderId | null = null): GateContext {
    return this.#rules.gate({ symbol }, without);
  }

  /** Notes that an entry leaves now, for the check against making it twice. */
  noteEntry(ticket: ManualTicket): void {
    this.#core.path.recent.note(termsOf(ticket), this.#core.parts.clock.now());
  }

  /** Since the same entry was last made, by hand or by a signal, ms; null when not lately. */
  #sameOrderAgo(ticket: ManualTicket): number | null {
    return this.#core.path.recent.since(termsOf(ticket), this.#core.parts.clock.now());
  }

  #lockHeld(symbol: ContractSymbol): Denial | null {
    return this.#core.locks.heldBy(resource.symbol(symbol));
  }
}

const termsOf = (ticket: ManualTicket): EntryTerms => ({
  symbol: ticket.symbol,
  direction: directionOf(ticket),
  lots: ticket.lots,
  priceTicks: ticket.priceTicks,
});
