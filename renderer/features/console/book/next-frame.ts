const waiting = new Set<() => void>();
let asked = false;

function run(): void {
  asked = false;
  const due = [...waiting];
  waiting.clear();
  for (const draw of due) draw();
}

/** Draws in the next frame, together with all else that is due then; asked twice it draws once. */
export function nextFrame(draw: () => void): void {
  waiting.add(draw);
  if (asked) return;
  asked = true;
  requestAnimationFrame(run);
}
