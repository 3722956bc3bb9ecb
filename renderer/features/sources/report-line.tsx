import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SourceView } from '#shared/contract/sources.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { readingState } from './source-words.ts';

interface ReportLineProps {
  readonly enabled: boolean;
  /** False where nothing is read in this mode. */
  readonly reading: boolean;
  readonly report: SourceView['report'];
  readonly now: number | null;
}

const ago = (now: number | null, at: number): string =>
  now === null ? '' : say('{age} ago', { age: formatAge(now - at) });

/** When the next reading comes; nothing where none does. */
function nextWords({ enabled, reading, report, now }: ReportLineProps): string {
  if (!enabled || !reading || now === null) return '';
  const wait = report.nextAt - now;
  return wait <= 0 ? say('next at once') : say('next in {span}', { span: formatAge(wait) });
}

/** What came or went wrong, and since when nothing good came. */
function reportWords({ report: { ok, sentence, goodAt }, now }: ReportLineProps): string {
  const good =
    ok || goodAt === null || now === null ? [] : [say('Last good {age} ago.', { age: formatAge(now - goodAt) })];
  return [told(sentence), ...good].join(' ');
}

/** How reading a source stands: its state, how old that is, and what came or went wrong. */
export function ReportLine(props: ReportLineProps) {
  const { enabled, reading, report, now } = props;
  const { word, tone: colour } = readingState(enabled, report, reading);
  const failed = report.at !== null && !report.ok;
  return (
    <>
      <span style={{ display: 'flex', alignItems: 'center', gap: 8, marginBottom: 2 }}>
        <Tag tone={colour}>{word}</Tag>
        <span
          title={report.at === null ? undefined : `${formatMoment(report.at)} UTC`}
          style={{ color: tone.text3, whiteSpace: 'nowrap' }}
        >
          {[report.at === null ? say('never read') : ago(now, report.at), nextWords(props)].filter(Boolean).join(', ')}
        </span>
      </span>
      {report.at !== null && <span style={failed ? { color: tone.down } : undefined}>{reportWords(props)}</span>}
    </>
  );
}
