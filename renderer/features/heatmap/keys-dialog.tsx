import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { KEY_HELP } from './matrix-keys.ts';

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: '8px 18px',
  padding: '4px 20px 18px',
  fontSize: 12.5,
  '& dd': { margin: 0, color: tone.text2 },
});

const Title = styled('h2')({ margin: 0, padding: '16px 20px 12px', fontSize: 14, fontWeight: 600 });

interface KeysDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The keys of the heatmap. */
export function KeysDialog({ open, onClose }: KeysDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="heatmap-keys">
      <Title id="heatmap-keys">{say('Keys of the heatmap')}</Title>
      <List>
        {KEY_HELP.map(([keys, about]) => [
          <dt key={keys}>
            {keys.split(' ').map((key) => (
              <Kbd key={key} style={{ marginRight: 4 }}>
                {key}
              </Kbd>
            ))}
          </dt>,
          <dd key={`${keys}-about`}>{about}</dd>,
        ])}
      </List>
    </Dialog>
  );
}
