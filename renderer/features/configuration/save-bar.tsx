import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SettingsSectionName, SettingsSectionView } from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import type { DraftChange } from './draft.ts';
import { settingText } from './setting-words.ts';
import { tellSaved } from './tell-saved.ts';

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flex: 'none',
  minHeight: 44,
  padding: '6px 16px',
  borderTop: `1px solid ${tone.line}`,
  background: tone.raised,
  fontSize: 12,
  color: tone.text2,
  '& span': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& b': { color: tone.text, fontWeight: 600 },
});

const QUESTIONS: Readonly<Record<SettingsSectionName, string>> = {
  scoring: say('Change scoring?'),
  ranking: say('Change ranking?'),
  evaluation: say('Change evaluation?'),
  portfolio: say('Change portfolio?'),
  schedule: say('Change schedule?'),
  sources: say('Change sources?'),
  models: say('Change models?'),
  liquidation: say('Change liquidation map?'),
};

interface SaveBarProps {
  readonly section: SettingsSectionView;
  readonly change: DraftChange;
  /** The version the draft was made on. */
  readonly read: number;
  readonly onDiscard: () => void;
  readonly onSaved: () => void;
}

/** What a draft changes, in words: `Risk 0.25 → 0.4`. */
function changeWords({ settings }: SettingsSectionView, { values }: DraftChange): string {
  const words = settings.flatMap((setting) => {
    const after = values[setting.key];
    if (after === undefined) return [];
    return [`${told(setting.label)} ${settingText(setting, setting.value)} → ${settingText(setting, after)}`];
  });
  return words.join(', ');
}

/** Saves what was typed of a section with a reason, all or none, or throws it away. */
export function SaveBar({ section, change, read, onDiscard, onSaved }: SaveBarProps) {
  const client = useClient();
  const { pending, failure, run, reset } = useAction();
  const [asking, setAsking] = useState(false);
  const { values, count, sound } = change;
  const close = () => {
    setAsking(false);
    reset();
  };
  const save = async (reason: string) => {
    const request = { section: section.name, values, reason, read };
    const made = await run(() => client.settings.set(request));
    if (made === null) return;
    tellSaved(client.settings, { section, from: read, to: made.version, onChanged: onSaved });
    close();
    onSaved();
  };
  const words = changeWords(section, change);
  const question = {
    title: QUESTIONS[section.name],
    sentence: say('{changes}. It holds for new decisions only, and is journaled.', { changes: words }),
    confirm: say('Save'),
    stops: false,
  };
  return (
    <Bar role="group" aria-label={say('What is not saved')}>
      <span title={words}>
        {sound ? (
          <>
            <b>{say('{count, plural, one {# change} other {# changes}}', { count })}</b> {words}
          </>
        ) : (
          say('A value cannot be saved.')
        )}
      </span>
      <Button onClick={onDiscard} sx={{ py: '2px' }}>
        {say('Discard')}
      </Button>
      <Button variant="contained" disabled={!sound || count === 0} onClick={() => setAsking(true)} sx={{ py: '2px' }}>
        {say('Save…')}
      </Button>
      <ReasonDialog
        question={asking ? question : null}
        pending={pending}
        failure={failure}
        onConfirm={(reason) => void save(reason)}
        onClose={close}
      />
    </Bar>
  );
}
