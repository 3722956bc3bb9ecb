/** Interleaved measurement: ratios between candidates of the same round, so that a slow phase hits all of them alike. */

/** One contender. `run` does `units` units of the same work (candles, ticks, rows …); time is compared per unit. */
export interface Candidate {
  readonly name: string;
  readonly units: number;
  run(): void | Promise<void>;
}

/** One line of a bench report. `check` is "equal" or says what differs; ratios are peer time ÷ own time. */
export interface BenchResult {
  readonly area: string;
  readonly peer: string;
  readonly rounds: number;
  readonly ratio_median: number;
  readonly ratio_p25: number;
  readonly goal: number;
  readonly check: string;
}

/** Nanoseconds per unit of every candidate in every round: `times.get(name)[round]`. */
export interface Measurement {
  readonly rounds: number;
  readonly times: ReadonlyMap<string, readonly number[]>;
}

/** What a bench area exports. */
export type BenchArea = () => Promise<BenchResult[]>;

/** The contract's minimum of interleaved rounds. */
export const MINIMUM_ROUNDS = 7;
/** A result passes when its lower quartile reaches this share of the goal. */
export const GOAL_SHARE = 0.8;

/** Runs each candidate once per round, in rotated order, after `warmUp` untimed rounds. */
export async function measure(candidates: readonly Candidate[], rounds = 9, warmUp = 2): Promise<Measurement> {
  if (rounds < MINIMUM_ROUNDS) throw new Error(`${rounds} rounds asked, the contract needs ${MINIMUM_ROUNDS}`);
  const times = new Map<string, number[]>(candidates.map((candidate) => [candidate.name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[(i + round + warmUp) % candidates.length];
      if (candidate === undefined) continue;
      globalThis.gc?.();
      const started = process.hrtime.bigint();
      await candidate.run();
      const spent = Number(process.hrtime.bigint() - started) / candidate.units;
      if (round >= 0) times.get(candidate.name)?.push(spent);
    }
  }
  return { rounds, times };
}

/** The value below which the share `q` (0…1) of `values` lies, interpolated. */
export function quantile(values: Iterable<number>, q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The ratios of all rounds as one report line. */
export const resultOf = (
  ratios: readonly number[],
  { area, peer, goal, check }: Pick<BenchResult, 'area' | 'peer' | 'goal' | 'check'>,
): BenchResult => ({
  area,
  peer,
  rounds: ratios.length,
  ratio_median: Number(quantile(ratios, 0.5).toPrecision(4)),
  ratio_p25: Number(quantile(ratios, 0.25).toPrecision(4)),
  goal,
  check,
});

/** Ratios peer ÷ subject, round by round, as one report line. */
export function compare(
  measurement: Measurement,
  line: { area: string; subject: string; peer: string; goal: number; check: string },
): BenchResult {
  const own = measurement.times.get(line.subject) ?? [];
  const ratios = (measurement.times.get(line.peer) ?? []).map((time, round) => time / (own[round] ?? NaN));
  return resultOf(ratios, line);
}

/** Whether a line keeps the contract: equal results and the lower quartile at 0.8 of the goal or better. */
export function passes(result: BenchResult): boolean {
  return result.check === 'equal' && result.ratio_p25 >= GOAL_SHARE * result.goal;
}

/** Prints each candidate's min / median / max per unit to stderr: for the reader, never asserted. */
export function printTimes(measurement: Measurement, unit: string): void {
  for (const [name, times] of measurement.times) {
    const [low, mid, high] = [0, 0.5, 1].map((q) => quantile(times, q).toPrecision(4));
    process.stderr.write(`  ${name}: ${low} / ${mid} / ${high} ns per ${unit}\n`);
  }
}

/** Prints the report lines and returns the exit code: 0 when all pass, 1 otherwise. */
export function report(results: readonly BenchResult[]): number {
  for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
  return results.every(passes) ? 0 : 1;
}
