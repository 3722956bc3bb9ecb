import type { ReactNode } from 'react';
import type { SlotChangeView } from '#shared/contract/portfolio-manager.ts';
import { formatNumber, withTrueMinus } from '#renderer/ui/format.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const coinOf = (symbol: string): string => symbol.replace(/USDTM$/, '');

/** Makes the part of a title that tells the most stand out. */
type Bold = (inside: ReactNode) => ReactNode;

type TitleMaker = (coin: string, out: string | null, b: Bold) => ReactNode;

const TITLES: Readonly<Record<SlotChangeView['action'], TitleMaker>> = {
  replaced: (coin, out, b) =>
    out === null ? rich('<b>{coin} in</b>', { coin, b }) : rich('<b>{coin} in, {out} out</b>', { coin, out, b }),
  draining: (coin, out, b) =>
    out === null
      ? rich('<b>{coin} draining</b>', { coin, b })
      : rich('<b>{coin} draining</b> for {out}', { coin, out, b }),
  weighted: (_coin, _out, b) => rich('<b>Weights</b> set', { b }),
  added: (coin, _, b) => rich('<b>{coin} in</b>', { coin, b }),
  removed: (coin, _, b) => rich('<b>{coin} out</b>', { coin, b }),
  kept: (coin, _, b) => rich('<b>{coin}</b> kept', { coin, b }),
  pinned: (coin, _, b) => rich('<b>{coin}</b> pinned', { coin, b }),
  unpinned: (coin, _, b) => rich('<b>{coin}</b> unpinned', { coin, b }),
  banned: (coin, _, b) => rich('<b>{coin}</b> banned', { coin, b }),
  unbanned: (coin, _, b) => rich('<b>{coin}</b> unbanned', { coin, b }),
};

/** What was done: `UNI in, DOT out`, `Weights set`, `DOGE banned`. */
export const changeTitle = ({ symbol, action, replaced }: SlotChangeView, bold: Bold): ReactNode =>
  TITLES[action](coinOf(symbol), replaced === null ? null : coinOf(replaced), bold);

/** Symbols by their coins, where room is short. */
export const shortSymbols = (text: string): string => text.replace(/\b([A-Z0-9]+)USDTM\b/g, '$1');

const HOUR = 3_600_000;

/** Why, in full: what a person gave as a reason as it was typed. */
export const wholeReason = ({ reason, actor }: Pick<SlotChangeView, 'reason' | 'actor'>): string =>
  withTrueMinus(actor === 'rule' ? told(reason) : reason);

/** Why, in few words; the whole reason stands in the record. */
export function changeReason(change: SlotChangeView): string {
  const { override, difference, heldMs } = change;
  const reason = wholeReason(change);
  if (override) return say('“{reason}”', { reason });
  if (difference === null || heldMs === null) return shortSymbols(reason);
  return say('Lead {lead} held {hours} h', {
    lead: formatNumber(difference, 1),
    hours: formatNumber(Math.floor(heldMs / HOUR), 0),
  });
}

/** Who decided, and what it rested on: `by rule, votes 0.78, 38.4 / 17.3 bps`. */
export function changeSource(change: SlotChangeView): string {
  const { actor, confidence, gainBps, costBps } = change;
  const who =
    actor === 'rule' ? say('by rule') : actor === 'trader' ? say('by you') : say('by {name}', { name: actor });
  const parts = [
    who,
    confidence === null ? '' : say('votes {share}', { share: formatNumber(confidence, 2) }),
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
  const sentence = withTrueMinus(told(effect.sentence.replace(/^not measurable:\s*/i, '')));
  if (effect.state === 'none') {
    const why = action === 'replaced' ? say('nothing to measure') : say('no swap, nothing to measure');
    return { amount: null, word: '–', sentence: sentence === '' ? why : sentence };
  }
  if (effect.amount === null) return { amount: null, word: say('not measurable'), sentence };
  return {
    amount: effect.amount,
    word: '',
    sentence: effect.state === 'pending' ? say('so far; {sentence}', { sentence }) : sentence,
  };
}
