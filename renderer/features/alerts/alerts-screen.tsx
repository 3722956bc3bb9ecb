import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { say } from '#shared/language/words.ts';
import { AddChannelDialog } from './add-channel-dialog.tsx';
import { ChannelDialogs, type ChannelAsked } from './channel-dialogs.tsx';
import { ChannelsTable } from './channels-table.tsx';
import { HerePanel } from './here-panel.tsx';
import { QuietPanel } from './quiet-panel.tsx';

const ORIGIN = { from: say('What this program sent, and how each channel answered'), kind: 'measured' } as const;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(270px, 20vw, 360px)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > .side': {
    minHeight: 0,
    minWidth: 0,
    display: 'grid',
    gap: 12,
    alignContent: 'start',
    gridTemplateRows: 'fit-content(60%) fit-content(40%)',
  },
});

function headNote(channels: readonly AlertChannelView[]): string {
  if (channels.length === 0) return say('ways for notices out of this computer');
  const failed = channels.filter(({ enabled, last }) => enabled && last?.ok === false).length;
  return [
    say('{count, plural, one {# channel} other {# channels}}', { count: channels.length }),
    ...(failed === 0 ? [] : [say('{count} failed last time', { count: failed })]),
  ].join(', ');
}

/** Where notices go: channels, quiet hours, and what tells of them here. */
export function AlertsScreen() {
  const client = useClient();
  const live = useRows('alerts');
  const now = useNow();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<ChannelAsked | null>(null);
  const channels = live.rows;
  const added = ({ key }: AlertChannelView) => {
    setAdding(false);
    // How it went comes with the row.
    client.alerts.test({ id: key }).catch(() => undefined);
  };
  const head = (
    <PanelHead title={say('Channels')} note={headNote(channels)}>
      <Button variant="contained" onClick={() => setAdding(true)} sx={{ py: '2px' }}>
        {say('Add channel…')}
      </Button>
    </PanelHead>
  );
  return (
    <Screen>
      <Panel label={say('Channels')} origin={ORIGIN} header={head} source={live}>
        {live.status === 'loading' && <LoadingRows rows={4} />}
        {live.status !== 'loading' && channels.length === 0 && (
          <EmptyNote title={say('No channel yet')}>
            {say(
              'Notices stay on this computer. Add a webhook, Slack, Telegram or a mail account to be told elsewhere too.',
            )}
          </EmptyNote>
        )}
        {channels.length > 0 && <ChannelsTable channels={channels} now={now} onAsk={setAsked} />}
      </Panel>
      <div className="side">
        <QuietPanel />
        <HerePanel />
      </div>
      <AddChannelDialog open={adding} onAdded={added} onClose={() => setAdding(false)} />
      <ChannelDialogs asked={asked} onClose={() => setAsked(null)} />
    </Screen>
  );
}
