import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticeLevel } from '#shared/domain/alert.ts';
import type { AlertPrice, AlertWay } from '#shared/domain/price-alert.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useRows } from '#renderer/data/use-rows.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { heardBy } from '#renderer/ui/heard-by.ts';
import { NoticeLevelField } from '#renderer/ui/notice-level-field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { onTick } from '../on-tick.ts';
import { useAlertActions, type AskedAlert } from './alert-actions.ts';

const WAYS: readonly { readonly value: AlertWay; readonly label: string }[] = [
  { value: 'any', label: say('Goes through') },
  { value: 'up', label: say('Rises to') },
  { value: 'down', label: say('Falls to') },
];
const PRICES: readonly { readonly value: AlertPrice; readonly label: string }[] = [
  { value: 'last', label: say('Last price') },
  { value: 'mark', label: say('Mark price') },
];
const COOL_DOWNS = [1, 5, 15, 60, 240] as const;
const LONGEST_NOTE = 120;

interface Draft {
  readonly price: string;
  readonly triggerBy: AlertPrice;
  readonly way: AlertWay;
  readonly cooldownMinutes: number;
  readonly once: boolean;
  readonly level: NoticeLevel;
  readonly note: string;
}

function draftOf(asked: AskedAlert): Draft {
  if (asked.kind === 'change') return asked.alert;
  const usual = { triggerBy: 'last', way: 'any', cooldownMinutes: 5, once: false, level: 'warning' } as const;
  return { ...usual, price: asked.price, note: '' };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly tick: string;
  readonly onChange: (change: Partial<Draft>) => void;
}

function AlertFields({ draft, tick, onChange }: FieldsProps) {
  const { price, triggerBy, way, cooldownMinutes, once, level, note } = draft;
  const own = COOL_DOWNS.some((minutes) => minutes === cooldownMinutes) ? [] : [cooldownMinutes];
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        <Segmented
          label={say('Price')}
          options={PRICES}
          value={triggerBy}
          onChange={(value) => onChange({ triggerBy: value })}
        />
        <Segmented label={say('Way')} options={WAYS} value={way} onChange={(value) => onChange({ way: value })} />
      </div>
      <TextField
        autoFocus
        size="small"
        label={say('Level, tick {tick}', { tick })}
        value={price}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => onChange({ price: target.value })}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 24 } }}
      />
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <TextField
          select
          size="small"
          label={say('Not again within')}
          value={cooldownMinutes}
          onChange={({ target }) => onChange({ cooldownMinutes: Number(target.value) })}
        >
          {[...own, ...COOL_DOWNS].map((minutes) => (
            <MenuItem key={minutes} value={minutes}>
              {minutes < 60 ? `${String(minutes)} min` : `${String(minutes / 60)} h`}
            </MenuItem>
          ))}
        </TextField>
        <NoticeLevelField value={level} onChange={(value) => onChange({ level: value })} />
      </div>
      <TextField
        size="small"
        label={say('Note')}
        value={note}
        onChange={({ target }) => onChange({ note: target.value })}
        slotProps={{ htmlInput: { maxLength: LONGEST_NOTE, autoComplete: 'off' } }}
      />
      <FormControlLabel
        control={<Switch size="small" checked={once} onChange={(_, value) => onChange({ once: value })} />}
        label={say('Once, then off')}
        slotProps={{ typography: { sx: { fontSize: 12.5 } } }}
      />
    </>
  );
}

interface FormProps {
  readonly asked: AskedAlert;
  readonly tick: string;
  readonly onDone: () => void;
}

function AlertForm({ asked, tick, onDone }: FormProps) {
  const actions = useAlertActions();
  const { rows: channels } = useRows('alerts');
  const [draft, setDraft] = useState(() => draftOf(asked));
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<{ readonly code: string; readonly sentence: string } | null>(null);
  const price = onTick(draft.price, tick);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (price === null || sending) return;
    setSending(true);
    const { triggerBy, way, cooldownMinutes, once, level, note } = draft;
    const set = { price, triggerBy, way, cooldownMinutes, once, level, note };
    const result =
      asked.kind === 'new'
        ? await actions.add({ symbol: asked.symbol, ...set })
        : await actions.change({ id: asked.alert.key, ...set });
    setSending(false);
    if (result.kind === 'refused') setFailure(result);
    else onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <DialogContent sx={{ display: 'grid', gap: 2.5, pt: 1 }}>
        <AlertFields draft={draft} tick={tick} onChange={(change) => setDraft({ ...draft, ...change })} />
        <Words>
          {heardBy(draft.level, channels)} {say('Nothing fires on a stale price.')}
        </Words>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={asked.kind === 'new' ? say('Set alert') : say('Save')}
        disabled={price === null || sending}
        onCancel={onDone}
      />
    </form>
  );
}

interface AlertDialogProps {
  /** Null while none is asked for. */
  readonly asked: AskedAlert | null;
  readonly onClose: () => void;
}

/** A price alert as it is typed: a new one, or one that is changed. */
export function AlertDialog({ asked, onClose }: AlertDialogProps) {
  const { data } = useQuery(useApi().market.instruments.queryOptions({ staleTime: Infinity }));
  const symbol = asked === null ? '' : asked.kind === 'new' ? asked.symbol : asked.alert.symbol;
  const tick = data?.find((one) => one.symbol === symbol)?.tick;
  return (
    <ActionDialog
      open={asked !== null && tick !== undefined}
      title={say('Price alert on {symbol}', { symbol })}
      onClose={onClose}
    >
      {asked !== null && tick !== undefined && <AlertForm asked={asked} tick={tick} onDone={onClose} />}
    </ActionDialog>
  );
}
