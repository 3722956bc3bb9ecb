import type { AccountView } from '#shared/contract/accounts.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { formatCount, formatPercent } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';

export type NeedAction = 'resume' | 'resume-intake' | 'journal' | 'reconcile' | 'accounts' | 'acknowledge';

/** Something only a person can decide. */
export interface Need {
  readonly id: string;
  readonly level: 'stop' | 'watch';
  readonly title: string;
  readonly sentence: string;
  /** Since when, ms since 1970; null when not known. */
  readonly since: number | null;
  readonly action: NeedAction | null;
  /** The alarm that `acknowledge` closes. */
  readonly alarmId?: number;
}

/** What may need a person besides the status. */
export interface NeedSources {
  readonly positions: readonly PositionView[];
  readonly agents: readonly AgentView[];
  readonly differences: readonly DifferenceView[];
  /** Where the comparison with the venue stands; null before it is known. */
  readonly reconcile: ReconcileView | null;
  readonly accounts: readonly AccountView[];
  readonly alarms: RiskStatusView['alarms'];
}

/** What is typed to trade again, in every language. */
const RESUME = 'RESUME';

/** As many differences and alarms are named one by one. */
const NAMED = 3;

type Ask = (status: StatusView) => Need | null;

const askTrading: Ask = ({ trading }) => {
  if (trading.state === 'ACTIVE') return null;
  const halted = trading.state === 'HALTED';
  const cause =
    trading.cause === '' ? say('No cause was given') : say('Cause: {cause}', { cause: told(trading.cause) });
  return {
    id: 'trading',
    level: halted ? 'stop' : 'watch',
    title: halted ? say('Trading is halted') : say('Only reductions are allowed'),
    sentence: halted
      ? say('{cause}. It ends when you type {word}.', { cause, word: RESUME })
      : say('{cause}. It ends when its cause does.', { cause }),
    since: trading.since,
    action: halted ? 'resume' : null,
  };
};

const askJournal: Ask = ({ journal }) =>
  journal.integrity === 'verified'
    ? null
    : {
        id: 'journal',
        level: 'stop',
        title: say('The journal is broken'),
        sentence: say('{problem}. Nothing is traded until it does.', {
          problem: journal.problem === null ? say('Its chain does not verify') : told(journal.problem),
        }),
        since: journal.verifiedAt,
        action: 'journal',
      };

const askReadOnly: Ask = ({ journal }) =>
  journal.readOnly
    ? {
        id: 'read-only',
        level: 'watch',
        title: say('This window only reads'),
        sentence: say('Another Zmart Workstation holds the data folder. Close it to trade from here.'),
        since: null,
        action: null,
      }
    : null;

const askFeed: Ask = ({ feed, mode }) => {
  // A replay reads stored candles; it has no feed to wait for.
  if (feed.status === 'open' || mode === 'replay') return null;
  // A sentence of the host ends with its stop, the word of a venue without one.
  const reason = feed.reason === '' ? say('It gave no reason') : told(feed.reason).replace(/[.。]$/u, '');
  return {
    id: 'feed',
    level: feed.status === 'down' ? 'stop' : 'watch',
    title: say('{name} is {status, select, stale {stale} other {down}}', {
      name: told(feed.name),
      status: feed.status,
    }),
    sentence:
      feed.ageMs === null
        ? say('{reason}. Old prices open no position.', { reason })
        : say('{reason}. Last price {age} ago. Old prices open no position.', { reason, age: formatAge(feed.ageMs) }),
    since: null,
    action: null,
  };
};

const askIntake: Ask = ({ intake }) =>
  intake.paused
    ? {
        id: 'intake',
        level: 'watch',
        title: say('Signal intake is paused'),
        sentence: say('Reason: {reason}. Every new signal is refused meanwhile.', { reason: intake.reason }),
        since: null,
        action: 'resume-intake',
      }
    : null;

const askStop = (position: PositionView): Need | null =>
  position.stopLots >= position.lots
    ? null
    : {
        id: `stop-${position.key}`,
        level: position.stopLots === 0 ? 'stop' : 'watch',
        title: say('The stop of {coin} covers {share}', {
          coin: position.coin,
          share: formatPercent(position.stopLots / position.lots, 0),
        }),
        sentence: say('{covered} of {lots} contracts are covered by a live stop at the venue.', {
          covered: formatCount(position.stopLots),
          lots: formatCount(position.lots),
        }),
        since: null,
        action: null,
      };

