import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import { WIDER_STOP_CHECKS } from '../../agents/risk/checks.ts';
import { passGate } from '../../agents/risk/gate.ts';
import type { ExitOutcome } from '../desk-types.ts';
import type { MoveOutcome } from '../hand-moves.ts';
import { wholeTrade } from './adding.ts';
import type { ManualJournal, Request } from './manual-journal.ts';
import type { ManualJudge, ManualSource } from './manual-judge.ts';
import type { ManualOutcome } from './ticket.ts';

const PERCENT = 100;

/** What a person does to positions: all of it reduces risk or keeps it inside the limits, so none of it waits for a gate. */
export class ManualPositions {
  readonly #core: ManualSource;
  readonly #judge: ManualJudge;
  readonly #records: ManualJournal;

  constructor(core: ManualSource, judge: ManualJudge, records: ManualJournal) {
    this.#core = core;
    this.#judge = judge;
    this.#records = records;
  }

  /**
   * Closes a share of what is held, reduce-only at market.
   * @param percent whole, 1…100; 100 also cancels the rest of the entry. A part is rounded down to whole lots.
   */
  async close(symbol: ContractSymbol, percent: number, by: string): Promise<ManualOutcome> {
    const request: Request = { action: 'close', by, subject: symbol };
    this.#records.begin(request, { percent });
    const held = Math.abs(this.#core.parts.journal.state.position(symbol)?.lots ?? 0);
    if (held === 0) return this.#records.refused(request, denial('POSITION_NONE', { symbol }));
    const lotSize = this.#core.parts.instruments.get(symbol)?.lotSize ?? 1;
    const part = Math.floor((held * percent) / PERCENT / lotSize) * lotSize;
    if (percent < PERCENT && part === 0) {
      return this.#records.refused(request, denial('RISK_TOO_SMALL', { lots: part, lotSize }));
    }
    const { desk, conflicts } = this.#core;
    conflicts.reduce(symbol, `close by ${by}`);
    const outcome = await (percent >= PERCENT || part >= held
      ? desk.exit(symbol, `closed by ${by}`)
      : desk.byHand.closePart(symbol, part));
    return this.#closed(request, symbol, percent < PERCENT, outcome);
  }

  moveStop(symbol: ContractSymbol, ticks: Ticks, by: string): Promise<ManualOutcome> {
    return this.#move({ action: 'move-stop', by, subject: symbol }, symbol, 'stop', ticks);
  }

  moveTarget(symbol: ContractSymbol, ticks: Ticks, by: string): Promise<ManualOutcome> {
    return this.#move({ action: 'move-target', by, subject: symbol }, symbol, 'target', ticks);
  }

  /**
   * Lets the stop follow the best mark price at a distance from now on, or stay where it is.
   * @param distance in ticks; null ends the trailing.
   */
  async trailStop(symbol: ContractSymbol, distance: Ticks | null, by: string): Promise<ManualOutcome> {
    const request: Request = { action: 'trail-stop', by, subject: symbol };
    this.#records.begin(request, { distance });
    if (distance !== null && (!Number.isSafeInteger(distance) || distance <= 0)) {
      return this.#records.refused(request, denial('ORDER_INVALID', { problem: 'the distance is not above 0' }));
    }
    if (!(await this.#core.desk.byHand.trail(symbol, distance, by))) {
      return this.#records.refused(request, denial('POSITION_NONE', { symbol }));
    }
    const sentence = distance === null ? 'The stop stays where it is.' : 'The stop follows the mark price.';
    return this.#records.done(request, { kind: 'done', sentence, orderIds: [] });
  }

  /**
   * Cancels every entry and closes every position, reduce-only at market. Everything that can be sent is sent within the
   * call; what fills meanwhile is closed when it is heard of.
   */
  async flatten(by: string): Promise<ManualOutcome> {
    const { desk, parts, conflicts } = this.#core;
    const { state } = parts.journal;
    const request: Request = { action: 'flatten', by, subject: 'all' };
    this.#records.begin(request, {});
    const reason = `flattened by ${by}`;
    const symbols = new Set(state.positions().flatMap(({ symbol, lots }) => (lots === 0 ? [] : [symbol])));
    for (const { role, symbol } of state.openOrders()) if (role === 'entry') symbols.add(symbol);
    for (const symbol of symbols) conflicts.reduce(symbol, reason);
    const canceled: ClientOrderId[] = [];
    for (const { id, role, symbol } of state.openOrders()) {
      const held = (state.position(symbol)?.lots ?? 0) !== 0;
      // What protects a position stays until it is flat; the desk cancels it then.
      if (role !== 'entry' && (role === 'exit' || held)) continue;
      desk.cancel(id, reason);
      canceled.push(id);
    }
    const exits = await Promise.all([...symbols].map((symbol) => desk.exit(symbol, reason)));
    const sent = exits.flatMap((exit) => (exit.kind === 'flat' ? [] : [exit.orderId]));
    const doubtful = exits.filter(({ kind }) => kind === 'rejected' || kind === 'unknown').length;
    const sentence =
      `${counted(canceled.length, 'order is', 'orders are')} being canceled, ` +
      `${counted(sent.length - doubtful, 'position', 'positions')} closed at market` +
      (doubtful === 0 ? '.' : `; ${counted(doubtful, 'exit is', 'exits are')} made again or asked for.`);
    const kind = doubtful === 0 ? 'done' : 'in-doubt';
    return this.#records.done(request, { kind, sentence, orderIds: [...canceled, ...sent] });
  }

  #closed(request: Request, symbol: ContractSymbol, part: boolean, outcome: ExitOutcome): ManualOutcome {
    switch (outcome.kind) {
      case 'flat':
        return this.#records.refused(request, denial('POSITION_NONE', { symbol }));
      case 'running':
        if (part) return this.#records.refused(request, denial('POSITION_CLOSING', { symbol }));
        return this.#records.done(request, {
          kind: 'done',
          sentence: 'An exit is on its way already; the rest is closed after it.',
          orderIds: [outcome.orderId],
        });
      case 'sent':
        return this.#records.done(request, {
          kind: 'done',
          sentence: 'The venue has the exit.',
          orderIds: [outcome.orderId],
        });
      case 'rejected':
        return this.#records.refused(request, venueRejected(outcome));
      case 'unknown':
        return this.#records.done(request, this.#doubt(symbol, outcome.reason, outcome.orderId));
    }
  }

  async #move(request: Request, symbol: ContractSymbol, role: 'stop' | 'target', ticks: Ticks): Promise<ManualOutcome> {
    this.#records.begin(request, { ticks });
    const refusal = this.#moveRefusal(symbol, role, ticks);
    if (refusal !== null) return this.#records.refused(request, refusal);
    const reason = `${role} moved by ${request.by}`;
    const outcome = await this.#core.desk.byHand.moveGuard(symbol, role, ticks, reason, request.by);
    return this.#moved(request, symbol, role, outcome);
  }

  #moveRefusal(symbol: ContractSymbol, role: 'stop' | 'target', ticks: Ticks): Denial | null {
    const running = this.#core.desk.byHand.planOf(symbol);
    if (running === null) return denial('POSITION_NONE', { symbol });
    const instrument = this.#core.parts.instruments.get(symbol);
    const markTicks = this.#judge.mark(symbol);
    if (instrument === undefined) return unknown(`contract specification of ${symbol}`);
    if (markTicks === null) return unknown(`mark price of ${symbol}`);
    const position = this.#core.parts.journal.state.position(symbol);
    const held = position?.lots === 0 ? null : position;
    const direction = running.side === 'buy' ? 1 : -1;
    const { stopTicks, targetTicks } = running.plan;
    const problem = moveProblem(role, ticks, {
      other: role === 'stop' ? targetTicks : stopTicks,
      mark: held === null ? null : markTicks,
      sign: role === 'stop' ? direction : -direction,
    });
    if (problem !== null) return denial('ORDER_INVALID', { problem });
    const wider = role === 'stop' && (stopTicks - ticks) * direction > 0;
    return wider ? this.#widerRefusal(symbol, instrument, ticks, direction) : null;
  }

  /** A stop farther away is more risk: it needs what an entry of the same size needs. */
  #widerRefusal(symbol: ContractSymbol, instrument: Instrument, stopTicks: Ticks, direction: 1 | -1): Denial | null {
    const whole = wholeTrade(this.#core.parts.journal.state, instrument, this.#judge.mark(symbol));
    if (whole === null) return unknown(`price of ${symbol}`);
    const order = { symbol, direction, ...whole, stopTicks };
    const result = passGate(order, this.#judge.gate(symbol), WIDER_STOP_CHECKS);
    return result.passed ? null : result.denial;
  }

  #moved(request: Request, symbol: ContractSymbol, role: 'stop' | 'target', outcome: MoveOutcome): ManualOutcome {
    switch (outcome.kind) {
      case 'no-trade':
        return this.#records.refused(request, denial('POSITION_NONE', { symbol }));
      case 'leaving':
        return this.#records.refused(request, denial('POSITION_CLOSING', { symbol }));
      case 'planned':
        return this.#records.done(request, {
          kind: 'done',
          sentence: `The ${role} is placed there with the first fill.`,
          orderIds: [],
        });
      case 'accepted':
        return this.#records.done(request, { kind: 'done', sentence: `The venue has the new ${role}.`, orderIds: [] });
      case 'rejected':
        return this.#records.refused(request, venueRejected(outcome));
      case 'unknown':
        return this.#records.done(request, this.#doubt(symbol, outcome.reason, null));
      case 'withheld':
        throw new Error('A protective order is never withheld');
    }
  }

  #doubt(symbol: ContractSymbol, reason: string, orderId: ClientOrderId | null) {
    const { sentence } = denial('VENUE_UNKNOWN', { reason, symbol });
    return { kind: 'in-doubt', sentence, orderIds: orderId === null ? [] : [orderId] } as const;
  }
}

const unknown = (input: string): Denial => denial('RISK_INPUT_UNKNOWN', { input });

/** What is wrong with a new stop or target; null when nothing. `sign` is + where it must lie below the other. */
function moveProblem(
  role: 'stop' | 'target',
  ticks: number,
  { other, mark, sign }: { readonly other: number; readonly mark: number | null; readonly sign: number },
): string | null {
  if (!Number.isSafeInteger(ticks) || ticks <= 0) return `the new ${role} is not above 0`;
  if ((other - ticks) * sign <= 0) return `the new ${role} lies beyond the ${role === 'stop' ? 'target' : 'stop'}`;
  return mark !== null && (mark - ticks) * sign <= 0 ? `the mark price has reached the new ${role} already` : null;
}

const venueRejected = ({ code, reason }: { readonly code: string; readonly reason: string }): Denial =>
  denial('VENUE_REJECTED', { reason, venueCode: code });

const counted = (count: number, one: string, more: string): string => `${String(count)} ${count === 1 ? one : more}`;
