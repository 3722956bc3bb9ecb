import {
  ColorType,
  CrosshairMode,
  LineStyle,
  PriceScaleMode,
  type ChartOptions,
  type DeepPartial,
} from 'lightweight-charts';
import { languageTag } from '#shared/language/words.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { FONT_SANS, type Tokens } from '#renderer/ui/theme/tokens.ts';

/** What of the chart library's options follows the theme. */
export const themeOptions = (t: Tokens): DeepPartial<ChartOptions> => ({
  layout: {
    background: { type: ColorType.Solid, color: t.panel },
    textColor: t.text3,
    panes: { separatorColor: t.line, separatorHoverColor: t.lineStrong },
  },
  grid: { vertLines: { color: t.grid }, horzLines: { color: t.grid } },
  crosshair: {
    vertLine: { color: t.text3, labelBackgroundColor: t.lineStrong },
    horzLine: { color: t.text3, labelBackgroundColor: t.lineStrong },
  },
  rightPriceScale: { borderColor: t.line },
  timeScale: { borderColor: t.line },
});

/** The rest: set once. The library's own mark writes a style without a nonce; the panel says whose chart it is instead. */
export const FIXED_OPTIONS: DeepPartial<ChartOptions> = {
  autoSize: true,
  layout: { attributionLogo: false, fontFamily: FONT_SANS, fontSize: 11 },
  crosshair: {
    mode: CrosshairMode.Normal,
    vertLine: { style: LineStyle.Dotted, width: 1 },
    horzLine: { style: LineStyle.Dotted, width: 1 },
  },
  rightPriceScale: { scaleMargins: { top: 0.12, bottom: 0.08 }, minimumWidth: 66 },
  timeScale: { timeVisible: true, secondsVisible: false, minBarSpacing: 1, shiftVisibleRangeOnNewBar: true },
  localization: {
    locale: languageTag(),
    timeFormatter: (time: unknown) => `${formatMoment(Number(time) * 1_000).slice(0, -3)} UTC`,
  },
};

export const scaleMode = (log: boolean): PriceScaleMode => (log ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal);
