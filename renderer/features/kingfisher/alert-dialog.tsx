import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useCallback, useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { tellRuleRemoved } from './panels/rule-undo.ts';
import { draftOfRule, newDraft, ruleOf, type AlertDraft } from './panels/alert-draft.ts';
import { AlertForm } from './panels/alert-form.tsx';
import { AlertTable, type RuleActions } from './panels/alert-table.tsx';
import { useShownRow } from './use-liquidation-data.ts';

/** What is typed: a new rule, or one that is changed; null while none is. */
interface Editing {
  /** Null for a new one. */
  readonly id: string | null;
  readonly draft: AlertDraft;
}

/** The calls of the rules, one at a time; the rows come by the stream. */
function useRules() {
  const client = useClient().liquidationAlerts;
  const { run, pending, failure, reset } = useAction();
  const [said, setSaid] = useState<string | null>(null);
  const save = async ({ id, draft }: Editing): Promise<boolean> => {
    const rule = ruleOf(draft);
    if (rule === null) return false;
    const { threshold, cooldownMinutes, level } = rule;
    setSaid(null);
    const change = id === null ? null : { id, threshold, cooldownMinutes, level };
    return (await run(() => (change === null ? client.create(rule) : client.change(change)))) !== null;
  };
  const test = async ({ key: id }: LiquidationAlertView) => {
    const sent = await run(() => client.test({ id }));
    if (sent !== null)
      setSaid(say('Sent as a test: {title}. {body}', { title: told(sent.title), body: told(sent.body) }));
  };
  const remove = async (rule: LiquidationAlertView) => {
    setSaid(null);
    if ((await run(() => client.remove({ id: rule.key }))) !== null) tellRuleRemoved(client, rule);
  };
  const switchTo = async ({ key: id }: LiquidationAlertView, enabled: boolean) => {
    setSaid(null);
    await run(() => client.change({ id, enabled }));
  };
  return { pending, failure, reset, said, save, test, remove, switchTo };
}

function useSymbols() {
  const { rows } = useRows('liquidations');
  const coinOf = useCallback((symbol: string) => rows.find((row) => row.symbol === symbol)?.coin ?? symbol, [rows]);
  return { symbols: rows, coinOf };
}

function AlertRules({ atPrice }: { readonly atPrice: boolean }) {
  const live = useRows('liquidationAlerts');
  const shown = useShownRow();
  const { symbols, coinOf } = useSymbols();
  const rules = useRules();
  const fresh = (): Editing => ({ id: null, draft: newDraft('cluster-reached', shown?.symbol ?? null) });
  // Opened at a place of the chart: a rule is wanted, not the list.
  const [editing, setEditing] = useState<Editing | null>(() => (atPrice ? fresh() : null));
  const begin = (next: Editing | null) => {
    rules.reset();
    setEditing(next);
  };
  const actions: RuleActions = {
    change: (rule) => begin({ id: rule.key, draft: draftOfRule(rule) }),
    test: (rule) => void rules.test(rule),
    remove: (rule) => {
      if (editing?.id === rule.key) begin(null);
      void rules.remove(rule);
    },
    switchTo: (rule, enabled) => void rules.switchTo(rule, enabled),
  };
  const save = async () => {
    if (editing !== null && (await rules.save(editing))) begin(null);
  };
  const failed = live.status === 'failed' ? live.error : rules.failure;
  return (
    <DialogContent sx={{ display: 'grid', gap: 2, minHeight: 300, alignContent: 'start' }}>
      {live.status === 'loading' && <LoadingRows rows={3} />}
      {live.status === 'live' && live.rows.length === 0 && editing === null && (
        <EmptyNote title={say('No rule yet')}>
          {say(
            'A rule tells when a cascade is near, a large liquidation comes, a cluster is reached, a void entered or the ratio flips.',
          )}
        </EmptyNote>
      )}
      {live.rows.length > 0 && (
        <div style={{ maxHeight: 300, overflowY: 'auto', margin: '0 -16px' }}>
          <AlertTable rules={live.rows} coinOf={coinOf} pending={rules.pending} actions={actions} />
        </div>
      )}
      {editing === null ? (
        <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <Button variant="contained" onClick={() => begin(fresh())}>
            {say('New rule…')}
          </Button>
          <Words role="status" style={{ flex: 1, color: rules.said === null ? tone.text3 : tone.text2 }}>
            {rules.said ?? say('Nothing fires while the map is stale or its coverage is low.')}
          </Words>
        </div>
      ) : (
        <AlertForm
          draft={editing.draft}
          changing={editing.id !== null}
          symbols={symbols}
          pending={rules.pending}
          failure={null}
          onChange={(draft) => setEditing({ ...editing, draft })}
          onSubmit={() => void save()}
          onCancel={() => begin(null)}
        />
      )}
      <FailureWords failure={failed} />
    </DialogContent>
  );
}

const ORIGIN = {
  from: say('Rules as you set them; how they stand and when they fired, by the host'),
  kind: 'measured',
} as const;

/** The alert rules on the liquidation maps: list, set, change, test, remove. */
export function AlertDialog() {
  const { open, close } = useKingfisherDialogs();
  const shown = open?.kind === 'alert';
  const { receivedAt } = useRows('liquidationAlerts');
  return (
    <ActionDialog
      open={shown}
      title={say('Liquidation alerts')}
      onClose={close}
      width="md"
      origin={{ ...ORIGIN, receivedAt }}
    >
      {shown && <AlertRules atPrice={open.price !== null} />}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={close}>{say('Close')}</Button>
      </DialogActions>
    </ActionDialog>
  );
}
