import { styled } from '@mui/material/styles';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { recordWords, VOTES, type Vote } from './details-words.ts';
import { rowKeys, useChosen } from './chosen-input.ts';

type Votes = NonNullable<ExplanationDetails['votes']>;

const Track = styled('div')({
  position: 'relative',
  width: 92,
  height: 12,
  marginLeft: 'auto',
  '& i': { position: 'absolute', display: 'block' },
  '& .base': { width: 1, top: 0, bottom: 0, background: tone.text2 },
  '& .span': { height: 4, top: 4, borderRadius: 2, background: tone.kingSoft, borderTop: `4px solid ${tone.king}55` },
  '& .rate': { width: 8, height: 8, top: 2, marginLeft: -4, borderRadius: 4, background: tone.king },
  '&[data-few=true]::after': {
    content: '""',
    position: 'absolute',
    left: 0,
    right: 0,
    top: 6,
    borderTop: `1px dashed ${tone.hatch}`,
  },
});

/** What the track spans: every interval and the base rate, so that they can be told apart. */
interface Scale {
  readonly low: number;
  readonly high: number;
}

function scaleOf({ rows, baseRate }: Votes): Scale {
  const known = rows.flatMap(({ hits }) => (hits === null ? [] : [hits.lower, hits.upper]));
  const all = baseRate === null ? known : [...known, baseRate];
  if (all.length === 0) return { low: 0, high: 1 };
  return { low: Math.max(0, Math.min(...all) - 0.02), high: Math.min(1, Math.max(...all) + 0.02) };
}

const at = (share: number, { low, high }: Scale): string => `${String(((share - low) / (high - low)) * 100)}%`;

interface RecordProps {
  readonly vote: Vote;
  readonly baseRate: number | null;
  readonly scale: Scale;
}

/** Hit rate with its interval, the base rate as a line; dashed and empty where there are too few cases. */
function Record({ vote, baseRate, scale }: RecordProps) {
  const { hits } = vote;
  const place = (share: number): string => at(share, scale);
  const span = hits === null ? 0 : ((hits.upper - hits.lower) / (scale.high - scale.low)) * 100;
  return (
    <Track data-few={hits === null} aria-hidden>
      {hits !== null && <i className="span" style={{ left: place(hits.lower), width: `${String(span)}%` }} />}
      {baseRate !== null && <i className="base" style={{ left: place(baseRate) }} />}
      {hits !== null && <i className="rate" style={{ left: place(hits.rate) }} />}
    </Track>
  );
}

const Sum = styled('div')({
  padding: '8px 16px 10px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 12,
  '& .bar': { display: 'flex', height: 8, gap: 1, borderRadius: 3, overflow: 'hidden', marginTop: 6 },
  '& small': { fontSize: 11, color: tone.text3 },
});

const SHARES = [
  { key: 'approve', colour: tone.up },
  { key: 'conditional', colour: tone.warn },
  { key: 'reject', colour: tone.down },
] as const;

function Consensus({ votes }: { readonly votes: Votes }) {
  const { consensus, needed, shares } = votes;
  const words = say('approve {approve}, conditional {conditional} counted half, reject {reject}', {
    approve: formatNumber(shares.approve, 2),
    conditional: formatNumber(shares.conditional, 2),
    reject: formatNumber(shares.reject, 2),
  });
  return (
    <Sum>
      {rich('<b>Consensus {consensus}</b> <small>of {needed} needed · {shares}</small>', {
        consensus: formatPercent(consensus, 1),
        needed: formatPercent(needed, 0),
        shares: words,
        b: (inside) => <b>{inside}</b>,
        small: (inside) => <small>{inside}</small>,
      })}
      <div className="bar" role="img" aria-label={words}>
        {SHARES.map(({ key, colour }) => (
          <i key={key} style={{ flexGrow: shares[key], background: colour }} />
        ))}
      </div>
    </Sum>
  );
}

function VoteRow({ vote, baseRate, scale }: RecordProps) {
  const { chosen } = useChosen();
  const { agent, confidence, hits, share, reason } = vote;
  const { word, tone: colour } = VOTES[vote.vote];
  const quiet = hits === null ? { color: tone.text3 } : undefined;
  const mine = chosen?.startsWith(`${agent}/`) === true || chosen === agent;
  return (
    <tr tabIndex={0} style={{ height: 34, ...(mine ? { background: tone.kingSoft } : {}) }}>
      <td style={{ whiteSpace: 'normal' }}>
        {AGENT_NAMES[agent].long}
        {reason !== '' && <small style={{ lineHeight: 1.25 }}>{told(reason)}</small>}
      </td>
      <td>
        <Tag tone={colour}>{word}</Tag>
      </td>
      <td data-right>{confidence === null ? '–' : formatNumber(confidence, 2)}</td>
      <td data-right style={quiet} title={recordWords(vote)}>
        <Record vote={vote} baseRate={baseRate} scale={scale} />
        <small style={quiet}>
          {hits === null ? recordWords(vote) : `${formatPercent(hits.rate, 1)} n ${formatNumber(vote.n, 0)}`}
        </small>
        <span className="sr-only" style={UNSEEN}>
          {recordWords(vote)}
        </span>
      </td>
      <td data-right style={share === 0 ? { color: tone.text3 } : { fontWeight: 600 }}>
        {vote.vote === 'none' ? '–' : formatNumber(share, 2)}
      </td>
    </tr>
  );
}

/** Read aloud, not seen. */

/** Who was for it, and how often they were right so far. */
export function VotesPanel({ details }: { readonly details: ExplanationDetails }) {
  const { votes } = details;
  const base =
    votes === null
      ? ''
      : votes.baseRate === null
        ? say('base rate: n {n}, too few', { n: formatNumber(votes.baseCases, 0) })
        : say('95 % interval, line = base rate {rate}', { rate: formatPercent(votes.baseRate, 1) });
  const note = votes === null ? undefined : `${say('measured to now')} · ${base}`;
  return (
    <Panel label={say('Votes')} origin={EXPLAIN_ORIGINS.votes} header={<PanelHead title={say('Votes')} note={note} />}>
      {votes === null ? (
        <EmptyNote title={say('The agents were not asked')}>
          {say('It was decided before the vote, or before there were votes.')}
        </EmptyNote>
      ) : (
        <>
          <div style={{ overflow: 'auto', minHeight: 0 }}>
            <DataTable aria-label={say('Votes of the agents')}>
              <thead>
                <tr>
                  <th>{say('Agent')}</th>
                  <th>{say('Vote')}</th>
                  <th data-right>{say('Conf.')}</th>
                  <th data-right>{say('Hit rate, n')}</th>
                  <th data-right>{say('Weight')}</th>
                </tr>
              </thead>
              <tbody onKeyDown={rowKeys}>
                {votes.rows.map((vote) => (
                  <VoteRow key={vote.agent} vote={vote} baseRate={votes.baseRate} scale={scaleOf(votes)} />
                ))}
              </tbody>
            </DataTable>
          </div>
          <div style={{ marginTop: 'auto' }}>
            <Consensus votes={votes} />
          </div>
        </>
      )}
    </Panel>
  );
}
