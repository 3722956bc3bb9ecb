import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedReads } from './shared-reads.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What all of this stands in for: begins with the first who asks, and lets others of the turn in on it. */
class EagerReads {
  readonly #asked = new Map<string, Promise<number>>();

  ask(question: string, work: () => Promise<number>): { readonly answer: Promise<number> } {
    let answer = this.#asked.get(question);
    if (answer === undefined) {
      if (this.#asked.size === 0) setImmediate(() => this.#asked.clear());
      answer = work();
      this.#asked.set(question, answer);
    }
    return { answer };
  }
}

type Step = 'change' | 'ask' | 'turn' | 'pause';

/** Lets things happen in an order; returns how many answers were older than their question. */
async function staleAnswers(
  reads: { ask(question: string, work: () => Promise<number>): { readonly answer: Promise<number> } },
  steps: readonly Step[],
): Promise<number> {
  let state = 0;
  const read = async (): Promise<number> => {
    const seen = state;
    await Promise.resolve();
    return seen;
  };
  const asked: Promise<boolean>[] = [];
  for (const step of steps) {
    if (step === 'change') state += 1;
    else if (step === 'turn') await turn();
    else if (step === 'pause') await Promise.resolve();
    else {
      const then = state;
      asked.push(reads.ask('state', read).answer.then((answer) => answer < then));
    }
  }
  await turn();
  return (await Promise.all(asked)).filter(Boolean).length;
}

const STEPS = fc.array(fc.constantFrom<Step>('change', 'ask', 'turn', 'pause'), { maxLength: 40 });

describe('SharedReads', () => {
  it('works out one answer for all who ask the same in one turn', async () => {
    const reads = new SharedReads<number>();
    let runs = 0;
    const work = async (): Promise<number> => (runs += 1);
    const answers = Array.from({ length: 100 }, () => reads.ask('a', work).answer);
    const other = reads.ask('b', work).answer;
    expect(runs).toBe(0);
    expect(new Set(await Promise.all(answers))).toEqual(new Set([1]));
    expect([await other, runs]).toEqual([2, 2]);
  });

  it('never answers with a state older than the question', async () => {
    await fc.assert(
      fc.asyncProperty(STEPS, async (steps) => {
        expect(await staleAnswers(new SharedReads<number>(), steps)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('would be caught if it began with the first who asks', async () => {
    expect(await staleAnswers(new EagerReads(), ['ask', 'change', 'ask'])).toBe(1);
    expect(await staleAnswers(new SharedReads<number>(), ['ask', 'change', 'ask'])).toBe(0);
  });

  it('lets nobody in on what has begun', async () => {
    const reads = new SharedReads<number>();
    let runs = 0;
    const late: Promise<number>[] = [];
    const work = async (): Promise<number> => {
      runs += 1;
      if (runs === 1) late.push(reads.ask('a', work).answer);
      await turn();
      return runs;
    };
    await reads.ask('a', work).answer;
    await Promise.all(late);
    expect(runs).toBe(2);
  });

  it('tells everyone of a failure, and starts afresh', async () => {
    const reads = new SharedReads<string>();
    const fails = async (): Promise<string> => Promise.reject(new Error('no'));
    const asked = [reads.ask('a', fails), reads.ask('a', fails)].map(({ answer }) => answer);
    for (const answer of asked) await expect(answer).rejects.toThrow('no');
    expect(await reads.ask('a', async () => 'yes').answer).toBe('yes');
  });

  it('gives up what nobody waits for any more, and nothing else', async () => {
    const reads = new SharedReads<string>();
    const signals: AbortSignal[] = [];
    const work = (signal: AbortSignal): Promise<string> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const [first, second] = [reads.ask('a', work), reads.ask('a', work)];
    reads.ask('b', work).leave();
    await turn();
    first.leave();
    first.leave();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    second.leave();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
