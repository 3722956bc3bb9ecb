import type { SlotChangeView } from '#shared/contract/portfolio-manager.ts';
import { formatNumber, withTrueMinus } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** What was done: bold parts and plain ones, in order. */
export interface ChangeTitle {
  readonly bold: string;
  readonly rest: string;
}

const coinOf = (symbol: string): string => symbol.replace(/USDTM$/, '');

/** `UNI in, DOT out`, `Weights set`, `DOGE banned`. */
export function changeTitle({ symbol, action, replaced }: SlotChangeView): ChangeTitle {
  const coin = coinOf(symbol);
  const out = replaced === null ? null : coinOf(replaced);
  switch (action) {
    case 'replaced':
      return {
        bold: say('{coin} in{value}', { coin, value: out === null ? '' : say(', {out} out', { out }) }),
        rest: '',
      };
    case 'draining':
      return { bold: say('{coin} draining', { coin }), rest: out === null ? '' : say(' for {out}', { out }) };
    case 'weighted':
      return { bold: say('Weights'), rest: ' set' };
    case 'added':
      return { bold: say('{coin} in', { coin }), rest: '' };
    case 'removed':
      return { bold: say('{coin} out', { coin }), rest: '' };
    default:
      return { bold: coin, rest: ` ${action}` };
  }
}

/** Symbols by their coins, where room is short. */
export const shortSymbols = (text: string): string => text.replace(/\b([A-Z0-9]+)USDTM\b/g, '$1');

const HOUR = 3_600_000;

/** Why, in few words; the whole reason stands in the record. */
export function changeReason({ reason, override, difference, heldMs }: SlotChangeView): string {
  if (override) return `“${withTrueMinus(reason)}”`;
  if (difference === null || heldMs === null) return withTrueMinus(shortSymbols(reason));
  return say('Lead {difference} held {heldMs} h', {
    difference: formatNumber(difference, 1),
    heldMs: formatNumber(Math.floor(heldMs / HOUR), 0),
  });
}

/** Who decided, and what it rested on: `by rule, votes 0.78, 38.4 / 17.3 bps`. */
export function changeSource(change: SlotChangeView): string {
  const { actor, confidence, gainBps, costBps } = change;
  const who = actor === 'rule' ? say('by rule') : actor === 'trader' ? say('by you') : `by ${actor}`;
  const parts = [
    who,
    confidence === null ? '' : say('votes {confidence}', { confidence: formatNumber(confidence, 2) }),
    gainBps === null || costBps === null ? '' : `${formatNumber(gainBps, 1)} / ${formatNumber(costBps, 1)} bps`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What it was worth later: an amount, a word where there is none, and the sentence behind it. */
export function changeEffect({ action, effect }: SlotChangeView): {
  readonly amount: string | null;
  readonly word: string;
  readonly sentence: string;
} {
  const sentence = withTrueMinus(effect.sentence);
  if (effect.state === 'none') {
    const why = action === 'replaced' ? say('nothing to measure') : say('no swap, nothing to measure');
    return { amount: null, word: '–', sentence: sentence === '' ? why : sentence };
  }
  if (effect.amount === null)
    return { amount: null, word: say('not measurable'), sentence: sentence.replace(/^not measurable:\s*/i, '') };
  return {
    amount: effect.amount,
    word: '',
    sentence: effect.state === 'pending' ? say('so far; {sentence}', { sentence }) : sentence,
  };
}
