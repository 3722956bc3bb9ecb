import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { StatusView } from '#shared/contract/system.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { formatCount, formatNumber } from '#renderer/ui/format.ts';
import { formatClock, formatMoment } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { useVerification, type VerificationControl } from '#renderer/data/use-verification.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { WorkBar } from '#renderer/ui/work-bar.tsx';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { shortHash } from './record-words.ts';

const Bar = styled('section')({
  display: 'flex',
  alignItems: 'center',
  gap: 18,
  minHeight: 60,
  padding: '10px 16px',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  fontSize: 12,
  color: tone.text2,
  '&[data-stale=true]': STALE_LOOK,
  '&[data-broken=true]': { borderColor: tone.down, background: `color-mix(in srgb, ${tone.down} 9%, ${tone.panel})` },
  '& h1': { margin: 0, fontSize: 18, fontWeight: 600, color: tone.text, whiteSpace: 'nowrap' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11.5, color: tone.text },
  '& p': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

function VerificationProgress({ done, total }: { readonly done: number; readonly total: number }) {
  const leftMs = useRemaining({ done, total });
  const words = say('{done} of {total}', { done: formatCount(done), total: formatCount(total) });
  return <WorkBar inline label={say('Verification')} {...{ done, total, leftMs, words }} />;
}

/** How it ended; nothing while it goes on. */
function VerificationWords({ state }: Pick<VerificationControl, 'state'>) {
  switch (state.kind) {
    case 'idle':
    case 'progress':
      return null;
    case 'canceled':
      return <span>{say('Verification stopped')}</span>;
    case 'ok':
      return (
        <span style={{ color: tone.up }} title={say('Root {hash}', { hash: state.rootHash })}>
          {rich(
            '{records, plural, one {# record holds} other {# records hold}} at {time} UTC, root {root}, {seconds} s',
            {
              records: state.records,
              time: formatClock(state.at),
              root: <code>{shortHash(state.rootHash)}</code>,
              seconds: formatNumber(state.tookMs / 1_000, 2),
            },
          )}
        </span>
      );
    case 'broken':
      return (
        <b style={{ color: tone.down }}>
          {say('Broken at {where}: {problem} Found at {time} UTC.', {
            where: told(state.where),
            problem: told(state.problem),
            time: formatMoment(state.at),
          })}
        </b>
      );
    case 'failed':
      return (
        <b style={{ color: tone.down }}>
          {state.code} {state.sentence}
        </b>
      );
  }
}

function ChainWords({ journal }: Pick<StatusView, 'journal'>) {
  const broken = journal.integrity === 'broken';
  return (
    <>
      <Tag tone={broken ? 'down' : 'up'} dot>
        {broken ? say('BROKEN') : say('VERIFIED')}
      </Tag>
      {journal.readOnly && <Tag tone="down">{say('READ ONLY')}</Tag>}
      <p style={{ flex: 1 }} title={journal.head}>
        {broken ? (
          <b style={{ color: tone.down }}>
            {journal.problem === null
              ? say('The chain does not verify. Nothing is traded until it does.')
              : say('{problem} Nothing is traded until it does.', { problem: told(journal.problem) })}
          </b>
        ) : (
          <>
            {rich('{records, plural, one {# record} other {# records}}, head {head}, checked {time} UTC', {
              records: journal.records,
              head: <code>{shortHash(journal.head)}</code>,
              time: formatMoment(journal.verifiedAt),
            })}
          </>
        )}
      </p>
    </>
  );
}

/** What the verification asked for here covers, who made it and when; nothing before it ended. */
function VerificationOrigin({ state }: Pick<VerificationControl, 'state'>) {
  if (state.kind !== 'ok' && state.kind !== 'broken') return null;
  return (
    <OriginOf
      from={say(
        'The host, at a press of Verify in this window: every record of the chain hashed anew, and every table compared with what the records make of it',
      )}
      kind="measured"
      asOf={state.at}
    />
  );
}

const ORIGIN = { from: say('The journal, as the host counted and verified it'), kind: 'measured' } as const;

/** The chain as it stands, and the button that recomputes all of it. */
export function ChainPanel() {
  const { row } = useRow('status');
  const { state, start, cancel } = useVerification();
  const broken = row?.journal.integrity === 'broken' || state.kind === 'broken';
  return (
    <Bar data-broken={broken} data-stale={useOld('connection')} aria-label={say('Chain')}>
      <h1>{say('Journal')}</h1>
      {row === null ? (
        <p style={{ flex: 1 }}>{say('The state of the chain is not known yet')}</p>
      ) : (
        <ChainWords journal={row.journal} />
      )}
      <OriginOf {...ORIGIN} asOf={row?.journal.verifiedAt ?? null} />
      {state.kind === 'progress' && <VerificationProgress {...state} />}
      <span role="status">
        <VerificationWords state={state} />
      </span>
      <VerificationOrigin state={state} />
      {state.kind === 'progress' ? (
        <Button variant="outlined" color="inherit" onClick={cancel}>
          {sayAs('button', 'Stop')}
        </Button>
      ) : (
        <Button
          variant="outlined"
          onClick={start}
          title={say('Recompute the whole chain and compare every table with its fold')}
        >
          {say('Verify')}
        </Button>
      )}
    </Bar>
  );
}
