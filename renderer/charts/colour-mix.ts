/** A colour in OKLab: lightness 0…1 and two opponent axes. */
export interface OkLab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const toGamma = (channel: number): number =>
  channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;

/** The three channels 0…1 of `#RRGGBB`; an alpha part is not read. @throws SyntaxError for anything else. */
export function hexChannels(hex: string): readonly [number, number, number] {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(hex);
  if (match === null) throw new SyntaxError(`Not a colour: "${hex}"`);
  const [, r = '0', g = '0', b = '0'] = match;
  return [parseInt(r, 16) / 255, parseInt(g, 16) / 255, parseInt(b, 16) / 255];
}

/** Source: B. Ottosson, "A perceptual color space for image processing", 2020. */
export function hexToOkLab(hex: string): OkLab {
  const [r, g, b] = hexChannels(hex).map(toLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

const byte = (channel: number): string =>
  Math.round(Math.min(1, Math.max(0, toGamma(Math.max(0, channel)))) * 255)
    .toString(16)
    .padStart(2, '0');

/** The inverse of {@link hexToOkLab}; what lies outside sRGB is clipped. */
export function okLabToHex({ l, a, b }: OkLab): string {
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z;
  const green = -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z;
  const blue = -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z;
  return `#${byte(red)}${byte(green)}${byte(blue)}`;
}

/** The colour `share` of the way from one to the other, mixed in OKLab. */
export function mixColours(from: string, to: string, share: number): string {
  const p = hexToOkLab(from);
  const q = hexToOkLab(to);
  const at = (a: number, b: number): number => a + (b - a) * share;
  return okLabToHex({ l: at(p.l, q.l), a: at(p.a, q.a), b: at(p.b, q.b) });
}

/** Relative luminance 0…1 as WCAG 2 defines it. */
export function luminance(hex: string): number {
  const [r, g, b] = hexChannels(hex).map(toLinear) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1…21, as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
