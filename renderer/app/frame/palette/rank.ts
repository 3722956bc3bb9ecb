import { say } from '#shared/language/words.ts';
import { matchScore } from './match.ts';

/** What the palette offers. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly note: string;
  /** Its name in English, while another language is shown. */
  readonly english?: string;
  readonly keys?: string;
  /** Shown only when it is asked for: it would crowd the list otherwise. */
  readonly onlyAsked?: boolean;
  readonly run: () => void;
}

/** Commands under one heading. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Rows shown of one group while nothing is asked, and in all. */
const PER_GROUP = 40;
const SHOWN = 80;
const RECENT = say('Recent');

function byGroup(commands: readonly Command[]): CommandGroup[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([title, list]) => ({ title, commands: list.slice(0, PER_GROUP) }));
}

function unasked(commands: readonly Command[], recent: readonly string[]): readonly CommandGroup[] {
  const lately = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const rest = commands.filter((command) => command.onlyAsked !== true && !lately.includes(command));
  return [...(lately.length === 0 ? [] : [{ title: RECENT, commands: lately }]), ...byGroup(rest)];
}

/** What the palette shows for a question: the best first, under the heading of their group; without one, the recent first. */
export function rankCommands(
  commands: readonly Command[],
  question: string,
  recent: readonly string[],
): readonly CommandGroup[] {
  if (question.trim() === '') return unasked(commands, recent);
  const scored = commands.flatMap((command) => {
    const score = matchScore(question, command);
    // What was chosen lately goes before what fits alike.
    return score === null ? [] : [{ command, score: score + (recent.includes(command.id) ? 5 : 0) }];
  });
  const best = scored.sort((a, b) => b.score - a.score).slice(0, SHOWN);
  return byGroup(best.map(({ command }) => command));
}
