import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Role } from '#shared/contract/base.ts';
import type { Hand, HandResult, PortfolioByHand } from '../../portfolio/manager/by-hand.ts';
import { noFigureSentence } from '../../portfolio/analytics/measure.ts';
import { portfolioMetrics } from '../../portfolio/analytics/portfolio-metrics.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { BenchNow } from '../slots-board.ts';
import {
  attributionView,
  correlationView,
  proposedWeights,
  raceView,
  sectorView,
  statisticsView,
} from '../views/slot-figures.ts';
import { previewView } from '../views/slot-preview.ts';
import { dailyEquity, slotRiskView } from '../views/slot-risk-view.ts';
import { changesOf, provenanceOf, slotChangeView, symbolView, type SlotsAt } from '../views/slot-views.ts';

const UNMANAGED = 'No portfolio is kept here: every configured symbol may be traded.';

export function slotHandlers(parts: ApiParts): HandlersOf<'slots'> {
  return { ...readingHandlers(parts), ...figureHandlers(parts), ...changingHandlers(parts) };
}

/** For what is read only: a moment old at most, so that many callers cost little more than one. */
const seen = ({ slots: board }: ApiParts): SlotsAt & BenchNow => {
  const at = board.reading();
  if (at === null) throw contractError('NOT_AVAILABLE', { reason: UNMANAGED }, UNMANAGED);
  return at;
};

const found = ({ slots: board }: ApiParts): SlotsAt & BenchNow => {
  const at = board.now();
  if (at === null) throw contractError('NOT_AVAILABLE', { reason: UNMANAGED }, UNMANAGED);
  return { ...at, ...board.benchNow(at) };
};

type Reading =
  | 'status'
  | 'watch'
  | 'bench'
  | 'composition'
  | 'statistics'
  | 'candidates'
  | 'history'
  | 'symbols'
  | 'symbol';

function readingHandlers(parts: ApiParts): Pick<HandlersOf<'slots'>, Reading> {
  const { slots: board } = parts;
  return {
    status: (_, { signal }) => board.status.subscribe(signal),
    watch: (_, { signal }) => board.slots.subscribe(signal),
    bench: (_, { signal }) => board.bench.subscribe(signal),
    composition: async () => board.rows(),
    statistics: async () => {
      const at = seen(parts);
      return statisticsView(at, at.challengers);
    },
    candidates: async () => {
      seen(parts);
      const { slots, bench } = board.rows();
      return {
        leaving: slots
          .filter(({ outOrder }) => outOrder !== null)
          .sort((a, b) => (a.outOrder ?? 0) - (b.outOrder ?? 0)),
        following: bench.filter(({ state }) => state !== 'discovered'),
      };
    },
    history: async ({ limit, before, kind }) => {
      const { manager } = seen(parts);
      const changes = changesOf(manager.state, kind, before ?? Number.POSITIVE_INFINITY, limit);
      return changes.map((change) => slotChangeView(change, manager));
    },
    symbols: async ({ limit }) => {
      const at = seen(parts);
      return at.context.symbols
        .flatMap((symbol) => symbolView(symbol, at, at.challengers) ?? [])
        .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.symbol < b.symbol ? -1 : 1))
        .slice(0, limit);
    },
    symbol: async ({ symbol }) => {
      const at = seen(parts);
      const view = symbolView(symbol as ContractSymbol, at, at.challengers);
      if (view === null)
        throw contractError('NOT_FOUND', { what: `symbol ${symbol}` }, `No contract named ${symbol} is known`);
      return view;
    },
  };
}

type Figures = 'metrics' | 'attribution' | 'race' | 'correlation' | 'sectors' | 'risk' | 'preview' | 'optimizeWeights';

function figureHandlers(parts: ApiParts): Pick<HandlersOf<'slots'>, Figures> {
  const { core, live } = parts;
  const curve = (from: number) => live.book.curve(from, core.parts.config.simulated);
  return {
    metrics: async () => {
      const at = seen(parts);
      const { returns, metrics } = portfolioMetrics(dailyEquity(curve(Number.NEGATIVE_INFINITY)));
      return {
        returns,
        metrics: Object.entries(metrics).map(([name, measure]) => ({
          name,
          value: measure.value,
          reason: measure.value === null ? noFigureSentence(measure.reason) : null,
        })),
        provenance: provenanceOf(at),
      };
    },
    attribution: async ({ days }) => attributionView(seen(parts), days),
    race: async () => {
      const at = seen(parts);
      return raceView(at, at.challengers, at.over);
    },
    correlation: async () => {
      const at = seen(parts);
      return correlationView(at, at.challengers, at.over);
    },
    sectors: async () => {
      const at = seen(parts);
      return sectorView(at, at.challengers, at.over);
    },
    risk: async () => slotRiskView(seen(parts), curve(Number.NEGATIVE_INFINITY)),
    preview: async ({ action, symbol, newcomer }) => {
      const at = seen(parts);
      const other = action !== 'replace' || newcomer === undefined ? null : contractSymbol(newcomer);
      const unknown = [contractSymbol(symbol), ...(other === null ? [] : [other])].find(
        (each) => !at.context.symbols.includes(each),
      );
      if (unknown !== undefined)
        throw contractError('NOT_FOUND', { what: `symbol ${unknown}` }, `No contract named ${unknown} is known`);
      return previewView({ action, symbol: contractSymbol(symbol), newcomer: other }, at);
    },
    optimizeWeights: async ({ method }) => {
      const proposed = proposedWeights(seen(parts), method);
      if (!proposed.ok) throw contractError('NOT_AVAILABLE', { reason: proposed.error }, proposed.error);
      return proposed.value;
    },
  };
}

