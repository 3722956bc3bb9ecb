import type { SampleProgress } from '#shared/contract/symbol-management.ts';
import type { SymbolView } from '#shared/contract/portfolio-figures.ts';
import type { AUDIT_KINDS } from '#shared/contract/symbol-management.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { CallContext, HandlersOf } from '../handler-types.ts';
import {
  discoveryView,
  healthChecks,
  managedAgents,
  managementStatus,
  type ManagementAt,
} from '../views/management-views.ts';
import { verification } from './journal-handlers.ts';

/** Handlers of other nouns that answer parts of these calls. */
export interface OtherHandlers {
  readonly system: HandlersOf<'system'>;
  readonly journal: HandlersOf<'journal'>;
  readonly signals: Pick<HandlersOf<'signals'>, 'explain' | 'statistics' | 'trackRecord'>;
  readonly scores: Pick<HandlersOf<'scores'>, 'explain' | 'rankings'>;
  readonly settings: Pick<HandlersOf<'settings'>, 'export'>;
  readonly slots: Pick<HandlersOf<'slots'>, 'symbols' | 'history' | 'composition'>;
}

/** Record types of the groups of the audit trail; a type that ends in `.` stands for all that begin so. */
const TYPES: Readonly<Record<(typeof AUDIT_KINDS)[number], readonly string[]>> = {
  all: [],
  portfolio: ['portfolio.'],
  signals: ['signal.', 'intake.', 'throttle.', 'conflict.'],
  orders: ['order.', 'manual.', 'trade.', 'position.', 'funding.', 'fee.'],
  settings: ['settings.', 'limits.', 'throttle.caps', 'source.', 'model.'],
  risk: ['risk.', 'trading.', 'gate.', 'strategy.', 'lock.', 'breaker.', 'protection.'],
  accounts: ['account.', 'ledger.', 'equity.', 'secrets.'],
  system: ['system.', 'agent.', 'reconcile.', 'venue.', 'watchdog.', 'alert.'],
};

const EVERY_SYMBOL = 1_000;
const EXPORTED_CHANGES = 500;
const EXPORTED_DAYS = 90;

/** Calls over what other nouns already answer, under the names of symbol management. */
export function symbolManagementHandlers(parts: ApiParts, others: OtherHandlers): HandlersOf<'management'> {
  return { ...glance(parts, others), ...trail(parts, others), ...samples(parts) };
}

type Management = HandlersOf<'management'>;

function glance(parts: ApiParts, others: OtherHandlers) {
  const { core, live, slots: board, contracts } = parts;
  const { clock } = core.parts;
  const now = async (context: CallContext): Promise<ManagementAt> => ({
    core,
    live,
    status: await others.system.status(undefined, context),
    slots: board.rows().status,
  });
  const discovery = async (context: CallContext) => {
    const symbols = (await others.slots.symbols({ limit: EVERY_SYMBOL }, context)) as readonly SymbolView[];
    return discoveryView(symbols, contracts.read(), clock.now());
  };
  return {
    health: async (_, context) => {
      const checks = healthChecks(await now(context));
      return { ok: checks.every(({ state }) => state !== 'failed'), checks, at: clock.now() };
    },
    status: async (_, context) => managementStatus(await now(context)),
    agents: async () => {
      await live.started;
      return managedAgents(parts);
    },
    discovery: (_, context) => discovery(context),
    sync: async (_, context) => {
      if (contracts.again !== null) await contracts.again();
      return discovery(context);
    },
    explainSignal: (input, context) => others.signals.explain(input, context),
    explainSymbol: (input, context) => others.scores.explain(input, context),
    export: async (_, context) => {
      const { version, journal } = await now(context).then(({ status }) => status);
      const [symbols, portfolio, history, rankings, signals, record, settings] = await Promise.all([
        others.slots.symbols({ limit: EVERY_SYMBOL }, context),
        others.slots.composition(undefined, context),
        others.slots.history({ limit: EXPORTED_CHANGES, kind: 'all' }, context),
        others.scores.rankings({ algorithm_type: 'standing', limit: EVERY_SYMBOL }, context),
        others.signals.statistics({ days: EXPORTED_DAYS }, context),
        others.signals.trackRecord({}, context),
        others.settings.export(undefined, context),
      ]);
      return {
        format: 'zmart-symbol-management' as const,
        formatVersion: 1 as const,
        at: clock.now(),
        version,
        journal: { records: journal.records, head: journal.head },
        symbols,
        portfolio,
        history,
        rankings,
        signals,
        trackRecord: record.rows,
        settings,
        provenance: core.parts.config.simulated ? ('simulated' as const) : ('measured' as const),
      };
    },
  } satisfies Partial<Management>;
}

function trail(parts: ApiParts, others: OtherHandlers) {
  const verify = verification(parts);
  return {
    audit: async ({ kind, subject, text, before, limit }, context) => {
      const { records } = await others.journal.page({ types: [...TYPES[kind]], subject, text, before, limit }, context);
      return { records, next: records.length < limit ? null : (records.at(-1)?.seq ?? null) };
    },
    auditVerify: async () => {
      for await (const message of verify()) {
        if (message.kind === 'ok') {
          const { records, rootHash, tookMs } = message;
          return { ok: true, records, rootHash, where: null, problem: null, tookMs };
        }
        if (message.kind === 'broken')
          return { ok: false, records: 0, rootHash: null, where: message.where, problem: message.problem, tookMs: 0 };
      }
      throw new Error('The verification ended without a result');
    },
  } satisfies Partial<Management>;
}

const NOT_HERE = 'Sample data are simulated and are made in the demo only, never beside paper or live trading.';

function samples({ samples: maker, core, store, dataFolder }: ApiParts) {
  const none = (sentence: string): SampleProgress => ({
    ...{ state: 'none', what: null, share: null, summary: null },
    sentence,
  });
  const { mode } = core.parts.config;
  return {
    sampleData: () => Promise.resolve(maker === null ? none(NOT_HERE) : maker.progress()),
    initializeSampleData: async (request) => {
      if (maker === null || (mode !== 'demo' && mode !== 'replay'))
        throw contractError('NOT_AVAILABLE', { reason: NOT_HERE }, NOT_HERE);
      if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
      if (maker.progress().state === 'running') throw contractError('BUSY', { running: 'the making of sample data' });
      maker.start(request);
      return Promise.resolve(maker.progress());
    },
  } satisfies Partial<Management>;
}
