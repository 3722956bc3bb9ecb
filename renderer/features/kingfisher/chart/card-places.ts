/** A card to place: where it would like its middle, and its height. */
export interface CardWish {
  readonly y: number;
  readonly height: number;
}

interface Block {
  /** Σ of what its members would have as the block's top. */
  sum: number;
  count: number;
  height: number;
  first: number;
}

const topOf = ({ sum, count }: Block): number => sum / count;

/**
 * Middles of cards that do not overlap, each as near to its wish as the others let it (least squares, in their order), all
 * between top and bottom. What does not fit at all is pushed out below: more cards than room is for the caller to avoid.
 */
export function cardPlaces(wishes: readonly CardWish[], top: number, bottom: number, gap: number): readonly number[] {
  const order = wishes.map((_, at) => at).sort((a, b) => (wishes[a]?.y ?? 0) - (wishes[b]?.y ?? 0));
  const blocks: Block[] = [];
  for (const [at, index] of order.entries()) {
    const { y, height } = wishes[index] as CardWish;
    let block: Block = { sum: y - height / 2, count: 1, height: height + gap, first: at };
    for (
      let last = blocks.at(-1);
      last !== undefined && topOf(last) + last.height > topOf(block);
      last = blocks.at(-1)
    ) {
      blocks.pop();
      // The later block's wishes, seen from the top of the joined one.
      const sum = last.sum + block.sum - block.count * last.height;
      block = { sum, count: last.count + block.count, height: last.height + block.height, first: last.first };
    }
    blocks.push(block);
  }
  const places = new Array<number>(wishes.length).fill(0);
  let floor = top;
  let room = bottom + gap - blocks.reduce((sum, { height }) => sum + height, 0);
  for (const [at, block] of blocks.entries()) {
    let y = Math.max(floor, Math.min(topOf(block), Math.max(top, room)));
    const end = blocks[at + 1]?.first ?? order.length;
    room += block.height;
    for (let member = block.first; member < end; member += 1) {
      const index = order[member] as number;
      const { height } = wishes[index] as CardWish;
      places[index] = y + height / 2;
      y += height + gap;
    }
    floor = y;
  }
  return places;
}
