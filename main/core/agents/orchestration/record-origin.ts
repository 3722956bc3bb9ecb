import type { TaskPriority } from '#shared/domain/agent.ts';
import { clientOrderId } from '#shared/domain/ids.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { JournalState } from '../../journal/fold.ts';
import type { BusEventType } from './bus-events.ts';

/** Who tells of what, by the beginning of the type; the longest that fits decides. */
const SOURCES: readonly (readonly [prefix: string, source: string])[] = [
  ['signal.received', 'intake'],
  ['signal.admitted', 'throttle'],
  ['signal.waiting', 'throttle'],
  ['signal.scored', 'technical'],
  ['signal.evaluated', 'path'],
  ['signal.cleared', 'conflict'],
  ['signal.locked', 'locking'],
  ['signal.passed', 'gate'],
  ['signal.executed', 'execution'],
  ['signal.resolved', 'outcome'],
  ['market.', 'technical'],
  ['signal.', 'path'],
  ['intake.', 'intake'],
  ['throttle.', 'throttle'],
  ['conflict.', 'conflict'],
  ['lock.', 'locking'],
  ['order.', 'execution'],
  ['trade.', 'execution'],
  ['parent.', 'execution'],
  ['manual.', 'person'],
  ['agent.', 'orchestrator'],
  ['risk.', 'risk'],
  ['trading.', 'risk'],
  ['breaker.', 'gate'],
  ['protection.', 'gate'],
  ['gate.', 'gate'],
  ['limits.', 'gate'],
  ['settings.', 'person'],
  ['sources.', 'person'],
  ['equity.', 'outcome'],
  ['reconcile.', 'reconciliation'],
  ['model.', 'model'],
  ['feed.', 'feed'],
  ['venue.', 'venue'],
];

const PRIORITIES: readonly (readonly [prefix: string, priority: TaskPriority])[] = [
  ['risk.emergency', 'CRITICAL'],
  ['trading.', 'CRITICAL'],
  ['breaker.', 'HIGH'],
  ['order.', 'HIGH'],
  ['reconcile.', 'HIGH'],
  ['signal.', 'NORMAL'],
  ['lock.', 'NORMAL'],
];

const find = <V>(table: readonly (readonly [string, V])[], type: string): V | undefined =>
  table.find(([prefix]) => type.startsWith(prefix))?.[1];

const sources = new Map<string, string>();

export function sourceOf(type: BusEventType): string {
  let source = sources.get(type);
  if (source === undefined) {
    source = find(SOURCES, type) ?? 'system';
    sources.set(type, source);
  }
  return source;
}

const priorities = new Map<string, TaskPriority>();

export function priorityOf(type: BusEventType): TaskPriority {
  let priority = priorities.get(type);
  if (priority === undefined) {
    priority = find(PRIORITIES, type) ?? 'LOW';
    priorities.set(type, priority);
  }
  return priority;
}

const HOLDER = 'signal ';
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The signal a record belongs to; null when it belongs to none. */
export function correlationOf(
  { type, subject, data }: JournalEvent,
  state: Pick<JournalState, 'order'>,
): string | null {
  if (type.startsWith('signal.')) return subject;
  const own = text(data['signalId']);
  if (own !== null) return own;
  if (type.startsWith('order.')) return state.order(clientOrderId(subject))?.signalId ?? null;
  const holder = text(data['holder']);
  return holder?.startsWith(HOLDER) === true ? holder.slice(HOLDER.length) : null;
}