const askAgent = (agent: AgentView): Need | null =>
  agent.state === 'error' || agent.state === 'failed'
    ? {
        id: `agent-${agent.key}`,
        level: agent.state === 'failed' ? 'stop' : 'watch',
        title:
          agent.state === 'failed'
            ? say('{agent} failed and waits for a restart', { agent: told(agent.label) })
            : say('{agent} failed', { agent: told(agent.label) }),
        sentence: say('{reason}. {errors, plural, one {# error} other {# errors}} so far.', {
          reason: agent.reason === '' ? say('It gave no reason') : told(agent.reason.replace(/\.$/, '')),
          errors: agent.errors,
        }),
        since: null,
        action: null,
      }
    : null;

/** A difference waits for a person while it is undecided and something can be decided. */
const waits = ({ state, choices }: DifferenceView): boolean =>
  state === 'open' || (state === 'working' && choices.length > 0);

const askDifference = (difference: DifferenceView): Need => ({
  id: `difference-${difference.key}`,
  level: difference.state === 'open' ? 'stop' : 'watch',
  title:
    difference.kind === 'equity-differs'
      ? say('The balance differs')
      : say('{coin} differs at the venue', { coin: difference.coin }),
  sentence: told(difference.sentence),
  since: difference.since,
  action: 'reconcile',
});

/** What stops entries first, the oldest first; what is not named is counted. */
function askDifferences(differences: readonly DifferenceView[]): readonly Need[] {
  const rank = ({ state }: DifferenceView): number => (state === 'open' ? 0 : 1);
  const open = differences.filter(waits).sort((a, b) => rank(a) - rank(b) || a.since - b.since);
  const rest = open.slice(NAMED);
  const [first] = rest;
  if (first === undefined) return open.map(askDifference);
  const more: Need = {
    id: 'differences',
    level: rest.some(({ state }) => state === 'open') ? 'stop' : 'watch',
    title: say('{count, plural, one {# more difference} other {# more differences}}', { count: rest.length }),
    sentence: say('Each waits for your decision.'),
    since: Math.min(...rest.map(({ since }) => since)),
    action: 'reconcile',
  };
  return [...open.slice(0, NAMED).map(askDifference), more];
}

const askReconcile = (view: ReconcileView | null): Need | null =>
  view?.applies === true && view.phase === 'failed'
    ? {
        id: 'reconcile',
        level: 'stop',
        title: say('The venue could not be compared with'),
        sentence: told(view.reason),
        since: view.finishedAt,
        action: 'reconcile',
      }
    : null;

/** An account in use whose key is refused, or whose login does not answer. */
function askAccount({ key, name, enabled, live, verdict, rights, connection }: AccountView): Need | null {
  if (!enabled) return null;
  const account = { id: `account-${key}`, level: live ? 'stop' : 'watch', action: 'accounts' } as const;
  if (connection !== null && !connection.ok)
    return {
      ...account,
      title: say('{name} does not answer', { name }),
      sentence: told(connection.sentence),
      since: connection.at,
    };
  if (rights === null || verdict.verdict !== 'refused') return null;
  const [finding] = verdict.findings;
  const sentence = finding === undefined ? say('Its rights are not those of a trading key.') : told(finding);
  return { ...account, title: say('The key of {name} is refused', { name }), sentence, since: null };
}

/** The newest alarms one by one; the rest follow when those are closed. */
const askAlarms = (alarms: NeedSources['alarms']): readonly Need[] =>
  [...alarms]
    .sort((a, b) => b.at - a.at)
    .slice(0, NAMED)
    .map(({ id, title, body, at, times }) => ({
      id: `alarm-${String(id)}`,
      level: 'watch',
      title:
        times > 1 ? say('{title} ({times} times)', { title: told(title), times: formatCount(times) }) : told(title),
      sentence: told(body),
      since: at,
      action: 'acknowledge',
      alarmId: id,
    }));

const STATUS_ASKS: readonly Ask[] = [askTrading, askJournal, askReadOnly, askFeed, askIntake];

/** Everything that waits for a person, what stops the machine first. */
export function needsOf(status: StatusView, sources: NeedSources): readonly Need[] {
  const { positions, agents, differences, reconcile, accounts, alarms } = sources;
  const all = [
    ...STATUS_ASKS.map((ask) => ask(status)),
    askReconcile(reconcile),
    ...askDifferences(differences),
    ...positions.map(askStop),
    ...accounts.map(askAccount),
    ...agents.map(askAgent),
    ...askAlarms(alarms),
  ];
  const needs = all.filter((need) => need !== null);
  return [...needs.filter(({ level }) => level === 'stop'), ...needs.filter(({ level }) => level === 'watch')];
}
