import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { BreakerKind, BreakerState } from '#shared/domain/guard.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { BreakerDiagram } from './breaker-diagram.tsx';
import { breakerGroups, notClosedCounts, STATE_TAGS, type BreakerGroup, type BreakerLine } from './breaker-groups.ts';
import { RearmBreaker } from './rearm-breaker.tsx';

const ORIGIN = { from: say('Calls, losses and spreads that this program counted'), kind: 'account' } as const;

const Columns = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  display: 'grid',
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  '&[data-one=true]': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '& > section': { padding: '8px 12px', minWidth: 0 },
  '& > section + section': { borderLeft: `1px solid ${tone.line}` },
  '& h3': { fontSize: 12.5, fontWeight: 600 },
  '& h3 + p': { fontSize: 11, color: tone.text2, marginBottom: 2 },
  '& ul': { listStyle: 'none' },
  '& li': { padding: '4px 0', borderTop: `1px solid ${tone.lineSoft}`, fontSize: 12 },
  '& li > div': { display: 'flex', alignItems: 'center', gap: 6 },
  '& li > div > span:first-of-type': { flex: 1, minWidth: 0, lineHeight: 1.3 },
  '& li small': {
    display: 'block',
    fontSize: 11,
    color: tone.text3,
    lineHeight: 1.35,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& li[data-closed=false] small': { whiteSpace: 'normal', color: tone.text2 },
});

interface KindHead {
  readonly title: string;
  /** The name of the column. */
  readonly label: string;
  readonly sentence: string;
}

const HEADS: Readonly<Record<BreakerKind, KindHead>> = {
  connector: {
    title: say('Connector'),
    label: say('Connector breakers'),
    sentence: say('Closes itself when probes succeed'),
  },
  market: { title: say('Market'), label: say('Market breakers'), sentence: say('Closes itself after a time') },
  risk: { title: say('Risk'), label: say('Risk breakers'), sentence: say('Closes only when a person types') },
};

const TONES: Readonly<Record<BreakerState, 'up' | 'warn' | 'down'>> = {
  closed: 'up',
  'half-open': 'warn',
  open: 'down',
};

function Line({ line, onRearm }: { readonly line: BreakerLine; readonly onRearm: (line: BreakerLine) => void }) {
  const count = line.notClosed > 0 && line.count > 1 ? `${String(line.notClosed)} ` : '';
  return (
    <li data-closed={line.state === 'closed'}>
      <div>
        <span title={line.title}>{line.title}</span>
        {line.rearm !== null && (
          <Button
            variant="outlined"
            color="inherit"
            sx={{ py: 0, minWidth: 0, fontSize: 11 }}
            onClick={() => onRearm(line)}
          >
            {say('Re-arm…')}
          </Button>
        )}
        <Tag tone={TONES[line.state]}>
          {count}
          {STATE_TAGS[line.state]}
        </Tag>
      </div>
      <small title={line.note}>{line.note}</small>
    </li>
  );
}

function Column({ group, onRearm }: { readonly group: BreakerGroup; readonly onRearm: (line: BreakerLine) => void }) {
  const { title, label, sentence } = HEADS[group.kind];
  return (
    <section aria-label={label}>
      <h3>{title}</h3>
      <p>{sentence}</p>
      <BreakerDiagram kind={group.kind} state={group.state} />
      {group.lines.length === 0 && <p>{say('None is known yet.')}</p>}
      <ul>
        {group.lines.map((line) => (
          <Line key={line.key} line={line} onRearm={onRearm} />
        ))}
      </ul>
    </section>
  );
}

const WORSE: Readonly<Record<BreakerState, number>> = { open: 0, 'half-open': 1, closed: 2 };

const rank = ({ state }: BreakerGroup): number => (state === null ? 3 : WORSE[state]);

/** The three kinds of breakers with their states, reasons and what closes them; `asTabs` shows one kind at a time. */
export function BreakersPanel({ asTabs }: { readonly asTabs: boolean }) {
  const live = useRows('breakers');
  const now = useHostNow();
  const [tab, setTab] = useState<BreakerKind | null>(null);
  const [rearming, setRearming] = useState<BreakerLine | null>(null);
  const groups = breakerGroups(live.rows, now);
  const { open, halfOpen } = notClosedCounts(live.rows);
  const sorted = asTabs ? [...groups].sort((a, b) => rank(a) - rank(b)) : groups;
  const chosen = tab ?? sorted[0]?.kind ?? 'connector';
  const shown = asTabs ? sorted.filter(({ kind }) => kind === chosen) : sorted;
  const options = sorted.map(({ kind }) => ({ value: kind, label: HEADS[kind].title }));
  return (
    <Panel
      className="breakers"
      label={say('Breakers')}
      origin={ORIGIN}
      source={live}
      header={
        <PanelHead title={say('Breakers')} note={say('three kinds that never mix')}>
          {asTabs && <Segmented label={say('Kind of breakers')} options={options} value={chosen} onChange={setTab} />}
          {halfOpen > 0 && <Tag tone="warn">{say('{breakers} HALF-OPEN', { breakers: halfOpen })}</Tag>}
          {open > 0 ? (
            <Tag tone="down">{say('{breakers} OPEN', { breakers: open })}</Tag>
          ) : (
            live.rows.length > 0 && <Tag tone="up">{say('NONE OPEN')}</Tag>
          )}
        </PanelHead>
      }
    >
      {live.status === 'loading' ? (
        <LoadingRows rows={6} height={12} />
      ) : (
        <Columns ref={scrollStop} data-one={asTabs}>
          {shown.map((group) => (
            <Column key={group.kind} group={group} onRearm={setRearming} />
          ))}
        </Columns>
      )}
      <RearmBreaker line={rearming} onClose={() => setRearming(null)} />
    </Panel>
  );
}
