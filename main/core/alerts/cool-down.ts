import { MINUTE } from '#shared/domain/time.ts';

/** What rests for some minutes after it told a person. */
interface Cooled {
  readonly cooldownMinutes: number;
}

/** A clock that was set back keeps a rule quiet rather than letting it ring twice. */
export const isCooling = ({ cooldownMinutes }: Cooled, firedAt: number | null, now: number): boolean =>
  firedAt !== null && now - firedAt < cooldownMinutes * MINUTE;

/** Minutes until the cool-down is over, begun ones as whole. */
export const minutesLeft = ({ cooldownMinutes }: Cooled, firedAt: number, now: number): number =>
  Math.ceil(cooldownMinutes - (now - firedAt) / MINUTE);

/** What a notice says of those that were held back before it; begins with a space unless there were none. */
export function heldWords(held: number): string {
  const times = held === 1 ? 'once more' : `${String(held)} more times`;
  return held === 0 ? '' : ` It happened ${times} since the last notice.`;
}
