import { styled } from '@mui/material/styles';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const List = styled('dl')({
  padding: '12px 16px !important',
  display: 'grid',
  gap: '8px',
  fontSize: 12,
  lineHeight: 1.45,
  overflow: 'auto',
  '& dt': { fontWeight: 600 },
  '& dd': { color: tone.text2 },
});

const WAYS = [
  [
    say('In this window'),
    say('Every alarm stands above each screen and sounds, until a person acknowledges it, also over a restart.'),
  ],
  [
    say('On the desktop'),
    say('The desktop program shows notices of the system; an alarm stays until closed and sounds.'),
  ],
  [say('In the journal'), say('What halted, who changed what and each alarm, whatever is set here.')],
] as const;

/** What tells of notices without any channel. */
export function HerePanel() {
  return (
    <Panel
      label={say('On this computer')}
      header={<PanelHead title={say('On this computer')} note={say('nothing to set up')} />}
    >
      <List ref={scrollStop}>
        {WAYS.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </List>
    </Panel>
  );
}
