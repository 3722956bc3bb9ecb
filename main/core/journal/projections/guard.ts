import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { GuardEventType } from '../guard-event-types.ts';
import { storable } from '../row-cells.ts';
import type { Handler, Handlers } from './handler.ts';

/** Names of facts begin with these; the subject of the record follows. */
export const GUARD_FACTS = {
  breaker: 'breaker:',
  lock: 'lock:',
  setting: 'protection:',
  reference: 'equity-reference',
} as const;

/** Keeps the last record about a subject, with its type, under `prefix` and the subject. */
const keep =
  (prefix: string): Handler<GuardEventType> =>
  (state, event) => {
    const name = storable(`${prefix}${event.subject}`);
    const value = storable(canonicalJson({ type: event.type, data: event.data }));
    state.putFact(name, { name, value, updated_at: event.ts });
  };

const keepReference: Handler<'equity.reference'> = (state, event) => {
  const name = GUARD_FACTS.reference;
  const value = storable(canonicalJson({ type: event.type, data: event.data }));
  state.putFact(name, { name, value, updated_at: event.ts });
};

/** What the guard must know at once after a start: each breaker, each lock, each setting, and what losses count from. */
export const GUARD_HANDLERS: Handlers<GuardEventType> = {
  'breaker.opened': keep(GUARD_FACTS.breaker),
  'breaker.half-open': keep(GUARD_FACTS.breaker),
  'breaker.closed': keep(GUARD_FACTS.breaker),
  'equity.reference': keepReference,
  'protection.locked': keep(GUARD_FACTS.lock),
  'protection.unlocked': keep(GUARD_FACTS.lock),
  'protection.configured': keep(GUARD_FACTS.setting),
  'trade.closed': null,
};
