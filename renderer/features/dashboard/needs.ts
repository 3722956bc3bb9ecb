import type { PositionView } from '#shared/contract/portfolio.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import { formatCount, formatPercent } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';

export type NeedAction = 'resume' | 'resume-intake' | 'journal';

/** Something only a person can decide. */
export interface Need {
  readonly id: string;
  readonly level: 'stop' | 'watch';
  readonly title: string;
  readonly sentence: string;
  /** Since when, ms since 1970; null when not known. */
  readonly since: number | null;
  readonly action: NeedAction | null;
}

type Ask = (status: StatusView) => Need | null;

const askTrading: Ask = ({ trading }) => {
  if (trading.state === 'ACTIVE') return null;
  const halted = trading.state === 'HALTED';
  const cause = trading.cause === '' ? 'No cause was given' : `Cause: ${trading.cause}`;
  return {
    id: 'trading',
    level: halted ? 'stop' : 'watch',
    title: halted ? 'Trading is halted' : 'Only reductions are allowed',
    sentence: `${cause}. ${halted ? 'It ends when you type RESUME.' : 'It ends when its cause does.'}`,
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
        title: 'The journal is broken',
        sentence: `${journal.problem ?? 'Its chain does not verify'}. Nothing is traded until it does.`,
        since: journal.verifiedAt,
        action: 'journal',
      };

const askReadOnly: Ask = ({ journal }) =>
  journal.readOnly
    ? {
        id: 'read-only',
        level: 'watch',
        title: 'This window only reads',
        sentence: 'Another Zmart Workstation holds the data folder. Close it to trade from here.',
        since: null,
        action: null,
      }
    : null;

const askFeed: Ask = ({ feed }) => {
  if (feed.status === 'open') return null;
  const age = feed.ageMs === null ? '' : ` Last price ${formatAge(feed.ageMs)} ago.`;
  return {
    id: 'feed',
    level: feed.status === 'down' ? 'stop' : 'watch',
    title: `${feed.name} is ${feed.status}`,
    sentence: `${feed.reason === '' ? 'It gave no reason' : feed.reason}.${age} Old prices open no position.`,
    since: null,
    action: null,
  };
};

const askIntake: Ask = ({ intake }) =>
  intake.paused
    ? {
        id: 'intake',
        level: 'watch',
        title: 'Signal intake is paused',
        sentence: `Reason: ${intake.reason}. Every new signal is refused meanwhile.`,
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
        title: `The stop of ${position.coin} covers ${formatPercent(position.stopLots / position.lots, 0)}`,
        sentence: `${formatCount(position.stopLots)} of ${formatCount(position.lots)} contracts are covered by a live stop at the venue.`,
        since: null,
        action: null,
      };

const askAgent = (agent: AgentView): Need | null =>
  agent.state === 'error'
    ? {
        id: `agent-${agent.key}`,
        level: 'watch',
        title: `${agent.label} failed`,
        sentence: `${agent.reason === '' ? 'It gave no reason' : agent.reason}. ${String(agent.errors)} errors so far.`,
        since: null,
        action: null,
      }
    : null;

const STATUS_ASKS: readonly Ask[] = [askTrading, askJournal, askReadOnly, askFeed, askIntake];

/** Everything that waits for a person, what stops the machine first. */
export function needsOf(
  status: StatusView,
  positions: readonly PositionView[],
  agents: readonly AgentView[],
): readonly Need[] {
  const all = [...STATUS_ASKS.map((ask) => ask(status)), ...positions.map(askStop), ...agents.map(askAgent)];
  const needs = all.filter((need) => need !== null);
  return [...needs.filter(({ level }) => level === 'stop'), ...needs.filter(({ level }) => level === 'watch')];
}
