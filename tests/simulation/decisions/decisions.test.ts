import { beforeAll, describe, expect, it } from 'vitest';
import type { Score } from '#shared/domain/score.ts';
import { signalId } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { pastWhy } from '#core/api/past-why.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import { parseSignalRow } from '#core/journal/rows.ts';
import {
  claimProblem,
  claimsOf,
  reasonProblem,
  scoreProblem,
  turningProblem,
  voteProblem,
  type Claim,
  type Decided,
} from '#tests/support/decisions/decision-checks.ts';
import { decisionRun, type DecisionRun } from '#tests/support/decisions/decision-run.ts';

/** Decisions that are looked at; the run is as long as it takes to make them. */
const WANTED = Number(process.env['ZMART_DECISIONS'] ?? 1_000);
const SEED = Number(process.env['ZMART_DECISION_SEED'] ?? 11);
/** Of the incidents' first ten days only the program's own rules decide; then about 110 signals come a day. */
const DAYS = 13 + Math.ceil(WANTED / 100);

let run: DecisionRun;
let decided: readonly Decided[];

beforeAll(async () => {
  run = await decisionRun(DAYS, SEED);
  const { journal, instruments } = run;
  decided = journal.signals.slice(0, WANTED).map((stored) => {
    const row = parseSignalRow(stored);
    return { row, events: journal.bySubject(row.id), instruments };
  });
}, 600_000);

/** Problems of all decisions, at most a few of them shown. */
function problems(check: (one: Decided) => string | null, of: readonly Decided[] = decided): readonly string[] {
  return of.flatMap((one) => {
    const problem = check(one);
    return problem === null ? [] : [`${one.row.id} (seed ${String(SEED)}): ${problem}`];
  });
}

const first = (found: readonly string[]): readonly string[] => found.slice(0, 5);
const having = (type: string): readonly Decided[] =>
  decided.filter(({ events }) => events.some((e) => e.type === type));

describe(`${String(WANTED)} decisions of seed ${String(SEED)}`, () => {
  it('are of every kind: executed, and refused at every stage', () => {
    expect(decided).toHaveLength(WANTED);
    const codes = new Set(decided.map(({ row }) => row.code));
    expect(codes.size).toBeGreaterThanOrEqual(9);
    const stages = new Set(
      decided.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'signal.refused' ? [event.data['stage'] as string] : [])),
      ),
    );
    expect([...stages].sort()).toEqual(['conflict', 'intake', 'lock', 'risk', 'scoring', 'throttle']);
    expect(codes.has(null)).toBe(true);
  });

  it('have contributions that sum to the score to 1e-9, and scores that their inputs give again', () => {
    expect(having('signal.scored').length).toBeGreaterThan(WANTED / 4);
    expect(first(problems(scoreProblem))).toEqual([]);
  });

  it('have votes that give the consensus again, and that the agents would cast again', () => {
    expect(first(problems(voteProblem))).toEqual([]);
  });

  it('are turned by every counterfactual that is listed when it is applied', () => {
    let listed = 0;
    const wrong = problems((one) => {
      const claims = claimsOf(one);
      listed += claims.length;
      return claims.map((claim) => claimProblem(one, claim)).find((problem) => problem !== null) ?? null;
    });
    expect(first(wrong)).toEqual([]);
    expect(listed).toBeGreaterThan(WANTED / 4);
  });

  it('have exactly one main reason where they did not trade, and say what would have turned it or that nothing would', () => {
    expect(first(problems(reasonProblem))).toEqual([]);
    const { core, store } = run;
    const around = {
      ...{ store: store.journal, limits: core.throttle.limits },
      signal: (id: string) => core.parts.journal.state.signal(signalId(id)),
    };
    // One in ten: what the throttle had let pass is read anew for each.
    const some = decided.filter((_, i) => i % 10 === 0);
    expect(first(problems((one) => turningProblem(one, around), some))).toEqual([]);
  });
});

