import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { FoldError } from '../fold-error.ts';
import type { JournalEvent } from '../event.ts';
import type { FoldState } from '../fold-state.ts';
import type { PriceAlertEventType, PriceAlertRow } from '../price-alert-event-types.ts';
import { storable } from '../row-cells.ts';
import type { Handlers } from './handler.ts';

/** Each alert is a fact of its own, so that one of a thousand that fires writes only itself. */
const PREFIX = 'price-alert:';

const rowOf = (state: FoldState, id: string): PriceAlertRow | null => {
  const row = state.facts.get(`${PREFIX}${id}`);
  return row === undefined ? null : (JSON.parse(String(row['value'])) as PriceAlertRow);
};

function put(state: FoldState, { ts }: JournalEvent, row: PriceAlertRow): void {
  const name = storable(`${PREFIX}${row.id}`);
  state.putFact(name, { name, value: storable(canonicalJson(row as unknown as Json)), updated_at: ts });
}

function known(state: FoldState, event: JournalEvent): PriceAlertRow {
  const row = rowOf(state, event.subject);
  if (row === null) throw new FoldError(event, 'the price alert is not known');
  return row;
}

/** Price alerts: a fact for each. */
export const PRICE_ALERT_HANDLERS: Handlers<PriceAlertEventType> = {
  'price-alert.set': (state, event, { by, ...alert }) => {
    const before = rowOf(state, event.subject);
    put(state, event, {
      ...alert,
      id: event.subject,
      by: before?.by ?? by,
      createdAt: before?.createdAt ?? event.ts,
      fired: before?.fired ?? null,
    });
  },
  'price-alert.seen': (state, event, { place }) => put(state, event, { ...known(state, event), place }),
  'price-alert.fired': (state, event, { seen, way, place, sentence }) => {
    const row = known(state, event);
    const fired = { at: event.ts, seen, way, sentence };
    put(state, event, { ...row, place, fired, enabled: row.enabled && !row.once });
  },
  'price-alert.removed': (state, event) => {
    known(state, event);
    state.dropFact(`${PREFIX}${event.subject}`);
  },
};

/** Every alert the journal knows, oldest first. */
export function priceAlertsOf(
  facts: Iterable<readonly [key: string | number, row: Readonly<Record<string, unknown>>]>,
): readonly PriceAlertRow[] {
  const rows: PriceAlertRow[] = [];
  for (const [key, row] of facts)
    if (String(key).startsWith(PREFIX)) rows.push(JSON.parse(String(row['value'])) as PriceAlertRow);
  return rows.sort((a, b) => a.createdAt - b.createdAt);
}
