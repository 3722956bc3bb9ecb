import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { MOST_SLOTS, nextSlotState, type HeldState, type SlotMove } from '#shared/domain/slot.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import type { PortfolioEventType } from '../portfolio-event-types.ts';
import type { DrainRow, SlotChangeRow, SlotRow, SymbolMemory } from '../portfolio-rows.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { storable } from '../row-cells.ts';
import type { Handler, Handlers } from './handler.ts';

/** The fact that holds the last review. */
export const REVIEW_FACT = 'portfolio-review';
const WHOLE = 1_000;

const NO_CONTEXT = {
  code: null,
  override: false,
  score: null,
  confidence: null,
  replaced: null,
  difference: null,
  gainBps: null,
  costBps: null,
  heldMs: null,
  algorithm: null,
  effect: null,
  effectNote: null,
} as const;

type Note = Partial<SlotChangeRow> & Pick<SlotChangeRow, 'action' | 'actor' | 'reason'>;

function note(state: FoldState, event: JournalEvent, change: Note): void {
  state.putSlotChange({
    ...NO_CONTEXT,
    ...change,
    reason: storable(change.reason),
    actor: storable(change.actor),
    seq: event.seq,
    ts: event.ts,
    symbol: storable(event.subject),
  });
}

function slotOf(state: FoldState, event: JournalEvent, symbol: string): SlotRow {
  const slot = state.slots.find((each) => each.symbol === symbol);
  if (slot === undefined) throw new FoldError(event, `${symbol} is not in the portfolio`);
  return slot;
}

function refuseKnown(state: FoldState, event: JournalEvent): ContractSymbol {
  const symbol = contractSymbol(event.subject);
  if (state.slots.some((slot) => slot.symbol === symbol)) throw new FoldError(event, 'it is in the portfolio');
  if ((state.symbolMemory.get(symbol)?.banReason ?? null) !== null) throw new FoldError(event, 'it is banned');
  return symbol;
}

/** A symbol with a position, or with an entry on its way, must not leave: it would be held by nobody. */
function mustBeFlat(state: FoldState, event: JournalEvent, symbol: string): void {
  if ((state.positions.get(symbol)?.lots ?? 0) !== 0) throw new FoldError(event, `${symbol} is held`);
  for (const order of state.openOrders.values()) {
    if (order.symbol === symbol && !order.reduceOnly) throw new FoldError(event, `${symbol} has an open entry`);
  }
}

function moved(event: JournalEvent, slot: SlotRow, move: SlotMove): HeldState {
  const next = nextSlotState(slot.state, move);
  if (next === null) throw new FoldError(event, `${slot.symbol} is ${slot.state}, which allows no "${move}"`);
  return next as HeldState;
}

const forgotten = (symbol: ContractSymbol): SymbolMemory => ({
  symbol,
  banReason: null,
  bannedBy: null,
  bannedAt: null,
  left: null,
  leftAt: null,
});

const remember = (state: FoldState, symbol: ContractSymbol, change: Partial<SymbolMemory>): void =>
  state.putSymbolMemory({ ...(state.symbolMemory.get(symbol) ?? forgotten(symbol)), ...change });

const reranked = (slots: readonly SlotRow[]): readonly SlotRow[] =>
  slots.map((slot, i) => (slot.rank === i + 1 ? slot : { ...slot, rank: i + 1 }));

/** A place taken now. */
const taken = (event: JournalEvent, symbol: ContractSymbol, rank: number, score: number | null): SlotRow => ({
  rank,
  symbol,
  state: 'active',
  since: event.ts,
  seq: event.seq,
  scoreThen: score,
  pinReason: null,
  weight: null,
  drain: null,
});

const add: Handler<'portfolio.added'> = (state, event, data) => {
  const symbol = refuseKnown(state, event);
  const rank = state.slots.length + 1;
  if (rank > MOST_SLOTS) throw new FoldError(event, `all ${String(MOST_SLOTS)} slots are taken`);
  const { by, reason, override, score, confidence, algorithm } = data;
  state.putSlots([...state.slots, taken(event, symbol, rank, score)]);
  note(state, event, { action: 'added', actor: by, reason, override, score, confidence, algorithm });
};

const remove: Handler<'portfolio.removed'> = (state, event, data) => {
  const slot = slotOf(state, event, event.subject);
  moved(event, slot, 'remove');
  mustBeFlat(state, event, slot.symbol);
  const { by, reason, override, score, confidence, algorithm, code } = data;
  state.putSlots(reranked(state.slots.filter((each) => each !== slot)));
  remember(state, slot.symbol, { left: 'removed', leftAt: event.ts });
  note(state, event, { action: 'removed', actor: by, reason, override, score, confidence, algorithm, code });
};

const replace: Handler<'portfolio.replaced'> = (state, event, data) => {
  const symbol = refuseKnown(state, event);
  const leaver = slotOf(state, event, data.replaced);
  moved(event, leaver, 'replace');
  mustBeFlat(state, event, leaver.symbol);
  const { by, reason, override, score, confidence, algorithm, difference, gainBps, costBps, heldMs } = data;
  const newcomer = taken(event, symbol, leaver.rank, score);
  state.putSlots(state.slots.map((slot) => (slot === leaver ? newcomer : slot)));
  remember(state, leaver.symbol, { left: 'replaced', leftAt: event.ts });
  const context = { score, confidence, algorithm, difference, gainBps, costBps, heldMs };
  note(state, event, { action: 'replaced', actor: by, reason, override, ...context, replaced: leaver.symbol });
};

