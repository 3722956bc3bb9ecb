import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { formatMoment } from './format-time.ts';
import { Tag } from './tag.tsx';
import { scrollStop } from './scroll-stop.ts';
import { tone } from './theme/tokens.ts';

const List = styled('ol')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  fontSize: 12,
  '& > li': { padding: '9px 16px', borderBottom: `1px solid ${tone.lineSoft}` },
  '& header': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 24 },
  '& header b': { fontWeight: 600, flex: 1 },
  '& small': { display: 'block', fontSize: 11, color: tone.text3 },
  '& q': { quotes: 'none', color: tone.text2, overflowWrap: 'anywhere' },
  '& ul': { listStyle: 'none', marginTop: 3, display: 'grid', gap: 2 },
  '& ul li': { display: 'flex', gap: 8, justifyContent: 'space-between', color: tone.text2 },
  '& ul b': { fontWeight: 500, color: tone.text, whiteSpace: 'nowrap' },
});

/** A version of something that is set: who changed what, when and why. */
export interface ListedVersion {
  readonly version: number;
  /** ms since 1970; 0 for what the program starts with. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly rolledBackTo: number | null;
  /** What it changed, each with its words. */
  readonly changes: readonly { readonly key: string; readonly name: string; readonly text: string }[];
}

interface VersionListProps {
  readonly versions: readonly ListedVersion[];
  /** The version in force; null when it is not known. */
  readonly current: number | null;
  readonly disabled: boolean;
  readonly onRollback: (version: number) => void;
}

interface OneProps extends Omit<VersionListProps, 'versions'> {
  readonly one: ListedVersion;
}

function One({ one, current, disabled, onRollback }: OneProps) {
  const { version, at, by, reason, rolledBackTo, changes } = one;
  return (
    <li>
      <header>
        <b>{say('Version {version}', { version })}</b>
        {rolledBackTo !== null && <Tag>{say('BACK TO {version}', { version: rolledBackTo })}</Tag>}
        {version === current ? (
          <Tag tone="info">{say('IN FORCE')}</Tag>
        ) : (
          <Button variant="outlined" disabled={disabled} onClick={() => onRollback(version)} sx={{ py: 0 }}>
            {say('Roll back to {version}', { version })}
          </Button>
        )}
      </header>
      <small>
        {told(by)}
        {at > 0 && `, ${formatMoment(at)} UTC`}
      </small>
      <q>{reason}</q>
      <ul>
        {changes.map(({ key, name, text }) => (
          <li key={key}>
            <span>{name}</span>
            <b>{text}</b>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Versions, newest first, each with what it changed and a way back to it. */
export function VersionList({ versions, ...rest }: VersionListProps) {
  return (
    <List ref={scrollStop}>
      {versions.map((one) => (
        <One key={one.version} one={one} {...rest} />
      ))}
    </List>
  );
}
