const PAD = 1.5;

/** SVG points of a line that fills its box; empty below two finite values, level when all values are the same. */
export function sparkPoints(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return '';
  const low = Math.min(...finite);
  const span = Math.max(...finite) - low;
  const step = (width - 2 * PAD) / (finite.length - 1);
  const room = height - 2 * PAD;
  return finite
    .map((value, index) => {
      const share = span === 0 ? 0.5 : (value - low) / span;
      return `${(PAD + index * step).toFixed(1)},${(PAD + (1 - share) * room).toFixed(1)}`;
    })
    .join(' ');
}
