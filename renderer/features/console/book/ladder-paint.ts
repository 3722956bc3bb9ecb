import { say } from '#shared/language/words.ts';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { BookSide } from '#renderer/data/book-side.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import { figuresWidth, writeFigures } from './figures.ts';
import { multiplierDecimals, stepDecimals } from './grouping.ts';
import { FOOT_HEIGHT, ladderColumns, ROW_HEIGHT, type LadderColumns } from './ladder-layout.ts';
import { stepAt, type LadderRows } from './ladder-rows.ts';
import type { LadderScene } from './ladder-scene.ts';
import { pinnedOf, type OwnLevel } from './own-orders.ts';

const SIZE_PAD = 8;
const CHIP_HEIGHT = 13;

interface Row {
  readonly step: number;
  readonly side: 'bid' | 'ask';
  readonly lots: number;
  /** Shares of the widest bar: this level, and all levels up to it. */
  readonly share: number;
  readonly sum: number;
  readonly best: boolean;
  readonly own: OwnLevel | null;
  /** Share of the level ahead of my orders, and contracts ahead; null when not estimated. */
  readonly ahead: { readonly lots: number; readonly share: number } | null;
  readonly draft: boolean;
  readonly hover: 'buy' | 'sell' | 'price' | null;
  readonly cursor: boolean;
}

/** Draws the ladder; rows that did not change are left as they are. */
export class LadderPainter {
  readonly #t: Tokens;
  readonly #units: DepthUnits;
  readonly #scene: LadderScene;
  readonly #columns: LadderColumns;
  readonly #height: number;
  #drawn: string[] = [];
  #footDrawn = '';

  constructor(scene: LadderScene, units: DepthUnits, tokens: Tokens, width: number, height: number) {
    this.#scene = scene;
    this.#units = units;
    this.#t = tokens;
    this.#columns = ladderColumns(width);
    this.#height = height;
  }

