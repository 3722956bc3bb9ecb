import { denial, type Denial } from '#shared/domain/denial.ts';
import type { OutsideKind, OutsideSource } from '#shared/domain/signal-source.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../journal/journal.ts';
import { SIGNAL_SOURCES } from '../sources.ts';

/** Beyond it nobody could say which source does what. */
const MOST_SOURCES = 20;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** The sources of signals outside the program that a person added, on record. */
export class SourceBook {
  readonly #journal: Pick<Journal, 'append' | 'state'>;

  constructor(journal: Pick<Journal, 'append' | 'state'>) {
    this.#journal = journal;
  }

  list(): readonly OutsideSource[] {
    return this.#journal.state.fact('signal-sources')?.data.sources ?? [];
  }

  find(name: string): OutsideSource | null {
    return this.list().find((source) => source.name === name) ?? null;
  }

  /** Null when the source may send this way; the refusal otherwise. */
  refusal(name: string, kind: OutsideKind): Denial | null {
    const source = this.find(name);
    if (source?.kind !== kind) return denial('SIGNAL_SOURCE_UNKNOWN', { source: name });
    return source.enabled ? null : denial('SIGNAL_SOURCE_OFF', { source: name });
  }

  /** Adds a source, turned on. The error is a sentence. */
  add(source: Pick<OutsideSource, 'name' | 'kind' | 'weight'>, by: string): Result<OutsideSource, string> {
    const { name } = source;
    if (!NAME.test(name))
      return err('A name is 1 to 32 lower-case letters, digits and hyphens, and begins with a letter.');
    if (SIGNAL_SOURCES.some((rule) => rule.name === name) || this.find(name) !== null) {
      return err(`There is a source named ${name} already.`);
    }
    if (this.list().length >= MOST_SOURCES) return err(`There are ${String(MOST_SOURCES)} sources; remove one first.`);
    const added: OutsideSource = { ...source, enabled: true };
    this.#set([...this.list(), added], name, 'added', by);
    return ok(added);
  }

  /** Changes a source; null when there is none of this name. */
  change(name: string, change: Partial<Pick<OutsideSource, 'enabled' | 'weight'>>, by: string): OutsideSource | null {
    const source = this.find(name);
    if (source === null) return null;
    const changed = { ...source, ...change };
    const words = change.enabled === undefined ? `weight ${String(changed.weight)}` : change.enabled ? 'on' : 'off';
    this.#set(
      this.list().map((one) => (one.name === name ? changed : one)),
      name,
      words,
      by,
    );
    return changed;
  }

  /** False when there is none of this name. */
  remove(name: string, by: string): boolean {
    if (this.find(name) === null) return false;
    this.#set(
      this.list().filter((one) => one.name !== name),
      name,
      'removed',
      by,
    );
    return true;
  }

  #set(sources: readonly OutsideSource[], name: string, change: string, by: string): void {
    this.#journal.append({ type: 'intake.sources', subject: name, data: { sources, change, by } });
  }
}
