import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { channelState, KIND_WORDS, LEVEL_WORDS, placeWords } from './alert-words.ts';
import type { ChannelAsked } from './channel-dialogs.tsx';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 48 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .last': { whiteSpace: 'normal', lineHeight: 1.35, padding: '5px 8px' },
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, marginBottom: 2 },
  '& .buttons': { display: 'inline-flex', gap: 6 },
});

function Last({ channel, now }: { readonly channel: AlertChannelView; readonly now: number }) {
  const { last, waiting } = channel;
  const state = channelState(channel);
  return (
    <>
      <span className="line">
        <Tag tone={state.tone}>{state.word}</Tag>
        <span title={last === null ? undefined : `${formatMoment(last.at)} UTC`} style={{ color: tone.text3 }}>
          {[
            last === null ? say('nothing sent since this start') : say('{age} ago', { age: formatAge(now - last.at) }),
            ...(waiting > 0 ? [say('{count} waiting', { count: waiting })] : []),
          ].join(', ')}
        </span>
      </span>
      {last !== null && <span style={last.ok ? undefined : { color: tone.down }}>{told(last.sentence)}</span>}
    </>
  );
}

interface ChannelRowProps {
  readonly channel: AlertChannelView;
  readonly now: number;
  readonly onAsk: (asked: ChannelAsked) => void;
}

function ChannelRow({ channel, now, onAsk }: ChannelRowProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const { key: id, name, enabled } = channel;
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 600 }}>{name}</b>
        <small title={placeWords(channel)}>
          {KIND_WORDS[channel.place.kind]}, {placeWords(channel)}
        </small>
      </td>
      <td>{LEVEL_WORDS[channel.minLevel]}</td>
      <td className="last" role="status" aria-label={say('Last delivery of {name}', { name })}>
        {pending ? (
          say('Sending.')
        ) : failure === null ? (
          <Last channel={channel} now={now} />
        ) : (
          <FailureWords failure={failure} />
        )}
      </td>
      <td>
        <Switch
          size="small"
          checked={enabled}
          disabled={pending}
          slotProps={{ input: { 'aria-label': say('{name} is on', { name }) } }}
          onChange={(_, on) => void run(() => client.alerts.change({ id, enabled: on }))}
        />
      </td>
      <td data-right>
        <span className="buttons">
          <Button
            variant="outlined"
            disabled={pending}
            onClick={() => void run(() => client.alerts.test({ id }))}
            aria-label={say('Test {name}', { name })}
          >
            {say('Test')}
          </Button>
          <Button
            variant="outlined"
            onClick={() => onAsk({ kind: 'change', channel })}
            aria-label={say('Change {name}', { name })}
          >
            {say('Change…')}
          </Button>
          <Button
            color="error"
            onClick={() => onAsk({ kind: 'remove', channel })}
            aria-label={say('Remove {name}', { name })}
          >
            {say('Remove…')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

interface ChannelsTableProps {
  readonly channels: readonly AlertChannelView[];
  readonly now: number;
  readonly onAsk: (asked: ChannelAsked) => void;
}

/** The channels with how the last sending went. */
export function ChannelsTable({ channels, now, onAsk }: ChannelsTableProps) {
  return (
    <Scroll>
      <DataTable aria-label={say('Channels')}>
        <colgroup>
          <col style={{ width: '25%' }} />
          <col style={{ width: 140 }} />
          <col />
          <col style={{ width: 62 }} />
          <col style={{ width: 252 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Channel')}</th>
            <th>{say('It gets')}</th>
            <th>{say('Last delivery')}</th>
            <th>{say('On')}</th>
            <th aria-label={say('Actions')} />
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <ChannelRow key={channel.key} channel={channel} now={now} onAsk={onAsk} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
