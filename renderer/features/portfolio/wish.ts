import type { BenchView, SlotsStatus, SlotView } from '#shared/contract/portfolio-manager.ts';
import { say } from '#shared/language/words.ts';
import type { PortfolioAction } from './portfolio-keys.ts';

/** What somebody wants to do, before a reason is given. */
export type Wish =
  | { readonly kind: 'add'; readonly symbol: string | null }
  | { readonly kind: 'replace'; readonly symbol: string | null; readonly newcomer: string | null }
  | { readonly kind: 'remove' | 'pin' | 'unpin' | 'keep' | 'ban' | 'unban'; readonly symbol: string }
  | { readonly kind: 'weights'; readonly symbol: string | null };

/** One line of a row's menu. */
export interface Choice {
  readonly label: string;
  readonly key: string;
  readonly wish: Wish;
}

/** Whom a row is of; null: nobody is chosen. */
export interface Chosen {
  readonly slot: SlotView | null;
  readonly bench: BenchView | null;
}

/** What can be done with a slot. */
export function slotChoices({ key, state, pinned }: SlotView, newcomer: string | null): readonly Choice[] {
  if (state === 'draining')
    return [
      { label: say('Take back'), key: 'I', wish: { kind: 'keep', symbol: key } },
      { label: say('Ban…'), key: 'B', wish: { kind: 'ban', symbol: key } },
    ];
  const pin = pinned === null ? 'pin' : 'unpin';
  return [
    { label: say('Replace…'), key: 'R', wish: { kind: 'replace', symbol: key, newcomer } },
    { label: say('Remove…'), key: 'X', wish: { kind: 'remove', symbol: key } },
    { label: pin === 'pin' ? say('Pin…') : say('Unpin…'), key: 'I', wish: { kind: pin, symbol: key } },
    { label: say('Ban…'), key: 'B', wish: { kind: 'ban', symbol: key } },
    { label: say('Edit weight…'), key: 'W', wish: { kind: 'weights', symbol: key } },
  ];
}

/** What can be done with one who is not in. */
export function benchChoices({ key, banned }: BenchView, leaver: string | null): readonly Choice[] {
  const ban = banned === null ? 'ban' : 'unban';
  return [
    { label: say('Take in…'), key: 'A', wish: { kind: 'add', symbol: key } },
    { label: say('Put in place of…'), key: 'R', wish: { kind: 'replace', symbol: leaver, newcomer: key } },
    { label: ban === 'ban' ? say('Ban…') : say('Lift the ban…'), key: 'B', wish: { kind: ban, symbol: key } },
  ];
}

/** Who would come in and who would leave next. */
export interface NextPair {
  readonly newcomer: string | null;
  readonly leaver: string | null;
}

/** The pair of the next swap; without one, the slot that leads are measured over. */
export function nextPair(status: Pick<SlotsStatus, 'next' | 'line'> | null): NextPair {
  const next = status?.next ?? null;
  if (next !== null) return { newcomer: next.newcomer, leaver: next.leaver };
  return { newcomer: null, leaver: status?.line?.slot ?? null };
}

/** What can be done with a row, slot or bench. */
export function choicesOf({ slot, bench }: Chosen, next: NextPair): readonly Choice[] {
  if (slot !== null) return slotChoices(slot, next.newcomer);
  return bench === null ? [] : benchChoices(bench, next.leaver);
}

const KEY_OF: Readonly<Partial<Record<PortfolioAction['kind'], string>>> = {
  replace: 'R',
  remove: 'X',
  pin: 'I',
  ban: 'B',
  add: 'A',
};

/** What a key means for the chosen row; null where it means nothing there. */
export function wishOf(kind: PortfolioAction['kind'], chosen: Chosen, next: NextPair): Wish | null {
  if (kind === 'weights') return { kind, symbol: chosen.slot?.key ?? null };
  const key = KEY_OF[kind];
  if (key === undefined) return null;
  const choices = choicesOf(chosen, next);
  const found = choices.find((choice) => choice.key === key)?.wish ?? null;
  if (found !== null) return found;
  if (kind === 'add') return { kind, symbol: null };
  return kind === 'replace' && chosen.slot === null ? { kind, symbol: next.leaver, newcomer: next.newcomer } : null;
}
