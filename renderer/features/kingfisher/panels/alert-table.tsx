import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { useNow } from '#renderer/data/use-now.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import { LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { ruleWords, STATE_TAGS } from './alert-draft.ts';

/** What can be done to a rule. */
export interface RuleActions {
  readonly change: (rule: LiquidationAlertView) => void;
  readonly test: (rule: LiquidationAlertView) => void;
  readonly remove: (rule: LiquidationAlertView) => void;
  readonly switchTo: (rule: LiquidationAlertView, enabled: boolean) => void;
}

interface AlertTableProps {
  readonly rules: readonly LiquidationAlertView[];
  readonly coinOf: (symbol: string) => string;
  readonly pending: boolean;
  readonly actions: RuleActions;
}

function firedWords({ fired, held }: LiquidationAlertView, now: number, coinOf: AlertTableProps['coinOf']): string {
  if (fired === null) return 'never';
  return `${formatAge(now - fired.at)} ago, ${coinOf(fired.symbol)}${held > 0 ? `; ${formatCount(held)} more held back` : ''}`;
}

function RuleRow({
  rule,
  coinOf,
  pending,
  actions,
}: Omit<AlertTableProps, 'rules'> & { readonly rule: LiquidationAlertView }) {
  const now = useNow();
  const { label } = LIQUIDATION_ALERTS[rule.kind];
  const { word, tone: colour } = STATE_TAGS[rule.state];
  const where = rule.symbol === null ? 'all symbols' : coinOf(rule.symbol);
  const name = `${label}, ${where}`;
  const button = { size: 'small', disabled: pending, sx: { minWidth: 0, px: 0.75, py: 0, fontSize: 11 } } as const;
  return (
    <tr>
      <td style={{ height: 44 }}>
        <Switch
          size="small"
          checked={rule.enabled}
          disabled={pending}
          onChange={(_, enabled) => actions.switchTo(rule, enabled)}
          slotProps={{ input: { 'aria-label': `${name}: on` } }}
        />
      </td>
      <td>
        {label} <span style={{ color: tone.text2 }}>{where}</span>
        <small>{ruleWords(rule)}</small>
      </td>
      <td style={{ maxWidth: 250 }} title={rule.sentence}>
        <Tag tone={colour}>{word}</Tag>
        <small style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{rule.sentence}</small>
      </td>
      <td title={rule.fired?.sentence}>
        {firedWords(rule, now, coinOf)}
        <small>
          {rule.level}, cool-down {String(rule.cooldownMinutes)} min
        </small>
      </td>
      <td data-right>
        <Button {...button} aria-label={`${name}: test`} onClick={() => actions.test(rule)}>
          Test
        </Button>
        <Button {...button} aria-label={`${name}: change`} onClick={() => actions.change(rule)}>
          Change
        </Button>
        <Button {...button} aria-label={`${name}: remove`} onClick={() => actions.remove(rule)}>
          Remove
        </Button>
      </td>
    </tr>
  );
}

/** The rules, with how each stands and when it last fired. */
export function AlertTable({ rules, ...rest }: AlertTableProps) {
  return (
    <DataTable aria-label="Alert rules">
      <thead>
        <tr>
          <th>On</th>
          <th>Rule</th>
          <th>State</th>
          <th>Last fired</th>
          <th aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.key} rule={rule} {...rest} />
        ))}
      </tbody>
    </DataTable>
  );
}
