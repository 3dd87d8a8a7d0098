import type { Socket } from "node:net";
import { type Packet, encodePacket } from "./packets.ts";

/** A name that is nobody's; in the server's log it says who came. */
const NOBODY = "bkpaas_probe";

/** CLIENT_LONG_PASSWORD, CLIENT_PROTOCOL_41, CLIENT_SECURE_CONNECTION and CLIENT_PLUGIN_AUTH. */
const CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000;
const LONGEST_PACKET = 0x1000000;
const UTF8MB4 = 45;
const RESERVED = 23;

/** First bytes of the server's answers to a login. */
const ADMITTED = 0x00;
const ANOTHER_METHOD = 0xfe;

const COM_QUIT = 0x01;

/** What a farewell is worth: servers may let a refused login wait for longer and longer (connection_control). */
const PATIENCE_MS = 2_000;

/**
 * Ends a handshake by a login that is refused, with no password and as nobody.
 * A handshake broken off counts towards the server's max_connect_errors, at which it blocks this machine; this doesn't.
 */
export async function leave(socket: Socket, packets: AsyncIterable<Packet>): Promise<void> {
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.write(encodePacket({ sequence: 1, payload: login() }));
  for await (const { sequence, payload } of packets) {
    const answer = payload.readUInt8(0);
    if (answer === ADMITTED) socket.end(encodePacket({ sequence: 0, payload: Buffer.of(COM_QUIT) }));
    if (answer !== ANOTHER_METHOD) return;
    socket.write(encodePacket({ sequence: sequence + 1, payload: proof(payload) }));
  }
}

/** Protocol::HandshakeResponse41. */
function login(): Buffer {
  const fixed = Buffer.alloc(4 + 4 + 1 + RESERVED);
  fixed.writeUInt32LE(CAPABILITIES, 0);
  fixed.writeUInt32LE(LONGEST_PACKET, 4);
  fixed.writeUInt8(UTF8MB4, 8);
  const noPassword = "\0";
  return Buffer.concat([fixed, Buffer.from(`${NOBODY}\0${noPassword}mysql_native_password\0`)]);
}

/** What proves no password to the method that is asked for. */
function proof(request: Buffer): Buffer {
  const method = request.toString("latin1", 1).split("\0", 1)[0];
  // A signature of another length would be a broken handshake again; every other method takes nothing for no password.
  return Buffer.alloc(method === "client_ed25519" ? 64 : 0);
}
