/** A straight line: y = `from` + `per` × x. */
interface Line {
  readonly from: number;
  readonly per: number;
}

/** The line with the least squares through some points; NaN where they do not tell one from the other. */
export function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): Line {
  const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const mean = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  let [over, under] = [0, 0];
  for (const { x, y } of points) {
    over += (x - middle) * (y - mean);
    under += (x - middle) ** 2;
  }
  const per = over / under;
  return { from: mean - per * middle, per };
}
