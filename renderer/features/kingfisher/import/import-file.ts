import { toBase64 } from '#renderer/data/base64.ts';
import { IMPORT_PART } from '#shared/contract/liquidation-imports.ts';
import type { Client } from '#shared/contract/index.ts';
import { say } from '#shared/language/words.ts';

/** What a chosen file is taken for. */
export type FileKind = 'rows' | 'picture';

const LARGEST = 12_000_000;

/** Null when it is neither; by its type, or its name where the system knows none. */
export function kindOf({ name, type }: { readonly name: string; readonly type: string }): FileKind | null {
  if (type.startsWith('image/') || /\.(png|jpe?g|webp|gif|bmp)$/i.test(name)) return 'picture';
  return /\.(csv|json|txt)$/i.test(name) || type === 'text/csv' || type === 'application/json' ? 'rows' : null;
}

/** Why a file is not even sent; null when it may be. */
export function fileProblem(file: {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}): string | null {
  if (kindOf(file) === null) return say('{name} is no CSV, JSON or picture.', { name: file.name });
  if (file.size === 0) return say('{name} is empty.', { name: file.name });
  return file.size > LARGEST ? say('{name} is larger than 12 MB.', { name: file.name }) : null;
}

/** Sends a text in pieces; the name under which the host has it. */
export async function handOver(
  client: Client,
  text: string,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  let upload: string | null = null;
  for (let from = 0; from === 0 || from < text.length; from += IMPORT_PART) {
    const part: string = text.slice(from, from + IMPORT_PART);
    ({ upload } = await client.liquidationImports.part({ upload, text: part }, { signal }));
    onShare(Math.min(1, (from + IMPORT_PART) / text.length));
  }
  return upload ?? '';
}

/** A picture of any format as a PNG, by the page's own decoder. @throws when it is none that the page knows. */
export async function asPng(file: Blob): Promise<Blob> {
  if (file.type === 'image/png') return file;
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

export const base64Of = async (blob: Blob): Promise<string> => toBase64(new Uint8Array(await blob.arrayBuffer()));
