import { styled } from '@mui/material/styles';
import type { ConsoleSignal } from '#shared/contract/signal.ts';
import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

type WayStage = ConsoleSignal['way'][number];

const STATUS_WORDS: Readonly<Record<WayStage['status'], string>> = {
  passed: say('passed'),
  stopped: say('stopped'),
  'in-work': say('in work'),
  'not-reached': say('not reached'),
};

const Track = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  height: 12,
  '& i': { flex: '1 1 0', minWidth: 4, height: 5, borderRadius: 2 },
  '& i[data-status=passed]': { background: tone.up },
  '& i[data-status=stopped]': { background: tone.down, height: 12 },
  '& i[data-status=in-work]': { background: tone.kingSoft, border: `1.5px solid ${tone.king}`, height: 9 },
  '& i[data-status=not-reached]': { background: tone.track, height: 3 },
});

/** The eight stages as a line: how far it came, and where it stopped or stands. */
export function WayTrack({ way }: { readonly way: readonly WayStage[] }) {
  const words = way.map(({ stage, status }) => `${STAGE_NAMES[stage]} ${STATUS_WORDS[status]}`).join(', ');
  const title = way
    .filter(({ status }) => status !== 'not-reached')
    .map(({ stage, sentence }) => `${STAGE_NAMES[stage]}: ${told(sentence)}`)
    .join('\n');
  return (
    <Track role="img" aria-label={words} title={title}>
      {way.map(({ stage, status }) => (
        <i key={stage} data-status={status} />
      ))}
    </Track>
  );
}
