import { BKREPO_PASSWORD } from "../bkrepo-password.ts";
import { isUsablePassword, readsAsText } from "../storage/readable.ts";
import type { Words } from "../words.ts";

/** What is asked of the generator of random text; frozen for ever, because another recipe would be another value. */
export interface Recipe {
  readonly length: number;
  readonly special?: boolean;
  readonly lower?: boolean;
  readonly upper?: boolean;
  readonly numeric?: boolean;
  readonly overrideSpecial?: string;
}

/** The form of a secret: how one is generated, and which are taken from elsewhere. */
export interface Format {
  readonly words: Words;
  /** Undefined for what only somebody else can give. */
  readonly generated?: {
    readonly recipe: Recipe;
    /** Makes the secret from the random text. */
    readonly finish: (text: string) => string;
  };
  /** Whether a secret given by hand or adopted will do. */
  readonly accepts: (secret: string) => boolean;
  /** What is accepted; completes the sentence "it …". */
  readonly rule: string;
}

const asIs = (text: string): string => text;

/** Letters and digits only: such a secret survives SQL, URLs, shells and the platform's own settings reader. */
function alphanumeric(length: number): Recipe {
  return { length, special: false };
}

/** Letters only: beside all that, no settings reader can take such a secret for a number or a date. */
function letters(length: number): Recipe {
  return { length, special: false, numeric: false };
}

/** Hexadecimal digits. */
const HEXADECIMAL: Recipe = { length: 32, lower: false, upper: false, overrideSpecial: "abcdef" };

const PASSWORD =
  "must not look like a number, a date or a list, begin with $ or @, or hold a space, " +
  "a letter beyond ASCII or one of : ' \" ` \\, which the platform's services misread";

const PLAIN = "must be one line of text without spaces at its ends";

function isPlain(secret: string): boolean {
  return secret.trim() === secret && /^\P{Cc}+$/u.test(secret);
}

/** Every form a secret of the platform has. */
export const FORMATS = {
  fernetKey: {
    words: { en: "base64 of 32 characters (44 characters)", zh: "32 个字符的 base64（44 个字符）" },
    generated: { recipe: alphanumeric(32), finish: encryptionKeyFrom },
    accepts: (secret) => /^[\w+/-]{43}=$/.test(secret) && Buffer.from(secret, "base64").length === 32,
    rule: "must be the base64 of exactly 32 bytes: 44 characters, the last of them =",
  },
  raw32: {
    words: { en: "32 characters, not base64", zh: "32 个字符，不是 base64" },
    generated: { recipe: alphanumeric(32), finish: asIs },
    accepts: (secret) => /^[\x21-\x7e]{32}$/.test(secret),
    rule: "must be exactly 32 characters of ASCII without spaces",
  },
  signingKey: {
    words: { en: "text; 40 letters and digits when generated", zh: "文本；自动生成时为 40 个字母和数字" },
    generated: { recipe: alphanumeric(40), finish: asIs },
    accepts: isPlain,
    rule: PLAIN,
  },
  gatewayToken: {
    words: { en: "text; 32 letters when generated", zh: "文本；自动生成时为 32 个字母" },
    generated: { recipe: letters(32), finish: asIs },
    accepts: isPlain,
    rule: PLAIN,
  },
  uuid: {
    words: { en: "text without spaces; a UUID when generated", zh: "不含空格的文本；自动生成时为 UUID" },
    generated: { recipe: HEXADECIMAL, finish: uuidFrom },
    // PaaS 2.0 keeps whatever was entered there, in 128 characters.
    accepts: (secret) => /^[\x21-\x7e]{1,128}$/.test(secret),
    rule: "must be what bk-auth or PaaS 2.0 gave to bk_paas3: at most 128 characters without spaces",
  },
  alphanumeric32: {
    words: { en: "text; 32 letters and digits when generated", zh: "文本；自动生成时为 32 个字母和数字" },
    generated: { recipe: alphanumeric(32), finish: asIs },
    accepts: isUsablePassword,
    rule: PASSWORD,
  },
  bkrepoPassword: {
    words: { en: "text; 32 letters and digits when generated", zh: "文本；自动生成时为 32 个字母和数字" },
    generated: { recipe: alphanumeric(32), finish: asIs },
    accepts: (secret) => BKREPO_PASSWORD.form.test(secret) && readsAsText(secret),
    rule: `must not look like a number or a date, nor begin with @, and ${BKREPO_PASSWORD.rule.en}`,
  },
  password: {
    words: { en: "password; 32 letters when generated", zh: "密码；自动生成时为 32 个字母" },
    generated: { recipe: letters(32), finish: asIs },
    accepts: isUsablePassword,
    rule: PASSWORD,
  },
  address: {
    words: { en: "address with credentials", zh: "带凭据的地址" },
    accepts: (secret) => /^https?:\/\/[^\s/@]+@[^\s/]+\/\S+$/.test(secret),
    rule: "must be an address such as https://public@sentry.example.com/1",
  },
} as const satisfies Record<string, Format>;

/** Name of a format. */
export type FormatName = keyof typeof FORMATS;

/** A format by its name. */
export function formatOf(name: FormatName): Format {
  return FORMATS[name];
}

/** The encryption key as the platform reads it: base64 of 32 characters, which Fernet and SM4 both accept. */
export function encryptionKeyFrom(characters: string): string {
  return Buffer.from(characters, "ascii").toString("base64");
}

/**
 * A version 4 UUID from 32 random hexadecimal digits.
 * @throws Error when the text is anything else, for a wrong application secret is refused much later.
 */
export function uuidFrom(hex: string): string {
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error("a UUID needs 32 hexadecimal digits");
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4] ?? "8";
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...parts, hex.slice(20)].join("-");
}
