import type { Terminal } from './terminal.ts';

const BAR = 24;
/** Redraws per second that an eye can follow. */
const REDRAW_MS = 80;
/** Steps between two plain lines where nobody watches: a log wants few of them. */
const PLAIN_STEPS = 10;

/** Shows how far some work is. */
export interface Progress {
  /** @param share 0…1. */
  update(share: number, note: string): void;
  /** Takes the bar away, or leaves it full. */
  end(): void;
}

/** A bar drawn over itself on a terminal, and a plain line at each tenth elsewhere. */
export function progressBar(terminal: Terminal, label: string, stopwatch: () => number): Progress {
  return terminal.interactive ? drawn(terminal, label, stopwatch) : plain(terminal, label);
}

function drawn(terminal: Terminal, label: string, stopwatch: () => number): Progress {
  let lastDraw = Number.NEGATIVE_INFINITY;
  let any = false;
  return {
    update(share, note) {
      const now = stopwatch();
      if (share < 1 && now - lastDraw < REDRAW_MS) return;
      lastDraw = now;
      any = true;
      const full = Math.round(clamp(share) * BAR);
      const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
      const text = `${label} ${bar} ${String(Math.floor(clamp(share) * 100)).padStart(3)} %  ${note}`;
      terminal.err(`\r${text.slice(0, Math.max(20, terminal.width - 1))}\u001B[K`);
    },
    end() {
      if (any) terminal.err('\r\u001B[K');
    },
  };
}

function plain(terminal: Terminal, label: string): Progress {
  let told = 0;
  return {
    update(share, note) {
      const step = Math.floor(clamp(share) * PLAIN_STEPS);
      if (step <= told) return;
      told = step;
      terminal.err(`${label} ${String(step * (100 / PLAIN_STEPS))} %  ${note}\n`);
    },
    end: () => undefined,
  };
}

const clamp = (share: number): number => (share > 0 ? Math.min(1, share) : 0);
