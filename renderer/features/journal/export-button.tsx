import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { WorkBar } from '#renderer/ui/work-bar.tsx';
import { say } from '#shared/language/words.ts';
import { useJournalExport } from './journal-export.ts';
import { EXPORT_FORMATS, type ExportFormat } from './journal-file.ts';
import type { JournalFilter } from './use-journal.ts';

const NAMES: Readonly<Record<ExportFormat, string>> = {
  csv: say('CSV, one line a record'),
  json: say('JSON, as the journal holds them'),
};

interface ExportingProps {
  readonly done: number;
  readonly total: number;
  readonly onCancel: () => void;
}

function Exporting({ done, total, onCancel }: ExportingProps) {
  const leftMs = useRemaining({ done, total });
  const words = say('{done} of {total} looked through', { done: formatCount(done), total: formatCount(total) });
  return (
    <>
      <WorkBar inline label={say('Export')} {...{ done, total, leftMs, words }} />
      <Button variant="outlined" color="inherit" sx={{ py: '2px' }} onClick={onCancel}>
        {say('Cancel')}
      </Button>
    </>
  );
}

/** Writes what the filter lets through to a file, oldest first; while one is written it says how far it is. */
export function ExportButton({ filter }: { readonly filter: JournalFilter }) {
  const { journal } = useClient();
  const { progress, failure, start, cancel } = useJournalExport();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  if (progress !== null) return <Exporting {...progress} onCancel={cancel} />;
  return (
    <>
      {failure !== null && (
        <span role="alert" style={{ color: tone.down }}>
          <b>{failure.code}</b> {failure.sentence}
        </span>
      )}
      <Button
        variant="outlined"
        sx={{ py: '2px' }}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('Export…')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {EXPORT_FORMATS.map((format) => (
          <MenuItem
            key={format}
            dense
            onClick={() => {
              close();
              void start(journal, filter, format);
            }}
          >
            {NAMES[format]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
