import { styled } from '@mui/material/styles';
import { useRef, type KeyboardEvent } from 'react';
import type { MatrixView } from '#shared/contract/conflicts.ts';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say } from '#shared/language/words.ts';
import { actionWords, DECISION_WORDS } from './lock-words.ts';

const Board = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '4px 12px 8px',
  '& table': { width: '100%', borderCollapse: 'separate', borderSpacing: 3, tableLayout: 'fixed', fontSize: 11.5 },
  '& th': { fontWeight: 500, color: tone.text2, textAlign: 'left', padding: '2px 4px', lineHeight: 1.25 },
  '& thead th': { verticalAlign: 'bottom' },
  '& th:first-of-type': { width: 96 },
  '& td': { padding: 0 },
  '& td > button': {
    display: 'grid',
    gap: 1,
    width: '100%',
    padding: '2px 5px',
    border: '1px solid transparent',
    borderRadius: 4,
    background: tone.cell,
    color: tone.text,
    fontSize: 11.5,
    lineHeight: 1.25,
    textAlign: 'left',
    cursor: 'pointer',
    overflow: 'hidden',
  },
  '& td > button:hover': { borderColor: tone.lineStrong },
  '& td > button:focus-visible': { outlineOffset: -1 },
  '& td > button[aria-pressed=true]': { borderColor: tone.king, background: tone.kingSoft },
  '@media (min-height: 1000px)': { '& td > button': { padding: '8px 8px' } },
  '& code': { fontFamily: FONT_MONO, fontSize: 10, color: tone.text3 },
  '& .word': {
    fontSize: 11,
    fontWeight: 600,
    letterSpacing: '-0.01em',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const Explained = styled('div')({
  flex: 'none',
  height: 98,
  overflow: 'auto',
  padding: '7px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11.5,
  lineHeight: 1.4,
  color: tone.text2,
  '& b': { color: tone.text, fontWeight: 600 },
  '& .rule': { flex: 'none' },
  '& .line': { display: 'flex', alignItems: 'center', gap: 8 },
  '& ul': {
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: '0 16px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: 11,
  },
});

type Cell = MatrixView['cells'][number];

/** Words of the decisions in their colours: the word says it, the colour repeats it. */
const COLOURS: Readonly<Record<Cell['decision'], string>> = {
  proceed: tone.text2,
  merge: tone.king,
  queue: tone.warn,
  preempt: tone.up,
  refuse: tone.down,
  precedence: tone.ember,
};

const DECISIONS = Object.entries(DECISION_WORDS) as [Cell['decision'], (typeof DECISION_WORDS)[Cell['decision']]][];

/** What decides, one after the other: `the higher confidence; then the older`. */
const claimWords = ([first = '', ...rest]: readonly string[]): string =>
  rest.reduce((before, next) => say('{before}; then {next}', { before, next: told(next) }), told(first));

/** What a cell says in full, and by what order of claims where the rule leaves it to that. */
function Explanation({ cell, precedence }: { readonly cell: Cell | null; readonly precedence: readonly string[] }) {
  if (cell === null) {
    return (
      <Explained ref={scrollStop}>
        <ul>
          {DECISIONS.map(([name, { word, means }]) => (
            <li key={name}>
              <b style={{ color: COLOURS[name] }}>{word}</b> {means}
            </li>
          ))}
        </ul>
      </Explained>
    );
  }
  const { loud, means, tone: colour } = DECISION_WORDS[cell.decision];
  return (
    <Explained ref={scrollStop} aria-live="polite">
      <div className="line">
        <b className="rule">{cell.rule}</b>
        <Tag tone={colour}>{loud}</Tag>
        <span>
          {rich('{incoming} comes while {running} runs: {means}', {
            incoming: <b>{actionWords(cell.incoming)}</b>,
            running: <b>{actionWords(cell.running)}</b>,
            means,
          })}
        </span>
      </div>
      <div>{say('Because {reason}.', { reason: told(cell.because) })}</div>
      {cell.decision === 'precedence' && (
        <div>{say('Order of claims: {claims}.', { claims: claimWords(precedence) })}</div>
      )}
    </Explained>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

interface MatrixTableProps {
  readonly matrix: MatrixView;
  readonly rule: string | null;
  readonly onRule: (rule: string) => void;
}

/** What becomes of an action (row) that comes while another (column) runs; every pair has a rule. */
export function MatrixTable({ matrix, rule, onRule }: MatrixTableProps) {
  const board = useRef<HTMLTableElement>(null);
  const { incoming, running, cells, precedence } = matrix;
  const shown = cells.find((cell) => cell.rule === rule) ?? null;
  const reached = shown?.rule ?? cells[0]?.rule;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const at = Math.max(
      0,
      cells.findIndex((cell) => cell.rule === reached),
    );
    const row = Math.min(incoming.length - 1, Math.max(0, Math.floor(at / running.length) + move[0]));
    const column = Math.min(running.length - 1, Math.max(0, (at % running.length) + move[1]));
    const next = cells[row * running.length + column];
    if (next === undefined) return;
    onRule(next.rule);
    board.current?.querySelector<HTMLElement>(`[data-rule="${next.rule}"]`)?.focus();
  };
  return (
    <>
      <Board>
        <table ref={board} aria-label={say('Decision matrix')} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th style={{ color: tone.text3 }}>{say('what comes ↓ runs →')}</th>
              {running.map((name) => (
                <th key={name} scope="col">
                  {actionWords(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {incoming.map((name, index) => (
              <tr key={name}>
                <th scope="row">{actionWords(name)}</th>
                {cells.slice(index * running.length, (index + 1) * running.length).map((cell) => (
                  <td key={cell.rule}>
                    <button
                      type="button"
                      data-rule={cell.rule}
                      tabIndex={cell.rule === reached ? 0 : -1}
                      aria-pressed={cell.rule === rule}
                      onMouseEnter={() => onRule(cell.rule)}
                      onFocus={() => onRule(cell.rule)}
                      onClick={() => onRule(cell.rule)}
                    >
                      <span className="word" style={{ color: COLOURS[cell.decision] }}>
                        {DECISION_WORDS[cell.decision].word}
                      </span>
                      <code>{cell.rule}</code>
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Board>
      <Explanation cell={shown} precedence={precedence} />
    </>
  );
}
