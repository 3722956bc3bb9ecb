import type { Denial } from '#shared/domain/denial.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { DeskJournal } from '../desk-types.ts';
import { record } from '../order-records.ts';
import type { ManualOutcome } from './ticket.ts';

/** What a person can ask for. */
export type ManualAction =
  | 'place'
  | 'amend'
  | 'cancel'
  | 'cancel-all'
  | 'close'
  | 'move-stop'
  | 'move-target'
  | 'trail-stop'
  | 'flatten'
  | 'work'
  | 'part'
  | 'resume-work'
  | 'cancel-work';

/** A request under way: what it is, who made it, and what its records are about. */
export interface Request {
  readonly action: ManualAction;
  readonly by: string;
  /** The order or symbol meant, or the id of the trade that begins. */
  readonly subject: string;
}

/** Puts each request and its end into the journal: the one before anything is done, the other after. */
export class ManualJournal {
  readonly #journal: DeskJournal;

  constructor(journal: DeskJournal) {
    this.#journal = journal;
  }

  begin(request: Request, asked: Readonly<Record<string, Json>>): void {
    const { action, by, subject } = request;
    record(this.#journal, 'manual.requested', subject, { action, by, asked });
  }

  done(request: Request, outcome: Exclude<ManualOutcome, { kind: 'refused' }>): ManualOutcome {
    const { action, by, subject } = request;
    const { kind, sentence, orderIds } = outcome;
    const data = { action, by, outcome: kind, code: null, sentence, numbers: {}, orderIds };
    record(this.#journal, 'manual.decided', subject, data);
    return outcome;
  }

  refused(request: Request, refusal: Denial): ManualOutcome {
    const { action, by, subject } = request;
    const { code, sentence, numbers } = refusal;
    const data = { action, by, outcome: 'refused' as const, code, sentence, numbers, orderIds: [] };
    record(this.#journal, 'manual.decided', subject, data);
    return { kind: 'refused', refusal };
  }
}
