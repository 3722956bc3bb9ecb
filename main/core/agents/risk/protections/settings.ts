import type { LockScope } from '#shared/domain/guard.ts';
import type { GuardEventData } from '../../../journal/guard-event-types.ts';
import { standardOf, targetOf, type LockSubject, type Protection, type ProtectionSetting } from './protection.ts';

/** What a person wants changed; what is absent stays. */
export interface SettingChange {
  readonly enabled?: boolean;
  readonly scope?: LockScope;
  readonly params?: Readonly<Record<string, number>>;
}

/** The target that stands for all. */
export const ALL_TARGETS = '';

/** How each protection is set: for all targets, and for the ones a person set apart. */
export class ProtectionSettings {
  readonly #set = new Map<string, ProtectionSetting>();

  /** The setting for all targets. */
  of(protection: Protection): ProtectionSetting {
    return this.#set.get(keyOf(protection, ALL_TARGETS)) ?? standardOf(protection);
  }

  /** The setting for the target that a subject falls under; one target's own setting goes before that for all. */
  for(protection: Protection, subject: LockSubject): { readonly target: string; readonly setting: ProtectionSetting } {
    const general = this.of(protection);
    const target = targetOf(general.scope, subject);
    return { target, setting: this.#set.get(keyOf(protection, target)) ?? general };
  }

  /** The targets set apart, with their settings. */
  apart(protection: Protection): readonly (readonly [target: string, setting: ProtectionSetting])[] {
    const prefix = keyOf(protection, ALL_TARGETS);
    return [...this.#set].flatMap(([key, setting]) =>
      key.startsWith(prefix) && key !== prefix ? [[key.slice(prefix.length), setting] as const] : [],
    );
  }

  /** True when one is set to something else than the standard. */
  isChanged(protection: Protection): boolean {
    return this.#set.has(keyOf(protection, ALL_TARGETS));
  }

  /** What the setting would be after a change, or a sentence that says what is wrong with it. */
  changed(protection: Protection, target: string, change: SettingChange): ProtectionSetting | string {
    const now = this.#set.get(keyOf(protection, target)) ?? this.of(protection);
    const scope = change.scope ?? now.scope;
    if (!protection.scopes.includes(scope))
      return `${protection.title} locks by ${protection.scopes.join(' or ')}, not by ${scope}.`;
    if (target !== ALL_TARGETS && scope !== this.of(protection).scope)
      return `The scope of ${protection.title} is set for all targets, not for one.`;
    const params = { ...now.params };
    for (const [name, value] of Object.entries(change.params ?? {})) {
      const spec = protection.params.find((each) => each.name === name);
      if (spec === undefined) return `${protection.title} has no parameter "${name}".`;
      if (!Number.isInteger(value) || value < spec.least || value > spec.most)
        return `${spec.what} is a whole number from ${String(spec.least)} to ${String(spec.most)} (${spec.unit}).`;
      params[name] = value;
    }
    return { enabled: change.enabled ?? now.enabled, scope, params };
  }

  put(protection: Protection, target: string, setting: ProtectionSetting): void {
    this.#set.set(keyOf(protection, target), setting);
  }

  /** Takes up a record; a parameter it lacks has its standard. */
  restore(protection: Protection, data: GuardEventData['protection.configured']): void {
    const params = { ...standardOf(protection).params, ...data.params };
    this.put(protection, data.target, { enabled: data.enabled, scope: data.scope, params });
  }
}

const keyOf = ({ id }: Protection, target: string): string => `${id}|${target}`;
