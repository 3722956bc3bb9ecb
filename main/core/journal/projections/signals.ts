import { clientOrderId, contractSymbol, signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { isTimeframe } from '#shared/domain/timeframe.ts';
import type { EventType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { storable } from '../row-cells.ts';
import type { SignalRow } from '../rows.ts';
import { placeAfter } from '../signal-transitions.ts';
import type { Handler, Handlers } from './handler.ts';

const receive: Handler<'signal.received'> = (state, event, data) => {
  if (state.signal(event.subject) !== null) throw new FoldError(event, 'the signal is already known');
  if (!isTimeframe(data.timeframe)) throw new FoldError(event, `"${data.timeframe}" is not a timeframe`);
  state.putSignal({
    id: signalId(event.subject),
    receivedAt: event.ts,
    symbol: contractSymbol(data.symbol),
    source: storable(data.source),
    timeframe: data.timeframe,
    direction: data.direction,
    state: 'RECEIVED',
    stage: 'intake',
    code: null,
    sentence: null,
    score: null,
    priceTicks: data.priceTicks as Ticks,
    stopTicks: data.stopTicks as Ticks,
    targetTicks: data.targetTicks as Ticks,
    orderId: null,
    outcome: null,
    r: null,
    resolvedAt: null,
  });
};

/** The signal as the record moves it, before the record's own fields. */
function moved(state: FoldState, event: JournalEvent, record: Parameters<typeof placeAfter>[1]): SignalRow {
  const signal = state.signal(event.subject);
  if (signal === null) throw new FoldError(event, 'the signal is not known');
  const place = placeAfter(signal, record);
  if (place === null) throw new FoldError(event, `a signal in ${signal.state} at ${signal.stage} does not take it`);
  return { ...signal, ...place };
}

type Plain = Extract<Parameters<typeof placeAfter>[1], string>;

const advance =
  (record: Plain): Handler<EventType> =>
  (state, event) => {
    state.putSignal(moved(state, event, record));
  };

/** Records about signals: the `signals` table. */
export const SIGNAL_HANDLERS: Handlers<Extract<EventType, `signal.${string}`>> = {
  'signal.received': receive,
  'signal.admitted': advance('signal.admitted'),
  'signal.waiting': advance('signal.waiting'),
  'signal.scored': (state, event, data) => {
    const score = data.score['score'];
    if (typeof score !== 'number') throw new FoldError(event, 'its score is not a number');
    state.putSignal({ ...moved(state, event, 'signal.scored'), score });
  },
  'signal.evaluated': (state, event, { outcome }) => state.putSignal(moved(state, event, { outcome })),
  'signal.cleared': advance('signal.cleared'),
  'signal.locked': advance('signal.locked'),
  'signal.passed': advance('signal.passed'),
  'signal.refused': (state, event, data) => {
    const signal = moved(state, event, { code: data.code, stage: data.stage });
    state.putSignal({ ...signal, code: data.code, sentence: storable(data.sentence) });
  },
  'signal.executed': (state, event, data) => {
    state.putSignal({ ...moved(state, event, 'signal.executed'), orderId: clientOrderId(data.orderId) });
  },
  'signal.resolved': (state, event, data) => {
    const signal = moved(state, event, 'signal.resolved');
    state.putSignal({ ...signal, outcome: data.outcome, r: data.r, resolvedAt: event.ts });
  },
};
