import type { RiskFiguresView, riskFigures } from '#shared/contract/risk-figures.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { parseMoney, toPlot } from '#shared/domain/money.ts';
import { DAY, SECOND } from '#shared/domain/time.ts';
import { EQUITY_MEASURES, type EquityMeasure } from '../../agents/risk/breakers/equity-stop.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { agentOfSource, SIGNAL_SOURCES } from '../../signals/sources.ts';
import type { ApiParts } from '../api-parts.ts';
import type { HandlersOf } from '../handler-types.ts';
import { OnDemandTopic } from '../on-demand-topic.ts';
import { denialsView } from '../views/denials-view.ts';
import { levelHistory } from '../views/level-history.ts';
import { closingCost, riskTriggers } from '../views/risk-figure-views.ts';

const RENEW_MS = SECOND;

/** Changes of the trading state, oldest first: a cause that opens beside another one changes none. */
function statesSince(records: readonly JournalEvent[], from: number) {
  const states = records.map(({ ts, data }) => {
    const { state, cause, by } = data as unknown as EventDataByType['trading.state'];
    return { at: ts, state, cause, by };
  });
  return states.filter(({ at, state }, i) => at >= from && states[i - 1]?.state !== state);
}

/** What the kill switch would find now. */
function killFigures({ core, live, instruments }: ApiParts): RiskFiguresView['kill'] {
  const { state } = core.parts.journal;
  const open = [...state.openOrders()];
  const entries = open.filter(({ role }) => role === 'entry').length;
  const shown = new Map(live.positions.rows().map((row) => [row.key, row]));
  const held = [...state.positions()].flatMap(({ symbol, lots }) => {
    if (lots === 0) return [];
    const row = shown.get(symbol);
    const takerFeePpm = instruments.get(contractSymbol(symbol))?.takerFeePpm;
    const known = row !== undefined && row.mark !== null && takerFeePpm !== undefined;
    return [{ value: known ? row.value : null, takerFeePpm: takerFeePpm ?? 0n }];
  });
  return { entries, kept: open.length - entries, positions: held.length, ...closingCost(held) };
}

/** The last use of the kill switch: read once, then followed. */
function lastEmergency({ core }: ApiParts): () => RiskFiguresView['last'] {
  const { journal } = core.parts;
  const viewOf = ({ ts, data }: JournalEvent): RiskFiguresView['last'] => {
    const { action, by, cancels, exits } = data as unknown as EventDataByType['risk.emergency'];
    return { action, by, at: ts, cancels, exits };
  };
  const [latest] = ['halt', 'flatten']
    .flatMap((subject) => journal.store.bySubject(subject).filter(({ type }) => type === 'risk.emergency'))
    .sort((a, b) => b.seq - a.seq);
  let last = latest === undefined ? null : viewOf(latest);
  journal.onAppended.on((event) => {
    if (event.type === 'risk.emergency') last = viewOf(event);
  });
  return () => last;
}

/** When a person re-armed which loss. */
function rearmsOf({ core }: ApiParts): { at: number; measure: EquityMeasure }[] {
  const { store } = core.parts.journal;
  return EQUITY_MEASURES.flatMap((measure) =>
    store
      .bySubject(`risk:${measure}`)
      .filter(({ type }) => type === 'breaker.closed')
      .map(({ ts }) => ({ at: ts, measure })),
  ).sort((a, b) => a.at - b.at);
}

/** The figures of the Risk screen: levels of loss, the kill switch before it is used, denials by code. */
export function riskFigureHandlers(parts: ApiParts): Pick<HandlersOf<'risk'>, keyof typeof riskFigures> {
  const { core, live, protections } = parts;
  const { journal, clock, config, scheduler } = core.parts;
  const provenance = config.simulated ? 'simulated' : 'measured';
  const last = lastEmergency(parts);
  const figures = (): RiskFiguresView => {
    const [overview] = live.overview.rows();
    const equity = overview?.known === true ? overview.equity : null;
    const known = equity === null ? null : parseMoney(equity);
    return {
      key: 'figures',
      equity,
      reason: overview?.reason ?? 'The account has not been read yet',
      triggers: riskTriggers(protections.guard.lossReferences, known),
      kill: killFigures(parts),
      last: last(),
      sources: SIGNAL_SOURCES.map(({ name }) => ({ name, agent: agentOfSource(name) })),
      provenance,
      asOf: overview?.asOf ?? clock.now(),
    };
  };
  const topic = new OnDemandTopic(scheduler, RENEW_MS, () => [figures()]);
  return {
    figures: (_, { signal }) => topic.subscribe(signal),
    levels: async ({ days }) => {
      await journal.whenDurable();
      const from = clock.now() - days * DAY;
      const transfers = [...journal.state.movements()]
        .filter(({ kind }) => kind === 'transfer')
        .map(({ bookedAt, amount }) => ({ at: bookedAt, amount }))
        .sort((a, b) => a.at - b.at);
      return {
        ...levelHistory({ samples: live.book.samples, transfers, rearms: rearmsOf(parts) }, from),
        transfers: transfers.filter(({ at }) => at >= from).map(({ at, amount }) => ({ at, amount: toPlot(amount) })),
        states: statesSince(journal.store.bySubject('trading'), from),
        provenance,
      };
    },
    denials: async () => {
      await journal.whenDurable();
      return denialsView(journal.state.signals(), clock.now());
    },
  };
}
