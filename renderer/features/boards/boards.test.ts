import { describe, expect, it } from 'vitest';
import type { Layout } from './board-schema.ts';
import {
  boardOf,
  freshBoards,
  nameProblem,
  readBoards,
  removed,
  renamed,
  reset,
  saved,
  savedAs,
  savedBefore,
  workedOn,
} from './boards.ts';

const layout = (...ids: readonly string[]): Layout => ({
  grid: {
    root: { type: 'branch', data: [{ type: 'leaf', data: { id: '1', views: [...ids] } }] },
    width: 800,
    height: 600,
    orientation: 'HORIZONTAL',
  },
  panels: Object.fromEntries(ids.map((id) => [id, { id, contentComponent: 'money' }])),
});

describe('boards', () => {
  it('takes a saving back: what was saved before is, what is seen stays as work on it', () => {
    const first = saved(freshBoards(), 'Risk', layout('a'));
    const second = saved(first, 'Risk', layout('a', 'b'));
    const back = savedBefore(second, 'Risk', layout('a'), layout('a', 'b'));
    expect(boardOf(back, 'Risk')).toEqual({ name: 'Risk', saved: layout('a'), working: layout('a', 'b') });
    expect(boardOf(reset(savedBefore(first, 'Trader', null, layout('c')), 'Trader'), 'Trader')?.saved).toBeNull();
  });

  it('starts with the boards of the program', () => {
    expect(readBoards(null)).toEqual({ kept: freshBoards(), problem: null });
    expect(freshBoards().boards.map(({ name }) => name)).toEqual(['Trader', 'Watcher', 'Risk']);
  });

  it('gives back what was kept', () => {
    const kept = savedAs(freshBoards(), 'Night', layout('a', 'b'));
    expect(readBoards(JSON.stringify(kept))).toEqual({ kept, problem: null });
  });

  it('falls back with a sentence when the text is none of ours', () => {
    const kept = savedAs(freshBoards(), 'Night', layout('a'));
    for (const text of ['{', '7', '{"version":2}', JSON.stringify({ ...kept, version: 2 })]) {
      const read = readBoards(text);
      expect(read.kept).toEqual(freshBoards());
      expect(read.problem).toContain('could not be read');
    }
  });

  it('drops a layout whose panels stand nowhere or twice, and names the board', () => {
    const whole = layout('a', 'b');
    const lost: Layout = { ...whole, panels: {} };
    const kept = workedOn(savedAs(freshBoards(), 'Night', whole), 'Night', lost);
    const read = readBoards(JSON.stringify(kept));
    expect(boardOf(read.kept, 'Night')).toEqual({ name: 'Night', saved: whole, working: null });
    expect(read.problem).toContain('Night');
    expect(readBoards(JSON.stringify(savedAs(freshBoards(), 'Twice', layout('a', 'a')))).problem).toContain('Twice');
  });

  it('saves, goes back, renames and removes', () => {
    const made = savedAs(freshBoards(), 'Night', layout('a'));
    const worked = workedOn(made, 'Night', layout('a', 'b'));
    expect(boardOf(reset(worked, 'Night'), 'Night')?.saved).toEqual(layout('a'));
    expect(boardOf(saved(worked, 'Night', layout('a', 'b')), 'Night')).toEqual({
      name: 'Night',
      saved: layout('a', 'b'),
      working: null,
    });
    expect(renamed(worked, 'Night', 'Late').current).toBe('Late');
    const less = removed(worked, 'Night');
    expect(boardOf(less, 'Night')).toBeNull();
    expect(less.current).toBe('Trader');
    expect(boardOf(reset(saved(made, 'Risk', layout('z')), 'Risk'), 'Risk')?.saved).toBeNull();
  });

  it('calls a board changed only while it stands otherwise than saved', () => {
    const made = savedAs(freshBoards(), 'Night', layout('a'));
    const worked = workedOn(made, 'Night', layout('a', 'b'));
    expect(boardOf(worked, 'Night')?.working).toEqual(layout('a', 'b'));
    expect(workedOn(worked, 'Night', { ...layout('a'), activeGroup: '1' })).toEqual(made);
    const kept = saved(worked, 'Night', layout('a', 'b'));
    expect(workedOn(kept, 'Night', JSON.parse(JSON.stringify(layout('a', 'b'))) as Layout)).toEqual(kept);
  });

  it('refuses a name that is empty, long or taken', () => {
    const kept = freshBoards();
    expect(nameProblem(kept, '  ')).not.toBeNull();
    expect(nameProblem(kept, 'x'.repeat(41))).not.toBeNull();
    expect(nameProblem(kept, 'trader')).toContain('already');
    expect(nameProblem(kept, 'Night')).toBeNull();
  });
});
