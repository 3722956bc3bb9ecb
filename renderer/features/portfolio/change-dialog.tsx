import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { PhraseField } from '#renderer/ui/phrase-field.tsx';
import { LEAST_REASON, ReasonField } from '#renderer/ui/reason-field.tsx';
import { say } from '#shared/language/words.ts';
import { doneWords, namedChange, questionOf, type AskedChange, type NamedChange } from './change-questions.ts';
import { PreviewPart } from './preview-part.tsx';
import { scoreWords } from './slot-words.ts';
import { useChange } from './use-change.ts';
import type { Portfolio } from './use-portfolio.ts';

interface SymbolFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly rows: readonly { readonly key: string; readonly score: number | null; readonly note: string | null }[];
  readonly onChange: (symbol: string) => void;
}

function SymbolField({ label, value, rows, onChange }: SymbolFieldProps) {
  return (
    <TextField
      select
      fullWidth
      margin="dense"
      size="small"
      label={label}
      value={rows.some(({ key }) => key === value) ? value : ''}
      onChange={({ target }) => onChange(target.value)}
    >
      {rows.map(({ key, score, note }) => (
        <MenuItem key={key} value={key} sx={{ fontSize: 13 }}>
          {[
            say('{symbol}, score {score}', { symbol: key, score: scoreWords(score) }),
            ...(note === null ? [] : [note]),
          ].join(', ')}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface WhoProps {
  readonly change: AskedChange;
  readonly portfolio: Portfolio;
  readonly onChange: (change: AskedChange) => void;
}

/** Whom it is about, where that is still to be chosen. */
function Who({ change, portfolio: { slots, bench }, onChange }: WhoProps) {
  const outside = bench.map(({ key, score, banned, place }) => ({
    ...{ key, score },
    note: banned !== null ? say('banned') : place === null ? say('not eligible') : null,
  }));
  const inside = slots.map(({ key, score, rank }) => ({ key, score, note: say('slot {rank}', { rank }) }));
  if (change.kind === 'add')
    return (
      <SymbolField
        label={say('Symbol')}
        value={change.symbol}
        rows={outside}
        onChange={(symbol) => onChange({ kind: 'add', symbol })}
      />
    );
  if (change.kind !== 'replace') return null;
  return (
    <>
      <SymbolField
        label={say('Leaves')}
        value={change.symbol}
        rows={inside}
        onChange={(symbol) => onChange({ ...change, symbol })}
      />
      <SymbolField
        label={say('Comes in')}
        value={change.newcomer}
        rows={outside}
        onChange={(newcomer) => onChange({ ...change, newcomer })}
      />
    </>
  );
}

const PREVIEWED = ['add', 'remove', 'replace', 'ban'] as const;
const isPreviewed = (kind: NamedChange['kind']): kind is (typeof PREVIEWED)[number] =>
  (PREVIEWED as readonly string[]).includes(kind);

/** What the host says the change would do; asked anew when somebody else is chosen. */
function usePreview(named: NamedChange | null, wanted: boolean) {
  const { slots } = useApi();
  const kind = named !== null && isPreviewed(named.kind) ? named.kind : 'add';
  const newcomer = named?.kind === 'replace' ? { newcomer: named.newcomer } : {};
  type Input = Parameters<typeof slots.preview.queryOptions>[0]['input'];
  const input = { action: kind, symbol: named?.symbol ?? '', ...newcomer } as Exclude<Input, symbol>;
  return useQuery({
    ...slots.preview.queryOptions({ input }),
    enabled: wanted && named !== null && isPreviewed(named.kind),
    retry: false,
  });
}

interface FormProps {
  readonly asked: AskedChange;
  readonly portfolio: Portfolio;
  /** @param undo takes it back; undefined where that cannot be. */
  readonly onDone: (words: string, undo?: () => void) => void;
  readonly onClose: () => void;
}

/** What is typed into the form and what the host says to it. */
function useChangeForm({ asked, portfolio, onDone }: FormProps) {
  const [change, setChange] = useState(asked);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { pending, failure, make, takenBack } = useChange();
  const named = namedChange(change);
  const isIn = portfolio.slots.some(({ key }) => key === named?.symbol);
  const preview = usePreview(named, questionOf(asked).previewed && (change.kind !== 'ban' || isIn));
  // A position may have been opened since it was asked what the change would do.
  const confirms = failure?.code === 'NOT_CONFIRMED' || (preview.data?.drain ?? null) !== null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (named === null) return;
    const done = await make(named, reason.trim(), typed.trim());
    if (done !== null) onDone(doneWords(named, done), takenBack(named, isIn));
  };
  const given = reason.trim().length >= LEAST_REASON && (!confirms || typed.trim() === named?.symbol);
  const ready = named !== null && given && !pending && !portfolio.readOnly;
  return { change, setChange, reason, setReason, typed, setTyped, named, preview, confirms, failure, submit, ready };
}

/** What it would do: being asked, refused, or told. */
function Previewed({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  if (preview.error !== null) return <FailureWords failure={describeError(preview.error)} />;
  if (preview.data !== undefined) return <PreviewPart preview={preview.data} receivedAt={preview.dataUpdatedAt} />;
  return preview.isLoading ? <LoadingRows rows={3} /> : null;
}

function ChangeForm(props: FormProps) {
  const { asked, portfolio, onClose } = props;
  const form = useChangeForm(props);
  const question = questionOf(asked);
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // What is still to be chosen comes first, else the reason.
    const first = namedChange(asked) === null ? '[role=combobox]' : 'input[maxlength]';
    element.current?.querySelector<HTMLElement>(first)?.focus();
  }, [asked]);
  return (
    <form ref={element} onSubmit={(event) => void form.submit(event)}>
      <DialogContent sx={{ display: 'grid', gap: 1.75, pt: '4px !important' }}>
        <Words>{question.sentence}</Words>
        <Who change={form.change} portfolio={portfolio} onChange={form.setChange} />
        <Previewed preview={form.preview} />
        <ReasonField value={form.reason} onChange={form.setReason} />
        {form.named !== null && form.confirms && (
          <PhraseField expected={form.named.symbol} typed={form.typed} onTyped={form.setTyped}>
            {say('A position is affected. Type the name of the symbol to confirm.')}
          </PhraseField>
        )}
        <FailureWords failure={form.failure} />
      </DialogContent>
      <FormActions submit={question.confirm} disabled={!form.ready} danger={question.stops} onCancel={onClose} />
    </form>
  );
}

interface ChangeDialogProps extends Omit<FormProps, 'asked'> {
  /** Null while nothing is asked. */
  readonly asked: AskedChange | null;
}

/** A change of the portfolio by hand: what it would do, the reason, and the name of what is held. */
export function ChangeDialog({ asked, ...rest }: ChangeDialogProps) {
  const question = asked === null ? null : questionOf(asked);
  return (
    <ActionDialog
      open={asked !== null}
      title={question?.title ?? ''}
      onClose={rest.onClose}
      width={question?.previewed === true ? 'sm' : 'xs'}
    >
      {asked !== null && <ChangeForm asked={asked} {...rest} />}
    </ActionDialog>
  );
}
