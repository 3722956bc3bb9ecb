import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { say } from '#shared/language/words.ts';
import { isWhole, keptBoards, NAME_LENGTH, type Board, type KeptBoards, type Layout } from './board-schema.ts';
import { boardTitle, FIRST_SAMPLE, SAMPLES } from './samples.ts';

const sampleBoard = (name: string): Board => ({ name, saved: null, working: null });

/** The boards that come with the program. */
export const freshBoards = (): KeptBoards => ({
  version: 1,
  current: FIRST_SAMPLE,
  boards: Object.keys(SAMPLES).map(sampleBoard),
});

/** What was kept, and a sentence when it could not be used. */
export interface ReadBoards {
  readonly kept: KeptBoards;
  readonly problem: string | null;
}

const BROKEN = say(
  'The kept boards could not be read; the boards of the program are shown. What was kept is set aside.',
);

/** The boards within a kept text; broken layouts fall back to what they were made from. */
export function readBoards(text: string | null): ReadBoards {
  if (text === null) return { kept: freshBoards(), problem: null };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kept: freshBoards(), problem: BROKEN };
  }
  const read = keptBoards.safeParse(parsed);
  if (!read.success) return { kept: freshBoards(), problem: BROKEN };
  const whole = (layout: Layout | null): Layout | null => (layout !== null && isWhole(layout) ? layout : null);
  const broken = read.data.boards.filter(
    ({ saved, working }) => (saved !== null && !isWhole(saved)) || (working !== null && !isWhole(working)),
  );
  const boards = read.data.boards.map(({ name, saved, working }) => ({
    name,
    saved: whole(saved),
    working: whole(working),
  }));
  const problem =
    broken.length === 0
      ? null
      : say('A layout of {boards} was damaged and is shown as it was saved before.', {
          boards: broken.map(({ name }) => boardTitle(name)).join(', '),
        });
  return { kept: withCurrent({ ...read.data, boards }), problem };
}

function withCurrent(kept: KeptBoards): KeptBoards {
  if (kept.boards.some(({ name }) => name === kept.current)) return kept;
  return { ...kept, current: kept.boards[0]?.name ?? '' };
}

export const boardOf = ({ boards }: KeptBoards, name: string): Board | null =>
  boards.find((board) => board.name === name) ?? null;

const change = (kept: KeptBoards, name: string, changed: Partial<Board>): KeptBoards => ({
  ...kept,
  boards: kept.boards.map((board) => (board.name === name ? { ...board, ...changed } : board)),
});

/** Whether two layouts show the same in the same places; which group is active is no part of it. */
function isSame(one: Layout, other: Layout): boolean {
  const arrangement = ({ grid, panels }: Layout) => canonicalJson(JSON.parse(JSON.stringify({ grid, panels })) as Json);
  return arrangement(one) === arrangement(other);
}

/** Keeps a board as it stands now, over restarts, without saving it; one that stands as it was saved is not changed. */
export function workedOn(kept: KeptBoards, name: string, working: Layout): KeptBoards {
  const before = boardOf(kept, name)?.saved ?? null;
  return change(kept, name, { working: before !== null && isSame(before, working) ? null : working });
}

/** Saves a board as it stands. */
export const saved = (kept: KeptBoards, name: string, layout: Layout): KeptBoards =>
  change(kept, name, { saved: layout, working: null });

/** Takes a saving back: as it was saved before, and with what was seen then as the work on it. */
export const savedBefore = (kept: KeptBoards, name: string, before: Layout | null, working: Layout): KeptBoards =>
  workedOn(change(kept, name, { saved: before }), name, working);

/** Saves a layout under a new name and goes to it. */
export const savedAs = (kept: KeptBoards, name: string, layout: Layout): KeptBoards => ({
  ...kept,
  current: name,
  boards: [...kept.boards, { name, saved: layout, working: null }],
});

export const renamed = (kept: KeptBoards, from: string, to: string): KeptBoards => ({
  ...change(kept, from, { name: to }),
  current: kept.current === from ? to : kept.current,
});

/** As it was saved last; a board of the program as it came, when `toSample`. */
export const reset = (kept: KeptBoards, name: string): KeptBoards =>
  change(kept, name, name in SAMPLES ? { saved: null, working: null } : { working: null });

export const removed = (kept: KeptBoards, name: string): KeptBoards => {
  const boards = kept.boards.filter((board) => board.name !== name);
  return withCurrent({ ...kept, boards: boards.length === 0 ? freshBoards().boards : boards });
};

/** Why a name cannot be given; null when it can. */
export function nameProblem({ boards }: KeptBoards, name: string): string | null {
  const text = name.trim();
  if (text === '') return say('A board needs a name.');
  if (text.length > NAME_LENGTH) return say('A name has at most {count} characters.', { count: NAME_LENGTH });
  return boards.some((board) => board.name.toLowerCase() === text.toLowerCase())
    ? say('There is a board {name} already.', { name: text })
    : null;
}
