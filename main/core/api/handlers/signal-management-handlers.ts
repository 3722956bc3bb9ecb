import type { Contract } from '#shared/contract/index.ts';
import type { signalManagement } from '#shared/contract/signal-management.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import type { Who } from '#shared/domain/reliability.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { Handler } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import { evaluationView } from '../views/evaluation-view.ts';
import { refusalView } from '../views/order-views.ts';
import { signalsSince, statisticsOf } from '../views/signal-statistics.ts';
import { signalView } from '../views/signal-views.ts';
import { chanceRows, trackRows } from '../views/track-rows.ts';

type SignalManagementHandlers = {
  readonly [Call in keyof typeof signalManagement]: Handler<Contract['signals'][Call]>;
};

type Parts = Pick<ApiParts, 'core' | 'live' | 'store' | 'instruments' | 'dataFolder' | 'outside'>;

/** Nothing is written where nothing can be recorded, nor before the present is reached. */
function writableOf(parts: Parts): () => Promise<void> {
  return async () => {
    mustBeWritable(parts);
    await parts.live.started;
  };
}

export function signalManagementHandlers(parts: Parts): SignalManagementHandlers {
  return { ...readingHandlers(parts), ...takingHandlers(parts), ...sourceHandlers(parts) };
}

function readingHandlers({ core, store, instruments, outside }: Parts) {
  const { journal, clock } = core.parts;
  const view = (row: Parameters<typeof signalView>[0]) => signalView(row, instruments.get(row.symbol));
  return {
    pending: () => Promise.resolve([...journal.state.signals()].filter(({ state }) => isOpenSignal(state)).map(view)),
    processed: async ({ hours, limit }) => {
      await journal.whenDurable();
      const rows = [];
      for (const row of signalsSince(store.journal, clock.now() - hours * HOUR)) {
        if (!isOpenSignal(row.state)) rows.push(view(row));
        if (rows.length === limit) break;
      }
      return rows;
    },
    statistics: async ({ days }) => {
      await journal.whenDurable();
      const to = clock.now();
      return statisticsOf(store.journal, Math.max(0, Math.floor(to - days * DAY)), to);
    },
    sources: () => Promise.resolve(outside.rows()),
    trackRecord: ({ who, direction, timeframe = null }) => {
      const { trackRecord } = core;
      const side = direction === undefined ? null : direction === '1' ? 1 : -1;
      const rows = trackRows(trackRecord, { who: (who ?? null) as Who | null, direction: side, timeframe });
      const chances = chanceRows(trackRecord);
      return Promise.resolve({ asOf: clock.now(), awaited: trackRecord.awaited, rows, chances });
    },
    evaluation: async ({ signalId: id }) => {
      await journal.whenDurable();
      const found = evaluationView(store.journal.bySubject(id));
      if (found === null) throw contractError('NOT_FOUND', { what: `vote on signal ${id}` });
      return found;
    },
  } satisfies Partial<SignalManagementHandlers>;
}

function takingHandlers(parts: Parts) {
  const { core, instruments, outside } = parts;
  const { journal, clock } = core.parts;
  const writable = writableOf(parts);
  const told = async (ids: readonly SignalId[]) => {
    await journal.whenDurable();
    return ids.flatMap((id) => {
      const row = journal.state.signal(id);
      return row === null ? [] : [signalView(row, instruments.get(row.symbol))];
    });
  };
  return {
    submit: async ({ source, ...signal }) => {
      await writable();
      const made = await outside.signals.submit(source, 'rest', signal);
      if (!made.ok) throw contractError('REFUSED', refusalView(made.error), made.error.sentence);
      const [view] = await told([made.value]);
      if (view === undefined) throw new Error(`Signal ${made.value} left no row`);
      return view;
    },
    reprocessFailed: async (_, { role }) => {
      await writable();
      const { ids, not } = await outside.signals.retryFailed(role);
      return { tried: await told(ids), not: not.map(({ id, reason }) => ({ key: id, reason })) };
    },
    cleanup: async () => {
      await writable();
      const expired = core.path.expireWaiting().length;
      const forgotten = core.intake.forget(clock.now());
      await journal.whenDurable();
      const sentence = `${String(expired)} waiting signals had expired; ${String(forgotten)} signals older than a day are remembered as duplicates no more. Records and tables stay as they are.`;
      return { expired, forgotten, sentence };
    },
    importCsv: async ({ source, text }) => {
      await writable();
      const made = await outside.signals.importCsv(source, text);
      if (made.ok) return { taken: await told(made.value), bad: [] };
      if ('bad' in made.error) return { taken: [], bad: [...made.error.bad] };
      const { refusal } = made.error;
      throw contractError('REFUSED', refusalView(refusal), refusal.sentence);
    },
  } satisfies Partial<SignalManagementHandlers>;
}

function sourceHandlers(parts: Parts) {
  const { outside } = parts;
  const writable = writableOf(parts);
  const found = (name: string) => {
    const source = outside.book.find(name);
    if (source === null) throw contractError('NOT_FOUND', { what: `added source ${name}` });
    return source;
  };
  return {
    addSource: async ({ name, kind, weight, secret }, { role }) => {
      await writable();
      if ((kind === 'webhook') !== (secret !== undefined)) {
        const reason = kind === 'webhook' ? 'A webhook needs a secret to sign with.' : 'Only a webhook has a secret.';
        throw notAvailable(reason);
      }
      if (outside.rows().some(({ key }) => key === name))
        throw contractError('ALREADY_EXISTS', { what: `source ${name}` });
      const problem = secret === undefined ? null : await outside.keepSecret(name, secret);
      if (problem !== null) throw contractError('SECRETS_UNAVAILABLE', { reason: problem }, problem);
      const added = outside.book.add({ name, kind, weight }, role);
      if (!added.ok) throw notAvailable(added.error);
      return outside.row(added.value);
    },
    changeSource: async ({ name, enabled, weight }, { role }) => {
      await writable();
      found(name);
      const change = { ...(enabled === undefined ? {} : { enabled }), ...(weight === undefined ? {} : { weight }) };
      return outside.row(outside.book.change(name, change, role) ?? found(name));
    },
    removeSource: async ({ name }, { role }) => {
      await writable();
      const problem = await outside.dropSecret(found(name));
      if (problem !== null) throw notAvailable(problem);
      outside.book.remove(name, role);
      return { removed: true as const };
    },
  } satisfies Partial<SignalManagementHandlers>;
}
