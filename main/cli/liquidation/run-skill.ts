import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AggregateFileError, readAggregate, type AggregateBar } from '#core/liquidation/skill/aggregate-bars.ts';
import { measuredOf } from '#core/liquidation/skill/measured-of.ts';
import { skillReport, type SkillFit, type SkillReport } from '#core/liquidation/skill/skill-report.ts';
import { skillMarkdown } from '#core/liquidation/skill/skill-text.ts';
import type { ContractTerms } from '#core/liquidation/tier-ratios.ts';
import { marginTiers } from '#core/market/margin-tiers.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { NOTHING, parseRational } from '#shared/domain/rational.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { fileSize, fileText } from '../import/file-text.ts';

export interface SkillOptions {
  readonly data: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** Prints what the program says beside its maps. */
  readonly measured?: boolean;
  readonly seed: number;
}

/** Files that hold price, liquidations, funding and open interest: `btc-1h-price-liquidation-funding-oi.csv.gz`. */
const NAME = /^([a-z0-9]+)-(\w+)-price-liquidation-funding-oi\.csv(\.gz)?$/;
const FOLDER = 'derivatives-aggregate';
const MAX_BYTES = 200_000_000;
const PERCENT = 0.01;

/** Several venues together have no table of their own: the first step of the largest ones. */
const AGGREGATE_TERMS: ContractTerms = {
  contract: 'linear',
  rule: 'kucoin-2025-05',
  maxLeverage: 125,
  tiers: marginTiers(
    [{ floor: NOTHING, cap: null, rate: parseRational('0.004'), deduction: null, maxLeverage: null }],
    'none',
  ),
};

interface Series {
  readonly symbol: string;
  readonly name: string;
  readonly bars: readonly AggregateBar[];
}

/** Measures how good the liquidation map is on recorded months. The longest file of a symbol is fitted, all are measured. */
export async function runSkill(options: SkillOptions, { terminal }: CliContext): Promise<ExitCode> {
  const series = await seriesOf(options.data);
  const symbols = [...new Set(series.map(({ symbol }) => symbol))];
  const reports = symbols.flatMap((symbol) =>
    reportsOf(
      series.filter((one) => one.symbol === symbol),
      options.seed,
    ),
  );
  if (options.json === true) terminal.out(`${JSON.stringify(reports, null, 2)}\n`);
  else if (options.measured === true) terminal.out(`${JSON.stringify(fittedOf(reports).map(measuredOf), null, 2)}\n`);
  else if (options.markdown === true) terminal.out(reports.map(skillMarkdown).join('\n'));
  else for (const { symbol, source, verdict } of reports) terminal.out(`${symbol} ${source}: ${verdict.sentence}\n`);
  return EXIT.ok;
}

/** The report of each symbol whose file was fitted. */
const fittedOf = (reports: readonly SkillReport[]): readonly SkillReport[] =>
  reports.filter(({ sizeGain }) => sizeGain !== null);

function reportsOf(series: readonly Series[], seed: number): readonly SkillReport[] {
  const ordered = [...series].sort((a, b) => spanOf(b) - spanOf(a));
  let fitted: SkillFit | null = null;
  return ordered.map(({ symbol, name, bars }) => {
    const request = { symbol, source: name, bars, terms: AGGREGATE_TERMS, random: new Sfc32(seed) };
    const { report, fit } = skillReport(fitted === null ? request : { ...request, fitted });
    fitted ??= fit;
    return report;
  });
}

const spanOf = ({ bars }: Series): number => (bars.at(-1)?.bar.ts ?? 0) - (bars[0]?.bar.ts ?? 0);

async function seriesOf(folder: string): Promise<readonly Series[]> {
  const found = [folder, join(folder, FOLDER)].flatMap((place) =>
    namesIn(place)
      .filter((name) => NAME.test(name))
      .map((name) => ({ place, name })),
  );
  if (found.length === 0) {
    const wanted = 'coin-timeframe-price-liquidation-funding-oi.csv.gz';
    throw new CliError(EXIT.badInput, `${folder}: there is no file named like ${wanted}, nor in its folder ${FOLDER}.`);
  }
  return Promise.all(found.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ place, name }) => seriesIn(place, name)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function seriesIn(place: string, name: string): Promise<Series> {
  const path = join(place, name);
  if ((await fileSize(path)) > MAX_BYTES) throw new CliError(EXIT.badInput, `${path}: It is too large.`);
  let text = '';
  for await (const piece of fileText(path, () => undefined)) text += piece;
  try {
    return { symbol: (NAME.exec(name)?.[1] ?? name).toUpperCase(), name, bars: readAggregate(text, PERCENT) };
  } catch (error) {
    if (error instanceof AggregateFileError) throw new CliError(EXIT.badInput, `${path}: ${error.message}`);
    throw error;
  }
}
