import { describe, expect, it } from 'vitest';
import { rankCommands, type Command } from './rank.ts';

const command = (id: string, group: string, label: string, more: Partial<Command> = {}): Command => ({
  id,
  group,
  label,
  note: '',
  run: () => undefined,
  ...more,
});

const ALL = [
  command('risk', 'Screens', 'Risk'),
  command('limits', 'Settings', 'Limits', { note: 'limits of the risk gate' }),
  command('halt', 'Actions', 'Halt all trading'),
  command('SOL', 'Symbols', 'SOL'),
  command('SOL/heatmap', 'Symbols', 'SOL in the heatmap', { onlyAsked: true }),
];

const ids = (question: string, recent: readonly string[] = []) =>
  rankCommands(ALL, question, recent).map(({ title, commands }) => [title, ...commands.map(({ id }) => id)]);

describe('rankCommands', () => {
  it('shows the recent first, once, and keeps back what is only asked for', () => {
    expect(ids('', ['halt', 'gone'])).toEqual([
      ['Recent', 'halt'],
      ['Screens', 'risk'],
      ['Settings', 'limits'],
      ['Symbols', 'SOL'],
    ]);
  });

  it('puts the group of the best hit first', () => {
    expect(ids('risk')).toEqual([
      ['Screens', 'risk'],
      ['Settings', 'limits'],
    ]);
    expect(ids('sol')).toEqual([['Symbols', 'SOL', 'SOL/heatmap']]);
  });

  it('has nothing for what nothing is called', () => {
    expect(ids('qqqq')).toEqual([]);
  });
});
