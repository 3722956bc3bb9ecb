import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { formatCount } from '#renderer/ui/format.ts';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CandleFileView, CandleImportView } from '#shared/contract/candle-imports.ts';
import { TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { formatBytes } from './data-words.ts';
import { fileTask, fileWords, overlapWords } from './candle-words.ts';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  display: 'grid',
  gap: 10,
  '& > li': {
    display: 'grid',
    gap: 6,
    padding: '10px 12px',
    border: `1px solid ${tone.line}`,
    borderRadius: 8,
    minWidth: 0,
    fontVariantNumeric: 'tabular-nums',
  },
  '& > li[data-bad=true]': { borderColor: tone.down },
  '& strong': { fontWeight: 600, overflowWrap: 'anywhere', flex: '1 1 180px', minWidth: 0 },
  '& label': { display: 'inline-flex', alignItems: 'center', gap: 6, color: tone.text2 },
  '& select': {
    height: 28,
    padding: '0 6px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.raised,
    color: tone.text,
    fontSize: 12,
  },
  '& ol': { margin: 0, padding: 0, listStyle: 'none', maxHeight: 160, overflow: 'auto', color: tone.text2 },
  '& ol b': { fontWeight: 500, color: tone.text },
});

/** What a person may say of a file. */
interface Choice {
  readonly symbol?: string;
  readonly timeframe?: Timeframe;
  readonly leftOut?: boolean;
}

interface FileProps {
  readonly file: CandleFileView;
  readonly contracts: CandleImportView['contracts'];
  /** Null while nothing can be said of it. */
  readonly onChoose: ((choice: Choice) => void) | null;
}

function Choices({ file, contracts, onChoose }: FileProps) {
  const { name, symbol, timeframe, leftOut, state } = file;
  const fixed = onChoose === null || leftOut || state === 'coming' || state === 'reading';
  return (
    <div className="row">
      <label>
        {say('Contract')}
        <select
          aria-label={say('Contract of {name}', { name })}
          value={symbol ?? ''}
          disabled={fixed}
          onChange={({ target }) => onChoose?.({ symbol: target.value })}
        >
          {symbol === null && <option value="">{say('choose')}</option>}
          {contracts.map((one) => (
            <option key={one.symbol} value={one.symbol}>
              {`${one.coin} ${one.symbol}`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('Timeframe')}
        <select
          aria-label={say('Timeframe of {name}', { name })}
          value={timeframe ?? ''}
          disabled={fixed}
          onChange={({ target }) => {
            const chosen = TIMEFRAMES.find((one) => one === target.value);
            if (chosen !== undefined) onChoose?.({ timeframe: chosen });
          }}
        >
          {timeframe === null && <option value="">{say('choose')}</option>}
          {TIMEFRAMES.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <Button
        size="small"
        disabled={onChoose === null}
        aria-label={leftOut ? say('Take in {name}', { name }) : say('Leave out {name}', { name })}
        onClick={() => onChoose?.({ leftOut: !leftOut })}
      >
        {leftOut ? say('Take in') : say('Leave out')}
      </Button>
    </div>
  );
}

function BadRows({ file: { name, bad, badCount } }: Pick<FileProps, 'file'>) {
  return (
    <div role="alert" style={{ display: 'grid', gap: 4 }}>
      <p style={{ color: tone.down }}>
        {say('{count, plural, one {# line} other {# lines}} cannot be taken. Mend the file, or leave it out.', {
          count: badCount,
        })}
      </p>
      <ol ref={scrollStop} aria-label={say('Bad lines of {name}', { name })}>
        {bad.map(({ line, reason }, place) => (
          <li key={place}>
            <b>{say('line {line}', { line: formatCount(line) })}</b> {told(reason)}
          </li>
        ))}
      </ol>
    </div>
  );
}

function CandleFile(props: FileProps) {
  const { file } = props;
  const task = fileTask(file);
  const bad = file.state === 'bad' && !file.leftOut;
  return (
    <li data-bad={bad}>
      <div className="row">
        <strong>{file.name}</strong>
        <span style={{ color: tone.text3 }}>{formatBytes(file.bytes)}</span>
      </div>
      <Choices {...props} />
      {file.state === 'read' && <p>{fileWords(file)}</p>}
      {task === null
        ? file.overlap !== null && <p>{overlapWords(file.overlap)}</p>
        : file.state !== 'bad' && <p style={{ color: tone.text3 }}>{task}</p>}
      {bad && <BadRows file={file} />}
    </li>
  );
}

interface CandleFilesProps {
  readonly files: readonly CandleFileView[];
  readonly contracts: CandleImportView['contracts'];
  readonly onChoose: ((file: number, choice: Choice) => void) | null;
}

/** The files of an import, each with what it holds and what can be said of it. */
export function CandleFiles({ files, contracts, onChoose }: CandleFilesProps) {
  return (
    <List aria-label={say('Files of the import')}>
      {files.map((file, place) => (
        <CandleFile
          key={place}
          file={file}
          contracts={contracts}
          onChoose={onChoose === null ? null : (choice) => onChoose(place, choice)}
        />
      ))}
    </List>
  );
}
