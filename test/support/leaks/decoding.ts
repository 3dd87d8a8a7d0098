import { constants, inflateRawSync, zstdDecompressSync } from "node:zlib";

/** Bytes to search, and by which decodings they were reached from what was given. */
export interface View {
  readonly decodings: readonly string[];
  readonly bytes: Buffer;
}

/** A Helm release record takes three: base64 of the Secret, base64 of Helm, gzip; its manifest may hold more. */
const DEEPEST = 6;

/** No decoding may make more of a text than this, in bytes. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The bytes themselves and everything encoded in them: streams of gzip and zstd wherever they begin, base64, which is how
 * Secrets of Kubernetes and release records of Helm hold their contents, and the strings of a JSON document.
 */
export function viewsOf(bytes: Buffer, decodings: readonly string[] = []): View[] {
  const here: View = { decodings, bytes };
  if (decodings.length === DEEPEST) return [here];
  const inner = (name: string, content: Buffer): View[] => viewsOf(content, [...decodings, name]);
  const base64 = decodedBase64(bytes);
  const strings = stringsOfJson(bytes);
  return [
    here,
    ...STREAMS.flatMap((stream) =>
      streamsIn(bytes, stream).flatMap((content) => inner(stream.name, content)),
    ),
    ...(base64.length > 0 ? inner("base64", base64) : []),
    ...(strings.length > 0 ? inner("JSON", strings) : []),
  ];
}

interface Stream {
  readonly name: string;
  /** The bytes every stream begins with. */
  readonly magic: Buffer;
  readonly decompress: (bytes: Buffer) => Buffer;
}

// A log that was cut off in the middle is read as far as it goes.
const STREAMS: readonly Stream[] = [
  {
    name: "gzip",
    magic: Buffer.from("1f8b08", "hex"),
    decompress: (bytes) =>
      inflateRawSync(bytes.subarray(gzipHeader(bytes)), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: LARGEST,
      }),
  },
  {
    name: "zstd",
    magic: Buffer.from("28b52ffd", "hex"),
    decompress: (bytes) =>
      zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush, maxOutputLength: LARGEST }),
  },
];

/** Length of a gzip header (RFC 1952, 2.3). What follows a stream is no part of it, where Node's own gunzip would fail. */
function gzipHeader(bytes: Buffer): number {
  const flags = bytes.readUInt8(3);
  let length = 10;
  if (flags & 4) length += 2 + bytes.readUInt16LE(length);
  if (flags & 8) length = bytes.indexOf(0, length) + 1;
  if (flags & 16) length = bytes.indexOf(0, length) + 1;
  return flags & 2 ? length + 2 : length;
}

function streamsIn(bytes: Buffer, { magic, decompress }: Stream): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + magic.length)) {
    try {
      found.push(decompress(bytes.subarray(at)));
    } catch {
      // These bytes stood there by chance.
    }
  }
  return found;
}

/** Base64 in either alphabet, over several lines too, as far as it may hold a secret of eight characters. */
const BASE64 = /(?:[\w+/-]{60,}\r?\n[ \t]*)+[\w+/-]*={0,2}|[\w+/-]{11,}={0,2}/g;

/** All that is base64 in the text, decoded, one a line. */
function decodedBase64(bytes: Buffer): Buffer {
  const found = bytes.toString("latin1").matchAll(BASE64);
  return Buffer.concat([...found].flatMap(([text]) => [Buffer.from(text, "base64"), Buffer.from("\n")]));
}

/** Keys and strings of a JSON document, one a line; empty for anything else. */
function stringsOfJson(bytes: Buffer): Buffer {
  const strings: string[] = [];
  try {
    if (!/^\s*[[{]/.test(bytes.toString("latin1", 0, 100))) return Buffer.alloc(0);
    JSON.parse(bytes.toString(), (key, value: unknown) => {
      strings.push(key);
      if (typeof value === "string") strings.push(value);
    });
  } catch {
    return Buffer.alloc(0);
  }
  return Buffer.from(strings.join("\n"));
}
