import type { WebSocket } from 'ws';
import { answerChallenges, parseChallenge } from '../../src/sip/digest/index.js';
import { openSocket, type Peer } from './peer.js';

const SDP =
  'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=message 5060 sip null\r\na=accept-types:message/cpim text/plain\r\n';

/** Makes the Call-ID of each registration its own. */
let registrations = 0;

/** What a dialog puts into its requests. */
interface Dialog {
  readonly head: string;
  readonly target: string;
}

/**
 * A SIP client that costs the measuring process as little as it can: it cuts what it needs out of the text, and accepts
 * every invitation.
 */
export class ChatPeer implements Peer {
  readonly address: string;
  onHeard = (): void => {};
  readonly #socket: WebSocket;
  readonly #user: string;
  readonly #waiting = new Map<string, (text: string) => void>();
  #onAdded = (): void => {};
  #dialog: Dialog | undefined;
  #count = 0;

  private constructor(socket: WebSocket, user: string) {
    this.#socket = socket;
    this.#user = user;
    this.address = `sip:${user}@contoso.example`;
    socket.on('message', data => this.#take(data.toString()));
  }

  static async signIn(url: string, user: string): Promise<ChatPeer> {
    const peer = new ChatPeer(await openSocket(url, 'sip'), user);
    await peer.#register();
    return peer;
  }

  /** Starts a chat; resolves when the other has accepted. */
  async invite(other: ChatPeer): Promise<void> {
    const callId = `c${this.#user}${++this.#count}`;
    const lines = `From: <${this.address}>;tag=f1\r\nTo: <${other.address}>\r\nCall-ID: ${callId}\r\n`;
    const body = `Content-Type: application/sdp\r\nContent-Length: ${SDP.length}\r\n\r\n${SDP}`;
    const response = await this.#send('INVITE', other.address, lines, this.#contact + body);
    if (!response.startsWith('SIP/2.0 200')) throw new Error(response);
    const to = line(response, 'To');
    const target = uriIn(line(response, 'Contact'));
    this.#dialog = { target, head: `From: <${this.address}>;tag=f1\r\nTo: ${to}\r\nCall-ID: ${callId}\r\n` };
    const cseq = line(response, 'CSeq').replace('INVITE', 'ACK');
    this.#socket.send(
      `ACK ${target} SIP/2.0\r\n${this.#via()}${this.#dialog.head}CSeq: ${cseq}\r\nContent-Length: 0\r\n\r\n`,
    );
  }

  /** Adds somebody to the chat; resolves when the server reports that they are in. */
  async add(other: ChatPeer): Promise<void> {
    const added = new Promise<void>(resolve => (this.#onAdded = resolve));
    const target = this.#dialog?.target ?? '';
    const lines = `From: <${this.address}>;tag=f1\r\nTo: <${target}>\r\nCall-ID: r${this.#user}${++this.#count}\r\n`;
    await this.#send(
      'REFER',
      target,
      lines,
      `${this.#contact}Refer-To: <${other.address}>\r\nContent-Length: 0\r\n\r\n`,
    );
    await added;
  }

  async say(): Promise<void> {
    if (!this.#dialog) throw new Error('Cannot say anything: not in a chat');
    const body = `From: <${this.address}>\r\nTo: <sip:x@contoso.example>\r\nDateTime: 2026-11-20T12:00:00Z\r\nNS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: ${this.#user}${++this.#count}\r\n\r\nContent-Type: text/plain\r\n\r\nThe quick brown fox jumps over the lazy dog again.`;
    const payload = `Content-Type: message/cpim\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const response = await this.#send('MESSAGE', this.#dialog.target, this.#dialog.head, payload);
    if (!response.startsWith('SIP/2.0 200')) throw new Error(response);
  }

  close(): void {
    this.#socket.terminate();
  }

  get #contact(): string {
    return `Contact: <sip:${this.#user}@bench.invalid;transport=ws>\r\n`;
  }

  #via(): string {
    return `Via: SIP/2.0/WS bench.invalid;branch=z9hG4bK${this.#user}${++this.#count}\r\nMax-Forwards: 70\r\n`;
  }

  #send(method: string, uri: string, lines: string, rest: string): Promise<string> {
    const sequence = ++this.#count;
    return new Promise(resolve => {
      this.#waiting.set(`${sequence} ${method}`, resolve);
      this.#socket.send(`${method} ${uri} SIP/2.0\r\n${this.#via()}${lines}CSeq: ${sequence} ${method}\r\n${rest}`);
    });
  }

  async #register(): Promise<void> {
    const lines = `From: <${this.address}>;tag=r\r\nTo: <${this.address}>\r\nCall-ID: reg${++registrations}\r\n`;
    const rest = `${this.#contact}Expires: 600\r\n`;
    const challenged = await this.#send('REGISTER', 'sip:contoso.example', lines, `${rest}Content-Length: 0\r\n\r\n`);
    const challenge = parseChallenge(line(challenged, 'WWW-Authenticate'));
    const credentials = answerChallenges(challenge ? [challenge] : [], {
      username: this.#user,
      password: 'bench',
      method: 'REGISTER',
      uri: 'sip:contoso.example',
      cnonce: 'c',
      nonceCount: 1,
    });
    if (!credentials) throw new Error(challenged);
    const authorization = `Authorization: ${credentials}\r\nContent-Length: 0\r\n\r\n`;
    const response = await this.#send('REGISTER', 'sip:contoso.example', lines, rest + authorization);
    if (!response.startsWith('SIP/2.0 200')) throw new Error(response);
  }

  #take(text: string): void {
    if (text.startsWith('SIP/2.0')) return this.#settle(text);
    if (text.startsWith('ACK')) return;
    if (text.startsWith('INVITE')) return this.#accept(text);
    this.#answer(text, '');
    if (text.startsWith('MESSAGE')) this.onHeard();
    else if (line(text, 'Subscription-State').startsWith('terminated')) this.#onAdded();
  }

  #settle(text: string): void {
    if (text.startsWith('SIP/2.0 1')) return;
    const cseq = line(text, 'CSeq');
    const resolve = this.#waiting.get(cseq);
    this.#waiting.delete(cseq);
    resolve?.(text);
  }

  #accept(text: string): void {
    const callId = line(text, 'Call-ID');
    const again = line(text, 'To').includes(';tag=');
    const to = again ? line(text, 'To') : `${line(text, 'To')};tag=t1`;
    if (!again) {
      const target = uriIn(line(text, 'Contact'));
      this.#dialog = { target, head: `From: ${to}\r\nTo: ${line(text, 'From')}\r\nCall-ID: ${callId}\r\n` };
    }
    this.#answer(text.replace(/^To: .*$/m, `To: ${to}`), `${this.#contact}Content-Type: application/sdp\r\n`, SDP);
  }

  #answer(request: string, lines: string, body = ''): void {
    const head = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(name => `${name}: ${line(request, name)}\r\n`).join('');
    this.#socket.send(`SIP/2.0 200 OK\r\n${head}${lines}Content-Length: ${body.length}\r\n\r\n${body}`);
  }
}

/** The value of the first header field of that name, as our server writes it. */
function line(text: string, name: string): string {
  const start = text.indexOf(`\r\n${name}: `);
  if (start < 0) return '';
  const from = start + name.length + 4;
  return text.slice(from, text.indexOf('\r\n', from));
}

function uriIn(value: string): string {
  return value.slice(value.indexOf('<') + 1, value.indexOf('>'));
}
