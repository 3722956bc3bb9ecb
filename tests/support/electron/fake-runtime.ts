import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships them: run-as-node, node options and inspect on, the rest as in the documentation of the fuses. */
const SHIPPED = '101100011';

/** A folder that looks like an unpacked Electron to a packager; with a fuse wire in its binary, unless told otherwise. */
export function writeFakeRuntime(folder: string, { fuses = true }: { readonly fuses?: boolean } = {}): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, SHIPPED.length]), Buffer.from(SHIPPED)]);
  const script = Buffer.from('#!/bin/sh\nexit 0\n');
  writeFileSync(join(folder, 'electron'), fuses ? Buffer.concat([script, wire]) : script, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), '45.3.4');
}
