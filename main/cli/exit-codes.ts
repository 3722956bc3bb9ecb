/** What the number a command ends with means; scripts may rely on it. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  badInput: 3,
  dataFolder: 4,
  interrupted: 130,
} as const;

/** A number a command ends with. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'done, and what was asked for is so',
  [EXIT.failed]: 'what was asked for is not so, or it failed',
  [EXIT.usage]: 'the command line is wrong',
  [EXIT.badInput]: 'the input data are bad; nothing was changed',
  [EXIT.dataFolder]: 'the data folder is locked, broken or lacks what is needed',
  [EXIT.interrupted]: 'interrupted by Ctrl+C',
};

/** The codes as the end of every help page. */
export function exitCodesText(): string {
  const codes = Object.values(EXIT);
  return ['Exit codes:', ...codes.map((code) => `  ${String(code).padEnd(5)}${MEANINGS[code]}`)].join('\n');
}
