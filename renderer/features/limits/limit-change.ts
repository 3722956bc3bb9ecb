import { ORPCError } from '@orpc/client';
import type { GateLimitView } from '#shared/contract/limits.ts';
import { say } from '#shared/language/words.ts';
import { limitText, usedShare } from './limit-words.ts';

type Direction = Pick<GateLimitView, 'looser'>;

/** True when `value` allows more than `than` does. */
export const isLooser = ({ looser }: Direction, value: number, than: number): boolean =>
  looser === 'higher' ? value > than : value < than;

/** What keeps a value from being set, one sentence; null when nothing does. */
export function valueProblem(limit: GateLimitView, value: number | null): string | null {
  if (value === null) return say('Give a number that this unit can hold.');
  const { hardCap, tightest, looser } = limit;
  if (isLooser(limit, value, hardCap)) {
    return say('The hard cap: {looser, select, higher {at most {cap}} other {at least {cap}}}.', {
      looser,
      cap: limitText(limit, hardCap),
    });
  }
  if (isLooser(limit, tightest, value)) {
    const end = limitText(limit, tightest);
    return looser === 'higher'
      ? say('It must be at least {end}: beyond that it would stop every order.', { end })
      : say('It must be at most {end}: beyond that it would stop every order.', { end });
  }
  return value === limit.value ? say('This is the value in force.') : null;
}

/** What a change of one limit does. */
export interface ChangeEffect {
  readonly direction: 'tighter' | 'looser';
  /** True when it must be confirmed by typing. */
  readonly confirmed: boolean;
  readonly sentences: readonly string[];
}

/** What would hold with another value. @param value one that can be set. */
export function effectOf(limit: GateLimitView, value: number): ChangeEffect {
  const looser = isLooser(limit, value, limit.value);
  const beyond = isLooser(limit, value, limit.standard);
  const share = usedShare({ ...limit, value });
  const sentences = [
    looser ? say('Orders that are refused today would pass.') : say('Orders that pass today would be refused.'),
    ...(beyond ? [say('Looser than the default of {value}.', { value: limitText(limit, limit.standard) })] : []),
    ...(share !== null && share >= 1 ? [say('What is used now is beyond it: entries are refused at once.')] : []),
  ];
  return { direction: looser ? 'looser' : 'tighter', confirmed: looser && beyond, sentences };
}

/** What the typed line means. */
export const LOOSENS = say(
  'Looser than the default: type this line to confirm. It takes effect for new decisions only.',
);

/** The host compares what is typed: it is the same in every language. */
const LOOSEN = 'loosen';

/** What must be typed before limits are loosened beyond their defaults. */
export const confirmationOf = (keys: readonly string[]): string => `${LOOSEN} ${[...keys].sort().join(', ')}`;

/** The text that a refused change says must be typed; null when typing is not what it lacks. */
export function expectedText(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'LIMIT_REFUSED') return null;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('expected' in data)) return null;
  return typeof data.expected === 'string' ? data.expected : null;
}
