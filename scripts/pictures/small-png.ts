/** Writes a picture of a window as a PNG of at most 256 colours: a quarter of the size, and hardly told apart. */
import { PNG } from 'pngjs';
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;
/** So many of the most frequent colours are kept as they are; surfaces and texts are among them. */
const KEPT = 128;
const INDEXED = 3;

interface Shade {
  /** 0xRRGGBB. */
  readonly colour: number;
  readonly count: number;
}

/** Shifts of red, green and blue within a colour. */
const CHANNELS = [16, 8, 0] as const;
type Channel = (typeof CHANNELS)[number];

const channelOf = (colour: number, channel: Channel): number => (colour >> channel) & 0xff;

function spread(box: readonly Shade[], channel: Channel): number {
  let low = 255;
  let high = 0;
  for (const { colour } of box) {
    low = Math.min(low, channelOf(colour, channel));
    high = Math.max(high, channelOf(colour, channel));
  }
  return high - low;
}

/** How much a box is worth splitting: its widest channel, and which one that is. */
function widest(box: readonly Shade[]): { readonly channel: Channel; readonly width: number } {
  return CHANNELS.map((channel) => ({ channel, width: box.length < 2 ? 0 : spread(box, channel) })).reduce((a, b) =>
    b.width > a.width ? b : a,
  );
}

/** Median cut: the widest box is split in its middle until there are as many boxes as asked for. */
function cut(shades: readonly Shade[], boxes: number): readonly (readonly Shade[])[] {
  const all = [{ box: shades, ...widest(shades) }];
  while (all.length < boxes) {
    const at = all.reduce((best, { width }, index) => (width > (all[best]?.width ?? 0) ? index : best), 0);
    const found = all[at];
    if (found === undefined || found.width === 0) break;
    const sorted = [...found.box].sort(
      (a, b) => channelOf(a.colour, found.channel) - channelOf(b.colour, found.channel),
    );
    const halves = [sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1)];
    all.splice(at, 1, ...halves.map((box) => ({ box, ...widest(box) })));
  }
  return all.map(({ box }) => box);
}

function mean(box: readonly Shade[]): number {
  const total = box.reduce((sum, { count }) => sum + count, 0);
  const part = (channel: Channel): number =>
    Math.round(box.reduce((sum, { colour, count }) => sum + channelOf(colour, channel) * count, 0) / total) << channel;
  return part(16) | part(8) | part(0);
}

/** The palette, and the place in it of every colour of the picture. */
function paletteOf(pixels: Uint32Array): { readonly palette: readonly number[]; readonly places: Map<number, number> } {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const shades = [...counts].map(([colour, count]) => ({ colour, count })).sort((a, b) => b.count - a.count);
  const kept = shades.length <= COLOURS ? shades : shades.slice(0, KEPT);
  const rest = shades.slice(kept.length);
  const boxes = [...kept.map((shade) => [shade]), ...(rest.length === 0 ? [] : cut(rest, COLOURS - kept.length))];
  const places = new Map(boxes.flatMap((box, place) => box.map(({ colour }) => [colour, place] as const)));
  return { palette: boxes.map(mean), places };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The same picture with at most 256 colours. @throws Error when it is no PNG. */
export function smallPng(picture: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(picture);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data.readUIntBE(at * 4, 3);
  const { palette, places } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = places.get(colour) ?? 0;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = INDEXED;
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, place) => colours.writeUIntBE(colour, place * 3, 3));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
