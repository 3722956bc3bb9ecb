import { contractSymbol } from '#shared/domain/ids.ts';
import { absolute, formatMoney, moneyOfUnits, parseMoney, subtract, type Money } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { AccountMovement, AccountReport, Answer } from '../../ports/venue.ts';
import type { FoundDifference } from './difference-book.ts';
import type { Difference } from './difference.ts';
import { MovementBook } from './movement-book.ts';
import type { ReconcileWorld } from './world.ts';

/** How far the list of movements reaches back: a withdrawal can be under way for days before it is listed as done. */
const LOOK_BACK_MS = 3 * 86_400_000;
/** What rounding on both sides can add up to. */
const TOLERANCE = parseMoney('0.01');
/** A larger difference keeps entries from being made until a person decided: this amount and this share of the balance. */
const SERIOUS = { amount: parseMoney('1'), share: 1_000n } as const;
/** The account has no contract; its difference stands under the currency. */
const ACCOUNT = contractSymbol('USDT');
const OPENING_TRIES = 3;

/** Where the wallet balance stands on both sides. */
interface Gap {
  readonly ours: Money;
  readonly theirs: Money;
  readonly amount: Money;
}

/** Whether the venue lists what moves on the account; null as long as it was not asked with success. */
export type ListsMovements = boolean | null;

/**
 * Holds the venue's wallet balance against ours. What moved without a fill is booked first; what then still differs, twice
 * the same, is listed. The balance is compared and not the equity, because open profit moves with every mark.
 */
export class AccountCheck {
  lists: ListsMovements = null;
  readonly movements: MovementBook;
  readonly #world: ReconcileWorld;
  readonly #onNew: (differences: readonly Difference[]) => void;
  /** Our time up to which every movement is known. */
  #movedUntil: number | null;
  #suspected: { readonly amount: Money; readonly at: number } | null = null;
  #listed: { readonly id: string; readonly amount: Money } | null = null;

  constructor(world: ReconcileWorld, onNew: (differences: readonly Difference[]) => void) {
    this.#world = world;
    this.#onNew = onNew;
    this.movements = new MovementBook(world.parts);
    this.#movedUntil = world.parts.journal.state.fact('reconcile')?.data.movedUntil ?? null;
  }

  get movedUntil(): number | null {
    return this.#movedUntil;
  }

