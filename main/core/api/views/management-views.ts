import type { DiscoveryView, HealthCheck, ManagedAgent, ManagementStatus } from '#shared/contract/symbol-management.ts';
import type { SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import type { StatusView } from '#shared/contract/system.ts';
import type { SymbolView } from '#shared/contract/portfolio-figures.ts';
import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import type { ContractsRead } from '../../gate-surroundings.ts';
import type { FlatValues } from '../../settings/section.ts';
import type { TradingCore } from '../../trading-core.ts';
import type { LiveView } from '../live-view.ts';

/** What the views of symbol management are made from. */
export interface ManagementAt {
  readonly core: TradingCore;
  readonly live: LiveView;
  readonly status: StatusView;
  readonly slots: SlotsStatus;
}

const check = (name: HealthCheck['name'], state: HealthCheck['state'], bad: string, good: string): HealthCheck => ({
  name,
  state,
  sentence: state === 'ok' ? good : bad,
});

function scoresCheck({ live }: ManagementAt): HealthCheck {
  const cells = live.cells.rows();
  const without = cells.filter(({ status }) => status !== 'ok').length;
  const share = `${String(cells.length - without)} of ${String(cells.length)} scores are there`;
  const state = cells.length === 0 || without === cells.length ? 'failed' : without > 0 ? 'warning' : 'ok';
  return check('scores', state, `${share}; the others warm up, have no data, or theirs are stale.`, `${share}.`);
}

function portfolioCheck({ slots }: ManagementAt): HealthCheck {
  const taken = `${String(slots.taken)} of ${String(slots.slots)} slots are taken`;
  if (!slots.managed)
    return check('portfolio', 'ok', '', 'No portfolio is kept: every configured symbol may be traded.');
  const state = slots.taken === slots.slots ? 'ok' : 'warning';
  return check('portfolio', state, `${taken}; the bench says what each challenger lacks.`, `${taken}.`);
}

/** Everything that a decision needs, each with what was found. */
export function healthChecks(at: ManagementAt): HealthCheck[] {
  const { journal, feed, agents, trading } = at.status;
  const broken = journal.problem ?? 'The chain is broken.';
  const ill = agents.total - agents.alive;
  return [
    check(
      'journal',
      journal.integrity === 'broken' ? 'failed' : journal.readOnly ? 'warning' : 'ok',
      journal.integrity === 'broken' ? broken : 'Another process holds the data folder; this one only reads.',
      `${String(journal.records)} records, verified at the start.`,
    ),
    check(
      'feed',
      feed.status === 'open' ? 'ok' : feed.status === 'stale' ? 'warning' : 'failed',
      `${feed.name} is ${feed.status}: ${feed.reason}`,
      `${feed.name} is open.`,
    ),
    check(
      'agents',
      ill === 0 ? 'ok' : agents.alive === 0 ? 'failed' : 'warning',
      `${String(agents.alive)} of ${String(agents.total)} agents work; the list of agents says why the others do not.`,
      `All ${String(agents.total)} agents work.`,
    ),
    scoresCheck(at),
    portfolioCheck(at),
    check(
      'trading',
      trading.state === 'ACTIVE' ? 'ok' : 'warning',
      `Trading is ${trading.state}: ${trading.cause}.`,
      'Entries are allowed.',
    ),
  ];
}

export function managementStatus({ core, status, slots }: ManagementAt): ManagementStatus {
  const { config, instruments, journal, clock } = core.parts;
  const pending = [...journal.state.signals()].filter(({ state }) => isOpenSignal(state)).length;
  return {
    mode: status.mode,
    version: status.version,
    startedAt: status.startedAt,
    trading: status.trading,
    account: status.account,
    symbols: {
      known: instruments.size,
      scored: core.scores.symbols.length,
      timeframes: [...core.scores.timeframes],
    },
    slots: { taken: slots.taken, of: slots.slots, reviewedAt: slots.reviewedAt, nextReviewAt: slots.nextReviewAt },
    signals: { pending, decided: core.decided },
    settings: { version: core.settings.version },
    journal: { records: status.journal.records, head: status.journal.head },
    provenance: config.simulated ? 'simulated' : 'measured',
    now: clock.now(),
  };
}

/** The scoring agents with the weight the score gives them now. */
export function managedAgents({ core, live }: Pick<ManagementAt, 'core' | 'live'>): ManagedAgent[] {
  const rows = live.renewAgents();
  const cells = live.cells.rows();
  const weights = core.settings.values('scoring') as FlatValues;
  return SCORING_AGENTS.flatMap((agent): ManagedAgent[] => {
    const row = rows.find(({ key }) => key === agent);
    if (row === undefined) return [];
    const speaks = cells.filter(({ opinions }) => opinions.some((one) => one.agent === agent && one.opinion !== null));
    const figures = core.trackRecord.figures({ who: `agent:${agent}`, direction: null, timeframe: null });
    return [
      {
        agent,
        label: row.label,
        state: row.state,
        reason: row.reason,
        weight: Number(weights[agent]),
        reliability: figures?.reliability ?? null,
        speaksOf: new Set(speaks.map(({ symbol }) => symbol)).size,
        dataAgeMs: row.dataAgeMs,
      },
    ];
  });
}

/** @param read what the venue said last; null where the contracts are built in. */
export function discoveryView(symbols: readonly SymbolView[], read: ContractsRead | null, now: number): DiscoveryView {
  const inside = symbols.filter(({ rank }) => rank !== null);
  const changed = read === null ? [] : symbols.map(({ symbol }) => symbol).filter((one) => !isActive(read, one));
  const eligible = symbols.filter((one) => one.eligible).length;
  const source =
    read === null ? 'They are built in or were read at the start.' : 'They are read again every six hours.';
  return {
    known: symbols.length,
    eligible,
    inPortfolio: inside.length,
    missing: symbols.flatMap(({ symbol, missing }) => (missing === null ? [] : [{ symbol, reason: missing }])),
    readAt: read?.at ?? null,
    changed,
    sentence: `${String(symbols.length)} contracts are known, ${String(eligible)} may come in. ${source}`,
    asOf: now,
  };
}

const isActive = ({ active }: ContractsRead, symbol: string): boolean => (active as ReadonlySet<string>).has(symbol);
