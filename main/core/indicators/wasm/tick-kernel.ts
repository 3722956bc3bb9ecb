import {
  BAND_FACTOR,
  EMA_FACTOR,
  FAST_FACTOR,
  SIGNAL_FACTOR,
  SLOW_FACTOR,
  STATE,
  WARM_UP,
  WILDER_FACTOR,
  WINDOW,
  WINDOW_FACTOR,
} from '../standard-set.ts';
import type { Code, FunctionSource } from '../../wasm/encoder.ts';
import { block, f64, f64x2, get, i32, int, leave, Locals, real, set, v128, when } from '../../wasm/instructions.ts';

/**
 * One candle of the standard set on one state row in WebAssembly: `hotStep` of the bank, operation by operation, with
 * pairs of averages side by side in one register. High, low and close lie at `inputs`: as
 * parameters the engine would box them wherever it does not build the call into its caller.
 *
 * `peek(row)` and `commit(row)` take the byte address of a state row, write the output row at `outputs` and return 0 when the row is still warming up (nothing done), else 1.
 */
export function tickKernel(outputs: number, inputs: number): readonly FunctionSource[] {
  return [tickFunction('peek', outputs, inputs, false), tickFunction('commit', outputs, inputs, true)];
}

const bytes = (offset: number) => offset * 8;
const [ROW, HIGH, LOW, CLOSE] = [0, 1, 2, 3] as const;

function tickFunction(name: string, outputs: number, inputs: number, keep: boolean): FunctionSource {
  const locals = new Locals(1);
  for (const input of [HIGH, LOW, CLOSE]) if (locals.add('f64') !== input) throw new Error('the inputs come first');
  const out = (column: number, value: Code): Code => f64.store(int(0), outputs + bytes(column), value);
  const change = locals.add('f64');
  const previous = locals.add('f64');
  const step = locals.add('v128');
  const body = block(
    ...[HIGH, LOW, CLOSE].map((input, index) => set(input, f64.load(int(0), inputs + bytes(index)))),
    when(f64.lessThan(f64.load(get(ROW), bytes(STATE.count)), real(WARM_UP)), leave(int(0))),
    set(previous, f64.load(get(ROW), bytes(STATE.previousClose))),
    set(change, f64.sub(get(CLOSE), get(previous))),
    strength(locals, change, step, keep, out),
    convergence(locals, step, keep, out),
    rangeAndEma(locals, previous, step, keep, outputs),
    bands(locals, change, keep, out),
    keep ? advance(locals) : [],
    int(1),
  );
  return { name, params: ['i32'], results: ['i32'], locals: locals.types, body };
}

type Output = (column: number, value: Code) => Code;

/** `held + (value − held) · factor` on a pair in the state row, left in `held` and stored when `keep` is set. */
function averagePair(held: number, offset: number, value: Code, factors: Code, keep: boolean): Code {
  return block(
    set(held, v128.load(get(ROW), bytes(offset))),
    set(held, f64x2.add(get(held), f64x2.mul(f64x2.sub(value, get(held)), factors))),
    keep ? v128.store(get(ROW), bytes(offset), get(held)) : [],
  );
}

/** RSI: gain and loss side by side. */
function strength(locals: Locals, change: number, step: number, keep: boolean, out: Output): Code {
  const held = locals.add('v128');
  const gains = f64x2.pmax(f64x2.constant(0, 0), f64x2.splat(get(change)));
  return block(
    set(step, f64x2.sub(gains, f64x2.withLane(f64x2.constant(0, 0), 1, get(change)))),
    averagePair(held, STATE.averageGain, get(step), f64x2.splat(real(WILDER_FACTOR)), keep),
    out(
      0,
      f64.mul(
        real(100),
        f64.div(f64x2.lane(get(held), 0), f64.add(f64x2.lane(get(held), 0), f64x2.lane(get(held), 1))),
      ),
    ),
  );
}

