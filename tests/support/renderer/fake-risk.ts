import { ORPCError } from '@orpc/client';
import type { BreakerView } from '#shared/contract/protections.ts';
import type { RiskFiguresView } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { Client } from '#shared/contract/index.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import { gateLimitViews } from '#core/api/views/gate-limit-views.ts';
import type { FakeRows as Rows } from './fake-rows.ts';
import { FakeRows } from './fake-rows.ts';
import {
  sampleAlarms,
  sampleBreakers,
  sampleDenials,
  sampleFigures,
  sampleLevels,
  samplePauses,
} from './sample-risk.ts';
import { sampleRisk, sampleStatus } from './sample-system.ts';
import type { Scene } from './sample-scenes.ts';

type StatusRows = Pick<Rows<StatusView>, 'rows' | 'put'>;

/** The rows behind the Risk screen and the banner of alarms. */
export function createRiskRows(scene: Scene, now: number, status: StatusView | undefined) {
  const halted = scene === 'halted';
  const quiet = scene === 'flat' || scene === 'unknown';
  const risk: RiskStatusView = {
    ...sampleRisk(status ?? sampleStatus(now)),
    pauses: quiet ? [] : samplePauses(now),
    alarms: halted ? sampleAlarms(now) : [],
  };
  return {
    risk: new FakeRows<RiskStatusView>([risk]),
    figures: new FakeRows<RiskFiguresView>([sampleFigures(now, scene !== 'unknown')]),
    breakers: new FakeRows<BreakerView>(quiet ? [] : sampleBreakers(now, halted)),
  };
}

type RiskRows = ReturnType<typeof createRiskRows>;

const notFound = (what: string) => new ORPCError('NOT_FOUND', { message: `There is no ${what}` });

/** The calls of the noun `risk`, on rows that change as a host's would. */
export function riskCalls(rows: RiskRows, status: StatusRows, scene: Scene): Client['risk'] {
  const change = (to: (risk: RiskStatusView) => Partial<RiskStatusView>): RiskStatusView => {
    rows.risk.put(rows.risk.rows.map((row) => ({ ...row, ...to(row) })));
    const [risk] = rows.risk.rows;
    if (risk === undefined) throw notFound('state');
    const { state, cause, since } = risk;
    status.put(status.rows.map((row) => ({ ...row, trading: { state, cause, since } })));
    return risk;
  };
  const isOf = (scope: string, target: string) => (pause: { scope: string; target: string }) =>
    pause.scope === scope && pause.target === target;
  const [first] = rows.figures.rows;
  const kill = first?.kill ?? { entries: 0, positions: 0 };
  return {
    status: async () => change(() => ({})),
    watch: async (_, options) => rows.risk.watch(options?.signal),
    figures: async (_, options) => rows.figures.watch(options?.signal),
    levels: async ({ days } = {}) => {
      const levels = sampleLevels(Date.now(), Number(days ?? 12));
      return scene === 'flat' ? { ...levels, ts: [], equity: [], transfers: [], states: [] } : levels;
    },
    denials: async () => {
      const denials = sampleDenials(Date.now());
      return scene === 'flat' ? { ...denials, signals: 0, executed: 0, denied: 0, groups: [] } : denials;
    },
    halt: async ({ reason, flatten }) => {
      const now = Date.now();
      const cause = { kind: 'kill-switch', level: 'HALTED' as const, reason, by: 'trader', since: now };
      const { state } = change(({ causes }) => ({
        state: 'HALTED',
        cause: reason,
        since: now,
        causes: [{ ...cause, ends: 'by-person', holds: false }, ...causes],
      }));
      return { state, cancels: kill.entries, exits: flatten === true ? kill.positions : 0 };
    },
    rearm: async ({ phrase }) => {
      if (phrase !== 'RESUME') throw new ORPCError('NOT_CONFIRMED', { message: 'The confirmation does not match' });
      return change(() => ({ state: 'ACTIVE', cause: 'resumed by the user', since: Date.now(), causes: [] }));
    },
    pause: async ({ scope, target = '', until = null, reason }) =>
      change(({ pauses }) => ({
        pauses: [...pauses, { scope, target, until, reason, by: 'trader', since: Date.now() }],
      })),
    resume: async ({ scope, target = '' }) =>
      change(({ pauses }) => ({ pauses: pauses.filter((pause) => !isOf(scope, target)(pause)) })),
    flatten: async () => ({ state: 'HALTED', cancels: kill.entries, exits: kill.positions }),
    acknowledge: async ({ id }) => change(({ alarms }) => ({ alarms: alarms.filter((alarm) => alarm.id !== id) })),
  };
}

/** Uses of the limits that a good day has; what is not named here is asked per order. */
const USED: Readonly<Record<string, number>> = {
  dayLossPpm: 0,
  weekLossPpm: 0,
  drawdownPpm: 11_000,
  grossExposurePpm: 617_000,
  netExposurePpm: 509_000,
  positionValuePpm: 140_000,
  freeMarginPpm: 692_000,
  maxOpenOrders: 14,
  maxOpenOrdersPerSymbol: 3,
};

/** The limits at their defaults with the uses of a good day; none is known in the scene `unknown`. */
export const limitList =
  (scene: Scene): Client['limits']['list'] =>
  async () => ({
    version: 14,
    limits: gateLimitViews(RISK_DEFAULTS, null).map((limit) => ({
      ...limit,
      used: scene === 'unknown' ? null : (USED[limit.key] ?? null),
    })),
    approval: { rules: '7c1eb2d4', approvedRules: '7c1eb2d4', build: '0.1.0', approvedBuild: '0.1.0' },
    disabled: [],
    at: Date.now() - 200,
  });
