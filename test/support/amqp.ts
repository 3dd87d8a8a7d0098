import net from "node:net";

/** Whom to log in as, and where to. */
export interface AmqpLogin {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly virtualHost: string;
}

/** Methods of AMQP 0-9-1's class `connection`. */
const CONNECTION = 10;
const [START, START_OK, TUNE, TUNE_OK, OPEN, OPEN_OK, CLOSE] = [10, 11, 30, 31, 40, 41, 50];

/**
 * Logs in to a RabbitMQ on this machine and opens a virtual host, in the protocol itself.
 * @throws Error with the server's reason when it refuses
 */
export async function logInByAmqp({ port, user, password, virtualHost }: AmqpLogin): Promise<void> {
  const socket = net.connect({ host: "127.0.0.1", port });
  try {
    const frames = methodsOf(socket);
    socket.write("AMQP\0\0\u0009\u0001");
    await expect(frames, START);
    const credentials = sized(Buffer.from(`\0${user}\0${password}`));
    send(socket, START_OK, PROPERTIES, short("PLAIN"), credentials, short("en_US"));
    const limits = await expect(frames, TUNE);
    // The server's limits for channels and frames, and no heartbeat.
    send(socket, TUNE_OK, limits.subarray(0, 6), Buffer.alloc(2));
    send(socket, OPEN, short(virtualHost), short(""), Buffer.alloc(1));
    await expect(frames, OPEN_OK);
  } finally {
    socket.destroy();
  }
}

interface Method {
  readonly id: number;
  readonly args: Buffer;
}

/** Every frame has a type, a channel and a length, then as many bytes, then an end mark. */
async function* methodsOf(socket: net.Socket): AsyncGenerator<Method, undefined> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    while (buffer.length >= 7 && buffer.length >= 8 + buffer.readUInt32BE(3)) {
      const size = buffer.readUInt32BE(3);
      yield { id: buffer.readUInt16BE(9), args: buffer.subarray(11, 7 + size) };
      buffer = buffer.subarray(8 + size);
    }
  }
  return undefined;
}

async function expect(methods: AsyncGenerator<Method, undefined>, id: number): Promise<Buffer> {
  const { value: method } = await methods.next();
  if (method === undefined) throw new Error("the server hung up");
  if (method.id === id) return method.args;
  if (method.id !== CLOSE) throw new Error(`method ${method.id} where ${id} was expected`);
  // A code, then the reason with its length before it.
  throw new Error(method.args.toString("utf8", 3, 3 + method.args.readUInt8(2)));
}

function send(socket: net.Socket, id: number, ...args: readonly Buffer[]): void {
  const payload = Buffer.concat([integer(CONNECTION, 2), integer(id, 2), ...args]);
  socket.write(Buffer.concat([Buffer.from([1, 0, 0]), sized(payload), Buffer.from([0xce])]));
}

/** What this client can: be told why it is refused, instead of being hung up on. */
const PROPERTIES = sized(
  Buffer.concat([
    ...[short("capabilities"), Buffer.from("F")],
    sized(Buffer.concat([short("authentication_failure_close"), Buffer.from("t\u0001")])),
  ]),
);

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([long(bytes.length), bytes]);
}

function short(text: string): Buffer {
  return Buffer.concat([integer(Buffer.byteLength(text), 1), Buffer.from(text)]);
}

function long(value: number): Buffer {
  return integer(value, 4);
}

function integer(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
