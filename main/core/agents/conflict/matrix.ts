/** What wants to act. */
export const INCOMING = [
  'entry-same-side',
  'entry-opposite-side',
  'reduction',
  'replacement',
  'configuration',
  'withdrawal',
] as const;
export type Incoming = (typeof INCOMING)[number];

/** What already acts on the same resource. `order` is an entry that may still fill, `position` what is held. */
export const RUNNING = ['order', 'position', 'reduction', 'replacement', 'configuration', 'vault'] as const;
export type Running = (typeof RUNNING)[number];

/**
 * `preempt` cancels the running action first; `merge` joins it; `queue` waits and is decided on again; `refuse` ends here;
 * `precedence` lets the order of claims decide: whoever goes first pre-empts, the other is refused, and a person is told.
 */
export type Decision = 'proceed' | 'merge' | 'queue' | 'preempt' | 'refuse' | 'precedence';

/** What a decision comes to once precedence is settled. */
export type Outcome = Exclude<Decision, 'precedence'>;

export interface Rule {
  readonly id: string;
  readonly decision: Decision;
  /** Why, in one clause. */
  readonly because: string;
}

const rule = (id: string, decision: Decision, because: string): Rule => ({ id, decision, because });

/** The decision for every pair of what comes and what runs. Total: the types allow no missing cell. */
export const MATRIX: Readonly<Record<Incoming, Readonly<Record<Running, Rule>>>> = {
  'entry-same-side': {
    order: rule('C-01', 'merge', 'one position per symbol: the entry on its way stands for both'),
    position: rule('C-31', 'merge', 'one position per symbol: the one held stands for both'),
    reduction: rule('C-02', 'refuse', 'risk on the symbol is being reduced'),
    replacement: rule('C-03', 'queue', 'the symbol may be leaving the portfolio'),
    configuration: rule('C-04', 'queue', 'the new configuration decides'),
    vault: rule('C-05', 'proceed', 'the vault locks its own equity'),
  },
  'entry-opposite-side': {
    order: rule('C-06', 'precedence', 'of two entries that contradict each other the first in order stands'),
    position: rule('C-32', 'refuse', 'a position is closed by its stop, target or time-out, not by an opposite entry'),
    reduction: rule('C-07', 'refuse', 'risk on the symbol is being reduced'),
    replacement: rule('C-08', 'refuse', 'the symbol may be leaving the portfolio'),
    configuration: rule('C-09', 'queue', 'the new configuration decides'),
    vault: rule('C-10', 'queue', 'the equity is about to change'),
  },
  reduction: {
    order: rule('C-11', 'preempt', 'risk goes first: the entry is cancelled'),
    position: rule('C-33', 'proceed', 'what is held is what it reduces'),
    reduction: rule('C-12', 'merge', 'the same reduction is under way'),
    replacement: rule('C-13', 'preempt', 'risk goes first'),
    configuration: rule('C-14', 'proceed', 'a reduction needs no new configuration'),
    vault: rule('C-15', 'proceed', 'a reduction frees equity'),
  },
  replacement: {
    order: rule('C-16', 'queue', 'the symbol must be flat first'),
    position: rule('C-34', 'queue', 'the symbol must be flat first'),
    reduction: rule('C-17', 'queue', 'the symbol must be flat first'),
    replacement: rule('C-18', 'refuse', 'one replacement at a time'),
    configuration: rule('C-19', 'queue', 'the new configuration decides'),
    vault: rule('C-20', 'proceed', 'independent of the vault'),
  },
  configuration: {
    order: rule('C-21', 'proceed', 'takes effect from the next decision on'),
    position: rule('C-35', 'proceed', 'takes effect from the next decision on'),
    reduction: rule('C-22', 'queue', 'limits do not move while risk is being reduced'),
    replacement: rule('C-23', 'queue', 'the replacement ends under the rules it began with'),
    configuration: rule('C-24', 'refuse', 'the configuration changed meanwhile; read it again'),
    vault: rule('C-25', 'proceed', 'independent of the vault'),
  },
  withdrawal: {
    order: rule('C-26', 'queue', 'margin may be needed'),
    position: rule('C-36', 'proceed', 'only free equity can be withdrawn'),
    reduction: rule('C-27', 'queue', 'margin may be needed'),
    replacement: rule('C-28', 'proceed', 'independent of the portfolio’s composition'),
    configuration: rule('C-29', 'proceed', 'independent of the configuration'),
    vault: rule('C-30', 'queue', 'one vault movement at a time'),
  },
};

/** The rule recorded when nothing runs on the resource. */
export const NO_CONFLICT: Rule = rule('C-00', 'proceed', 'nothing else runs on the resource');
