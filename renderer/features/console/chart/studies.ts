import { say, sayAs } from '#shared/language/words.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';

type Ink = keyof Tokens;

/** How one output of a study is drawn. */
export interface OutputStyle {
  readonly name: string;
  readonly ink: Ink;
  readonly kind: 'line' | 'dotted' | 'histogram' | 'hidden';
}

/** An indicator a chart can show. */
export interface StudyChoice {
  readonly id: string;
  readonly label: string;
  /** As the call is asked: see the contract `market.chart`. */
  readonly text: string;
  /** On the price itself, or in a pane of its own below. */
  readonly pane: 'price' | 'own';
  /** In the order of the indicator's outputs. */
  readonly outputs: readonly OutputStyle[];
  /** Levels that are read against: 30 and 70 of the RSI. */
  readonly guides: readonly number[];
  /** True when its values are differences of prices, with their decimals. */
  readonly inPrice: boolean;
  /** True when it starts anew each day: its line has a hole there. */
  readonly daily: boolean;
}

const line = (name: string, ink: Ink, kind: OutputStyle['kind'] = 'line'): OutputStyle => ({ name, ink, kind });

const onPrice = (id: string, label: string, text: string, ...outputs: OutputStyle[]): StudyChoice => ({
  id,
  label,
  text,
  pane: 'price',
  outputs,
  guides: [],
  inPrice: true,
  daily: text === 'vwap',
});

const below = (id: string, label: string, text: string, guides: number[], ...outputs: OutputStyle[]): StudyChoice => ({
  id,
  label,
  text,
  pane: 'own',
  outputs,
  guides,
  inPrice: id === 'macd' || id === 'atr',
  daily: false,
});

/** The indicators on offer. Lines are neutral: colour is kept for money and for what is mine. */
export const STUDIES: readonly StudyChoice[] = [
  onPrice('ema21', 'EMA 21', 'ema:period=21', line('EMA 21', 'ind1')),
  onPrice('ema89', 'EMA 89', 'ema:period=89', line('EMA 89', 'ind2')),
  onPrice('sma50', 'SMA 50', 'sma:period=50', line('SMA 50', 'ind3')),
  onPrice('sma200', 'SMA 200', 'sma:period=200', line('SMA 200', 'ind2', 'dotted')),
  onPrice('vwap', say('VWAP day'), 'vwap', line(say('VWAP day'), 'ind3', 'dotted')),
  onPrice(
    'bollinger',
    say('Bollinger 20, 2'),
    'bollinger:period=20:width=2',
    line(say('Bollinger upper'), 'ind2'),
    line(say('Bollinger middle'), 'ind2', 'dotted'),
    line(say('Bollinger lower'), 'ind2'),
    line('%b', 'ind3', 'hidden'),
    line(say('Bandwidth'), 'ind3', 'hidden'),
  ),
  onPrice(
    'donchian',
    say('Donchian 20'),
    'donchian:period=20',
    line(say('Donchian upper'), 'ind3'),
    line(say('Donchian middle'), 'ind3', 'dotted'),
    line(say('Donchian lower'), 'ind3'),
  ),
  below('rsi', 'RSI 14', 'rsi:period=14', [30, 70], line('RSI 14', 'ind1')),
  below(
    'macd',
    'MACD 12, 26, 9',
    'macd',
    [0],
    line('MACD', 'ind1'),
    line(sayAs('MACD', 'Signal'), 'ind2'),
    line(say('Histogram'), 'ind3', 'histogram'),
  ),
  below('atr', 'ATR 14', 'atr:period=14', [], line('ATR 14', 'ind1'), line(say('True range'), 'ind3', 'hidden')),
  below('stochastic', say('Stochastic 14'), 'stochastic', [20, 80], line('%K', 'ind1'), line('%D', 'ind2')),
];

/** The text of the call for the chosen studies. */
export const studiesText = (chosen: readonly StudyChoice[]): string => chosen.map(({ text }) => text).join(',');

/** The chosen studies in the order of the menu. */
export const chosenStudies = (ids: readonly string[]): readonly StudyChoice[] =>
  STUDIES.filter(({ id }) => ids.includes(id));
