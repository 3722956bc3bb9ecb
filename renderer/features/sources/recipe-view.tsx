import { styled } from '@mui/material/styles';
import { useState, type ReactNode } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { CopyBox } from '#renderer/ui/copy-box.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import {
  addressOf,
  csvExample,
  exampleSignal,
  NO_MARKET,
  program,
  RECIPE_LANGUAGES,
  recipeText,
  REST_PATH,
  restText,
  SECRET_PLACE,
  type ExampleMarket,
  type RecipeLanguage,
} from './recipe.ts';

const Parts = styled('div')({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  fontSize: 12,
  lineHeight: 1.45,
  '& > section': { display: 'grid', gap: 5, minWidth: 0 },
  '& h3': { fontSize: 11, fontWeight: 500, color: tone.text3, display: 'flex', alignItems: 'center', gap: 8 },
  '& h3 > span': { flex: 1 },
  '& p': { color: tone.text2 },
  '& dl': { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '4px 12px', margin: 0 },
  '& dt': { fontFamily: FONT_MONO, fontSize: 11.5 },
  '& dd': { margin: 0, color: tone.text2 },
});

const Part = ({ title, children, side }: { title: string; children: ReactNode; side?: ReactNode }) => (
  <section>
    <h3>
      <span>{title}</span>
      {side}
    </h3>
    {children}
  </section>
);

/** The first contract with a price, so that the example could be traded; kept, so that it can be copied. */
function useExampleMarket(): ExampleMarket {
  const { rows } = useRows('tickers');
  const [kept, setKept] = useState<ExampleMarket | null>(null);
  const [first] = rows;
  if (kept === null && first !== undefined)
    setKept({ symbol: first.key, last: first.last, priceDecimals: first.priceDecimals });
  return kept ?? NO_MARKET;
}

const LABELS: Readonly<Record<RecipeLanguage, string>> = {
  shell: say('Shell'),
  python: say('Python'),
  node: 'Node.js',
};
const LANGUAGES = RECIPE_LANGUAGES.map((value) => ({ value, label: LABELS[value] }));

const NO_ADDRESS = say(
  'This window takes no calls from outside. Run the headless host (npm start -- --headless) and look there: programs on its machine post to it.',
);

const HEADERS = { timestamp: 'X-Zmart-Timestamp', nonce: 'X-Zmart-Nonce', signature: 'X-Zmart-Signature' } as const;

function HookParts({ path, secret }: { readonly path: string; readonly secret: string | null }) {
  const [language, setLanguage] = useState<RecipeLanguage>('shell');
  const market = useExampleMarket();
  const url = addressOf(window.location.origin, path);
  if (url === null) return <p role="note">{NO_ADDRESS}</p>;
  const body = JSON.stringify(exampleSignal(market));
  const text = recipeText(language, { url, secret: secret ?? SECRET_PLACE, body });
  return (
    <>
      <Part title={say('Address, by POST, from this machine only')}>
        <CopyBox label={say('Address')} text={url} wraps />
      </Part>
      <Part title={say('Headers')}>
        <dl>
          <dt>{HEADERS.timestamp}</dt>
          <dd>{say('now, ms since 1970, within five minutes of ours')}</dd>
          <dt>{HEADERS.nonce}</dt>
          <dd>{say('8 to 64 letters and digits, another each time')}</dd>
          <dt>{HEADERS.signature}</dt>
          <dd>
            {rich('<code>sha256=</code> and the HMAC-SHA256 in hex of <code>timestamp.nonce.body</code>', {
              code: (inside) => <code>{inside}</code>,
            })}
          </dd>
        </dl>
      </Part>
      <Part
        title={say('Example request')}
        side={<Segmented label={say('Language')} options={LANGUAGES} value={language} onChange={setLanguage} />}
      >
        <CopyBox label={say('Example request')} text={text} maxHeight={260} />
      </Part>
      <p>{say('At most 60 calls a minute of 64 KiB each. What is not signed, too old or sent twice is refused.')}</p>
    </>
  );
}

function RestParts({ name }: { readonly name: string }) {
  const market = useExampleMarket();
  const url = addressOf(window.location.origin, REST_PATH);
  if (url === null) return <p role="note">{NO_ADDRESS}</p>;
  return (
    <>
      <Part title={say('Address, by POST, with the token of this host')}>
        <CopyBox label={say('Address')} text={url} wraps />
      </Part>
      <Part title={say('Example request')}>
        <CopyBox label={say('Example request')} text={restText(window.location.origin, name, market)} />
      </Part>
      <p>
        {say('The answer comes when the signal is decided. The token lies in the data folder, readable by you alone.')}
      </p>
    </>
  );
}

function CsvParts({ name }: { readonly name: string }) {
  const market = useExampleMarket();
  return (
    <>
      <Part title={say('A file with these columns, in any order')}>
        <CopyBox label={say('Example file')} text={csvExample(market)} />
      </Part>
      <Part title={say('From the command line')}>
        <CopyBox
          label={say('Command')}
          text={program`npm run zmart -- import signals signals.csv --source ${name}`}
          wraps
        />
      </Part>
      <p>{say('At most 1,000 rows. Either every row is taken, or none and each bad line is named.')}</p>
    </>
  );
}

/** How signals of a source are sent, with an example to copy. */
export function RecipeView({ source, secret }: { readonly source: SignalSourceView; readonly secret: string | null }) {
  const { kind, key, path } = source;
  return (
    <Parts>
      {kind === 'webhook' && path !== null && <HookParts path={path} secret={secret} />}
      {kind === 'rest' && <RestParts name={key} />}
      {kind === 'csv' && <CsvParts name={key} />}
    </Parts>
  );
}
