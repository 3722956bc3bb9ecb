import { styled } from '@mui/material/styles';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const List = styled('ol')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  margin: 0,
  padding: '12px 16px 12px 34px !important',
  display: 'grid',
  alignContent: 'start',
  gap: 10,
  fontSize: 12,
  lineHeight: 1.45,
  color: tone.text2,
  '& b': { display: 'block', fontWeight: 600, color: tone.text },
  '& li::marker': { color: tone.text3 },
});

const STEPS = [
  [
    say('A key of its own'),
    say('Make a new key for this workstation alone, in a sub-account that holds what it may lose.'),
  ],
  [
    say('Read and trade futures'),
    say('Nothing else: a key that may withdraw or transfer is refused for live trading.'),
  ],
  [say('Bound to addresses'), say('Let the exchange take it from the address of this computer only.')],
  [say('Copied once'), say('Most exchanges show the secret once. Paste it here; after that it is nowhere to be seen.')],
  [say('Tested, then paper, then live'), say('A test names what the key may do. Live trading is a step of its own.')],
] as const;

/** How to make a key that can do no more harm than it must. */
export function GuidePanel() {
  return (
    <Panel
      label={say('A safe key')}
      header={<PanelHead title={say('A safe key')} note={say('made at the exchange')} />}
    >
      <List ref={scrollStop}>
        {STEPS.map(([title, words]) => (
          <li key={title}>
            <b>{title}</b>
            {words}
          </li>
        ))}
      </List>
    </Panel>
  );
}