  paint(pen: Pen, whole: boolean): void {
    const scene = this.#scene;
    scene.settle();
    if (whole) {
      this.#drawn = [];
      this.#footDrawn = '';
      pen.clearRect(0, 0, this.#columns.width, this.#height);
    }
    const { rows } = scene;
    if (rows === null) return;
    const sums = visibleSums(scene, rows);
    scene.sizeDecimals ??= sizeDecimalsFor(sums.largest * this.#units.multiplier);
    for (let row = 0; row < rows.rows; row += 1) this.#row(pen, row, rows, sums);
    this.#pinned(pen, rows);
    this.#foot(pen, sums);
  }

  #row(pen: Pen, row: number, rows: LadderRows, sums: Sums): void {
    const step = stepAt(rows, row);
    const key = step === null ? this.#spreadKey() : '';
    const shown = step === null ? null : this.#rowOf(row, step, rows, sums);
    const now = shown === null ? key : rowKey(shown);
    if (this.#drawn[row] === now) return;
    this.#drawn[row] = now;
    const y = row * ROW_HEIGHT;
    pen.clearRect(0, y, this.#columns.width, ROW_HEIGHT);
    if (shown === null) this.#spread(pen, y);
    else this.#level(pen, y, shown);
  }

  #rowOf(row: number, step: number, rows: LadderRows, sums: Sums): Row {
    const { book, own, hover, cursor, draftTicks } = this.#scene;
    const side = step >= rows.split ? 'ask' : 'bid';
    const ticks = step * book.groupTicks;
    const levels = side === 'ask' ? book.asks : book.bids;
    const lots = levels.at(ticks);
    const mine = own.find((level) => level.step === step) ?? null;
    return {
      step,
      side,
      lots,
      share: lots / sums.largest,
      sum: (sums.upTo.get(step) ?? 0) / sums.whole,
      best: levels.count > 0 && levels.ticks[0] === ticks,
      own: mine,
      ahead: mine === null ? null : this.#ahead(mine),
      draft: draftTicks !== null && groupStep(draftTicks, book.groupTicks, side) === step,
      hover: hover?.row === row ? hover.zone : null,
      cursor: cursor === step,
    };
  }

  /** Of several orders at one row the one that stands last. */
  #ahead({ ids }: OwnLevel): Row['ahead'] {
    let most: Row['ahead'] = null;
    for (const { id, ahead, level } of this.#scene.book.queues) {
      if (!ids.includes(id) || ahead === null || level === null || ahead < (most?.lots ?? 0)) continue;
      most = { lots: ahead, share: level === 0 ? 0 : Math.min(1, ahead / level) };
    }
    return most;
  }

  #level(pen: Pen, y: number, row: Row): void {
    const { bidLeft, askRight, priceLeft, priceRight, width } = this.#columns;
    const t = this.#t;
    const ask = row.side === 'ask';
    const middle = y + ROW_HEIGHT / 2 + 0.5;
    if (row.hover !== null || row.cursor) {
      pen.fillStyle = t.raised;
      pen.fillRect(0, y, width, ROW_HEIGHT);
    }
    const room = (ask ? askRight - priceRight : priceLeft - bidLeft) - 2;
    const bar = (share: number, alpha: number): void => {
      const length = Math.round(room * Math.min(1, share));
      pen.globalAlpha = alpha;
      pen.fillStyle = ask ? t.down : t.up;
      pen.fillRect(ask ? priceRight : priceLeft - length, y + 1, length, ROW_HEIGHT - 2);
      pen.globalAlpha = 1;
    };
    if (row.lots > 0) {
      bar(row.sum, 0.1);
      bar(row.share * 0.8, 0.24);
    }
    pen.font = penFont(11);
    const sizeRight = ask ? priceRight + Math.min(48, room - 6) : priceLeft - SIZE_PAD;
    if (row.lots > 0) writeFigures(pen, this.#size(row.lots), sizeRight, middle, t.text);
    this.#price(pen, row, middle);
    if (row.draft) hairline(pen, priceLeft, y + ROW_HEIGHT - 1, priceRight, y + ROW_HEIGHT - 1, t.king, [3, 2]);
    if (row.own !== null) this.#own(pen, y, row.own, row.ahead, sizeRight);
    if (row.hover !== null || row.cursor) this.#mark(pen, y, row);
  }

  #price(pen: Pen, row: Row, middle: number): void {
    const { priceLeft, priceRight } = this.#columns;
    const t = this.#t;
    pen.font = penFont(11, row.best ? 650 : 400);
    const text = this.#priceText(row.step);
    const right = (priceLeft + priceRight) / 2 + figuresWidth(pen, text) / 2;
    writeFigures(pen, text, right, middle, row.best ? t.text : t.text2);
    pen.font = penFont(11);
  }

