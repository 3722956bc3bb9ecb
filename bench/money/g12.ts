import { Decimal } from 'decimal.js';
import { ExactSum } from '#shared/domain/exact-sum.ts';
import { Seeded } from '#tests/support/orders/seeded.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';

const GOAL = 80;
const FILLS = 20_000;
const PEER_FILLS = 2_000;

/** Fills as the product holds them, and the same as decimal texts. */
interface Fills {
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
}

/** Prices of BTC in ticks of 0.1 and sizes in units of 1e-8. */
function makeFills(seed: number): Fills {
  const random = new Seeded(seed);
  return {
    ticks: Float64Array.from({ length: FILLS }, () => random.between(100_000, 1_300_000)),
    lots: Float64Array.from({ length: FILLS }, () => random.between(1, 500_000_000)),
  };
}

/** "equal" when the sums agree to the last digit with bigints, over sizes of all magnitudes. */
function fuzz(): string {
  const random = new Seeded(2);
  for (let run = 0; run < 200; run += 1) {
    const sum = new ExactSum();
    let exact = 0n;
    let decimal = new Decimal(0);
    for (let n = 0; n < 200; n += 1) {
      const a = random.between(0, 2 ** random.between(1, 53) - 1) * (random.chance(0.3) ? -1 : 1);
      const b = random.between(0, 2 ** random.between(1, 53) - 1);
      sum.addProduct(a, b);
      exact += BigInt(a) * BigInt(b);
      decimal = decimal.plus(new Decimal(a).times(b));
    }
    if (sum.total() !== exact) return `run ${String(run)}: ${String(sum.total())}, not ${String(exact)}`;
    if (decimal.toFixed(0) !== exact.toString()) return `run ${String(run)}: decimal.js has too few digits for it`;
  }
  return 'equal';
}

/** G12: price × size, summed up exactly, against decimal.js. */
export async function run(): Promise<BenchResult[]> {
  Decimal.set({ precision: 60 });
  const check = fuzz();
  // As a user would have it: its own default is 20 digits.
  Decimal.set({ precision: 20 });
  const { ticks, lots } = makeFills(1);
  const prices = Array.from(ticks.subarray(0, PEER_FILLS), (value) => new Decimal(value).div(10));
  const sizes = Array.from(lots.subarray(0, PEER_FILLS), (value) => new Decimal(value).div(1e8));
  const sum = new ExactSum();
  let total = 0n;
  let peerTotal = new Decimal(0);
  const measured = await measure([
    {
      name: 'whole numbers',
      units: FILLS * 20,
      run() {
        for (let i = 0; i < 20; i += 1) {
          sum.clear();
          sum.addProducts(ticks, lots, FILLS);
          total = sum.total();
        }
      },
    },
    {
      name: 'decimal.js',
      units: PEER_FILLS,
      run() {
        peerTotal = new Decimal(0);
        for (let row = 0; row < PEER_FILLS; row += 1)
          peerTotal = peerTotal.plus((prices[row] ?? peerTotal).times(sizes[row] ?? peerTotal));
      },
    },
  ]);
  printTimes(measured, 'fill');
  sum.clear();
  sum.addProducts(ticks, lots, PEER_FILLS);
  const same = new Decimal(sum.total().toString()).div(1e9).eq(peerTotal) && total > 0n;
  const verdict = check === 'equal' && !same ? 'the sums differ' : check;
  return [compare(measured, { area: 'g12', subject: 'whole numbers', peer: 'decimal.js', goal: GOAL, check: verdict })];
}
