import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { parseSignalRow } from '../../journal/rows.ts';
import { candlesOf } from '../candle-reader.ts';
import { consolePage } from '../console-page.ts';
import { contractError } from '../contract-error.ts';
import type { signalManagement } from '#shared/contract/signal-management.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { explanationView } from '../views/explanation-view.ts';
import { signalView } from '../views/signal-views.ts';
import { whyNot, whyNotAll } from '../why-not.ts';

/** Candles shown with a decision: these before it and these after. */
const BEFORE = 72;
const AFTER = 48;

export function signalHandlers({
  core,
  live,
  store,
  instruments,
}: ApiParts): Omit<HandlersOf<'signals'>, keyof typeof signalManagement> {
  const { journal } = core.parts;
  return {
    console: async (wanted) => {
      await journal.whenDurable();
      return consolePage(store.journal, instruments, wanted);
    },
    unreadable: async ({ limit }) => {
      await journal.whenDurable();
      const query = { before: null, limit, types: ['intake.invalid'], subject: null, text: null };
      return store.journal.query(query).map(({ subject, ts, data }) => {
        const { code, sentence } = data as unknown as EventDataByType['intake.invalid'];
        return { key: subject, at: ts, code, sentence };
      });
    },
    whyNot: async ({ symbol }) => {
      await journal.whenDurable();
      const contract = contractSymbol(symbol);
      if (!instruments.has(contract)) {
        throw contractError('NOT_FOUND', { what: `contract ${symbol}` }, `No contract named ${symbol} is known`);
      }
      return whyNot(core, contract);
    },
    whyNotAll: async () => {
      await journal.whenDurable();
      return whyNotAll(core);
    },
    list: ({ limit, before }) => {
      const rows = store.journal.latestRows('signals', limit, before ?? null).map(parseSignalRow);
      return Promise.resolve(rows.map((row) => signalView(row, instruments.get(row.symbol))));
    },
    watch: (_, { signal }) => live.signals.subscribe(signal),
    funnel: (_, { signal }) => live.funnel.subscribe(signal),
    explain: async ({ signalId: id }) => {
      await journal.whenDurable();
      const row = journal.state.signal(signalId(id));
      const instrument = row === null ? undefined : instruments.get(row.symbol);
      if (row === null || instrument === undefined) throw contractError('NOT_FOUND', { what: `signal ${id}` });
      const length = timeframeMs(row.timeframe);
      const candles = candlesOf(
        store.candles,
        row.symbol,
        row.timeframe,
        row.receivedAt - BEFORE * length,
        row.receivedAt + AFTER * length,
      );
      return explanationView(row, store.journal.bySubject(id), instrument, candles);
    },
  };
}
