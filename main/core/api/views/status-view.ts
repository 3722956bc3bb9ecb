import type { AgentView, StatusView } from '#shared/contract/system.ts';
import { formatMoney, ratio, subtract } from '#shared/domain/money.ts';
import type { TradingState } from '#shared/domain/signal.ts';
import { drawdownShare, type EquityLosses } from '../../agents/risk/breakers/equity-stop.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import type { CoreConfig } from '../../config.ts';
import type { Journal } from '../../journal/journal.ts';

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
  readonly losses: EquityLosses | null;
  readonly problem: string;
  readonly agents: readonly AgentView[];
}

/** What the frame of every screen shows. */
export function statusView(source: StatusSource): StatusView {
  const { config, journal, trading, paused, agents } = source;
  const alive = agents.filter((agent) => !['error', 'failed', 'stopped'].includes(agent.state)).length;
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

function accountOf({ account, losses, problem, config, now }: StatusSource): StatusView['account'] {
  if (account === null || losses === null) return { known: false, reason: problem === '' ? 'no equity yet' : problem };
  // After a transfer in proportion to the equity there is now, as the limits measure it.
  const { reference: dayStart } = losses['day-loss'];
  const dayResult = subtract(account.equity, dayStart);
  return {
    known: true,
    equity: formatMoney(account.equity),
    dayResult: formatMoney(dayResult),
    dayShare: ratio(dayResult, dayStart),
    drawdown: drawdownShare(losses),
    provenance: config.simulated ? 'simulated' : 'measured',
    asOf: now,
  };
}
