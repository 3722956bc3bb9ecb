import type { ModelCardView, ModelMessage, ModelRow, ModelTraining } from '#shared/contract/models.ts';
import { isTimeframe, type Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { ModelStanding } from '../../agents/scoring/model-agent.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ModelEventData } from '../../journal/model-event-types.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Log } from '../../ports/log.ts';
import type { ModelPorts, TrainerMessage } from '../../ports/model-trainer.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import { cardOf, modelId, openArtifact, type ModelArtifact } from './artifact.ts';
import { attributionOf, probabilityOf } from './fitted-model.ts';
import { OwnModels } from './own-models.ts';

const SUBJECT = 'models';

export interface ModelDeskParts extends ModelPorts {
  readonly journal: Journal;
  readonly hasher: Hasher;
  readonly log: Log;
}

type Entry = ModelEventData['model.trained'] & { state: 'trained' | 'adopted' | 'retired' };

/** A model as it is opened, or the sentence that says why it is not. */
type Opened = Result<ModelArtifact, string>;

const WAITS = 'a trained model beats the base rate and waits for a person to adopt it';

/**
 * The trained models: restored from the journal, kept on the shelf, adopted and retired by a person. At most one speaks
 * on a timeframe, and only one whose verdict lets it.
 */
export class ModelDesk implements Disposable {
  readonly onChange = new Emitter<void>();
  readonly #parts: ModelDeskParts;
  readonly #entries = new Map<string, Entry>();
  readonly #opened = new Map<string, Opened>();
  readonly #standings = new Map<Timeframe, ModelStanding>();
  readonly #own: OwnModels;
  readonly #ends = new Map<string, ModelMessage>();
  readonly #following = new Map<string, Disposable>();

