import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hearHost, told } from '#shared/language/told.ts';
import { say, speak } from '#shared/language/words.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { ShellLanguage } from './shell-language.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-language-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  speak('en', {});
  hearHost(null);
});

const shell = (...preferred: readonly string[]) => new ShellLanguage({ folder, preferred, log: new RecordingLog() });
const kept = (): unknown => JSON.parse(readFileSync(join(folder, 'language.json'), 'utf8'));

describe('the language of the shell', () => {
  it('is at first the first of the system’s that is spoken', async () => {
    await shell('fr-CH', 'de-CH', 'en').start();
    expect([say('Halt all'), told('Trading is halted')]).toEqual(['Alles anhalten', 'Der Handel ist angehalten']);
  });

  it('is English where none of them is spoken', async () => {
    await shell('fr', 'it').start();
    expect(say('Halt all')).toBe('Halt all');
  });

  it('becomes that of the window, tells so, and is kept for the next start', async () => {
    const language = shell('en-GB');
    await language.start();
    const heard: string[] = [];
    language.onChange.on((now) => heard.push(now));
    await language.hear('de-DE');
    expect([say('Halt all'), heard]).toEqual(['Alles anhalten', ['de']]);
    expect(kept()).toEqual({ language: 'de' });
    speak('en', {});
    await shell('en-GB').start();
    expect(say('Halt all')).toBe('Alles anhalten');
  });

  it('goes back to English', async () => {
    const language = shell('zh-Hans-CN');
    await language.start();
    expect(say('Halt all')).toBe('全部停止');
    await language.hear('en');
    expect([say('Halt all'), told('Trading is halted')]).toEqual(['Halt all', 'Trading is halted']);
    expect(kept()).toEqual({ language: 'en' });
  });

  it.each([undefined, null, '', 'de', 'fr-FR', 'de-DE ', '../de', 7, ['de-DE'], { toString: () => 'de-DE' }])(
    'is not changed by %j',
    async (tag) => {
      const language = shell('en-GB');
      await language.start();
      await language.hear(tag);
      expect(say('Halt all')).toBe('Halt all');
      expect(kept).toThrow(/ENOENT/);
    },
  );

  it('is the system’s again when what was kept is none', async () => {
    writeFileSync(join(folder, 'language.json'), '{"language":"xx"}');
    await shell('de').start();
    expect(say('Halt all')).toBe('Alles anhalten');
  });
});
