import type { AgentView, StatusView } from '#shared/contract/system.ts';
import { formatMoney, negate, ratio } from '#shared/domain/money.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import type { CoreConfig } from '../../config.ts';
import type { Journal } from '../../journal/journal.ts';
import type { EquityState } from '../../portfolio/equity-tracker.ts';

/** The feed's health at a moment. */
export interface FeedStatus {
  readonly status: 'open' | 'stale' | 'down';
  readonly ageMs: number | null;
  readonly reason: string;
}

/** What the frame's status is made of. */
export interface StatusSource {
  readonly now: number;
  readonly config: CoreConfig;
  readonly startedAt: number;
  readonly verifiedAt: number;
  readonly feedName: string;
  readonly feed: FeedStatus;
  readonly journal: Journal;
  readonly trading: { readonly state: TradingState; readonly cause: string; readonly since: number };
  readonly paused: string | null;
  readonly account: AccountFacts | null;
  readonly equity: EquityState | null;
  readonly problem: string;
  readonly agents: readonly AgentView[];
}

/** What the frame of every screen shows. */
export function statusView(source: StatusSource): StatusView {
  const { config, journal, trading, paused, agents } = source;
  const alive = agents.filter((agent) => agent.state !== 'error' && agent.state !== 'stopped').length;
  return {
    key: 'status',
    mode: config.mode,
    simulated: config.simulated,
    version: config.version,
    startedAt: source.startedAt,
    now: source.now,
    // The recorded state stands, but nothing trades on records that do not verify.
    trading: journal.integrity.ok
      ? { ...trading }
      : { state: 'HALTED', cause: 'the journal does not verify', since: source.now },
    intake: { paused: paused !== null, reason: paused ?? '' },
    feed: { name: source.feedName, ...source.feed },
    journal: {
      records: journal.head?.seq ?? 0,
      head: journal.head?.hash ?? '',
      integrity: journal.integrity.ok ? 'verified' : 'broken',
      problem: journal.integrity.ok ? null : journal.integrity.problem,
      verifiedAt: source.verifiedAt,
      readOnly: journal.store.readOnly,
    },
    account: accountOf(source),
    agents: { alive, total: agents.length },
  };
}

function accountOf({ account, equity, problem, config, now }: StatusSource): StatusView['account'] {
  if (account === null || equity === null) return { known: false, reason: problem === '' ? 'no equity yet' : problem };
  const dayResult =
    equity.dayLoss > 0n ? negate(equity.dayLoss) : ((account.equity - equity.dayStart) as typeof account.equity);
  return {
    known: true,
    equity: formatMoney(account.equity),
    dayResult: formatMoney(dayResult),
    dayShare: ratio(dayResult, equity.dayStart),
    drawdown: equity.drawdownShare,
    provenance: config.simulated ? 'simulated' : 'measured',
    asOf: now,
  };
}
