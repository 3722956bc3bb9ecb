import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { WEIGHTINGS, type WeightsView } from '#shared/contract/portfolio-figures.ts';
import type { Client } from '#shared/contract/index.ts';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { LEAST_REASON, ReasonField } from '#renderer/ui/reason-field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import type { Portfolio } from './use-portfolio.ts';
import { draftOf, draftProblem, sumOf, tenthsOf, weightsOf, type WeightsDraft } from './weights-draft.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

type Method = (typeof WEIGHTINGS)[number];

const NAMES: Readonly<Record<Method, string>> = {
  'score-tilted': say('By score'),
  'inverse-volatility': say('Inverse volatility'),
  'min-variance': say('Least variance'),
  erc: say('Equal risk'),
  hrp: say('Hierarchical'),
  'max-sharpe': say('Max Sharpe'),
};
const METHODS = WEIGHTINGS.map((value) => ({ value, label: NAMES[value] }));

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12,
  '& th': { fontSize: 11, fontWeight: 400, color: tone.text3, textAlign: 'right', padding: '2px 0' },
  '& th:first-of-type, & td:first-of-type': { textAlign: 'left' },
  '& td': { textAlign: 'right', padding: '2px 0', borderTop: `1px solid ${tone.lineSoft}` },
  '& input': {
    width: 62,
    height: 24,
    padding: '0 6px',
    textAlign: 'right',
    borderRadius: 4,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.bg,
    color: tone.text,
  },
  '& input[aria-invalid=true]': { borderColor: tone.down },
  '& tr[data-of=true] td:first-of-type': { color: tone.king, fontWeight: 600 },
});

interface RowsProps {
  readonly view: WeightsView;
  readonly draft: WeightsDraft;
  readonly focus: string | null;
  readonly disabled: boolean;
  readonly onDraft: (draft: WeightsDraft) => void;
}

