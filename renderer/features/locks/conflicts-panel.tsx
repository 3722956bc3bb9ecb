import { styled } from '@mui/material/styles';
import type { ConflictView } from '#shared/contract/conflicts.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useNow } from '#renderer/data/use-now.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead, type PanelSource } from '#renderer/ui/panel.tsx';
import { shortIds } from '#renderer/ui/short-ids.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { DECISION_WORDS, OUTCOME_WORDS, signalOf } from './lock-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody td': {
    paddingTop: 5,
    paddingBottom: 5,
    whiteSpace: 'normal',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  '& tbody tr[data-chosen=true]': { background: tone.kingSoft },
  '& button': {
    padding: 0,
    border: 0,
    background: 'none',
    color: tone.king,
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
  },
  '& button:hover': { textDecoration: 'underline' },
  '& .party': {
    display: 'block',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .rule': { display: 'block', marginTop: 3, fontFamily: FONT_MONO, fontSize: 11 },
});

function Party({ party }: { readonly party: string }) {
  const { open } = useExplain();
  const signal = signalOf(party);
  if (signal === null)
    return (
      <span className="party" title={told(party)}>
        {withTrueMinus(told(shortIds(party)))}
      </span>
    );
  return (
    <button
      type="button"
      className="party"
      title={say('Explain {party}', { party: told(party) })}
      onClick={() => open(signal)}
    >
      {told(shortIds(party))}
    </button>
  );
}

interface ConflictRowProps {
  readonly conflict: ConflictView;
  readonly chosen: boolean;
  readonly onRule: (rule: string) => void;
}

function ConflictRow({ conflict, chosen, onRule }: ConflictRowProps) {
  const { at, on, incoming, running, rule, outcome, because, canceled } = conflict;
  return (
    <tr data-chosen={chosen}>
      <td>
        {formatClock(at)}
        <small data-verbatim>{on}</small>
      </td>
      <td>
        <Party party={incoming} />
        <small>{say('against')}</small>
        <Party party={running} />
      </td>
      <td>
        <Tag tone={DECISION_WORDS[outcome].tone}>{OUTCOME_WORDS[outcome]}</Tag>
        <button type="button" className="rule" title={say('Show the rule in the matrix')} onClick={() => onRule(rule)}>
          {rule}
        </button>
      </td>
      <td>
        {told(because)}
        {canceled.length > 0 && (
          <small title={canceled.join(', ')}>
            {say('canceled:')}
            {canceled.map((one) => (
              <span key={one} className="party">
                {shortIds(one)}
              </span>
            ))}
          </small>
        )}
      </td>
    </tr>
  );
}

interface ConflictsPanelProps {
  readonly rows: readonly ConflictView[];
  readonly source: PanelSource;
  /** The rule looked at in the matrix; null for none. */
  readonly rule: string | null;
  readonly onRule: (rule: string) => void;
}

/** The conflicts of the last day: both parties, the rule that decided, what gave way. */
export function ConflictsPanel({ rows, source, rule, onRule }: ConflictsPanelProps) {
  const here = useNow();
  const head = (
    <PanelHead
      title={say('Conflicts')}
      note={
        rows.length === 0
          ? say('of the last 24 h')
          : say('{rows, plural, one {# conflict} other {# conflicts}} in the last 24 h, newest first', {
              rows: rows.length,
            })
      }
    >
      <DataMark
        from={say('The conflicts in the journal, with both parties')}
        provenance="measured"
        asOf={source.receivedAt}
        now={here}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Conflicts')} header={head} source={source}>
      {source.status === 'loading' && <LoadingRows rows={5} />}
      {source.status !== 'loading' && rows.length === 0 && (
        <EmptyNote title={say('No two actions met in the last 24 h')} />
      )}
      {rows.length > 0 && (
        <Scroll>
          <DataTable aria-label={say('Conflicts, newest first')}>
            <colgroup>
              <col style={{ width: 112 }} />
              <col style={{ width: '30%' }} />
              <col style={{ width: 96 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th>{say('UTC, on')}</th>
                <th>{say('What came')}</th>
                <th>{say('By rule')}</th>
                <th>{say('Because')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((conflict) => (
                <ConflictRow key={conflict.key} conflict={conflict} chosen={conflict.rule === rule} onRule={onRule} />
              ))}
            </tbody>
          </DataTable>
        </Scroll>
      )}
    </Panel>
  );
}