describe('symbols and bars at which nothing happened', () => {
  it('have exactly one main reason each, also in the middle of a bar', () => {
    const { core, store, instruments, journal, to } = run;
    const asked = Math.max(40, Math.floor(WANTED / 15));
    const rows = journal.signals.slice(0, WANTED).map(parseSignalRow);
    const wrong: string[] = [];
    const kinds = new Map<string, number>();
    for (let i = 0; i < asked; i += 1) {
      const instrument = [...instruments.values()][i % instruments.size];
      if (instrument === undefined) continue;
      const at = to - HOUR * (1 + Math.floor(i / instruments.size)) + (i % 5) * 5 * MINUTE;
      const { symbol } = instrument;
      const said = pastWhy(core, store, instrument, { symbol, direction: null, at });
      kinds.set(said.kind, (kinds.get(said.kind) ?? 0) + 1);
      const near = rows.some((row) => row.symbol === symbol && Math.abs(row.receivedAt - at) <= 15 * MINUTE);
      const where = `${symbol} at ${new Date(at).toISOString()}: ${said.kind}, ${said.sentence}`;
      if (said.sentence.trim() === '' || said.sentence.includes('{')) wrong.push(`${where}: no sentence`);
      if ((said.kind === 'decision') !== near) wrong.push(`${where}: signals near it: ${String(near)}`);
      if ((said.decision !== null) !== (said.kind === 'decision')) wrong.push(`${where}: two answers`);
    }
    expect(first(wrong)).toEqual([]);
    expect(kinds.get('no-signal') ?? 0).toBeGreaterThan(asked / 4);
  });
});

describe('a harness that works finds', () => {
  const scoredOf = (): Decided => having('signal.scored')[0] as Decided;
  const planted = (one: Decided, type: string, change: (data: JournalEvent['data']) => unknown): Decided => ({
    ...one,
    events: one.events.map((event) =>
      event.type === type ? { ...event, data: change(event.data) as JournalEvent['data'] } : event,
    ),
  });

  it('a contribution that was dropped', () => {
    const one = scoredOf();
    expect(scoreProblem(one)).toBeNull();
    const broken = planted(one, 'signal.scored', (data) => {
      const score = data['score'] as unknown as Score;
      const strongest = [...score.contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))[0];
      const contributions = score.contributions.filter((part) => part !== strongest);
      return { ...data, score: { ...score, contributions } };
    });
    expect(scoreProblem(broken)).toContain('contributions sum to');
  });

  it('inputs that were changed after the fact', () => {
    const broken = planted(scoredOf(), 'signal.scored', (data) => ({
      ...data,
      inputs: `${data['inputs'] as string} `,
    }));
    expect(scoreProblem(broken)).toBe('the hash is not that of the inputs');
  });

  it('a vote that was turned round', () => {
    const voted = (event: JournalEvent): boolean => (event.data['votes'] as readonly unknown[]).length === 4;
    const one = decided.find(({ events }) => events.some((event) => event.type === 'signal.evaluated' && voted(event)));
    const broken = planted(one ?? scoredOf(), 'signal.evaluated', (data) => {
      const votes = data['votes'] as readonly (readonly unknown[])[];
      return { ...data, votes: votes.map(([agent, vote, ...rest]) => [agent, vote === 'A' ? 'R' : 'A', ...rest]) };
    });
    expect(voteProblem(broken)).not.toBeNull();
  });

  it('a counterfactual that is one step short', () => {
    const found = decided.flatMap((one) => claimsOf(one).map((claim) => [one, claim] as const));
    const [one, claim] = found[0] as readonly [Decided, Claim & { readonly from: number }];
    expect(claimProblem(one, claim)).toBeNull();
    const short = Math.round(claim.to * 10 + (claim.to > claim.from ? -1 : 1)) / 10;
    expect(claimProblem(one, { ...claim, to: short })).toContain('leaves it');
  });

  it('two reasons, and none', () => {
    const one = decided.find(({ row }) => row.code !== null) as Decided;
    expect(reasonProblem(one)).toBeNull();
    const refusal = one.events.filter(({ type }) => type === 'signal.refused');
    expect(reasonProblem({ ...one, events: [...one.events, ...refusal] })).toBe('2 reasons');
    expect(reasonProblem({ ...one, events: one.events.filter((event) => !refusal.includes(event)) })).toBe('0 reasons');
  });
});