  #own(pen: Pen, y: number, own: OwnLevel, ahead: Row['ahead'], sizeRight: number): void {
    const { width, priceLeft, priceRight } = this.#columns;
    const t = this.#t;
    const buy = own.side === 'buy';
    const text = this.#mine(own.lots);
    this.#chip(pen, buy ? 1 : width - 1, y, text, buy ? 'left' : 'right');
    if (ahead === null) return;
    const size = this.#mine(ahead.lots);
    const line = Math.max(2, 40 * ahead.share);
    pen.fillStyle = t.ember;
    pen.fillRect(Math.round(sizeRight - 40), y + ROW_HEIGHT - 2, Math.round(line), 2);
    // The other side of the row is empty where mine rests.
    const middle = y + ROW_HEIGHT / 2 + 0.5;
    const words = say('≈ {size} ahead', { size });
    write(pen, words, buy ? priceRight + 4 : priceLeft - 4, middle, t.ember, buy ? 'left' : 'right');
  }

  #chip(pen: Pen, x: number, y: number, text: string, align: 'left' | 'right'): void {
    const t = this.#t;
    pen.font = penFont(10.5, 600);
    const width = Math.max(34, figuresWidth(pen, text) + 8);
    const left = align === 'left' ? x : x - width;
    pen.fillStyle = t.king;
    pen.beginPath();
    pen.roundRect(left, y + (ROW_HEIGHT - CHIP_HEIGHT) / 2, width, CHIP_HEIGHT, 3);
    pen.fill();
    writeFigures(pen, text, left + width - 4, y + ROW_HEIGHT / 2 + 0.5, t.kingInk);
    pen.font = penFont(11);
  }

  #mark(pen: Pen, y: number, { hover, cursor }: Row): void {
    const { priceLeft, priceRight, bidLeft, askRight, width } = this.#columns;
    const zone = cursor && hover === null ? 'price' : hover;
    const t = this.#t;
    const ends = { buy: [bidLeft, priceLeft], sell: [priceRight, askRight], price: [priceLeft, priceRight] } as const;
    const [from, to] = zone === null ? [0, width] : ends[zone];
    pen.strokeStyle = zone === 'buy' ? t.up : zone === 'sell' ? t.down : t.king;
    pen.lineWidth = 1;
    pen.strokeRect(from + 0.5, y + 0.5, to - from - 1, ROW_HEIGHT - 1);
  }

  #spreadKey(): string {
    const { book, tape, oneClick } = this.#scene;
    const last = tape.count > 0 ? `${String(tape.ticks(0))} ${String(tape.side(0))}` : '';
    return ['spread', String(book.bestBid), String(book.bestAsk), last, String(oneClick)].join(' ');
  }

  #spread(pen: Pen, y: number): void {
    const { book, tape, oneClick } = this.#scene;
    const { width } = this.#columns;
    const t = this.#t;
    pen.fillStyle = t.raised;
    pen.fillRect(0, y, width, ROW_HEIGHT);
    if (oneClick) {
      pen.fillStyle = t.warnSoft;
      pen.fillRect(0, y, width, ROW_HEIGHT);
    }
    const middle = y + ROW_HEIGHT / 2 + 0.5;
    if (tape.count > 0) {
      const bought = tape.side(0) > 0;
      pen.font = penFont(12, 650);
      const colour = bought ? t.up : t.down;
      const text = this.#exact(tape.ticks(0));
      writeFigures(pen, text, width / 2 - 8, middle, colour);
      write(pen, bought ? '↑' : '↓', width / 2 - 2, middle, colour);
    }
    pen.font = penFont(11);
    const { bestBid, bestAsk } = book;
    const words =
      bestBid === null || bestAsk === null
        ? say('one side is empty')
        : say('spread {spread}', { spread: this.#exact(bestAsk - bestBid) });
    write(pen, words, width / 2 + 18, middle, t.text3);
    if (oneClick) write(pen, say('a click sends'), 6, middle, t.warn);
  }

  /** My orders out of view stay at the edge. */
  #pinned(pen: Pen, rows: LadderRows): void {
    const out = pinnedOf(this.#scene.own, rows);
    const { width } = this.#columns;
    for (const [edge, level] of [
      [0, out.above],
      [rows.rows - 1, out.below],
    ] as const) {
      if (level === null) continue;
      const text = `${edge === 0 ? '↑' : '↓'}${this.#mine(level.lots)}`;
      const y = edge * ROW_HEIGHT;
      pen.clearRect(level.side === 'buy' ? 0 : width - 40, y, 40, ROW_HEIGHT);
      this.#chip(pen, level.side === 'buy' ? 1 : width - 1, y, text, level.side === 'buy' ? 'left' : 'right');
      this.#drawn[edge] = '';
    }
  }

  #foot(pen: Pen, { bids, asks }: Sums): void {
    const { provenance } = this.#scene.book.snapshot();
    const { width } = this.#columns;
    const t = this.#t;
    const top = this.#height - FOOT_HEIGHT;
    const key = `${String(bids)} ${String(asks)} ${String(provenance)}`;
    if (this.#footDrawn === key) return;
    this.#footDrawn = key;
    pen.clearRect(0, top, width, FOOT_HEIGHT);
    hairline(pen, 0, top, width, top, t.line);
    const both = bids + asks;
    if (both === 0) return;
    const share = bids / both;
    const split = 8 + (width - 16) * share;
    pen.fillStyle = t.up;
    pen.fillRect(8, top + 5, split - 9, 2);
    pen.fillStyle = t.down;
    pen.fillRect(split + 1, top + 5, width - 9 - split, 2);
    pen.font = penFont(11);
    const percent = Math.round(share * 100);
    const values = (of: number, lots: number) => ({
      percent: String(of),
      size: formatNumber(lots * this.#units.multiplier, 0),
    });
    write(pen, say('Bid {percent} %, {size}', values(percent, bids)), 8, top + 19, t.text2);
    write(pen, say('Ask {percent} %, {size}', values(100 - percent, asks)), width - 8, top + 19, t.text2, 'right');
    if (provenance === 'simulated' && width >= 270) write(pen, say('simulated'), width / 2, top + 19, t.sim, 'center');
  }

  #size(lots: number): string {
    return formatNumber(lots * this.#units.multiplier, this.#scene.sizeDecimals ?? 2);
  }

  /** My sizes are small beside a level: they keep the decimals of one contract. */
  #mine(lots: number): string {
    return formatNumber(lots * this.#units.multiplier, multiplierDecimals(this.#units.multiplier));
  }

  #priceText(step: number): string {
    const { groupTicks } = this.#scene.book;
    const { tickUnits, priceDecimals } = this.#units;
    const decimals = stepDecimals(groupTicks, tickUnits, priceDecimals);
    return formatNumber((step * groupTicks * tickUnits) / 10 ** priceDecimals, decimals);
  }

  #exact(ticks: number): string {
    const { tickUnits, priceDecimals } = this.#units;
    return formatNumber((ticks * tickUnits) / 10 ** priceDecimals, priceDecimals);
  }
}

