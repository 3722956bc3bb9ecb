import { useEffect, useRef } from 'react';
import { tell } from '#renderer/data/notices.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { told } from '#shared/language/told.ts';

/** Tells in the window what price alerts fire while it is open; it shows nothing of itself. */
export function FiredAlerts() {
  const { rows, status } = useRows('priceAlerts');
  const known = useRef<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    if (status !== 'live') return;
    const before = known.current;
    known.current = new Map(rows.map(({ key, fired }) => [key, fired?.at ?? 0]));
    if (before === null) return;
    for (const { key, coin, fired, note } of rows) {
      if (fired === null || fired.at <= (before.get(key) ?? 0)) continue;
      tell(`${coin}: ${told(fired.sentence)}${note === '' ? '' : ` ${note}`}`);
    }
  }, [rows, status]);
  return null;
}
