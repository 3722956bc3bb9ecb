import Button from '@mui/material/Button';
import { useRef, useState, type ChangeEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { settingsFile, type SettingsFile } from '#shared/contract/settings.ts';
import { say } from '#shared/language/words.ts';

/** The settings of a text; null when it is no file of settings. */
export function fileOf(text: string): SettingsFile | null {
  try {
    const parsed = settingsFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function save(file: SettingsFile): void {
  const text = `${JSON.stringify(file, null, 2)}\n`;
  saveFile(`zmart-settings-${String(file.version)}.json`, new Blob([text], { type: 'application/json' }));
}

interface FileActionsProps {
  readonly disabled: boolean;
  readonly onChanged: () => void;
}

/** Writes the settings to a file, and takes those of one. */
export function FileActions({ disabled, onChanged }: FileActionsProps) {
  const client = useClient();
  const { pending, failure, run, reset } = useAction();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ readonly name: string; readonly file: SettingsFile | null } | null>(null);
  const close = () => {
    setChosen(null);
    reset();
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file !== undefined) setChosen({ name: file.name, file: fileOf(await file.text()) });
    target.value = '';
  };
  const confirm = async (reason: string) => {
    const file = chosen?.file ?? null;
    if (file === null) return;
    if ((await run(() => client.settings.import({ file, reason }))) === null) return;
    close();
    onChanged();
  };
  const readable = chosen?.file ?? null;
  const refused = { code: 'NOT_READABLE', sentence: say('This is no file of settings; make one with Export.') };
  const question =
    chosen === null
      ? null
      : {
          title: say('Take the settings of {name}?', { name: chosen.name }),
          sentence: say(
            'Every value of the file is checked and set, all or none; what it does not name stays as it is.',
          ),
          confirm: say('Import'),
          stops: false,
        };
  return (
    <>
      <Button
        disabled={pending}
        onClick={() => void run(async () => save(await client.settings.export()))}
        sx={{ py: '2px' }}
      >
        {say('Export')}
      </Button>
      <Button disabled={disabled} onClick={() => input.current?.click()} sx={{ py: '2px' }}>
        {say('Import…')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={say('File of settings')}
        onChange={(event) => void choose(event)}
      />
      <ReasonDialog
        question={question}
        pending={pending || readable === null}
        failure={readable === null && chosen !== null ? refused : failure}
        onConfirm={(reason) => void confirm(reason)}
        onClose={close}
      />
    </>
  );
}
