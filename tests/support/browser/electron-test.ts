import { type ElectronApplication, _electron, test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronExecutable, hasDisplay } from '#scripts/electron-runtime.mjs';

interface ElectronFixtures {
  readonly app: ElectronApplication;
}

const executablePath = electronExecutable();

/** Playwright's `test` on the built desktop program; where Electron's runtime is absent its tests are reported as not run. */
export const test = base.extend<ElectronFixtures>({
  app: async ({}, use, info) => {
    info.skip(executablePath === undefined, 'not run: Electron’s runtime is not installed');
    info.skip(!hasDisplay(), 'not run: there is no display');
    const dataDir = await mkdtemp(join(tmpdir(), 'zmart-e2e-'));
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = await _electron.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...sandbox, 'dist/main/index.mjs', '--data-dir', dataDir, '--mode', 'demo'],
    });
    await use(app);
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  },
});
