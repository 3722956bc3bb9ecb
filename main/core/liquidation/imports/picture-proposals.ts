import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { PictureMessage, PictureReader } from '../../ports/picture-reader.ts';
import type { ImportDesk, ImportEntry } from './import-desk.ts';

type Read = Extract<PictureMessage, { kind: 'read' }>;

interface Run {
  readonly name: string;
  readonly symbol: ContractSymbol;
  readonly following: Disposable | null;
  read: Read | null;
}

/** Proposals kept at most: the oldest is forgotten, its picture can be read again. */
const MOST = 8;

/** Pictures that are read, until a person confirms or rejects what came of them. */
export class PictureProposals {
  readonly #desk: ImportDesk;
  readonly #reader: PictureReader;
  readonly #runs = new Map<string, Run>();

  constructor(desk: ImportDesk, reader: PictureReader) {
    this.#desk = desk;
    this.#reader = reader;
  }

  get running(): string | null {
    return this.#reader.running();
  }

  /** Begins to read a picture that is said to be of a contract; the caller has looked whether one is read. */
  start(name: string, symbol: ContractSymbol, base64: string, price: number | null): string {
    const id = this.#reader.start({ base64, price });
    const following = this.#reader.watch(id, (message) => {
      const run = this.#runs.get(id);
      if (message.kind === 'read' && run !== undefined) run.read = message;
    });
    this.#runs.set(id, { name, symbol, following, read: null });
    for (const [old] of [...this.#runs].slice(0, -MOST)) this.#forget(old);
    return id;
  }

  watch(id: string, listener: (message: PictureMessage) => void): Disposable | null {
    return this.#reader.watch(id, listener);
  }

  cancel(id: string): boolean {
    return this.#reader.cancel(id);
  }

  /** Keeps what was read, under the name of the picture; null when there is no such proposal. */
  confirm(id: string, unit: 'quote' | 'relative', by: string): ImportEntry | null {
    const run = this.#runs.get(id);
    const read = run?.read ?? null;
    if (run === undefined || read === null) return null;
    const levels = read.reading.levels.map(({ side, price, worth, leverage }) => ({
      symbol: run.symbol,
      side,
      price,
      worth,
      leverage,
      born: null,
    }));
    const entry = this.#desk.importLevels(levels, { name: run.name, from: 'picture', hash: read.hash, unit, by });
    this.#forget(id);
    return entry;
  }

  /** False when there is no such proposal. */
  reject(id: string, by: string): boolean {
    const run = this.#runs.get(id);
    if (run?.read === undefined || run.read === null) return false;
    this.#desk.reject(run.name, run.read.hash, by);
    this.#forget(id);
    return true;
  }

  #forget(id: string): void {
    this.#runs.get(id)?.following?.dispose();
    this.#runs.delete(id);
  }
}