type Changing = 'add' | 'remove' | 'replace' | 'keep' | 'pin' | 'unpin' | 'ban' | 'unban' | 'review' | 'rebalance';

function changingHandlers(parts: ApiParts): Pick<HandlersOf<'slots'>, Changing> {
  const { slots: board, core, dataFolder } = parts;
  const { journal, clock } = core.parts;

  const writable = async (): Promise<PortfolioByHand> => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    const reason = journal.notWritable ?? (board.hand === null ? UNMANAGED : null);
    if (reason !== null || board.hand === null)
      throw contractError('NOT_AVAILABLE', { reason: reason ?? UNMANAGED }, reason ?? UNMANAGED);
    await board.present;
    return board.hand;
  };
  /** What was recorded is on disk before it is told. */
  const told = async (result: HandResult): Promise<{ state: 'done' | 'draining'; seq: number }> => {
    if (!result.ok) throw refusalError(result.error);
    await journal.whenDurable();
    board.renew();
    return { state: result.value.state, seq: journal.head?.seq ?? 0 };
  };
  const handOf = (role: Role, reason: string, confirmation = ''): Hand => ({ by: role, reason, confirmation });

  return {
    add: async ({ symbol, reason }, { role }) =>
      told((await writable()).add(contractSymbol(symbol), handOf(role, reason))),
    remove: async ({ symbol, reason, confirmation }, { role }) =>
      told((await writable()).remove(contractSymbol(symbol), handOf(role, reason, confirmation))),
    replace: async ({ symbol, newcomer, reason, confirmation }, { role }) =>
      told(
        (await writable()).replace(
          contractSymbol(symbol),
          contractSymbol(newcomer),
          handOf(role, reason, confirmation),
        ),
      ),
    keep: async ({ symbol, reason }, { role }) =>
      told((await writable()).keep(contractSymbol(symbol), handOf(role, reason))),
    pin: async ({ symbol, reason }, { role }) =>
      told((await writable()).pin(contractSymbol(symbol), true, handOf(role, reason))),
    unpin: async ({ symbol, reason }, { role }) =>
      told((await writable()).pin(contractSymbol(symbol), false, handOf(role, reason))),
    ban: async ({ symbol, reason, confirmation }, { role }) =>
      told((await writable()).ban(contractSymbol(symbol), true, handOf(role, reason, confirmation))),
    unban: async ({ symbol, reason }, { role }) =>
      told((await writable()).ban(contractSymbol(symbol), false, handOf(role, reason))),
    review: async () => {
      await writable();
      const { manager } = found(parts);
      const { changes } = manager.review(clock.now());
      await journal.whenDurable();
      board.renew();
      return { changes: changes.length };
    },
    rebalance: async ({ reason, weights, method }, { role }) => {
      const hand = await writable();
      const before = found(parts);
      const tenths = weights === undefined ? null : tenthsOf(weights);
      const proposed = proposedWeights(before, 'score-tilted');
      await told(hand.weigh(tenths, method, handOf(role, reason)));
      const { slots } = before.manager.state;
      return {
        method,
        weights: slots.map(({ symbol, weight }) => ({
          symbol,
          before: proposed.ok ? (proposed.value.weights.find((row) => row.symbol === symbol)?.before ?? null) : null,
          after: (weight ?? 0) / 10,
        })),
        applied: true,
        turnover: proposed.ok ? proposed.value.turnover : 0,
        volatility: null,
        note: '',
      };
    },
  };
}

const tenthsOf = (percent: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(percent).map(([symbol, value]) => [symbol, Math.round(value * 10)]));

function refusalError({ kind, code, sentence, expected }: Extract<HandResult, { ok: false }>['error']) {
  if (kind === 'unknown-symbol') return contractError('NOT_FOUND', { what: sentence }, sentence);
  if (kind === 'confirm') return contractError('NOT_CONFIRMED', { expected: expected ?? '' }, sentence);
  return contractError('REFUSED', { stage: 'portfolio', code, sentence, numbers: {} }, sentence);
}
