import type { LiquidationTapeEntry } from '#shared/contract/liquidations.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** Whether the map had a level there that it can be credited with. */
export const isHit = ({ kind, hit }: Pick<LiquidationTapeEntry, 'kind' | 'hit'>): boolean =>
  kind !== 'estimated' && hit === true;

/**
 * What the map had there: hit is an estimated level within one bin. An estimated entry cannot test its own map, an imported
 * one is of a time that the map does not know.
 */
export function mapWord({ kind, hit, origin }: Pick<LiquidationTapeEntry, 'kind' | 'hit' | 'origin'>): string {
  if (kind === 'estimated') return say('estim.');
  if (origin !== undefined && hit === null) return say('imported');
  if (hit === null) return say('unknown');
  return hit ? sayAs('map', 'hit') : sayAs('map', 'miss');
}

/** What an entry comes from, in a sentence. */
export function originWords({ kind, origin }: Pick<LiquidationTapeEntry, 'kind' | 'origin'>): string {
  if (kind === 'estimated') return say('estimated by the model');
  return origin === undefined
    ? say('realised, told by the feed')
    : say('realised, {origin}', { origin: originText(origin) });
}

/** An origin as shown: the host tells a file as `imported: <file>`. */
function originText(origin: string): string {
  const file = /^imported: (.*)$/s.exec(origin)?.[1];
  return file === undefined ? told(origin) : say('imported: {file}', { file });
}

/** The files that entries were imported from, each once, with how many. */
export function originsOf(entries: readonly Pick<LiquidationTapeEntry, 'origin'>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { origin } of entries) if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  return [...counts].map(([origin, count]) => `${originText(origin)} (${String(count)})`);
}

/** Realised ones of the feed with a known answer, and how many of them were hits; what was imported apart. */
function tapeCount(entries: readonly LiquidationTapeEntry[]) {
  const all = entries.filter(({ kind }) => kind === 'realised');
  const realised = all.filter(({ origin }) => origin === undefined);
  const imported = all.length - realised.length;
  const judged = realised.filter(({ hit }) => hit !== null);
  return {
    realised: realised.length,
    imported,
    judged: judged.length,
    hits: judged.filter(({ hit }) => hit === true).length,
  };
}

/** The tape's note: what was told, and how often the map had it. */
export function tapeNote(entries: readonly LiquidationTapeEntry[]): string {
  const { realised, imported, judged, hits } = tapeCount(entries);
  if (entries.length === 0) return '';
  const note =
    judged === 0
      ? say('{realised} told by the feed', { realised })
      : say('{hits} of {judged} hit the map', { hits, judged });
  if (realised > 0) return note;
  return imported > 0 ? say('none told by the feed') : say('none told by the feed, estimates only');
}

/** A key for each entry that stays when newer ones come. */
export function tapeKeys(entries: readonly LiquidationTapeEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  // Counted from the oldest, so that equal ones keep their number.
  return [...entries]
    .reverse()
    .map(({ ts, side, price, worth, kind, origin }) => {
      const name = [ts, side, price, worth, kind, origin].join(' ');
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      return `${name} ${String(count)}`;
    })
    .reverse();
}