/** MACD: fast and slow average side by side, then the signal. */
function convergence(locals: Locals, step: number, keep: boolean, out: Output): Code {
  const [held, macd, signal] = [locals.add('v128'), locals.add('f64'), locals.add('f64')];
  return block(
    set(step, f64x2.splat(get(CLOSE))),
    averagePair(held, STATE.fast, get(step), f64x2.constant(FAST_FACTOR, SLOW_FACTOR), keep),
    set(macd, f64.sub(f64x2.lane(get(held), 0), f64x2.lane(get(held), 1))),
    set(signal, f64.load(get(ROW), bytes(STATE.signal))),
    set(signal, f64.add(get(signal), f64.mul(f64.sub(get(macd), get(signal)), real(SIGNAL_FACTOR)))),
    keep ? f64.store(get(ROW), bytes(STATE.signal), get(signal)) : [],
    out(1, get(macd)),
    out(2, get(signal)),
    out(3, f64.sub(get(macd), get(signal))),
  );
}

/** ATR and EMA side by side: true range in lane 0, close in lane 1. */
function rangeAndEma(locals: Locals, previous: number, step: number, keep: boolean, outputs: number): Code {
  const [held, before] = [locals.add('v128'), locals.add('v128')];
  const top = f64x2.pmax(get(before), f64x2.splat(get(HIGH)));
  const bottom = f64x2.pmin(get(before), f64x2.splat(get(LOW)));
  return block(
    set(before, f64x2.splat(get(previous))),
    set(step, v128.lows(f64x2.sub(top, bottom), get(step))),
    averagePair(held, STATE.atr, get(step), f64x2.constant(WILDER_FACTOR, EMA_FACTOR), keep),
    v128.store(int(0), outputs + bytes(7), get(held)),
  );
}

/** Rolling mean and squared deviations, and the bands around the mean. */
function bands(locals: Locals, change: number, keep: boolean, out: Output): Code {
  const [oldest, before, move, mean] = [0, 1, 2, 3].map(() => locals.add('f64')) as [number, number, number, number];
  const [squares, repeats, band] = [0, 1, 2].map(() => locals.add('f64')) as [number, number, number];
  const drift = f64.add(f64.sub(get(CLOSE), get(mean)), f64.sub(get(oldest), get(before)));
  return block(
    set(oldest, f64.load(get(ROW), bytes(STATE.oldest))),
    set(before, f64.load(get(ROW), bytes(STATE.mean))),
    set(move, f64.sub(get(CLOSE), get(oldest))),
    set(mean, f64.add(get(before), f64.mul(get(move), real(WINDOW_FACTOR)))),
    set(squares, f64.add(f64.load(get(ROW), bytes(STATE.squares)), f64.mul(get(move), drift))),
    set(squares, f64x2.lane(f64x2.pmax(f64x2.constant(0, 0), f64x2.splat(get(squares))), 0)),
    when(
      f64.equal(get(change), real(0)),
      block(
        set(repeats, f64.add(f64.load(get(ROW), bytes(STATE.repeats)), real(1))),
        when(f64.atLeast(get(repeats), real(WINDOW - 1)), block(set(squares, real(0)), set(mean, get(CLOSE)))),
      ),
    ),
    keep
      ? block(
          f64.store(get(ROW), bytes(STATE.mean), get(mean)),
          f64.store(get(ROW), bytes(STATE.squares), get(squares)),
          f64.store(get(ROW), bytes(STATE.repeats), get(repeats)),
        )
      : [],
    set(band, f64.sqrt(f64.mul(get(squares), real(BAND_FACTOR)))),
    out(4, f64.add(get(mean), get(band))),
    out(5, get(mean)),
    out(6, f64.sub(get(mean), get(band))),
  );
}

/** Moves the window on by the closed candle. */
function advance(locals: Locals): Code {
  const [head, next] = [locals.add('i32'), locals.add('f64')];
  const slot = (index: Code): Code => i32.add(get(ROW), i32.mul(index, int(8)));
  return block(
    set(next, f64.load(get(ROW), bytes(STATE.head))),
    set(head, i32.fromReal(get(next))),
    f64.store(slot(get(head)), bytes(STATE.ring), get(CLOSE)),
    set(next, f64.add(get(next), real(1))),
    when(f64.equal(get(next), real(WINDOW)), set(next, real(0))),
    f64.store(get(ROW), bytes(STATE.head), get(next)),
    f64.store(get(ROW), bytes(STATE.oldest), f64.load(slot(i32.fromReal(get(next))), bytes(STATE.ring))),
    f64.store(get(ROW), bytes(STATE.previousClose), get(CLOSE)),
    f64.store(get(ROW), bytes(STATE.count), f64.add(f64.load(get(ROW), bytes(STATE.count)), real(1))),
  );
}
