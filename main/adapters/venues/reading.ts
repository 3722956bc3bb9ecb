import type { EpochMs } from '#shared/domain/time.ts';
import type { Tristate } from '#core/accounts/account.ts';
import type { OrderReport } from '#core/ports/venue.ts';
import { flagOf, type ExactObject } from './exact-json.ts';
import type { TimeWindow } from './quirks.ts';

/** What an order became that lives no more, when the venue says only how much of it was filled. */
export function settledAs(filledLots: number, lots: number, canceled: boolean): OrderReport['state'] {
  return filledLots > 0 && filledLots >= lots && !canceled ? 'filled' : 'canceled';
}

/** A window cut into spans a venue takes in one call, oldest first. */
export function windowsOf({ since, until }: TimeWindow, spanMs: number): readonly TimeWindow[] {
  const spans: TimeWindow[] = [];
  for (let from: number = since; from <= until; from += spanMs + 1)
    spans.push({ since: from as EpochMs, until: Math.min(from + spanMs, until) as EpochMs });
  return spans;
}

/** A flag that may be missing. */
export const tristate = (object: ExactObject, key: string): Tristate =>
  object[key] === undefined || object[key] === null
    ? 'unknown'
    : flagOf(object, key) || object[key] === '1'
      ? 'yes'
      : 'no';
