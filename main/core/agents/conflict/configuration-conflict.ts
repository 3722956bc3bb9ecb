import { denial, type Denial } from '#shared/domain/denial.ts';
import { resource } from '#shared/domain/ids.ts';
import type { Journal } from '../../journal/journal.ts';
import { MATRIX } from './matrix.ts';
import { resolve, type RunningAction } from './resolver.ts';
import type { RunningActions } from './running-actions.ts';

/** A change of configuration that meets what runs. */
export interface ConfigurationChange {
  /** What is changed, as a plural: `caps`. */
  readonly what: string;
  /** The subject of its records. */
  readonly subject: string;
  readonly by: string;
  readonly reason: string;
  /** The version its author read, and the one in force. */
  readonly read: number;
  readonly current: number;
}

/** Asks the matrix whether a change of configuration may be made now, and records what it met. Null when it may. */
export function configurationConflict(
  { what, subject, by, reason, read, current }: ConfigurationChange,
  { journal, actions }: { readonly journal: Journal; readonly actions: RunningActions },
): Denial | null {
  const running: RunningAction[] = [...actions.on([resource.portfolio])];
  if (read !== current) running.push({ kind: 'configuration', label: `version ${String(current)}` });
  for (const { role, id } of journal.state.openOrders()) {
    if (role === 'exit') running.push({ kind: 'reduction', label: `exit ${id}` });
  }
  const { rule, running: other, outcome } = resolve('configuration', running);
  if (other === null) return null;
  const incoming = `${what} by ${by}: ${reason}`;
  journal.append({
    type: 'conflict.decided',
    subject,
    data: { incoming, running: other.label, rule: rule.id, outcome, because: rule.because, canceled: [] },
  });
  if (outcome === 'proceed') return null;
  if (rule.id === MATRIX.configuration.configuration.id) {
    return denial('CONFLICT_CONFIGURATION', { what, version: current, rule: rule.id });
  }
  return denial('CONFLICT_QUEUED', { running: other.label, resource: `the ${what}`, rule: rule.id });
}