  constructor(parts: ModelDeskParts) {
    this.#parts = parts;
    this.#own = new OwnModels(parts.onnx, () => {
      this.#standings.clear();
      this.onChange.emit();
    });
    for (const { type, data } of parts.journal.store.bySubject(SUBJECT)) this.#fold(type, data);
  }

  /** Newest first. */
  rows(): readonly ModelRow[] {
    return [...this.#entries.keys()].flatMap((id) => this.row(id) ?? []).reverse();
  }

  row(id: string): ModelRow | null {
    const entry = this.#entries.get(id);
    if (entry === undefined || !isTimeframe(entry.timeframe)) return null;
    const opened = this.#open(entry);
    return {
      key: entry.id,
      timeframe: entry.timeframe,
      kind: entry.kind === 'trees' || entry.kind === 'onnx' ? entry.kind : 'logistic',
      trainedAt: entry.trainedAt,
      symbols: entry.symbols,
      outOfSampleCases: entry.outOfSampleCases,
      gain: entry.gain,
      gainLower: entry.gainLower,
      mayWeigh: entry.mayWeigh,
      state: opened.ok ? entry.state : 'unusable',
      reason: opened.ok ? entry.reason : opened.error,
    };
  }

  /** The card; null when there is no such model, a sentence when its file cannot be used. */
  card(id: string): Result<ModelCardView, string> | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    const opened = this.#open(entry);
    return opened.ok ? ok(cardOf(opened.value, id, entry.hash)) : opened;
  }

  /** The model that speaks on a timeframe, or why none does. */
  standing(timeframe: Timeframe): ModelStanding {
    let standing = this.#standings.get(timeframe);
    if (standing === undefined) {
      standing = this.#standingOf(timeframe);
      this.#standings.set(timeframe, standing);
    }
    return standing;
  }

  get running(): string | null {
    return this.#parts.trainer.running();
  }

  /** Starts a training beside the core; its id. The caller has looked whether one runs. */
  train(request: ModelTraining, by: string): string {
    const { trainer } = this.#parts;
    const run = trainer.start(request);
    const following = trainer.watch(run, (message) => this.#hear(run, message, by));
    if (following !== null) this.#following.set(run, following);
    return run;
  }

  cancel(run: string): boolean {
    return this.#parts.trainer.cancel(run);
  }

  /** Messages of a training; its end is told when the model is kept. Null when the training is not known. */
  watch(run: string, listener: (message: ModelMessage) => void): Disposable | null {
    const end = this.#ends.get(run);
    if (end !== undefined) {
      listener(end);
      return { dispose: () => undefined };
    }
    return this.#parts.trainer.watch(run, (message) => {
      if (message.kind === 'progress') listener(message);
      else listener(this.#ends.get(run) ?? LOST);
    });
  }

  /** A sentence when it may not speak; null when there is no such model. */
  adopt(id: string, reason: string, by: string): Result<void, string> | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    if (!entry.mayWeigh) return err(`The model gets no weight. ${entry.reason}`);
    const opened = this.#open(entry);
    if (!opened.ok) return opened;
    const { hash, timeframe } = entry;
    this.#record('model.adopted', { id, hash, timeframe, reason, by });
    return ok(undefined);
  }

  retire(id: string, reason: string, by: string): Result<void, string> | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    if (entry.state === 'retired') return err('The model is out of use already.');
    this.#record('model.retired', { id, timeframe: entry.timeframe, reason, by });
    return ok(undefined);
  }

  dispose(): void {
    for (const following of this.#following.values()) following.dispose();
    this.#following.clear();
  }

  #hear(run: string, message: TrainerMessage, by: string): void {
    if (message.kind === 'progress') return;
    this.#ends.set(run, this.#end(message, by));
    this.#following.get(run)?.dispose();
    this.#following.delete(run);
  }

  #end(message: Exclude<TrainerMessage, { kind: 'progress' }>, by: string): ModelMessage {
    if (message.kind !== 'trained') return message;
    try {
      return { kind: 'trained', id: this.#keep(message.text, by) };
    } catch (error) {
      this.#parts.log.error('A trained model could not be kept', { error: String(error) });
      return { kind: 'failed', problem: `The model could not be kept: ${String(error)}` };
    }
  }

  #keep(text: string, by: string): string {
    const { hasher, shelf } = this.#parts;
    const hash: Sha256Hex = hasher.sha256(text);
    const id = modelId(hash);
    if (this.#entries.has(id)) return id;
    shelf.write(id, text);
    const artifact = JSON.parse(text) as ModelArtifact;
    const { request, kind, cases, dataHash, assessment } = artifact;
    const { outOfSample, verdict } = assessment;
    this.#record('model.trained', {
      id,
      hash,
      trainedAt: artifact.createdAt,
      timeframe: request.timeframe,
      kind,
      symbols: request.symbols.length,
      cases,
      outOfSampleCases: outOfSample.cases,
      gain: outOfSample.gain?.mean ?? null,
      gainLower: outOfSample.gain?.lower ?? null,
      ...verdict,
      dataHash,
      by,
    });
    return id;
  }

  #record<T extends keyof ModelEventData>(type: T, data: EventDataByType[T]): void {
    this.#parts.journal.append({ type, subject: SUBJECT, data });
    this.#fold(type, data);
    this.onChange.emit();
  }

  #fold(type: string, data: Readonly<Record<string, unknown>>): void {
    this.#standings.clear();
    if (type === 'model.trained') {
      const trained = data as unknown as ModelEventData['model.trained'];
      this.#entries.set(trained.id, { ...trained, state: 'trained' });
      return;
    }
    const entry = this.#entries.get(String(data['id']));
    if (entry === undefined) return;
    if (type === 'model.retired') entry.state = 'retired';
    if (type !== 'model.adopted') return;
    for (const other of this.#entries.values())
      if (other.timeframe === entry.timeframe && other.state === 'adopted') other.state = 'retired';
    entry.state = 'adopted';
  }

  #open(entry: Entry): Opened {
    let opened = this.#opened.get(entry.id);
    if (opened === undefined) {
      opened = this.#read(entry);
      this.#opened.set(entry.id, opened);
    }
    return opened;
  }

  #read({ id, hash }: Entry): Opened {
    try {
      return openArtifact(this.#parts.shelf.read(id), hash, this.#parts.hasher);
    } catch (error) {
      return err(`The file of the model cannot be read: ${String(error)}`);
    }
  }

  #standingOf(timeframe: Timeframe): ModelStanding {
    const own = [...this.#entries.values()].filter((entry) => entry.timeframe === timeframe);
    const adopted = own.find(({ state }) => state === 'adopted');
    if (adopted === undefined) {
      const latest = own.findLast(({ state }) => state === 'trained');
      if (latest === undefined) return { kind: 'none', reason: `no model is trained for ${timeframe}` };
      return { kind: 'none', reason: latest.mayWeigh ? WAITS : `weight 0. ${latest.reason}` };
    }
    const opened = this.#open(adopted);
    if (!opened.ok) return { kind: 'none', reason: opened.error };
    const { model, assessment } = opened.value;
    if ('file' in model) return this.#own.standing(adopted.id, model, assessment.outOfSample.model.accuracy);
    return {
      kind: 'adopted',
      judge: {
        id: adopted.id,
        probability: (row) => probabilityOf(model, row),
        attribution: (row) => attributionOf(model, row),
        accuracy: assessment.outOfSample.model.accuracy,
      },
    };
  }
}

const LOST: ModelMessage = { kind: 'failed', problem: 'The end of the training is not known.' };
