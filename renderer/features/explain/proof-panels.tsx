import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatClock, formatMoment } from '#renderer/ui/format-time.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { hasInputs } from './details-words.ts';
import type { Verification } from '#renderer/data/use-verification.ts';
import { chainHolds } from './verdict-words.ts';

const Words = styled('p')({ padding: '10px 16px 12px !important', fontSize: 12.5, lineHeight: '18px' });

interface ProofProps {
  readonly explanation: SignalExplanation;
}

/** The same figures as one paragraph. */
export function WordsPanel({ words, onCopy, copied }: { words: string; onCopy: () => void; copied: boolean }) {
  const head = (
    <PanelHead title={say('In plain words')}>
      <Button onClick={onCopy} sx={{ py: 0, gap: 1, fontSize: 11 }}>
        {copied ? say('Copied') : say('Copy')} <Kbd>C</Kbd>
      </Button>
    </PanelHead>
  );
  return (
    <Panel label={say('In plain words')} origin={EXPLAIN_ORIGINS.words} header={head} className="words">
      <Words>{words}</Words>
    </Panel>
  );
}

const Foot = styled('footer')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  marginTop: 'auto',
  padding: '7px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11.5,
  color: tone.text2,
  '& i': { width: 7, height: 7, borderRadius: 4, flex: 'none' },
});

const Hash = styled('button')({
  border: 0,
  padding: 0,
  background: 'none',
  fontFamily: FONT_MONO,
  fontSize: 11,
  color: tone.king,
  cursor: 'pointer',
});

const hashStyle = { fontFamily: FONT_MONO, fontSize: 11, color: tone.king };

function recomputedWords({
  recomputed,
  inputs,
}: Pick<JournalPanelProps['explanation'], 'recomputed'> & { inputs: boolean }) {
  if (recomputed === null) return say('No score was recorded, so none was recomputed');
  const same = recomputed ? 'yes' : 'no';
  return inputs
    ? say('Recomputed from the stored input: {same, select, yes {identical} other {not identical}}', { same })
    : say(
        'Recomputed from the recorded evidence: {same, select, yes {identical} other {not identical}}; made before inputs were stored',
        { same },
      );
}

function Recomputed({ explanation }: ProofProps) {
  const { recomputed } = explanation;
  const colour = recomputed === null ? tone.text3 : recomputed ? tone.up : tone.down;
  return (
    <Foot>
      <i style={{ background: colour }} />
      <span style={recomputed === false ? { color: tone.down, fontWeight: 600 } : undefined}>
        {recomputedWords({ recomputed, inputs: hasInputs(explanation) })}
      </span>
    </Foot>
  );
}

const brokenWords = (at: number | null): string =>
  at === null ? say('CHAIN BROKEN') : say('CHAIN BROKEN AT {record}', { record: formatCount(at) });

interface JournalPanelProps extends ProofProps {
  /** What the host found when it computed the hashes again; undefined while it does. */
  readonly chain: ExplanationDetails['chain'] | undefined;
  readonly verification: Verification;
  readonly onVerify: () => void;
}

/** How the walk over the whole chain stands, in words. */
function verificationWords(state: Verification): string {
  switch (state.kind) {
    case 'idle':
    case 'canceled':
      return say('Verify');
    case 'progress':
      return state.total === 0
        ? say('Verifying…')
        : say('Verifying {done} %', { done: Math.round((state.done / state.total) * 100) });
    case 'ok':
      return say('Whole chain holds, {count, plural, one {# record} other {# records}}', { count: state.records });
    case 'broken':
      return say('Chain broken');
    case 'failed':
      return say('Not verified');
  }
}

/** When it ended, and where it broke; undefined before. */
function endedWords(state: Verification): string | undefined {
  if (state.kind === 'ok') return say('Verified {time} UTC', { time: formatMoment(state.at) });
  if (state.kind !== 'broken') return undefined;
  const values = { where: told(state.where), problem: told(state.problem), time: formatMoment(state.at) };
  return say('Broken at {where}: {problem} Found at {time} UTC.', values);
}

const Records = styled('div')({ overflow: 'auto', minHeight: 0, '& th, & td': { padding: '0 6px' } });

const BAD = /refused|denied|rejected/;

interface RecordRowsProps {
  readonly record: SignalExplanation['journal'][number];
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** A record in a line; its hash opens all of it. */
function RecordRows({ record, open, onOpen }: RecordRowsProps) {
  const { seq, ts, type, prevHash, hash, data } = record;
  const shown = `${hash.slice(0, 6)}…`;
  return (
    <>
      <tr style={{ height: 24 }}>
        <td data-right>{formatCount(seq)}</td>
        <td style={{ color: tone.text2 }}>{formatClock(ts)}</td>
        <td style={BAD.test(type) ? { color: tone.down, fontWeight: 600 } : undefined}>{type}</td>
        <td style={{ ...hashStyle, color: tone.text3 }} title={prevHash}>
          {prevHash.slice(0, 6)}
        </td>
        <td>
          <Hash
            type="button"
            aria-expanded={open}
            aria-label={say('{hash}: record {record}', { hash: shown, record: seq })}
            onClick={onOpen}
          >
            {shown}
          </Hash>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', ...hashStyle, color: tone.text2 }}>
            {[
              say('hash {hash}', { hash }),
              say('previous {hash}', { hash: prevHash }),
              JSON.stringify(data, null, 1),
            ].join('\n')}
          </td>
        </tr>
      )}
    </>
  );
}

/** The records of this decision, each with the hash of the one before. */
export function JournalPanel({ explanation, chain, verification, onVerify }: JournalPanelProps) {
  const { journal } = explanation;
  const [opened, setOpened] = useState<number | null>(null);
  const holds = chainHolds(journal) && chain?.holds !== false;
  const ended = endedWords(verification);
  return (
    <Panel
      className="journal"
      label={say('Journal')}
      origin={EXPLAIN_ORIGINS.journal}
      header={
        <PanelHead
          title={say('Journal')}
          note={say('{count, plural, one {# record} other {# records}}', { count: journal.length })}
        >
          {!holds && <Tag tone="down">{brokenWords(chain?.brokenAt ?? null)}</Tag>}
          <Button onClick={onVerify} sx={{ py: 0, gap: 1, fontSize: 11 }} title={ended}>
            {verificationWords(verification)} <Kbd>V</Kbd>
          </Button>
        </PanelHead>
      }
    >
      <Records>
        <DataTable aria-label={say('Records of the decision')}>
          <thead>
            <tr>
              <th data-right>{say('Record')}</th>
              <th>{say('Time')}</th>
              <th>{say('Event')}</th>
              <th>{say('Previous')}</th>
              <th>{say('Hash')}</th>
            </tr>
          </thead>
          <tbody>
            {journal.map((record) => (
              <RecordRows
                key={record.seq}
                record={record}
                open={record.seq === opened}
                onOpen={() => setOpened(record.seq === opened ? null : record.seq)}
              />
            ))}
          </tbody>
        </DataTable>
      </Records>
      <Recomputed explanation={explanation} />
    </Panel>
  );
}
