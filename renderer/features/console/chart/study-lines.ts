import {
  HistogramSeries,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { OutputStyle, StudyChoice } from './studies.ts';

interface Line {
  readonly daily: boolean;
  readonly style: OutputStyle;
  readonly series: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>;
}

interface AxisRow {
  readonly ts: number;
  readonly row: number | null;
}

const DAY = 86_400_000;
const UNSEEN = '#00000000';
/** The first panes are price and volume. */
const FIRST_OWN_PANE = 2;

/** The lines of the chosen indicators, one series for each output that is drawn. */
export class StudyLines {
  /** By place among all outputs; null where an output is not drawn. */
  readonly #lines: readonly (Line | null)[];
  #newest: { readonly ts: number; readonly values: readonly (number | null)[] } = { ts: 0, values: [] };

  constructor(chart: IChartApi, studies: readonly StudyChoice[], precision: number) {
    let pane = FIRST_OWN_PANE;
    this.#lines = studies.flatMap((study) => {
      const at = study.pane === 'price' ? 0 : pane++;
      return study.outputs.map((style) =>
        lineOf(chart, { study, style, pane: at, precision: study.inPrice ? precision : 2 }),
      );
    });
  }

  setTheme(tokens: Tokens): void {
    for (const line of this.#lines) line?.series.applyOptions({ color: tokens[line.style.ink] });
  }

  setData(outputs: readonly (readonly (number | null)[])[], rows: readonly AxisRow[]): void {
    this.#lines.forEach((line, index) => {
      const column = outputs[index] ?? [];
      if (line === null) return;
      const valueAt = (row: number | null | undefined) =>
        row === null || row === undefined ? null : (column[row] ?? null);
      line.series.setData(
        rows.map(({ ts, row }, place) => {
          const next = rows[place + 1];
          const broken = next !== undefined && (valueAt(next.row) === null || (line.daily && next.ts % DAY === 0));
          return pointOf((ts / 1_000) as UTCTimestamp, valueAt(row), broken && line.style.kind !== 'histogram');
        }),
      );
    });
    const newest = rows.at(-1);
    this.#newest = { ts: newest?.ts ?? 0, values: outputs.map((column) => column.at(-1) ?? null) };
  }

  setBar(time: UTCTimestamp, values: readonly (number | null)[]): void {
    const { ts, values: before } = this.#newest;
    const dayBegins = time * 1_000 > ts && (time * 1_000) % DAY === 0;
    this.#lines.forEach((line, index) => {
      if (line?.daily === true && dayBegins)
        line.series.update(pointOf((ts / 1_000) as UTCTimestamp, before[index] ?? null, true));
      line?.series.update(pointOf(time, values[index] ?? null, false));
    });
    this.#newest = { ts: time * 1_000, values };
  }
}

/** Where an indicator has no value the line has a hole: the way on from a `broken` point is drawn in no colour. */
function pointOf(time: UTCTimestamp, value: number | null, broken: boolean) {
  if (value === null) return { time };
  return broken ? { time, value, color: UNSEEN } : { time, value };
}

interface LinePlan {
  readonly study: StudyChoice;
  readonly style: OutputStyle;
  readonly pane: number;
  readonly precision: number;
}

function lineOf(chart: IChartApi, { study, style, pane, precision }: LinePlan): Line | null {
  const { guides, daily } = study;
  if (style.kind === 'hidden') return null;
  const shared = {
    priceFormat: { type: 'price' as const, precision, minMove: 10 ** -precision },
    lastValueVisible: pane !== 0,
    priceLineVisible: false,
  };
  if (style.kind === 'histogram') return { daily, style, series: chart.addSeries(HistogramSeries, shared, pane) };
  const lineStyle = style.kind === 'dotted' ? LineStyle.Dotted : LineStyle.Solid;
  // On the price pane the bars alone make the scale: a far average must not press them flat.
  const scaling = pane === 0 ? { autoscaleInfoProvider: () => null } : {};
  const series = chart.addSeries(
    LineSeries,
    { ...shared, ...scaling, lineWidth: 1, lineStyle, crosshairMarkerVisible: false },
    pane,
  );
  for (const price of guides)
    series.createPriceLine({
      price,
      color: '#80808080',
      lineWidth: 1,
      lineStyle: LineStyle.Dashed,
      axisLabelVisible: false,
    });
  return { daily, style, series };
}
