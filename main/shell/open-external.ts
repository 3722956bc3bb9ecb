import { shell } from 'electron';
import { EXTERNAL_HOSTS, mayOpenExternally } from './navigation-policy.ts';

/** The only way out of the window: opens a listed `https` page in the default browser. False when it was refused. */
export async function openExternally(address: string, hosts: readonly string[] = EXTERNAL_HOSTS): Promise<boolean> {
  if (!mayOpenExternally(address, hosts)) return false;
  await shell.openExternal(new URL(address).href);
  return true;
}
