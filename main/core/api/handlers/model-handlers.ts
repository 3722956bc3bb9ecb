import type { ModelMessage } from '#shared/contract/models.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ModelDesk } from '../../research/model/model-desk.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import type { StopSignal } from '../stop-signal.ts';

export function modelHandlers({ models, core, store, dataFolder }: ApiParts): HandlersOf<'models'> {
  const { journal } = core.parts;
  const deskOf = (): ModelDesk => {
    if (models.desk === null) throw notAvailable('Models are not trained in this mode.');
    return models.desk;
  };
  const writable = (): ModelDesk => {
    if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    if (journal.notWritable !== null) throw notAvailable(journal.notWritable);
    return deskOf();
  };
  /** The row after a change that was made, or the error of one that was not. */
  const after = async (desk: ModelDesk, id: string, result: Result<void, string> | null) => {
    if (result === null) throw unknownModel(id);
    if (!result.ok) throw notAvailable(result.error);
    await journal.whenDurable();
    const row = desk.row(id);
    if (row === null) throw unknownModel(id);
    return row;
  };
  return {
    list: () => Promise.resolve([...(models.desk?.rows() ?? [])]),
    watchList: (_, { signal }) => models.topic.subscribe(signal),
    card: ({ id }) => {
      const card = models.desk?.card(id) ?? null;
      if (card === null) throw unknownModel(id);
      if (!card.ok) throw notAvailable(card.error);
      return Promise.resolve(card.value);
    },
    train: (request, { role }) => {
      const desk = writable();
      if (desk.running !== null) throw contractError('BUSY', { running: desk.running });
      if (request.from >= request.to) throw notAvailable('The span ends before it begins.');
      if ((request.kind === 'onnx') !== (request.file !== null))
        throw notAvailable('A file is named for a model of your own, of the kind onnx, and for no other.');
      const stored = new Set<string>(store.candles.series().map(({ symbol }) => symbol));
      const missing = request.symbols.find((symbol) => !stored.has(symbol));
      if (missing !== undefined) throw contractError('NOT_FOUND', { what: `stored candles of ${missing}` });
      return Promise.resolve({ run: desk.train(request, role) });
    },
    running: () => Promise.resolve({ run: models.desk?.running ?? null }),
    progress: ({ run }, { signal }) => watch(deskOf(), run, signal),
    cancel: ({ run }) => Promise.resolve({ canceled: deskOf().cancel(run) }),
    adopt: ({ id, reason }, { role }) => {
      const desk = writable();
      return after(desk, id, desk.adopt(id, reason, role));
    },
    retire: ({ id, reason }, { role }) => {
      const desk = writable();
      return after(desk, id, desk.retire(id, reason, role));
    },
  };
}

const notAvailable = (reason: string) => contractError('NOT_AVAILABLE', { reason }, reason);
const ends = (message: ModelMessage): boolean => message.kind !== 'progress';
const unknownModel = (id: string) => contractError('NOT_FOUND', { what: `model ${id}` });

/** Messages of a training; of several not yet read only the latest is kept. */
async function* watch(
  desk: ModelDesk,
  run: string,
  signal: StopSignal | undefined,
): AsyncGenerator<ModelMessage, void, void> {
  let latest: ModelMessage | null = null;
  let wake: () => void = () => undefined;
  const subscription = desk.watch(run, (message) => {
    latest = message;
    wake();
  });
  if (subscription === null) throw contractError('NOT_FOUND', { what: `training ${run}` });
  const stop = (): void => wake();
  signal?.addEventListener('abort', stop);
  try {
    while (signal?.aborted !== true) {
      const message: ModelMessage | null = latest;
      latest = null;
      if (message === null) await new Promise<void>((resolve) => (wake = resolve));
      else {
        yield message;
        if (ends(message)) return;
      }
    }
  } finally {
    subscription.dispose();
    signal?.removeEventListener('abort', stop);
  }
}