const drain: Handler<'portfolio.draining'> = (state, event, data) => {
  const slot = slotOf(state, event, event.subject);
  const next = moved(event, slot, 'drain');
  const { by, reason, override, code, until, gainBps, costBps, heldMs } = data;
  const replacement = data.replacement === null ? null : contractSymbol(data.replacement);
  const draining: DrainRow = {
    since: event.ts,
    until,
    code: storable(code),
    reason: storable(reason),
    by: storable(by),
    override,
    replacement,
    gainBps,
    costBps,
    heldMs,
  };
  state.putSlots(state.slots.map((each) => (each === slot ? { ...slot, state: next, drain: draining } : each)));
  const { score, confidence, algorithm } = data;
  const context = { score, confidence, algorithm, code, gainBps, costBps, heldMs };
  note(state, event, { action: 'draining', actor: by, reason, override, ...context, replaced: null });
};

const keep: Handler<'portfolio.kept'> = (state, event, { by, reason }) => {
  const slot = slotOf(state, event, event.subject);
  const next = moved(event, slot, 'keep');
  state.putSlots(state.slots.map((each) => (each === slot ? { ...slot, state: next, drain: null } : each)));
  note(state, event, { action: 'kept', actor: by, reason });
};

const pin: Handler<'portfolio.pinned'> = (state, event, { pinned, by, reason }) => {
  const slot = slotOf(state, event, event.subject);
  if (slot.state === 'draining') throw new FoldError(event, 'it is draining');
  const next: SlotRow = { ...slot, state: pinned ? 'active' : slot.state, pinReason: pinned ? storable(reason) : null };
  state.putSlots(state.slots.map((each) => (each === slot ? next : each)));
  note(state, event, { action: pinned ? 'pinned' : 'unpinned', actor: by, reason });
};

const ban: Handler<'portfolio.banned'> = (state, event, { banned, by, reason }) => {
  const symbol = contractSymbol(event.subject);
  const text = { banReason: storable(reason), bannedBy: storable(by), bannedAt: event.ts };
  remember(state, symbol, banned ? text : { banReason: null, bannedBy: null, bannedAt: null });
  note(state, event, { action: banned ? 'banned' : 'unbanned', actor: by, reason });
};

const rank: Handler<'portfolio.ranked'> = (state, event, { order, candidates }) => {
  const bySymbol = new Map<string, SlotRow>(state.slots.map((slot) => [slot.symbol, slot]));
  const listed = order.flatMap((symbol) => bySymbol.get(symbol) ?? []);
  if (new Set(order).size !== order.length || listed.length !== order.length || order.length !== bySymbol.size) {
    throw new FoldError(event, 'its order does not name every symbol of the portfolio once');
  }
  state.putSlots(
    reranked(
      listed.map((slot) => {
        if (slot.state === 'draining') return slot;
        const next = candidates.includes(slot.symbol) ? 'replacement-candidate' : 'active';
        return next === slot.state
          ? slot
          : { ...slot, state: moved(event, slot, next === 'active' ? 'clear' : 'mark') };
      }),
    ),
  );
};

const weigh: Handler<'portfolio.weighted'> = (state, event, { weights, method, by, reason }) => {
  const given = Object.values(weights);
  const sum = given.reduce((total, weight) => total + weight, 0);
  if (given.some((weight) => !Number.isSafeInteger(weight) || weight < 0) || (sum !== WHOLE && sum !== 0)) {
    throw new FoldError(event, 'its weights are not tenths of a percent that sum to 100 %');
  }
  for (const symbol of Object.keys(weights)) slotOf(state, event, symbol);
  state.putSlots(state.slots.map((slot) => ({ ...slot, weight: weights[slot.symbol] ?? null })));
  note(state, event, { action: 'weighted', actor: by, reason, code: storable(method) });
};

const review: Handler<'portfolio.reviewed'> = (state, event, data) => {
  const value = storable(canonicalJson(data));
  state.putFact(REVIEW_FACT, { name: REVIEW_FACT, value, updated_at: event.ts });
  const keyed = <T>(of: Readonly<Record<string, T>>) =>
    new Map(Object.entries(of).map(([symbol, value]) => [contractSymbol(symbol), value]));
  const over = data.over === null ? null : contractSymbol(data.over);
  state.putReview({ leads: keyed(data.leads), verdicts: keyed(data.verdicts), over });
};

const measure: Handler<'portfolio.measured'> = (state, event, { effect, sentence }) => {
  const change = state.slotChanges.get(Number(event.subject));
  if (change?.action !== 'replaced') throw new FoldError(event, 'it names no replacement');
  state.putSlotChange({ ...change, effect: effect === null ? null : storable(effect), effectNote: storable(sentence) });
};

/** Records about the ten slots. */
export const PORTFOLIO_HANDLERS: Handlers<PortfolioEventType> = {
  'portfolio.added': add,
  'portfolio.removed': remove,
  'portfolio.replaced': replace,
  'portfolio.draining': drain,
  'portfolio.kept': keep,
  'portfolio.pinned': pin,
  'portfolio.banned': ban,
  'portfolio.ranked': rank,
  'portfolio.weighted': weigh,
  'portfolio.reviewed': review,
  'portfolio.measured': measure,
};
