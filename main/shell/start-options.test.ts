import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runtimeProblem, startOptions } from './start-options.ts';

describe('the command line', () => {
  it('needs nothing', () => {
    expect(startOptions([], '/data')).toEqual({ mode: 'demo', dataDir: resolve('/data'), exchange: {} });
  });

  it('is read among switches of Chromium’s', () => {
    const args = ['--no-sandbox', '--data-dir', '/d', '--remote-debugging-port=0', '--mode=replay', 'file.txt'];
    expect(startOptions(args, '/data')).toEqual({ mode: 'replay', dataDir: resolve('/d'), exchange: {} });
  });

  it('hands on what is said about the exchange, and keeps what is simulated apart from what is not', () => {
    const args = ['--mode', 'live', '--venue', 'okx', '--endpoint=http://127.0.0.1:1', '--history-days', '3'];
    expect(startOptions(args, '/data')).toEqual({
      mode: 'live',
      dataDir: resolve('/data/live'),
      exchange: { venue: 'okx', endpoint: 'http://127.0.0.1:1', historyDays: '3' },
    });
  });

  it.each([
    [['--mode', 'yolo'], '--mode must be one of demo, replay, paper, live, not "yolo".'],
    [['--mode'], '--mode must be one of demo, replay, paper, live, not "true".'],
    [['--data-dir'], '--data-dir needs the path of a folder.'],
    [['--data-dir='], '--data-dir needs the path of a folder.'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(startOptions(args, '/data')).toBe(sentence);
  });
});

describe('the runtime', () => {
  it.each(['45.3.4', '46.0.0-beta.1', '100.0.0'])('Electron %s will do', (electron) => {
    expect(runtimeProblem({ electron })).toBeNull();
  });

  it.each(['44.11.3', '9.0.0'])('Electron %s is too old', (electron) => {
    expect(runtimeProblem({ electron })).toContain(`but this is Electron ${electron}`);
  });

  it('plain Node is not enough', () => {
    expect(runtimeProblem({ node: '24.0.0' })).toContain('plain Node');
  });
});
