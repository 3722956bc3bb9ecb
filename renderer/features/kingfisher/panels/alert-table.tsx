import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { useNow } from '#renderer/data/use-now.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import type { NoticeLevel } from '#shared/domain/alert.ts';
import { LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
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

const LEVELS: Readonly<Record<NoticeLevel, string>> = {
  info: say('info'),
  warning: say('warning'),
  alarm: say('alarm'),
};

function firedWords({ fired, held }: LiquidationAlertView, now: number, coinOf: AlertTableProps['coinOf']): string {
  if (fired === null) return say('never');
  const [age, coin] = [formatAge(now - fired.at), coinOf(fired.symbol)];
  return held > 0
    ? say('{age} ago, {coin}; {held} more held back', { age, coin, held: formatCount(held) })
    : say('{age} ago, {coin}', { age, coin });
}

function RuleRow({
  rule,
  coinOf,
  pending,
  actions,
}: Omit<AlertTableProps, 'rules'> & { readonly rule: LiquidationAlertView }) {
  const now = useNow();
  const label = told(LIQUIDATION_ALERTS[rule.kind].label);
  const sentence = told(rule.sentence);
  const { word, tone: colour } = STATE_TAGS[rule.state];
  const where = rule.symbol === null ? say('all symbols') : coinOf(rule.symbol);
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
          slotProps={{ input: { 'aria-label': say('{name}: on', { name }) } }}
        />
      </td>
      <td>
        {label} <span style={{ color: tone.text2 }}>{where}</span>
        <small>{ruleWords(rule)}</small>
      </td>
      <td style={{ maxWidth: 250 }} title={sentence}>
        <Tag tone={colour}>{word}</Tag>
        <small style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{sentence}</small>
      </td>
      <td title={rule.fired === null ? undefined : told(rule.fired.sentence)}>
        {firedWords(rule, now, coinOf)}
        <small>
          {say('{level}, cool-down {minutes} min', { level: LEVELS[rule.level], minutes: rule.cooldownMinutes })}
        </small>
      </td>
      <td data-right>
        <Button {...button} aria-label={say('{name}: test', { name })} onClick={() => actions.test(rule)}>
          {say('Test')}
        </Button>
        <Button {...button} aria-label={say('{name}: change', { name })} onClick={() => actions.change(rule)}>
          {sayAs('button', 'Change')}
        </Button>
        <Button {...button} aria-label={say('{name}: remove', { name })} onClick={() => actions.remove(rule)}>
          {say('Remove')}
        </Button>
      </td>
    </tr>
  );
}

/** The rules, with how each stands and when it last fired. */
export function AlertTable({ rules, ...rest }: AlertTableProps) {
  return (
    <DataTable aria-label={say('Alert rules')}>
      <thead>
        <tr>
          <th>{say('On')}</th>
          <th>{say('Rule')}</th>
          <th>{say('State')}</th>
          <th>{say('Last fired')}</th>
          <th aria-label={say('Actions')} />
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
