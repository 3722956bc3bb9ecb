interface Part {
  readonly from: number;
  readonly to: number;
}

/** The part of a list that is in the page: all of a short one, else what lies around a place, moved by halves of itself. */
export function partAround(at: number, count: number, most: number): Part {
  if (count <= most) return { from: 0, to: count };
  const half = most / 2;
  const from = Math.min(count - most, Math.max(0, Math.round(at / half - 1) * half));
  return { from, to: from + most };
}
