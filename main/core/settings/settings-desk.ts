import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { configurationConflict } from '../agents/conflict/configuration-conflict.ts';
import type { RunningActions } from '../agents/conflict/running-actions.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { Journal } from '../journal/journal.ts';
import { problemOf, type SettingsProblem } from './problem.ts';
import { baseValues, InForce, SETTINGS_BASE, type SettingsBase } from './in-force.ts';
import { patched, sectionProblems, standardOf, type FlatValues } from './section.ts';
import {
  flatSection,
  isSectionName,
  SECTION_NAMES,
  type AllValues,
  type SectionName,
  type SettingsValues,
} from './sections/table.ts';

/** A version of the settings: everything in force from a moment on, who set it and why. Version 0 are the defaults. */
export interface SettingsVersion {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** The section that was set; null where several were. */
  readonly section: SectionName | null;
  readonly rolledBackTo: number | null;
  readonly values: AllValues;
}

/** Who changes settings, and why. */
export interface SettingsAuthor {
  readonly by: string;
  readonly reason: string;
  /** The version that was read before; null when it does not matter what others changed meanwhile. */
  readonly read: number | null;
}

export interface SettingsParts {
  readonly journal: Journal;
  /** What runs beside orders: a change of configuration meets it in the matrix. */
  readonly actions: RunningActions;
  /** What version 0 stands for; the program's defaults when absent. */
  readonly base?: SettingsBase;
}

/** What changed: the sections whose values are others now. */
export interface SettingsChange {
  readonly version: number;
  readonly sections: readonly SectionName[];
}

type Changes = { readonly [S in SectionName]?: Readonly<Record<string, unknown>> };
export type SettingsResult = Result<number, readonly SettingsProblem[]>;

const each = <T>(of: (name: SectionName) => T): Readonly<Record<SectionName, T>> =>
  Object.fromEntries(SECTION_NAMES.map((name) => [name, of(name)])) as Record<SectionName, T>;

/** The defaults of every section. */
export const STANDARD: AllValues = each((name) => standardOf(flatSection(name)));

const inForceOf = (values: AllValues): SettingsValues =>
  each((name) => flatSection(name).inForce(values[name])) as unknown as SettingsValues;

const sameValues = (a: FlatValues, b: FlatValues): boolean =>
  Object.keys(a).every((key) => a[key] === b[key]) && Object.keys(a).length === Object.keys(b).length;

const VERSIONS_BACK = 10_000;
const FIRST = {
  at: 0,
  by: 'configuration',
  reason: 'The defaults the program starts with.',
  section: null,
  rolledBackTo: null,
} as const;

/**
 * The settings in force, by versions in the journal: each record holds all of them. A change is all or none, and holds
 * from the next decision on: who works with values asks for them when it decides.
 */
export class SettingsDesk {
  readonly onChange = new Emitter<SettingsChange>();
  readonly #parts: SettingsParts;
  readonly #dropped = new Map<SectionName, string>();
  /** The settings in the shape of the parts that follow them. */
  readonly inForce: InForce;
  readonly #base: AllValues;
  #values: AllValues;
  #inForce: SettingsValues;
  #version = 0;