function Rows({ view, draft, focus, disabled, onDraft }: RowsProps) {
  return (
    <Table>
      <thead>
        <tr>
          <th>{say('Symbol')}</th>
          <th>{say('Now, %')}</th>
          <th>{say('Then, %')}</th>
          <th>{say('Change')}</th>
        </tr>
      </thead>
      <tbody>
        {view.weights.map(({ symbol, before }) => {
          const typed = draft[symbol] ?? '';
          const tenths = tenthsOf(typed);
          const change = tenths === null || before === null ? null : tenths / 10 - before;
          return (
            <tr key={symbol} data-of={symbol === focus}>
              <td>{symbol}</td>
              <td>{before === null ? UNKNOWN : formatNumber(before, 1)}</td>
              <td>
                <input
                  aria-label={say('Weight of {symbol}, %', { symbol })}
                  aria-invalid={tenths === null}
                  inputMode="decimal"
                  maxLength={5}
                  value={typed}
                  disabled={disabled}
                  onChange={({ target }) => onDraft({ ...draft, [symbol]: target.value })}
                />
              </td>
              <td style={{ color: change === null || Math.abs(change) < 0.05 ? tone.text3 : tone.text }}>
                {change === null ? UNKNOWN : formatNumber(change, 1, 'always')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function Facts({ view, draft }: { readonly view: WeightsView; readonly draft: WeightsDraft }) {
  const sum = sumOf(draft);
  const moved = view.weights.reduce(
    (total, { symbol, before }) => total + Math.abs((tenthsOf(draft[symbol] ?? '') ?? 0) / 10 - (before ?? 0)),
    0,
  );
  const parts = [
    say('sum {sum} %', { sum: sum === null ? say('unknown') : formatNumber(sum, 1) }),
    say('{points} points change hands', { points: formatNumber(moved / 2, 1) }),
    view.volatility === null
      ? ''
      : say('volatility {share} a year, estimated', { share: formatPercent(view.volatility, 1) }),
    told(view.note),
  ].filter((part) => part !== '');
  return <p style={{ fontSize: 11.5, color: tone.text2 }}>{parts.join(' · ')}</p>;
}

interface FormProps {
  readonly portfolio: Portfolio;
  /** The symbol whose weight is meant; null: all of them. */
  readonly symbol: string | null;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}

/** What a method proposes, what is typed over it, and what keeps it from being set. */
function useWeights({ portfolio, onDone }: FormProps) {
  const api = useApi();
  const client = useClient();
  const queries = useQueryClient();
  const [method, setMethod] = useState<Method>('score-tilted');
  const [edited, setEdited] = useState<WeightsDraft | null>(null);
  const { pending, failure, run } = useAction();
  const query = useQuery({
    ...api.slots.optimizeWeights.queryOptions({ input: { method } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const view = query.error === null ? query.data : undefined;
  const draft = edited ?? (view === undefined ? {} : draftOf(view));
  const cap = Math.max(portfolio.status?.cap ?? 100, 100 / Math.max(1, portfolio.slots.length));
  const problem = view === undefined ? null : draftProblem(draft, Math.ceil(cap * 10) / 10);
  const take = (next: Method) => {
    setMethod(next);
    setEdited(null);
  };
  const set = async (reason: string) => {
    const input = { reason, weights: weightsOf(draft), method: edited === null ? method : 'by-hand' };
    const done = await run(() => client.slots.rebalance(input as Parameters<Client['slots']['rebalance']>[0]));
    if (done === null) return;
    void queries.invalidateQueries({ queryKey: api.slots.key() });
    onDone(say('The weights are set.'));
  };
  const can = !pending && !portfolio.readOnly && view !== undefined && problem === null;
  return {
    method,
    take,
    view,
    draft,
    setEdited,
    problem,
    error: query.error,
    receivedAt: query.dataUpdatedAt,
    failure,
    set,
    can,
  };
}

const ORIGIN = {
  from: say('Worked out by the host from the portfolio, stored candles and the settings in force'),
  kind: 'model',
  short: true,
} as const;

function WeightsForm(props: FormProps) {
  const { portfolio, symbol, onClose } = props;
  const { method, take, view, draft, setEdited, problem, error, receivedAt, failure, set, can } = useWeights(props);
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void set(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <DialogContent sx={{ display: 'grid', gap: 1.5, pt: '4px !important' }}>
        <Words>{say('Nothing is set until you give a reason. A figure you type makes them weights by hand.')}</Words>
        <div style={{ display: 'flex', alignItems: 'center', gap: 12, overflowX: 'auto' }}>
          <Segmented label={say('Method')} options={METHODS} value={method} onChange={take} />
          <OriginOf {...ORIGIN} receivedAt={receivedAt} />
        </div>
        {error !== null && <FailureWords failure={describeError(error)} />}
        {view === undefined && error === null && <LoadingRows rows={5} />}
        {view !== undefined && (
          <>
            <Rows view={view} draft={draft} focus={symbol} disabled={portfolio.readOnly} onDraft={setEdited} />
            <Facts view={view} draft={draft} />
          </>
        )}
        {problem !== null && <FailureWords failure={{ code: say('WEIGHTS'), sentence: problem }} />}
        <ReasonField value={reason} onChange={setReason} />
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={say('Set the weights')}
        disabled={!can || reason.trim().length < LEAST_REASON}
        onCancel={onClose}
      />
    </form>
  );
}

/** What another method would weigh, beside what is weighed now; set only with a reason. */
export function WeightsDialog({ open, ...rest }: FormProps & { readonly open: boolean }) {
  return (
    <ActionDialog open={open} title={say('What-if weights')} onClose={rest.onClose} width="sm">
      {open && rest.portfolio.slots.length > 0 && <WeightsForm {...rest} />}
      {open && rest.portfolio.slots.length === 0 && (
        <EmptyNote title={say('Nothing to weigh')}>{say('No slot is taken.')}</EmptyNote>
      )}
    </ActionDialog>
  );
}
