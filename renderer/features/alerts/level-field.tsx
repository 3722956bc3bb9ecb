import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { NOTICE_LEVELS, type NoticeLevel } from '#shared/domain/alert.ts';
import { say } from '#shared/language/words.ts';
import { LEVEL_WORDS } from './alert-words.ts';

interface LevelFieldProps {
  readonly value: NoticeLevel;
  readonly onChange: (level: NoticeLevel) => void;
}

/** From which level on notices are sent. */
export function LevelField({ value, onChange }: LevelFieldProps) {
  return (
    <TextField
      select
      size="small"
      label={say('It gets')}
      value={value}
      onChange={({ target }) => onChange(target.value as NoticeLevel)}
    >
      {NOTICE_LEVELS.map((level) => (
        <MenuItem key={level} value={level}>
          {LEVEL_WORDS[level]}
        </MenuItem>
      ))}
    </TextField>
  );
}
