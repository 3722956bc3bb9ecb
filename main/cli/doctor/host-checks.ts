import { statfsSync } from 'node:fs';
import type { Secrets } from '#core/ports/secrets.ts';
import { bytes } from '../terminal/figures.ts';
import { nearestFolder } from './database-checks.ts';
import { failed, fine, missing, reasonOf, type Finding } from './finding.ts';

const RUNTIME = { name: 'Runtime', needed: true };
const DISK = { name: 'Disk space', needed: true };
const KEYCHAIN = { name: 'Keychain', needed: false };

const OLDEST_NODE = 24;
const LEAST_BYTES = 200_000_000;
const AMPLE_BYTES = 2_000_000_000;
/** A locked keychain may ask on the screen and wait for an answer that nobody gives. */
const KEYCHAIN_WAIT_MS = 5_000;

/** Whether this Node is new enough for the native parts. */
export function runtimeCheck(version: string, platform: string, architecture: string): Finding {
  const detail = `Node ${version} on ${platform} ${architecture}`;
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= OLDEST_NODE) return fine(RUNTIME, detail);
  return failed(
    RUNTIME,
    detail,
    `Node ${String(OLDEST_NODE)} is needed; \`npm ci\` brings it, \`npm run zmart\` uses it.`,
  );
}

/** Free space where the data are. */
export function diskCheck(folder: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(nearestFolder(folder));
    const free = bavail * bsize;
    const detail = `${bytes(free)} free`;
    if (free < LEAST_BYTES) return failed(DISK, detail, 'Free some space: a full disk stops trading.');
    return fine(DISK, detail, free < AMPLE_BYTES ? 'A year of candles and journal takes about 2 GB.' : null);
  } catch (error) {
    return missing(DISK, `it cannot be read: ${reasonOf(error)}`, 'Name a data folder on a disk of this machine.');
  }
}

/** Whether secrets can be kept. */
export async function keychainCheck(secrets: Secrets, waitMs = KEYCHAIN_WAIT_MS): Promise<Finding> {
  const silent = Symbol('silent');
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<typeof silent>((resolve) => {
    timer = setTimeout(() => {
      resolve(silent);
    }, waitMs);
  });
  const status = await Promise.race([secrets.status(), silence]);
  clearTimeout(timer);
  const advice = 'The demo needs none; without one, API keys are kept in an encrypted file.';
  if (status === silent) return failed(KEYCHAIN, 'it does not answer; perhaps it waits for its password', advice);
  if (status.ok) return fine(KEYCHAIN, status.value.backend);
  const { code, message } = status.error;
  return code === 'SECRETS_NO_BACKEND' ? missing(KEYCHAIN, message, advice) : failed(KEYCHAIN, message, advice);
}
