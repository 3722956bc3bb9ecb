import { protocol, type Session } from 'electron';
import { newNonce } from '#main/transport/security-headers.ts';
import { readStaticFile } from '#main/transport/static-files.ts';
import { APP_SCHEME, isOwnAddress } from './app-origin.ts';
import { pageHeaders } from './page-headers.ts';

const NONCE_PLACE = '__CSP_NONCE__';

/** Makes the scheme behave like `https`: a real origin, a secure context. Has to be called before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        corsEnabled: false,
        bypassCSP: false,
        allowServiceWorkers: false,
        stream: false,
      },
    },
  ]);
}

const refusal = (status: number, text: string): Response =>
  new Response(text, { status, headers: { ...pageHeaders(null), 'Content-Type': 'text/plain; charset=utf-8' } });

/** Answers one request for a file of the built page: only `GET`, only our host, only what lies in the folder. */
export async function answerAppRequest(folder: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Method not allowed');
  if (!isOwnAddress(request.url)) return refusal(403, 'Forbidden');
  const file = await readStaticFile(folder, new URL(request.url).pathname);
  if (file === null) return refusal(404, 'Not found');
  const nonce = file.isPage ? newNonce() : null;
  const body = nonce === null ? file.body : file.body.toString('utf8').replaceAll(NONCE_PLACE, nonce);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(Buffer.from(body)), {
    headers: { ...pageHeaders(nonce), 'Content-Type': file.type },
  });
}

/** Serves the built page under `app://zmart/` in one session. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answerAppRequest(folder, request));
}
