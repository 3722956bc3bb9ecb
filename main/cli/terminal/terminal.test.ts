import { describe, expect, it } from 'vitest';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { bytes, cents, grouped, orDash, percent, signless, span, utcMinute } from './figures.ts';
import { progressBar } from './progress-bar.ts';
import { pairs, table } from './table.ts';

describe('a table', () => {
  it('sets words to the left, figures to the right, and the sum below a second line', () => {
    const text = table(
      [{ title: 'Name' }, { title: 'Count', align: 'right' }],
      [
        ['a', '1'],
        ['longer', '22'],
      ],
      [['', '23']],
    );
    expect(text).toBe('Name    Count\n──────  ─────\na           1\nlonger     22\n──────  ─────\n           23\n');
  });

  it('sets values below each other', () => {
    expect(
      pairs([
        ['a', '1'],
        ['bcd', '2'],
      ]),
    ).toBe('a    1\nbcd  2\n');
  });
});

describe('figures', () => {
  it('are written as people read them', () => {
    expect(grouped(420_480)).toBe('420 480');
    expect(grouped(999)).toBe('999');
    expect(percent(-0.0321)).toBe('−3.21 %');
    expect(percent(Number.NaN)).toBe('unknown');
    expect(cents('-12.345678')).toBe('−12.35');
    expect(signless(-0.001, 2)).toBe('0.00');
    expect(orDash(null)).toBe('–');
    expect([span(12.4), span(4_240), span(200_000)]).toEqual(['12 ms', '4.2 s', '3 min 20 s']);
    expect([bytes(0), bytes(999), bytes(7_900_000)]).toEqual(['0 B', '999 B', '7.9 MB']);
    expect(utcMinute(Date.UTC(2025, 2, 1, 14, 15, 59))).toBe('2025-03-01 14:15');
  });
});

describe('a progress bar', () => {
  it('is a line at each tenth where nobody watches', () => {
    const { terminal, written } = memoryContext();
    const bar = progressBar(terminal, 'Reading', () => 0);
    for (let i = 0; i <= 100; i += 1) bar.update(i / 100, `step ${String(i)}`);
    bar.end();
    expect(written.out).toBe('');
    expect(written.err.trimEnd().split('\n')).toHaveLength(10);
    expect(written.err).toMatch(/^Reading 10 % {2}step 10\n/);
  });

  it('is drawn over itself on a terminal, not more often than an eye can follow, and goes away', () => {
    const { terminal, written } = memoryContext();
    let now = 0;
    const bar = progressBar({ ...terminal, interactive: true, width: 60 }, 'Reading', () => now);
    for (let i = 0; i <= 100; i += 1) {
      now = i * 10;
      bar.update(i / 100, 'a note that is far too long for the width of this terminal');
    }
    bar.end();
    const draws = written.err.split('\r').filter((draw) => draw.includes('Reading'));
    expect(draws).toHaveLength(14);
    for (const draw of draws) expect(draw.replace('\u001B[K', '').length).toBeLessThan(60);
    expect(draws.at(-1)).toContain('█'.repeat(24));
    expect(written.err.endsWith('\r\u001B[K')).toBe(true);
  });
});
