import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { LOCAL_CERTIFICATE } from './local-certificate.ts';

export interface ReceivedMail {
  readonly encrypted: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: string;
  readonly data: string;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly startTls?: boolean;
  readonly password?: string;
}

/** A mail server on loopback that speaks as much SMTP (RFC 5321, 3207, 4954) as a client needs to hand over a message. */
export async function startMailServer({
  startTls = true,
  password = 'right',
}: MailServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.write('220 local ESMTP\r\n');
    new Conversation(socket, { startTls, password }, mails).listen(socket, false);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

class Conversation {
  readonly #plain: Socket;
  readonly #options: Required<MailServerOptions>;
  readonly #mails: ReceivedMail[];
  #mail = { user: '', password: '', from: '', to: '' };
  #data: string[] | null = null;

  constructor(plain: Socket, options: Required<MailServerOptions>, mails: ReceivedMail[]) {
    this.#plain = plain;
    this.#options = options;
    this.#mails = mails;
  }

  listen(socket: Socket, encrypted: boolean): void {
    let rest = '';
    socket.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + String(text)).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#line(socket, line, encrypted);
    });
  }

  #line(socket: Socket, line: string, encrypted: boolean): void {
    if (this.#data !== null) return this.#dataLine(socket, line, encrypted);
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO')
      say(encrypted || !this.#options.startTls ? '250-local\r\n250 AUTH PLAIN' : '250-local\r\n250 STARTTLS');
    else if (verb === 'STAR' && this.#options.startTls) this.#encrypt(say);
    else if (verb === 'AUTH') this.#login(line, say);
    else if (verb === 'MAIL') this.#take('from', line, say);
    else if (verb === 'RCPT') this.#take('to', line, say);
    else if (verb === 'DATA') {
      this.#data = [];
      say('354 go on');
    } else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say('502 not known here');
  }

  #encrypt(say: (text: string) => void): void {
    this.#plain.removeAllListeners('data');
    say('220 go on');
    const secured = new TLSSocket(this.#plain, {
      isServer: true,
      secureContext: createSecureContext(LOCAL_CERTIFICATE),
    });
    secured.on('error', () => undefined);
    this.listen(secured, true);
  }

  #login(line: string, say: (text: string) => void): void {
    const [, user = '', password = ''] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
      .toString('utf8')
      .split('\0');
    this.#mail = { ...this.#mail, user, password };
    say(password === this.#options.password ? '235 welcome' : `535 not you: ${password}`);
  }

  #take(what: 'from' | 'to', line: string, say: (text: string) => void): void {
    this.#mail = { ...this.#mail, [what]: /<(.*?)>/.exec(line)?.[1] ?? '' };
    say('250 fine');
  }

  #dataLine(socket: Socket, line: string, encrypted: boolean): void {
    if (line !== '.') {
      this.#data?.push(line);
      return;
    }
    this.#mails.push({ encrypted, ...this.#mail, data: (this.#data ?? []).join('\n') });
    this.#data = null;
    socket.write('250 taken\r\n');
  }
}