  /** Books what moved and compares. @returns true when it should be looked at again soon. */
  async run(): Promise<boolean> {
    if (!this.#isOpened() || this.lists === false) return false;
    // Before the first balance is read, so that what moves meanwhile is new; it also tells whether there is such a list.
    if (this.movements.since === null && !(await this.#takeMovements())) return false;
    const mark = this.#world.events.mark();
    const account = await this.#account();
    if (!account.known || !(await this.#takeMovements())) return false;
    let gap = this.#gapTo(account.value);
    if (isWithin(gap.amount)) return this.#agree();
    // A fill that was not told, or one whose fee was only estimated, explains most gaps.
    await this.#world.fills.since(this.#world.parts.clock.now() - this.#world.settings.mismatchLookBackMs);
    gap = this.#gapTo(account.value);
    if (isWithin(gap.amount)) return this.#agree();
    return mark === this.#world.events.mark() ? this.#suspect(gap) : true;
  }

  /**
   * Opens the account with the balance the venue shows, and with what is listed by then as part of it.
   * @returns why it could not be done now; null when it is open.
   */
  async open(open: (cash: Money) => void): Promise<string | null> {
    for (let attempt = 1; attempt <= OPENING_TRIES; attempt += 1) {
      const before = await this.#listing();
      const account = await this.#account();
      const after = await this.#listing();
      if (!before.known) return before.reason;
      if (!account.known) return account.reason;
      if (!after.known) return after.reason;
      // Something moved meanwhile: it cannot be told whether the balance has it.
      if (idsOf(before.value) !== idsOf(after.value)) continue;
      if (this.#isOpened()) return null;
      open(account.value.cash);
      this.lists = after.value !== null;
      if (after.value !== null) this.movements.begin(after.value, after.askedAt);
      this.#movedUntil = after.askedAt;
      return null;
    }
    return 'money moved on the account while it was read';
  }

  /** Books the whole difference as a person decided. @returns why not, one sentence; null when it is done. */
  async adopt(difference: Difference, by: string): Promise<string | null> {
    const account = await this.#account();
    if (!account.known) return 'The account could not be read now.';
    const gap = this.#gapTo(account.value);
    if (this.#listed?.id !== difference.id || !isWithin(subtract(gap.amount, this.#listed.amount))) {
      return 'The balances changed meanwhile; look again.';
    }
    const id = `${difference.id}:${formatMoney(gap.ours)}:${formatMoney(gap.theirs)}`;
    this.movements.adjust(id, gap.amount, this.#world.parts.clock.now(), by, difference.sentence);
    this.#listed = null;
    this.#suspected = null;
    return null;
  }

  async #takeMovements(): Promise<boolean> {
    const answer = await this.#listing();
    if (!answer.known) return false;
    this.lists = answer.value !== null;
    if (answer.value === null) return false;
    // The account was opened before movements were booked: what is listed by now is in the balances already, or differs.
    if (this.movements.since === null) this.movements.begin(answer.value, answer.askedAt);
    else this.movements.book(answer.value);
    this.#movedUntil = answer.askedAt;
    return true;
  }

  #listing(): Promise<Answer<readonly AccountMovement[] | null>> {
    const { asker, parts } = this.#world;
    const from = Math.min(this.#movedUntil ?? this.movements.since ?? parts.clock.now(), parts.clock.now());
    return asker.ask((ask) => ask.movements(epochMs(Math.max(0, Math.floor(from - LOOK_BACK_MS)))));
  }

  #account(): Promise<Answer<AccountReport>> {
    return this.#world.asker.ask((ask) => ask.account());
  }

  #isOpened(): boolean {
    return this.#world.parts.journal.state.balances().has('cash');
  }

  #gapTo({ cash: theirs }: AccountReport): Gap {
    const ours = this.#world.parts.journal.state.balance('cash');
    return { ours, theirs, amount: subtract(theirs, ours) };
  }

  #agree(): false {
    this.#suspected = null;
    this.#listed = null;
    this.#world.differences.update(['equity-differs'], []);
    return false;
  }

  /** A difference counts when it is the same again after a while: what is on its way to one of the two sides is none. */
  #suspect(gap: Gap): boolean {
    const now = this.#world.parts.clock.monotonic();
    const known = this.#suspected;
    const same = known !== null && isWithin(subtract(gap.amount, known.amount));
    if (!same) this.#suspected = { amount: gap.amount, at: now };
    if (!same || now - known.at < this.#world.settings.balanceSettleMs) return true;
    const listed = this.#listed;
    const id = listed !== null && isWithin(subtract(gap.amount, listed.amount)) ? listed.id : idOf(gap);
    this.#listed = { id, amount: gap.amount };
    this.#onNew(this.#world.differences.update(['equity-differs'], [equityDiffers(id, gap)]));
    return false;
  }
}

const isWithin = (amount: Money): boolean => absolute(amount) <= TOLERANCE;
const idOf = ({ ours, theirs }: Gap): string => `equity-differs:${formatMoney(ours)}:${formatMoney(theirs)}`;
const idsOf = (movements: readonly AccountMovement[] | null): string =>
  movements === null ? 'none' : JSON.stringify(movements.map(({ id }) => id).toSorted());

/** What the balance differs by, as a difference to decide about. */
function equityDiffers(id: string, { ours, theirs, amount }: Gap): FoundDifference {
  const size = absolute(amount);
  const serious = size > SERIOUS.amount && moneyOfUnits(size * SERIOUS.share) > absolute(theirs);
  const more = amount > 0n ? 'more' : 'less';
  return {
    id,
    kind: 'equity-differs',
    symbol: ACCOUNT,
    clientOrderId: null,
    venueOrderId: null,
    ours: null,
    theirs: null,
    sentence: `The venue's wallet balance is ${formatMoney(theirs)} USDT, ${formatMoney(size)} ${more} than the ${formatMoney(ours)} booked here; no fill, fee, funding or transfer explains it.`,
    choices: ['ignore', 'adopt'],
    state: serious ? 'open' : 'working',
  };
}
