import type { RiskTrigger } from '#shared/contract/risk-figures.ts';
import { say } from '#shared/language/words.ts';

/** The drawdown at which each level is reached, as negative percent: those of the Risk screen. */
export interface DrawdownLevels {
  readonly yellow: number | null;
  readonly orange: number | null;
}

/** Levels of the fall from the peak; null where the limits have none. */
export function drawdownLevels(triggers: readonly RiskTrigger[]): DrawdownLevels {
  const at = (level: RiskTrigger['level']): number | null => {
    const found = triggers.find((one) => one.measure === 'drawdown' && one.level === level);
    return found === undefined ? null : -found.lossPpm / 10_000;
  };
  return { yellow: at('yellow'), orange: at('orange') };
}

/** `levels yellow −3, orange −5`; empty without levels. */
export function levelNote({ yellow, orange }: DrawdownLevels, format: (value: number) => string): string {
  const parts = [
    yellow === null ? '' : say('yellow {level}', { level: format(yellow) }),
    orange === null ? '' : say('orange {level}', { level: format(orange) }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : say('levels {levels}', { levels: parts.join(', ') });
}
