import type { Reliability, ReliabilityOf, Who } from '#shared/domain/reliability.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { isTimeframe, TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { recordedVotes, type RecordedVote } from '../../agents/evaluation/vote-record.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { Tally, type TrackFigures } from './tally.ts';
import { WinChance } from './win-chance.ts';

/** What was said of a signal before its outcome was known. */
interface Said {
  readonly source: string;
  readonly direction: Direction;
  readonly timeframe: Timeframe;
  readonly confidence: number;
  votes: readonly RecordedVote[];
  /** The score towards its side, and the chance that went with it; null when none did. */
  score: number | null;
  chance: number | null;
}

/** Signals that await their outcome; the oldest is given up beyond it. More than a day's signals under any caps. */
const MOST_AWAITED = 20_000;

/** One part of the record: whose, on which side and timeframe; null stands for all. */
export interface TrackKey {
  readonly who: Who;
  readonly direction: Direction | null;
  readonly timeframe: Timeframe | null;
}

/** A part of the record that has at least one case. */
export interface TrackPart extends TrackKey {
  readonly direction: Direction;
  readonly timeframe: Timeframe;
  readonly figures: TrackFigures;
}

interface Place {
  readonly who: Who;
  readonly direction: Direction;
  readonly timeframe: Timeframe;
  readonly tally: Tally;
}

/**
 * How sources, agents and the score did, folded from the journal: O(1) for each outcome, of bounded size. What it says at
 * a moment comes from outcomes recorded before it, so every figure is out of sample. An agent was right when it spoke for
 * a signal that won after costs or against one that did not; a signal nobody voted on counts for its source alone.
 */
export class TrackRecord {
  readonly #awaited = new Map<string, Said>();
  readonly #places = new Map<string, Place>();
  readonly #chances = new Map<Timeframe, WinChance>();

  /** Reads what the journal holds up to its head, and follows it from then on. To be called once, at the start. */
  follow(journal: Journal): void {
    const head = journal.head?.seq ?? 0;
    if (head > 0) {
      for (const event of journal.store.scan(1)) {
        // A repeated replay stands over records of its own future.
        if (event.seq > head) break;
        this.onRecord(event);
      }
    }
    journal.onAppended.on((event) => this.onRecord(event));
  }

  onRecord({ type, subject, data }: Pick<JournalEvent, 'type' | 'subject' | 'data'>): void {
    switch (type) {
      case 'signal.received':
        return this.#received(subject, data as unknown as EventDataByType['signal.received']);
      case 'signal.evaluated':
        return this.#evaluated(subject, data as unknown as EventDataByType['signal.evaluated']);
      case 'signal.refused':
        // What intake refuses is never followed to an outcome.
        if (data['stage'] === 'intake') this.#awaited.delete(subject);
        return;
      case 'signal.resolved':
        return this.#resolved(subject, data as unknown as EventDataByType['signal.resolved']);
      default:
    }
  }

  /** How many signals await their outcome. */
  get awaited(): number {
    return this.#awaited.size;
  }

  /** The measured reliability as of now. */
  readonly reliability: ReliabilityOf = (who, direction, timeframe): Reliability | null =>
    this.#places.get(keyOf(who, direction, timeframe))?.tally.reliability() ?? null;

  /** The chance that a signal of this score towards its side wins, 0…1; null under 100 outcomes on the timeframe. */
  chance(timeframe: Timeframe, score: number): number | null {
    return this.#chances.get(timeframe)?.at(score) ?? null;
  }

  /** The timeframes with enough outcomes for a chance, and how many they have. */
  chanceCases(): readonly { readonly timeframe: Timeframe; readonly n: number }[] {
    const told = TIMEFRAMES.filter((timeframe) => this.chance(timeframe, 0) !== null);
    return told.map((timeframe) => ({ timeframe, n: this.#chances.get(timeframe)?.n ?? 0 }));
  }

  /** The figures of everything that fits a key; null where there is no case. */
  figures({ who, direction, timeframe }: TrackKey): TrackFigures | null {
    const sum = new Tally();
    let found = false;
    for (const place of this.#places.values()) {
      if (place.who !== who || (direction ?? place.direction) !== place.direction) continue;
      if ((timeframe ?? place.timeframe) !== place.timeframe) continue;
      sum.merge(place.tally);
      found = true;
    }
    return found ? sum.figures() : null;
  }

  /** Everybody with a case, by name. */
  everybody(): readonly Who[] {
    return [...new Set([...this.#places.values()].map(({ who }) => who))].sort();
  }

  /** Every part with a case, by name, side and timeframe. */
  parts(): readonly TrackPart[] {
    return [...this.#places.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { who, direction, timeframe, tally }]) => ({ who, direction, timeframe, figures: tally.figures() }));
  }

  #received(id: string, data: EventDataByType['signal.received']): void {
    const { source, direction, timeframe, confidence } = data;
    if (!isTimeframe(timeframe)) return;
    this.#awaited.set(id, { source, direction, timeframe, confidence, votes: [], score: null, chance: null });
    const [oldest] = this.#awaited.keys();
    if (this.#awaited.size > MOST_AWAITED && oldest !== undefined) this.#awaited.delete(oldest);
  }

  #evaluated(id: string, data: EventDataByType['signal.evaluated']): void {
    const said = this.#awaited.get(id);
    if (said === undefined) return;
    said.votes = recordedVotes(data);
    said.score = data.cautious;
    said.chance = data.cautious === null ? null : this.chance(said.timeframe, data.cautious);
  }

  #resolved(id: string, { r }: EventDataByType['signal.resolved']): void {
    const said = this.#awaited.get(id);
    if (said === undefined) return;
    this.#awaited.delete(id);
    const { source, score, chance, confidence, votes, timeframe } = said;
    const won = r > 0;
    this.#tally(`source:${source}`, said).add(won, confidence, r);
    for (const { agent, side, confidence: sure } of votes) {
      if (side === 0) continue;
      const right = won === side > 0;
      const followed = side > 0 ? r : null;
      this.#tally(`agent:${agent}`, said).add(right, sure, followed);
      this.#tally('agents', said).add(right, sure, followed);
    }
    if (score === null) return;
    this.#tally('score', said).add(won, chance, r);
    let chances = this.#chances.get(timeframe);
    if (chances === undefined) this.#chances.set(timeframe, (chances = new WinChance()));
    chances.add(score, won);
  }

  #tally(who: Who, { direction, timeframe }: Said): Tally {
    const key = keyOf(who, direction, timeframe);
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, (place = { who, direction, timeframe, tally: new Tally() }));
    return place.tally;
  }
}

const keyOf = (who: Who, direction: Direction, timeframe: Timeframe): string =>
  `${who}|${String(direction)}|${timeframe}`;
