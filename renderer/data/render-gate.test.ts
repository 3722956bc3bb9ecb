import { describe, expect, it } from 'vitest';
import { RENDER_INTERVAL_MS, RenderGate, type GateTimer } from './render-gate.ts';

class FakeTimer implements GateTimer {
  time = 0;
  readonly due: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): void {
    this.due.push({ at: this.time + ms, callback });
  }

  advance(to: number): void {
    this.time = to;
    const ready = this.due.filter(({ at }) => at <= to);
    ready.forEach((entry) => this.due.splice(this.due.indexOf(entry), 1));
    ready.forEach(({ callback }) => callback());
  }
}

describe('RenderGate', () => {
  it('lets the first change through at once and the next ones together after the interval', () => {
    const timer = new FakeTimer();
    const gate = new RenderGate(timer);
    const seen: string[] = [];
    const a = () => seen.push(`a@${String(timer.time)}`);
    const b = () => seen.push(`b@${String(timer.time)}`);
    gate.request(a);
    timer.advance(0);
    timer.advance(10);
    gate.request(a);
    gate.request(b);
    gate.request(a);
    timer.advance(RENDER_INTERVAL_MS - 1);
    expect(seen).toEqual(['a@0']);
    timer.advance(RENDER_INTERVAL_MS);
    expect(seen).toEqual(['a@0', 'a@250', 'b@250']);
  });

  it('never opens more than four times in any second', () => {
    const timer = new FakeTimer();
    const gate = new RenderGate(timer);
    let renders = 0;
    for (let ms = 0; ms < 1_000; ms += 5) {
      timer.advance(ms);
      gate.request(() => (renders += 1));
      timer.advance(ms);
    }
    expect(renders).toBeGreaterThan(0);
    const openings = new Set<number>();
    const again = new RenderGate(timer);
    const publish = () => openings.add(timer.time);
    for (let ms = 1_000; ms < 2_000; ms += 5) {
      again.request(publish);
      timer.advance(ms);
    }
    expect(openings.size).toBeLessThanOrEqual(4);
  });
});
