// Presses the cross of a window, as a window manager does: a message WM_DELETE_WINDOW over the display's own protocol.
import { connect } from 'node:net';

const GET_ATTRIBUTES = 3;
const QUERY_TREE = 15;
const INTERN_ATOM = 16;
const GET_PROPERTY = 20;
const SEND_EVENT = 25;
const CLIENT_MESSAGE = 33;
const VIEWABLE = 2;

/** Asks every window that is shown, and may be asked, to close; answers how many. */
export async function pressCross(display) {
  const server = await Server.reach(`/tmp/.X11-unix/X${display.slice(1)}`);
  try {
    const protocols = await server.atom('WM_PROTOCOLS');
    const remove = await server.atom('WM_DELETE_WINDOW');
    let asked = 0;
    for (const window of await server.children()) {
      if (!(await server.isShown(window)) || !(await server.has(window, protocols))) continue;
      await server.send(window, protocols, remove);
      asked += 1;
    }
    return asked;
  } finally {
    server.close();
  }
}

class Server {
  #socket;
  #bytes = Buffer.alloc(0);
  #root = 0;

  static async reach(path) {
    const server = new Server();
    server.#socket = connect(path);
    const hello = Buffer.alloc(12);
    hello.write('l');
    hello.writeUInt16LE(11, 2);
    server.#socket.write(hello);
    const head = await server.#read(8);
    const setup = await server.#read(head.readUInt16LE(6) * 4);
    const vendor = Math.ceil(setup.readUInt16LE(16) / 4) * 4;
    server.#root = setup.readUInt32LE(32 + vendor + setup[21] * 8);
    return server;
  }

  async atom(name) {
    const length = Buffer.alloc(4);
    length.writeUInt16LE(name.length);
    const answer = await this.#ask(INTERN_ATOM, 0, [length, Buffer.from(name)]);
    return answer.readUInt32LE(8);
  }

  async children() {
    const answer = await this.#ask(QUERY_TREE, 0, [words(this.#root)]);
    const count = answer.readUInt16LE(16);
    return Array.from({ length: count }, (_, at) => answer.readUInt32LE(32 + 4 * at));
  }

  async isShown(window) {
    return (await this.#ask(GET_ATTRIBUTES, 0, [words(window)]))[26] === VIEWABLE;
  }

  async has(window, property) {
    const answer = await this.#ask(GET_PROPERTY, 0, [words(window, property, 0, 0, 1)]);
    return answer.readUInt32LE(8) !== 0;
  }

  async send(window, type, value) {
    const event = Buffer.alloc(32);
    event[0] = CLIENT_MESSAGE;
    event[1] = 32;
    words(window, type, value).copy(event, 4);
    this.#write(SEND_EVENT, 0, [words(window, 0), event]);
    // An answer to anything means that the message before it has gone out.
    await this.children();
  }

  close() {
    this.#socket.end();
  }

  #write(code, extra, parts) {
    const body = Buffer.concat(parts);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    const head = Buffer.from([code, extra, 0, 0]);
    head.writeUInt16LE(1 + padded.length / 4, 2);
    this.#socket.write(Buffer.concat([head, padded]));
  }

  async #ask(code, extra, parts) {
    this.#write(code, extra, parts);
    const head = await this.#read(32);
    if (head[0] !== 1) throw new Error(`the display refused request ${code}`);
    return Buffer.concat([head, await this.#read(head.readUInt32LE(4) * 4)]);
  }

  async #read(length) {
    while (this.#bytes.length < length) {
      const more = await new Promise((done) => this.#socket.once('data', done));
      this.#bytes = Buffer.concat([this.#bytes, more]);
    }
    const read = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return read;
  }
}

function words(...values) {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  return bytes;
}
