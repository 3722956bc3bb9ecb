import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { NOTICE_LEVELS, type NoticeLevel } from '#shared/domain/alert.ts';
import { say, sayAs } from '#shared/language/words.ts';

const NAMES: Readonly<Record<NoticeLevel, string>> = {
  info: say('Info'),
  warning: say('Warning'),
  alarm: say('Alarm'),
};

interface NoticeLevelFieldProps {
  readonly value: NoticeLevel;
  readonly onChange: (level: NoticeLevel) => void;
}

/** How loudly an alert is told. */
export function NoticeLevelField({ value, onChange }: NoticeLevelFieldProps) {
  return (
    <TextField
      select
      size="small"
      label={sayAs('notice level', 'As')}
      value={value}
      onChange={({ target }) => onChange(target.value as NoticeLevel)}
    >
      {NOTICE_LEVELS.map((level) => (
        <MenuItem key={level} value={level}>
          {NAMES[level]}
        </MenuItem>
      ))}
    </TextField>
  );
}
