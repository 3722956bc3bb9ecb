import type { ProtectionView } from '#shared/contract/protections.ts';
import type { LockScope } from '#shared/domain/guard.ts';
import { commonUnit, typedFigure, typedText, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import { say } from '#shared/language/words.ts';
import { parameterName, parameterText, parameterUnits, type ParameterView } from './protection-words.ts';

/** A protection's setting as typed; each figure in the unit its field has. */
export interface ProtectionDraft {
  readonly enabled: boolean;
  readonly scope: LockScope;
  readonly params: Readonly<Record<string, string>>;
}

/** The unit in which a parameter is typed. */
export const fieldUnit = ({ value, standard, unit }: ParameterView): ScaledUnit =>
  commonUnit([value, standard], parameterUnits(unit));

export const draftOf = ({ enabled, scope, params }: ProtectionView): ProtectionDraft => ({
  enabled,
  scope,
  params: Object.fromEntries(params.map((param) => [param.name, typedText(param.value, fieldUnit(param))])),
});

/** The draft with every figure at its standard. */
export const standardDraft = (draft: ProtectionDraft, params: readonly ParameterView[]): ProtectionDraft => ({
  ...draft,
  params: Object.fromEntries(params.map((param) => [param.name, typedText(param.standard, fieldUnit(param))])),
});

/** The protection as it is set for one target; for all where that has no setting of its own. */
export function setFor(protection: ProtectionView, target: string): ProtectionView {
  const own = protection.apart.find((each) => each.target === target);
  if (own === undefined) return protection;
  const params = protection.params.map((param) => ({ ...param, value: own.params[param.name] ?? param.value }));
  return { ...protection, enabled: own.enabled, params };
}

const SYMBOL = '[A-Z0-9]{4,32}';

/** Targets as they are typed: their words are the same in every language. */
const AGENT = 'agent';
const LONGS = 'longs';
const SHORTS = 'shorts';
const EXAMPLE = 'XBTUSDTM';

/** How a target of each scope is written, as its locks name it; everything has no parts to set apart. */
export const TARGETS: Readonly<Record<LockScope, { readonly form: RegExp; readonly sentence: string } | null>> = {
  account: null,
  agent: {
    form: /^agent \S.{0,80}$/,
    sentence: say('The word {word} and the source’s name: {example}.', {
      word: AGENT,
      example: [AGENT, 'demo'].join(' '),
    }),
  },
  side: { form: /^(longs|shorts)$/, sentence: say('Either {longs} or {shorts}.', { longs: LONGS, shorts: SHORTS }) },
  symbol: { form: new RegExp(`^${SYMBOL}$`), sentence: say('A symbol: {example}.', { example: EXAMPLE }) },
  'symbol-side': {
    form: new RegExp(`^${SYMBOL} (longs|shorts)$`),
    sentence: say('A symbol and a side: {example}.', { example: `${EXAMPLE} ${SHORTS}` }),
  },
};

/** True when the text names a target of the scope. */
export const isTarget = (scope: LockScope, text: string): boolean => TARGETS[scope]?.form.test(text) === true;

/** What keeps a typed figure from being set, one sentence; null when nothing does. */
export function parameterProblem(param: ParameterView, text: string): string | null {
  const value = typedFigure(text, fieldUnit(param));
  if (value === null) return say('Give a number that this unit can hold.');
  const { least, most, unit } = param;
  if (value >= least && value <= most) return null;
  return say('From {least} to {most}.', {
    least: parameterText(unit, least),
    most: parameterText(unit, most),
  });
}

/** What differs from the setting in force, as the host takes it; null when nothing does, or a figure cannot be set. */
export function changeOf(
  protection: ProtectionView,
  draft: ProtectionDraft,
): { enabled?: boolean; scope?: LockScope; params?: Record<string, number> } | null {
  const figures: Record<string, number> = {};
  for (const param of protection.params) {
    const text = draft.params[param.name] ?? '';
    const value = typedFigure(text, fieldUnit(param));
    if (value === null || parameterProblem(param, text) !== null) return null;
    if (value !== param.value) figures[param.name] = value;
  }
  const change = {
    ...(draft.enabled === protection.enabled ? {} : { enabled: draft.enabled }),
    ...(draft.scope === protection.scope ? {} : { scope: draft.scope }),
    ...(Object.keys(figures).length === 0 ? {} : { params: figures }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

const lockWords = (scope: LockScope): string =>
  say(
    'It locks {scope, select, account {everything} agent {the source} side {the side} symbol {the symbol} other {one side of the symbol}}',
    { scope },
  );

/** What a change does, in words: `off`, `Largest loss 1.5 % → 2 %`. */
export function changeWords(protection: ProtectionView, draft: ProtectionDraft): string[] {
  const change = changeOf(protection, draft);
  if (change === null) return [];
  const figures = protection.params.flatMap((param) => {
    const value = change.params?.[param.name];
    if (value === undefined) return [];
    return [`${parameterName(param)}: ${parameterText(param.unit, param.value)} → ${parameterText(param.unit, value)}`];
  });
  return [
    ...(change.enabled === undefined ? [] : [change.enabled ? say('Switched on') : say('Switched off')]),
    ...(change.scope === undefined ? [] : [lockWords(change.scope)]),
    ...figures,
  ];
}
