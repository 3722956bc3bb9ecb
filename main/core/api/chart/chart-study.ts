import { DAY } from '#shared/domain/time.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { computeIndicator } from '../../indicators/compute-indicator.ts';
import { BAR, BAR_WIDTH, type IndicatorStream } from '../../indicators/indicator-stream.ts';
import { INDICATORS, isIndicatorName } from '../../indicators/registry.ts';
import { VwapStream } from '../../indicators/volume-indicators.ts';

/** A bar as a study reads it. */
interface StudyBar {
  readonly ts: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** An indicator with its parameters, as a chart asks for it. */
export interface ChartStudy {
  /** As asked for: `ema:period=21`. */
  readonly text: string;
  readonly outputs: readonly string[];
  /** Bars of a length (ms) before the first shown one, so that its values do not hang on where reading began. */
  readonly warmUp: (barMs: number) => number;
  readonly start: () => StudyRun;
}

/** What Wilder's average, the slowest, still holds of its seed after so many of its periods is below 1e-8 of it. */
const SETTLED = 20;
const MOST_WARM_UP = 2_000;
const NOTHING = new Float64Array(0);
const NO_COLUMNS = { high: NOTHING, low: NOTHING, close: NOTHING, volume: NOTHING };

/** One indicator on its way through the bars of a chart. */
export class StudyRun {
  readonly #stream: IndicatorStream;
  /** Restarted with each day; null where the study knows no days. */
  readonly #daily: VwapStream | null;
  readonly #bar = new Float64Array(BAR_WIDTH);
  #day = Number.NaN;

  constructor(stream: IndicatorStream, daily: VwapStream | null) {
    this.#stream = stream;
    this.#daily = daily;
  }

  /** Takes a closed bar; the values after it, reused by the next call. */
  commit(bar: StudyBar): Float64Array {
    this.#enter(bar);
    this.#stream.commit(this.#bar);
    return this.#stream.row;
  }

  /** The values as if an open bar closed now. A bar of a new day starts it: nothing older may be committed after. */
  peek(bar: StudyBar): Float64Array {
    this.#enter(bar);
    this.#stream.peek(this.#bar);
    return this.#stream.row;
  }

  #enter({ ts, high, low, close, volume }: StudyBar): void {
    this.#bar[BAR.high] = high;
    this.#bar[BAR.low] = low;
    this.#bar[BAR.close] = close;
    this.#bar[BAR.volume] = volume;
    const day = Math.floor(ts / DAY);
    if (this.#daily === null || day === this.#day) return;
    this.#day = day;
    this.#daily.restart();
  }
}

function readStudy(text: string): Result<ChartStudy, string> {
  const [name = '', ...pairs] = text.split(':');
  const params = Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key, Number(value)];
    }),
  );
  const checked = computeIndicator(name, params, NO_COLUMNS);
  if (!checked.ok) return err(checked.error.message);
  if (!isIndicatorName(name)) return err(`There is no indicator "${name}".`);
  const spec = INDICATORS[name];
  const { outputs } = spec;
  if (name === 'vwap' && pairs.length === 0) {
    const start = (): StudyRun => {
      const daily = new VwapStream(0);
      return new StudyRun(daily, daily);
    };
    return ok({ text, outputs, warmUp: (barMs) => Math.ceil(DAY / barMs), start });
  }
  const defaults = Object.values<{ readonly default: number }>(spec.params).map((param) => param.default);
  const longest = Math.max(1, ...defaults, ...Object.values(params));
  const warmUp = Math.min(MOST_WARM_UP, Math.ceil(SETTLED * longest));
  return ok({ text, outputs, warmUp: () => warmUp, start: () => new StudyRun(spec.stream(params), null) });
}

/** Reads the studies of a chart; the sentence of the first that cannot be. */
export function readStudies(text: string): Result<readonly ChartStudy[], string> {
  const studies: ChartStudy[] = [];
  for (const one of text === '' ? [] : text.split(',')) {
    const read = readStudy(one);
    if (!read.ok) return read;
    studies.push(read.value);
  }
  return ok(studies);
}
