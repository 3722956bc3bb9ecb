import type { Result } from '#shared/kernel/result.ts';
import type { ModelDesk } from '../../research/model/model-desk.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import type { ApiParts } from '../api-parts.ts';
import { runMessages } from '../run-messages.ts';

export function modelHandlers(parts: ApiParts): HandlersOf<'models'> {
  const { models, core, store } = parts;
  const { journal } = core.parts;
  const deskOf = (): ModelDesk => {
    if (models.desk === null) throw notAvailable('Models are not trained in this mode.');
    return models.desk;
  };
  const writable = (): ModelDesk => {
    mustBeWritable(parts);
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
    progress: ({ run }, { signal }) => {
      const desk = deskOf();
      return runMessages(`training ${run}`, (listener) => desk.watch(run, listener), signal);
    },
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

const unknownModel = (id: string) => contractError('NOT_FOUND', { what: `model ${id}` });
