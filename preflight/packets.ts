import type { Socket } from "node:net";

/** A packet of MySQL's client/server protocol: its payload, and its number within the exchange. */
export interface Packet {
  readonly sequence: number;
  readonly payload: Buffer;
}

/** What arrived can't be a packet of a MySQL server that is logged in to. */
export class NotMySQL extends Error {}

/** Far above what a login needs; text in the place of a length, such as an HTTP answer, is far above this. */
const LONGEST = 65_536;

const HEADER = 4;

/**
 * The packets that arrive, until the other side ends.
 * @throws NotMySQL where a length is out of reason, and whatever the socket meets.
 */
export async function* packetsFrom(socket: Socket): AsyncGenerator<Packet> {
  let arrived = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    arrived = Buffer.concat([arrived, chunk]);
    while (arrived.length >= HEADER) {
      const length = arrived.readUIntLE(0, 3);
      if (length === 0 || length > LONGEST) throw new NotMySQL();
      if (arrived.length < HEADER + length) break;
      yield { sequence: arrived.readUInt8(3), payload: arrived.subarray(HEADER, HEADER + length) };
      arrived = arrived.subarray(HEADER + length);
    }
  }
}

/** A packet as it is sent. */
export function encodePacket({ sequence, payload }: Packet): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUIntLE(payload.length, 0, 3);
  header.writeUInt8(sequence, 3);
  return Buffer.concat([header, payload]);
}
