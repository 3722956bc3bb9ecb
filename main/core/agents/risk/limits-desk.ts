import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Journal } from '../../journal/journal.ts';
import { isLooser, LIMIT_TABLE, type LimitKey } from './limit-table.ts';
import { LIMIT_KEYS, type RiskLimits } from './limits.ts';

/** A version of the limits: what was in force from a moment on, who set it and why. Version 0 is the configuration. */
export interface LimitVersion {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly rolledBackTo: number | null;
  readonly values: Readonly<Record<LimitKey, number>>;
}

/** Why limits are not changed. `expected`: the text that must be typed. */
export interface LimitProblem {
  readonly code:
    | 'UNKNOWN_LIMIT'
    | 'NOT_WHOLE'
    | 'BEYOND_CAP'
    | 'TOO_TIGHT'
    | 'NOT_CONFIRMED'
    | 'NO_CHANGE'
    | 'NO_VERSION';
  readonly sentence: string;
  readonly expected: string | null;
}

export type LimitChanges = Readonly<Record<string, number>>;

/** Who changes limits, why, and what was typed to confirm. */
export interface LimitAuthor {
  readonly by: string;
  readonly reason: string;
  readonly confirmation: string | null;
}

const problem = (code: LimitProblem['code'], sentence: string, expected: string | null = null): LimitProblem => ({
  code,
  sentence,
  expected,
});

const isLimitKey = (key: string): key is LimitKey => Object.hasOwn(LIMIT_TABLE, key);

const valuesOf = (limits: RiskLimits): Record<LimitKey, number> =>
  Object.fromEntries(LIMIT_KEYS.map((key) => [key, Number(limits[key])])) as Record<LimitKey, number>;

/** What must be typed before limits are loosened beyond their defaults. */
export const confirmationFor = (keys: readonly LimitKey[]): string => `loosen ${[...keys].sort().join(', ')}`;

function boundProblem(key: string, value: number): LimitProblem | null {
  if (!isLimitKey(key)) return problem('UNKNOWN_LIMIT', `There is no limit named "${key}".`);
  if (!Number.isSafeInteger(value))
    return problem('NOT_WHOLE', `The limit ${key} must be a whole number; ${String(value)} is not.`);
  const { hardCap, tightest, looser } = LIMIT_TABLE[key];
  if (isLooser(key, value, Number(hardCap))) {
    const most = looser === 'higher' ? 'at most' : 'at least';
    return problem(
      'BEYOND_CAP',
      `The limit ${key} may be ${most} ${String(hardCap)}; ${String(value)} is beyond the hard cap.`,
    );
  }
  if (isLooser(key, Number(tightest), value)) {
    const least = looser === 'higher' ? 'at least' : 'at most';
    return problem(
      'TOO_TIGHT',
      `The limit ${key} must be ${least} ${String(tightest)}; ${String(value)} would stop every order.`,
    );
  }
  return null;
}

/**
 * The limits in force, by versions in the journal. A change holds from the next decision on. Tightening is free; what is
 * looser than the default afterwards must be confirmed by a typed text, and nothing goes beyond its hard cap.
 */
export class LimitsDesk {
  readonly #journal: Journal;
  readonly #base: RiskLimits;
  #current: RiskLimits;
  #version = 0;

  /** @param base the limits of the configuration, in force until a person changes them. */
  constructor(journal: Journal, base: RiskLimits) {
    this.#journal = journal;
    this.#base = base;
    this.#current = base;
  }

  /** The limits that new decisions follow. */
  get current(): RiskLimits {
    return this.#current;
  }

  get version(): number {
    return this.#version;
  }

  /** Takes up what the journal says. */
  restore(): void {
    const fact = this.#journal.state.fact('limits');
    if (fact !== null) this.#take(fact.data);
  }

  /** All versions, oldest first. */
  history(): readonly LimitVersion[] {
    const versions: LimitVersion[] = [];
    if (this.#version > 0) {
      this.#journal.commit();
      const query = { before: null, limit: 10_000, types: ['limits.changed'], subject: null, text: null };
      for (const { ts, data } of this.#journal.store.query(query)) {
        const { version, by, reason, rolledBackTo, values } = data as unknown as EventDataByType['limits.changed'];
        versions.push({ version, at: ts, by, reason, rolledBackTo, values: this.#complete(values) });
      }
    }
    versions.push({
      version: 0,
      at: 0,
      by: 'configuration',
      reason: 'The limits the program starts with.',
      rolledBackTo: null,
      values: valuesOf(this.#base),
    });
    return versions.reverse();
  }

  /** Sets limits, all or none. */
  change(changes: LimitChanges, author: LimitAuthor): Result<number, LimitProblem> {
    for (const [key, value] of Object.entries(changes)) {
      const found = boundProblem(key, value);
      if (found !== null) return err(found);
    }
    return this.#set({ ...valuesOf(this.#current), ...changes }, author, null);
  }

  /** Takes the limits of an earlier version again, as a new version. */
  rollback(version: number, author: LimitAuthor): Result<number, LimitProblem> {
    const found = this.history().find((one) => one.version === version);
    if (found === undefined) return err(problem('NO_VERSION', `There is no version ${String(version)} of the limits.`));
    return this.#set(found.values, author, version);
  }

  #set(
    values: Readonly<Record<LimitKey, number>>,
    { by, reason, confirmation }: LimitAuthor,
    rolledBackTo: number | null,
  ): Result<number, LimitProblem> {
    const before = valuesOf(this.#current);
    const changed = LIMIT_KEYS.filter((key) => values[key] !== before[key]);
    if (changed.length === 0) return err(problem('NO_CHANGE', 'These limits are in force already.'));
    const loosened = changed.filter(
      (key) => isLooser(key, values[key], before[key]) && isLooser(key, values[key], Number(LIMIT_TABLE[key].standard)),
    );
    const expected = confirmationFor(loosened);
    if (loosened.length > 0 && confirmation !== expected) {
      const sentence = `Looser than the default must be confirmed: type "${expected}".`;
      return err(problem('NOT_CONFIRMED', sentence, expected));
    }
    const data = { version: this.#version + 1, values: { ...values }, by, reason, confirmation, rolledBackTo };
    this.#journal.append({ type: 'limits.changed', subject: 'limits', data });
    this.#take(data);
    return ok(data.version);
  }

  #complete(values: Readonly<Record<string, number>>): Record<LimitKey, number> {
    return { ...valuesOf(this.#base), ...values };
  }

  #take({ version, values }: Pick<EventDataByType['limits.changed'], 'version' | 'values'>): void {
    const all = this.#complete(values);
    const typed = LIMIT_KEYS.map((key) => [key, typeof this.#base[key] === 'bigint' ? BigInt(all[key]) : all[key]]);
    this.#current = Object.fromEntries(typed) as RiskLimits;
    this.#version = version;
  }
}
