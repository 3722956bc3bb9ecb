import type { VerifyMessage } from '#shared/contract/journal.ts';
import { EVENT_TYPES } from '../../journal/event-types.ts';
import { verifySteps, type VerifyResult } from '../../journal/verify.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';

/** Recomputes the chain and compares every table with its fold, step by step so that others are served meanwhile. */
export function verification({ core, store }: Pick<ApiParts, 'core' | 'store'>) {
  const { journal, hasher, clock, scheduler } = core.parts;
  const breathe = (): Promise<void> =>
    new Promise((resolve) => {
      scheduler.after(0, resolve);
    });

  return async function* verify(): AsyncGenerator<VerifyMessage, void, void> {
    await journal.whenDurable();
    const from = clock.monotonic();
    const steps = verifySteps(store.journal, hasher);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        yield resultMessage(step.value, { tookMs: clock.monotonic() - from, at: clock.now() });
        return;
      }
      yield { kind: 'progress', done: step.value.done, total: step.value.total };
      await breathe();
    }
  };
}

export function journalHandlers(parts: ApiParts): HandlersOf<'journal'> {
  const { core, store } = parts;
  const { journal } = core.parts;
  const verify = verification(parts);
  return {
    page: async ({ before, limit, types, subject, text }) => {
      await journal.whenDurable();
      const records = store.journal.query({
        before: before ?? null,
        limit,
        types,
        subject: subject ?? null,
        text: text ?? null,
      });
      return {
        records: records.map((record) => ({ ...record, data: { ...record.data } })),
        head: journal.head?.seq ?? 0,
        types: [...EVENT_TYPES],
      };
    },
    verify: () => verify(),
  };
}

function resultMessage(
  result: VerifyResult,
  { tookMs, at }: { readonly tookMs: number; readonly at: number },
): VerifyMessage {
  if (result.ok) return { kind: 'ok', records: result.records, rootHash: result.rootHash, tookMs, at };
  const place = result.at;
  const where =
    place.kind === 'record' ? `record ${String(place.seq)}` : `row ${String(place.key)} of table ${place.table}`;
  return { kind: 'broken', where, problem: result.problem, at };
}