interface Sums {
  readonly largest: number;
  readonly whole: number;
  readonly bids: number;
  readonly asks: number;
  /** By price in steps: contracts from the best price up to it. */
  readonly upTo: ReadonlyMap<number, number>;
}

/** What is in view: the widest bar is the largest level there, the sums run from the best price outwards. */
function visibleSums({ book }: LadderScene, { top, rows }: LadderRows): Sums {
  const upTo = new Map<number, number>();
  const [low, high] = [top - rows + 1, top];
  let largest = 1;
  const run = (side: BookSide): number => {
    let sum = 0;
    for (let i = 0; i < side.count; i += 1) {
      const step = Math.round((side.ticks[i] ?? 0) / book.groupTicks);
      if (step < low || step > high) continue;
      const lots = side.lots[i] ?? 0;
      sum += lots;
      largest = Math.max(largest, lots);
      upTo.set(step, sum);
    }
    return sum;
  };
  const bids = run(book.bids);
  const asks = run(book.asks);
  return { largest, whole: Math.max(1, bids, asks), bids, asks, upTo };
}

const groupStep = (ticks: number, groupTicks: number, side: 'bid' | 'ask'): number =>
  side === 'bid' ? Math.floor(ticks / groupTicks) : Math.ceil(ticks / groupTicks);

function sizeDecimalsFor(largest: number): number {
  if (largest >= 1_000) return 0;
  if (largest >= 100) return 1;
  return largest >= 10 ? 2 : 3;
}

const rowKey = (row: Row): string =>
  [
    row.step,
    row.side,
    row.lots,
    Math.round(row.share * 200),
    Math.round(row.sum * 200),
    row.best,
    row.own?.lots,
    row.ahead?.lots,
    Math.round((row.ahead?.share ?? 0) * 40),
    row.draft,
    row.hover,
    row.cursor,
  ].join(' ');
