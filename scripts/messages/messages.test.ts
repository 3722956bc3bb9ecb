import { describe, expect, it } from 'vitest';
import { sentenceProblem, translationProblem } from './check-message.ts';
import { hostSentences } from './host-sentences.ts';
import { readMessages } from './read-messages.ts';

const found = (code: string, file = 'panel.tsx'): readonly string[] =>
  readMessages(file, code).findings.map(({ problem }) => problem);

describe('texts outside the catalogues', () => {
  it.each([
    ['the text of an element', 'const A = () => <p>Close the position</p>;'],
    ['one word of an element', 'const A = () => <th>Price</th>;'],
    ['a title', 'const A = () => <i title="Price of the last trade" />;'],
    ['a name for screen readers', 'const A = () => <i aria-label="Price" />;'],
    ['one of two in an element', "const A = (on: boolean) => <i>{on ? 'On' : 'Off'}</i>;"],
    ['a template', 'const words = (n: number) => `${n} orders rest`;'],
    ['a word beside a place', 'const words = (n: number) => `up ${n}`.trim() + `after ${n}`;'],
    ['a table of words', "const WORDS = { up: 'Rising', down: 'Falling' };"],
    ['a sentence that is returned', "const why = () => 'The feed is stale';"],
  ])('are found: %s', (_, code) => {
    expect(found(code)).not.toEqual([]);
  });

  it.each([
    ['a message', "const A = () => <p>{say('Close the position')}</p>;"],
    ['a unit', 'const A = () => <p>USDT</p>;'],
    ['a style', "const Box = styled('div')({ border: '1px solid red', content: '\"Price now\"' });"],
    ['a role', 'const A = () => <p role="status" className="wide quiet" />;'],
    ['what is compared', "const on = (word: string) => word === 'Not known yet';"],
    ['a failure of the program', "const fail = () => { throw new Error('The page has no element'); };"],
    ['what stays English', "const reason = verbatim('halted by hand');"],
    ['a key', 'const key = (a: string) => `${a}-row`;'],
  ])('are not seen in %s', (_, code) => {
    expect(found(code)).toEqual([]);
  });

  it('are told with the file and the line', () => {
    const [finding] = readMessages('panel.tsx', '\n\nconst A = () => <p>Close it now</p>;').findings;
    expect(finding).toEqual({ at: 'panel.tsx:3', problem: 'text outside the catalogues: "Close it now"' });
  });

  it('a message that is worked out cannot stand in a catalogue', () => {
    expect(found("const a = say(on ? 'On' : 'Off');")[0]).toContain('must be written out');
  });
});

describe('a message', () => {
  it('is read with its key and what it is given', () => {
    const code = "const a = [say('{n} of {all}', { n, all: 2 }), sayAs('candle', 'Close'), rich('<b>x</b>', { b })];";
    expect(readMessages('a.ts', code).used.map(({ key, given }) => [key, given])).toEqual([
      ['{n} of {all}', ['n', 'all']],
      ['Close [candle]', []],
      ['<b>x</b>', ['b']],
    ]);
  });
});

describe('a translation', () => {
  const orders = '{count, plural, one {# order} other {# orders}} of {symbol}';
  it.each([
    ['a place is lost', '{count, plural, one {# Order} other {# Orders}}', 'has the places'],
    ['a place is made up', `{count, plural, one {#} other {#}} {symbol} {venue}`, 'has the places'],
    ['a case of the plural is missing', '{count, plural, other {# Orders}} {symbol}', 'lacks one'],
    ['it is empty', ' ', 'is empty'],
  ])('is refused when %s', (_, german, problem) => {
    expect(translationProblem(orders, german, false, 'de-DE')).toContain(problem);
  });

  it('has the cases of its own language', () => {
    expect(translationProblem(orders, '{symbol} 的 {count, plural, other {# 个订单}}', false, 'zh-Hans-CN')).toBeNull();
  });

  it('keeps what is marked', () => {
    expect(translationProblem('<b>{a}</b> waits', '{a} wartet', true, 'de-DE')).toContain('marks');
  });

  it('that is no ICU message is an error that shows it', () => {
    expect(() => translationProblem('{a} waits', '{a wartet', false, 'de-DE')).toThrow('{a wartet');
  });
});

describe('a sentence of the host', () => {
  it('is read with places for its values, joined texts as one', () => {
    const code = [
      'const a = `${symbol} had its ${String(limit)} signals; ` + `next place in ${(ms / 1000).toFixed(0)} s.`;',
      "throw new Error('This is for the log only');",
      "const t = { sentence: '{agent} is paused: {reason}.', path: '/a path of words' };",
      "const w = `${up ? 'above' : 'below'} the mark`;",
    ].join('\n');
    expect(hostSentences('a.ts', code)).toEqual([
      '{symbol} had its {limit} signals; next place in {ms} s.',
      '{agent} is paused: {reason}.',
      '{value} the mark',
      'above',
      'below',
    ]);
  });

  it('may leave a place out, and may not make one up', () => {
    expect(sentenceProblem('{n} order{s} open', '{n} offen', 'de-DE')).toBeNull();
    expect(sentenceProblem('{n} order{s} open', 'Orders offen', 'de-DE')).toContain('without {n}');
    expect(sentenceProblem('{n} order{s} open', '{m} offen', 'de-DE')).toContain('which it does not have');
  });
});
