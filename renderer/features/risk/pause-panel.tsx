import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { freeWords, pauseChip, symbolChip, type PauseChip } from './pause-chips.ts';
import { PauseDialog, type PauseWish } from './pause-dialog.tsx';

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '8px 14px 10px',
  '& h3': { display: 'flex', fontSize: 11, fontWeight: 400, color: tone.text3, margin: '6px 0 4px' },
  '& h3:first-of-type': { marginTop: 0 },
  '& h3 > span:first-of-type': { flex: 1 },
});

const Chips = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 5,
  '& button': {
    border: '1px solid transparent',
    borderRadius: 4,
    minHeight: 22,
    padding: '0 8px',
    background: tone.track,
    color: tone.text,
    fontSize: 11,
    fontWeight: 500,
    cursor: 'pointer',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& button:hover': { borderColor: tone.lineStrong },
  '& button[data-kind=paused], & button[data-kind=locked]': {
    background: tone.warnSoft,
    color: tone.warn,
    fontWeight: 600,
  },
  '& button[data-kind=blocked]': { background: tone.downSoft, color: tone.down, fontWeight: 600 },
});

interface RowOfChipsProps {
  readonly title: string;
  readonly chips: readonly PauseChip[];
  readonly onChip: (chip: PauseChip) => void;
}

const chipAction = ({ kind, label, detail }: PauseChip): string =>
  kind === 'paused'
    ? say('Resume {name}. Paused: {reason}', { name: label, reason: detail })
    : kind === 'free'
      ? say('Pause {name}', { name: label })
      : say('Pause {name}. {reason}', { name: label, reason: detail });

function RowOfChips({ title, chips, onChip }: RowOfChipsProps) {
  if (chips.length === 0) return null;
  return (
    <>
      <h3>
        <span>{title}</span>
        <span>{freeWords(chips)}</span>
      </h3>
      <Chips role="group" aria-label={title}>
        {chips.map((chip) => (
          <button
            key={chip.target}
            type="button"
            data-kind={chip.kind}
            data-pause={chip.scope}
            aria-pressed={chip.kind === 'paused'}
            title={chipAction(chip)}
            onClick={() => onChip(chip)}
          >
            {chip.why === '' ? chip.label : `${chip.label}, ${chip.why}`}
          </button>
        ))}
      </Chips>
    </>
  );
}

/** Chips of everything that may be paused. */
function useChips() {
  const { row: risk } = useRow('risk');
  const { row: figures } = useRow('riskFigures');
  const { rows: tickers } = useRows('tickers');
  const { rows: breakers } = useRows('breakers');
  const { rows: protections } = useRows('protections');
  if (risk === null || figures === null) return null;
  const { pauses } = risk;
  const known = figures.sources.map(({ name }) => name);
  // A pause of a source that has not spoken yet is shown too.
  const others = pauses.flatMap(({ scope, target }) => (scope === 'source' && !known.includes(target) ? [target] : []));
  const agents = [...new Set(figures.sources.flatMap(({ agent }) => agent ?? []))];
  return {
    all: pauses.find(({ scope }) => scope === 'all') ?? null,
    symbols: tickers.map(({ key, coin }) => symbolChip(key, coin, pauses, { breakers, protections })),
    sources: [...known, ...others].map((name) => pauseChip('source', name, name, pauses)),
    agents: agents.map((name) => pauseChip('agent', name, told(name), pauses)),
  };
}

interface PausePanelProps {
  readonly wish: PauseWish | null;
  readonly onWish: (wish: PauseWish | null) => void;
}

export const PAUSE_ALL: PauseWish = { scope: 'all', target: '', label: '' };

/** Pauses of entries for all, a symbol, a source, an agent; a chip pauses after a reason, and resumes at once. */
export function PausePanel({ wish, onWish }: PausePanelProps) {
  const live = useRow('risk');
  const now = useHostNow();
  const chips = useChips();
  const resume = useMutation(useApi().risk.resume.mutationOptions());
  const onChip = ({ kind, scope, target, label }: PauseChip) => {
    if (kind === 'paused') resume.mutate({ scope, target });
    else onWish({ scope, target, label });
  };
  const all = chips?.all ?? null;
  return (
    <Panel
      label={say('Pause')}
      source={live}
      header={
        <PanelHead title={say('Pause')} note={say('new entries only; stops stay')}>
          {all === null ? (
            <Button variant="outlined" color="inherit" sx={{ py: 0, fontSize: 11.5 }} onClick={() => onWish(PAUSE_ALL)}>
              {rich('Pause all {key}', { key: <Kbd>P</Kbd> })}
            </Button>
          ) : (
            <Button
              variant="outlined"
              sx={{ py: 0, fontSize: 11.5 }}
              onClick={() => resume.mutate({ scope: 'all', target: '' })}
            >
              {say('Resume all')}
            </Button>
          )}
        </PanelHead>
      }
    >
      {chips === null ? (
        <LoadingRows rows={3} height={12} />
      ) : (
        <Body>
          {all !== null && (
            <p role="status" style={{ color: tone.warn, fontSize: 12, marginBottom: 6 }}>
              {rich('<b>All entries are paused</b> by {by}: {reason}', {
                b: (inside) => <b>{inside}</b>,
                by: told(all.by),
                reason: all.reason,
              })}
            </p>
          )}
          <RowOfChips title={say('Symbols')} chips={chips.symbols} onChip={onChip} />
          <RowOfChips title={say('Sources')} chips={chips.sources} onChip={onChip} />
          <RowOfChips title={say('Agents')} chips={chips.agents} onChip={onChip} />
          <FailureWords failure={resume.isError ? describeError(resume.error) : null} />
        </Body>
      )}
      <PauseDialog wish={wish} now={now ?? 0} onClose={() => onWish(null)} />
    </Panel>
  );
}
