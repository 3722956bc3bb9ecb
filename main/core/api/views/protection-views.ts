import type { BreakerView, ProtectionView } from '#shared/contract/protections.ts';
import type { BreakerReport, GuardTime } from '../../agents/risk/breakers/breaker.ts';
import type { Lock, LockBook } from '../../agents/risk/protections/lock-book.ts';
import { inputOf, type Protection } from '../../agents/risk/protections/protection.ts';
import type { ProtectionSettings } from '../../agents/risk/protections/settings.ts';

/** A breaker for the screens. */
export function breakerView({ id, ...report }: BreakerReport): BreakerView {
  const rearmable = report.kind === 'risk' && report.state === 'open';
  return { key: id, ...report, numbers: { ...report.numbers }, rearmable };
}

/** A protection for the screens, with the locks of `standing` that are its own. */
export function protectionView(
  protection: Protection,
  settings: ProtectionSettings,
  locks: LockBook,
  standing: readonly Lock[],
  time: GuardTime,
): ProtectionView {
  const setting = settings.of(protection);
  return {
    key: protection.id,
    title: protection.title,
    what: protection.what,
    watches: inputOf(protection),
    enabled: setting.enabled,
    scope: setting.scope,
    scopes: [...protection.scopes],
    params: protection.params.map((spec) => ({ ...spec, value: setting.params[spec.name] ?? spec.standard })),
    code: protection.code,
    changed: settings.isChanged(protection),
    apart: settings
      .apart(protection)
      .map(([target, { enabled, params }]) => ({ target, enabled, params: { ...params } })),
    locks: standing
      .filter((lock) => lock.protection.id === protection.id)
      .map((lock) => ({
        target: lock.target,
        scope: lock.scope,
        since: lock.since,
        until: Math.round(time.now() + lock.until - time.span()),
        sentence: locks.refusal(lock).sentence,
        numbers: { ...lock.numbers },
      })),
  };
}