  constructor(parts: SettingsParts) {
    const base = parts.base ?? SETTINGS_BASE;
    this.#parts = parts;
    this.#base = completed(baseValues(base) as unknown as Partial<AllValues>, STANDARD);
    this.#values = this.#base;
    this.#inForce = inForceOf(this.#base);
    this.inForce = new InForce((section) => this.#inForce[section], base);
  }

  /** What version 0 stands for. */
  get base(): AllValues {
    return this.#base;
  }

  /** The version in force; 0 until a person changed something. */
  get version(): number {
    return this.#version;
  }

  /** What new decisions follow. The same object until the section changes. */
  values<S extends SectionName>(section: S): SettingsValues[S] {
    return this.#inForce[section];
  }

  /** Every section as it was entered, weights before they are brought to a sum of 1. */
  entered(): AllValues {
    return this.#values;
  }

  /** Why a section is at its defaults although the journal has other values of it; null when it is not. */
  dropped(section: SectionName): string | null {
    return this.#dropped.get(section) ?? null;
  }

  /** Takes up what the journal says. A section this program would not accept stays at its defaults, and says so. */
  restore(): void {
    const fact = this.#parts.journal.state.fact('settings');
    if (fact === null) return;
    const { version, values } = fact.data;
    this.#dropped.clear();
    const complete = completed(values, this.#base);
    const sound = each((name) => {
      const [found] = this.#problems(name, complete);
      if (found === undefined) return complete[name];
      this.#dropped.set(name, `Version ${String(version)} is not valid any more: ${found.sentence}`);
      return this.#base[name];
    });
    this.#take(version, sound);
  }

  /** All versions, oldest first. */
  history(): readonly SettingsVersion[] {
    const versions: SettingsVersion[] = [];
    const { journal } = this.#parts;
    if (journal.state.fact('settings') !== null) {
      journal.commit();
      const query = { before: null, limit: VERSIONS_BACK, types: ['settings.changed'], subject: null, text: null };
      for (const { ts, data } of journal.store.query(query)) {
        const { version, by, reason, section, rolledBackTo, values } =
          data as unknown as EventDataByType['settings.changed'];
        const known = section !== null && isSectionName(section) ? section : null;
        versions.push({
          version,
          at: ts,
          by,
          reason,
          section: known,
          rolledBackTo,
          values: completed(values, this.#base),
        });
      }
    }
    versions.push({ ...FIRST, version: 0, values: this.#base });
    return versions.reverse();
  }

  /** What a change would set, or everything that is wrong with it. Nothing is recorded. */
  preview(changes: Changes): Result<AllValues, readonly SettingsProblem[]> {
    const problems: SettingsProblem[] = [];
    const next: Record<string, FlatValues> = { ...this.#values };
    for (const [name, patch] of Object.entries(changes)) {
      if (!isSectionName(name)) {
        problems.push(unknownSection(name));
        continue;
      }
      const result = patched(name, flatSection(name), this.#values[name], patch);
      problems.push(...result.problems);
      next[name] = result.values;
    }
    return problems.length > 0 ? err(problems) : ok(next as AllValues);
  }

  /** Sets values of one section, all or none. */
  change(section: string, patch: Readonly<Record<string, unknown>>, author: SettingsAuthor): SettingsResult {
    return this.replace({ [section]: patch }, author);
  }

  /** Sets values of several sections in one version, all or none. */
  replace(changes: Changes, author: SettingsAuthor): SettingsResult {
    const next = this.preview(changes);
    return next.ok ? this.#set(next.value, author, null) : next;
  }

  /** Takes the values of an earlier version again, as a new version. @param section null for all sections. */
  rollback(version: number, section: SectionName | null, author: SettingsAuthor): SettingsResult {
    const found = this.history().find((one) => one.version === version);
    if (found === undefined) {
      return err([problemOf('NO_VERSION', '', `There is no version ${String(version)} of the settings.`)]);
    }
    const next = section === null ? found.values : { ...this.#values, [section]: found.values[section] };
    const problems = SECTION_NAMES.flatMap((name) => this.#problems(name, next));
    return problems.length > 0 ? err(problems) : this.#set(next, author, version);
  }

  /** All values in force as text, for the hash of the configuration. */
  text(): string {
    const line = (name: SectionName): string => `${name} ${JSON.stringify(Object.entries(this.#values[name]).sort())}`;
    return SECTION_NAMES.map(line).join('\n');
  }

  #problems(name: SectionName, values: AllValues): readonly SettingsProblem[] {
    return sectionProblems(name, flatSection(name), values[name], this.#base[name]);
  }

  #set(values: AllValues, { by, reason, read }: SettingsAuthor, rolledBackTo: number | null): SettingsResult {
    const sections = SECTION_NAMES.filter((name) => !sameValues(this.#values[name], values[name]));
    const [only] = sections;
    if (only === undefined) return err([problemOf('NO_CHANGE', '', 'These settings are in force already.')]);
    const current = this.#version;
    const asked = { what: 'settings', subject: only, by, reason, read: read ?? current, current };
    const refusal = configurationConflict(asked, this.#parts);
    if (refusal !== null) return err([problemOf('NOT_NOW', '', refusal.sentence)]);
    const version = current + 1;
    const section = sections.length === 1 ? only : null;
    const data = { version, section, values, by, reason, rolledBackTo };
    this.#parts.journal.append({ type: 'settings.changed', subject: section ?? 'settings', data });
    for (const name of sections) this.#dropped.delete(name);
    this.#take(version, values);
    this.onChange.emit({ version, sections });
    return ok(version);
  }

  #take(version: number, values: AllValues): void {
    const before = this.#inForce;
    const after = inForceOf(values);
    const changed = (name: SectionName): boolean => !sameValues(this.#values[name], values[name]);
    this.#inForce = each((name) => (changed(name) ? after[name] : before[name])) as unknown as SettingsValues;
    this.#values = values;
    this.#version = version;
  }
}

const unknownSection = (name: string): SettingsProblem =>
  problemOf('UNKNOWN_SECTION', name, `There is no section ${name}; there are ${SECTION_NAMES.join(', ')}.`);

/** Values written by this program or an earlier one: what is missing is at its default, what is gone is left out. */
function completed(values: Readonly<Partial<Record<string, FlatValues>>>, base: AllValues): AllValues {
  return each((name) => {
    const given = values[name] ?? {};
    const entries = Object.entries(base[name]).map(([key, standard]) => [key, given[key] ?? standard]);
    return Object.fromEntries(entries) as FlatValues;
  });
}
