import { describe, expect, it, onTestFinished } from 'vitest';
import { startZmart, zmart } from '#tests/support/cli/run-zmart.ts';
import { said } from '#tests/support/cli/said.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const ADDRESS = /Zmart Workstation is at (http:\/\/127\.0\.0\.1:\d+)\//;

describe('zmart serve', () => {
  it('serves on a free port until it is told to stop, and then ends with 0', async () => {
    const running = startZmart(['serve', '--port', '0', '--data-dir', temporaryFolder()]);
    onTestFinished(() => {
      running.child.kill('SIGKILL');
    });
    let heard = '';
    const address = await new Promise<string>((resolve, reject) => {
      running.child.stdout?.on('data', (text: string) => {
        heard += text;
        const found = ADDRESS.exec(heard)?.[1];
        if (found !== undefined) resolve(found);
      });
      void running.ended.then(({ err }) => {
        reject(new Error(err));
      });
    });
    const answer = await fetch(`${address}/api/openapi.json`);
    expect(answer.status).toBe(401);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  it('says in one sentence that the exchange cannot be reached, and ends', async () => {
    const where = [
      '--mode',
      'paper',
      '--endpoint',
      'http://127.0.0.1:9',
      '--port',
      '0',
      '--data-dir',
      temporaryFolder(),
    ];
    const ended = await zmart('serve', ...where);
    expect(ended).toMatchObject({ code: 1, err: said(/The contracts of KuCoin Futures could not be read/) });
  });

  it('takes nothing but this machine in place of an exchange', async () => {
    const ended = await zmart('serve', '--mode', 'live', '--endpoint', 'http://example.com', '--port', '0');
    expect(ended).toMatchObject({ code: 2, out: '', err: said(/--endpoint is for a venue simulator on this machine/) });
  });
});
