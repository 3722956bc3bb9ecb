import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { styled } from '@mui/material/styles';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { SettingsSectionView, SettingView } from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { draftProblem, draftValue, type Draft } from './draft.ts';
import { rangeText, settingText, settingUnit, sharesOf, typedSetting } from './setting-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 38 },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tr[data-changed=true]': { boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td.name': { whiteSpace: 'normal', lineHeight: 1.25, paddingTop: 4, paddingBottom: 4 },
  '& td.name b': { fontWeight: 500 },
  '& td.value': { overflow: 'visible' },
});

const Entry = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  color: tone.text3,
  fontSize: 11,
  '& input[type=text]': {
    width: 92,
    height: 26,
    padding: '0 8px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.bg,
    color: tone.text,
    font: `500 12px ${FONT_MONO}`,
    textAlign: 'right',
  },
  '& input[type=text]:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 0 },
  '& input[type=text][aria-invalid=true]': { borderColor: tone.down },
  '& input[type=text]:disabled': { color: tone.text2, borderColor: tone.line },
  '& i': { fontStyle: 'normal', width: 38, textAlign: 'left' },
});

interface FieldProps {
  readonly setting: SettingView;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onEdit: (key: string, entry: string | boolean | null) => void;
}

function Field({ setting, draft, disabled, onEdit }: FieldProps) {
  const { key } = setting;
  const label = told(setting.label);
  const value = draftValue(setting, draft);
  if (setting.kind === 'switch') {
    return (
      <Checkbox
        size="small"
        checked={value === true}
        disabled={disabled}
        onChange={({ target }) => onEdit(key, target.checked)}
        slotProps={{ input: { 'aria-label': label } }}
        sx={{ p: '3px' }}
      />
    );
  }
  const unit = settingUnit(setting);
  const entry = draft[key];
  const text = typeof entry === 'string' ? entry : typedSetting(Number(setting.value), unit);
  const problem = draftProblem(setting, draft);
  return (
    <Entry>
      <input
        type="text"
        aria-label={unit.name === '' ? label : `${label}, ${unit.name}`}
        aria-invalid={problem !== null}
        title={
          problem ??
          say('{range}, in steps of {step}', {
            range: rangeText(setting),
            step: settingText(setting, setting.step),
          })
        }
        value={text}
        disabled={disabled}
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        onChange={({ target }) => onEdit(key, target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEdit(key, null);
        }}
      />
      <i>{unit.name}</i>
    </Entry>
  );
}

interface RowProps extends FieldProps {
  readonly share: number | undefined;
}

function Origin({ setting: { changedBy } }: { readonly setting: SettingView }) {
  if (changedBy === null) return <span style={{ color: tone.text3 }}>{say('default')}</span>;
  return (
    <span title={`${formatMoment(changedBy.at)} UTC`}>
      {told(changedBy.by)}
      <small>{say('version {version}', { version: changedBy.version })}</small>
    </span>
  );
}

function SettingRow({ share, ...field }: RowProps) {
  const { setting, draft, disabled, onEdit } = field;
  const { key, sentence, standard } = setting;
  const label = told(setting.label);
  const value = draftValue(setting, draft);
  const problem = draftProblem(setting, draft);
  const entry = standard === true || standard === false ? standard : typedSetting(standard, settingUnit(setting));
  return (
    <tr data-setting={key} data-changed={value !== setting.value}>
      <td className="name" title={say('Key {key}', { key })}>
        <b>{label}</b>
        <small style={problem === null ? undefined : { color: tone.down }}>{problem ?? told(sentence)}</small>
      </td>
      <td data-right className="value">
        <Field {...field} />
      </td>
      <td data-right style={{ color: tone.text2 }}>
        {share === undefined ? '' : formatPercent(share, 1)}
      </td>
      <td data-right style={{ color: tone.text2 }}>
        {value === standard ? (
          settingText(setting, standard)
        ) : (
          <Button
            aria-label={say('Default of {setting}: {value}', { setting: label, value: settingText(setting, standard) })}
            disabled={disabled}
            onClick={() => onEdit(key, entry)}
            sx={{ py: 0, px: 0.75, minWidth: 0, fontSize: 12 }}
          >
            {settingText(setting, standard)}
          </Button>
        )}
      </td>
      <td data-right style={{ color: tone.text3 }}>
        {setting.kind === 'switch' ? UNKNOWN : rangeText(setting)}
      </td>
      <td>
        <Origin setting={setting} />
      </td>
    </tr>
  );
}

interface SettingsTableProps {
  readonly section: SettingsSectionView;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onEdit: FieldProps['onEdit'];
}

/** The settings of a section: value, default, range, and who changed it; weights with their share of the sum. */
export function SettingsTable({ section, draft, disabled, onEdit }: SettingsTableProps) {
  const values = new Map(section.settings.map((setting) => [setting.key, draftValue(setting, draft)]));
  const shares = sharesOf(section, values);
  return (
    <Scroll tabIndex={0} role="group" aria-label={say('Settings of {section}', { section: told(section.title) })}>
      <DataTable aria-label={told(section.title)}>
        <colgroup>
          <col />
          <col style={{ width: 162 }} />
          <col style={{ width: shares === null ? 0 : 58 }} />
          <col style={{ width: 78 }} />
          <col style={{ width: 118 }} />
          <col style={{ width: 88 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Setting')}</th>
            <th data-right>{say('Value')}</th>
            <th data-right>{shares === null ? '' : say('Share')}</th>
            <th data-right>{say('Default')}</th>
            <th data-right>{say('Range')}</th>
            <th>{say('Set by')}</th>
          </tr>
        </thead>
        <tbody>
          {section.settings.map((setting) => (
            <SettingRow
              key={setting.key}
              setting={setting}
              draft={draft}
              disabled={disabled}
              onEdit={onEdit}
              share={shares?.get(setting.key)}
            />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
