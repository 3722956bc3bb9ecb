import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { listed, useKeySheet } from '#renderer/data/keys.ts';
import { KeyNames } from '#renderer/ui/key-names.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const Sheet = styled('div')({
  columns: '280px 2',
  columnGap: 28,
  padding: '4px 22px 20px',
  '& section': { breakInside: 'avoid', marginBottom: 14 },
  '& h3': { fontSize: 11, fontWeight: 600, color: tone.text3, margin: '8px 0 4px' },
  '& dl > div': { display: 'flex', alignItems: 'center', gap: 12, minHeight: 26, fontSize: 12.5 },
  '& dt': { order: 2, marginLeft: 'auto' },
  '& dd': { margin: 0, color: tone.text2 },
});

const Title = styled('h2')({ fontSize: 15, fontWeight: 600, padding: '16px 22px 6px' });

/** Every key the window listens for now, from the registry it listens by. */
export function KeysDialog() {
  const { open, close } = useFrameDialogs();
  const groups = useKeySheet((state) => state.groups);
  return (
    <Dialog open={open === 'keys'} onClose={close} maxWidth="md" fullWidth aria-labelledby="all-keys">
      <Title id="all-keys">{say('Keys')}</Title>
      <Sheet>
        {listed(groups).map(({ title, bindings }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>
                    <KeyNames keys={keys} />
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Sheet>
    </Dialog>
  );
}
