import { createHash } from "node:crypto";

/** A value that everybody can read somewhere, and who enters nothing of their own therefore has. */
interface Published {
  /** SHA-256 of the value in hexadecimal digits: no usable key stands in this file. */
  readonly digest: string;
  /** Where it is published. */
  readonly name: string;
}

/** Placeholders and default passwords; words that are no keys of anybody. */
const WORDS: Readonly<Record<string, string>> = {
  blueking: "the default password of all BlueKing charts",
  bkpaas3: "the default password of RabbitMQ and MariaDB in chart bkpaas3 and bkhelmfile",
  password: "the sample addresses of the install guide of paas-stack",
  xxxx: "the sample passwords of the install guides",
  root: "the default password of PaaS 2.0's database in chart bkpaas3",
  nobody: "the default password of svc-mysql's plan in chart bkpaas3",
  "abcd-efgh-ijkl-mnop": "the sample application secret in the values reference of paas-stack",
  "your-client-key": "the default JWT key of chart bkpaas3",
  "your-healthz-token": "the default health token of chart bkpaas3",
  "your-metric-user-token": "the default metrics token of chart bkpaas3",
  "your-redis-password": "the default Redis password of chart bkpaas3",
  "apiserver-password": "the default password of the existing Redis in chart bkpaas3",
  "sentinel-password": "the default Sentinel password of chart bkpaas3",
  "sentinel-apiserver-password": "the default Sentinel password of the existing Redis in chart bkpaas3",
};

const VALUES_REFERENCE = "the values reference of";
const GUIDE = "the install guide of";
const BKHELMFILE = "bkhelmfile's files, as";

/** Keys and tokens of public documents, charts and programs. */
const KEYS: readonly Published[] = [
  {
    digest: "fe43f23244a85e16ac6e2be67a5e575f9340014fc89c78807833fd249681805e",
    name: `${VALUES_REFERENCE} bk-services, for svc-mysql`,
  },
  {
    digest: "8688fc1f4854f72dfbd62c195dc4ea9688705a5a0e566c273c7901147d4d7d10",
    name: `${VALUES_REFERENCE} bk-services, for svc-bkrepo`,
  },
  {
    digest: "a7555b49c3f1044a612fc14850ffd03a985046684be4fa954204cc26ff2acde6",
    name: `${VALUES_REFERENCE} bk-services, for svc-rabbitmq`,
  },
  {
    digest: "b7cf067895572d80a17ff246a719356b8c8b846ea801e1f96c06e8ba32bb28db",
    name: `${VALUES_REFERENCE} paas-stack, as BKKRILL_ENCRYPT_SECRET_KEY`,
  },
  {
    digest: "9647b5dd484dc330bb489e4b9ba1e89250adec9eef599899904800f9869c6bcf",
    name: `${VALUES_REFERENCE} paas-stack, as BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW`,
  },
  {
    digest: "890bbe47dab827695572e155844f36f601f9130d4bae6ab939a19803e24476dd",
    name: `${VALUES_REFERENCE} paas-stack, as SENTRY_DSN`,
  },
  // The guides cut their samples short with three dots, which is what who copies them enters.
  {
    digest: "e133bf914fd6dd28819262a64e6a58847318163117d0d77ab64a007fb7d2c3a4",
    name: `${GUIDE} paas-stack, as PAAS_SERVICE_JWT_CLIENTS_KEY`,
  },
  {
    digest: "d6d91a0060194156c3be5310fc22f4ad45656f2122811a1254b635d49f1c4516",
    name: `${GUIDE} paas-stack, as BKKRILL_ENCRYPT_SECRET_KEY`,
  },
  {
    digest: "34a20c933b4ce0babc786e753a505438aa2a85ef915fbfd8eb35d4158330bfcf",
    name: `${GUIDE} paas-stack, as BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW`,
  },
  {
    digest: "54e0e294511f669c8f924186efe7203bcd2e2df7b3343040dc7b5564a867018a",
    name: `${GUIDE} paas-stack, as BK_APP_SECRET`,
  },
  {
    digest: "8d7bc664ed00ee712a482bfca56a2dd6f80c4390352e925598a4fc89c44af8ef",
    name: `${BKHELMFILE} paas.encryptKey`,
  },
  {
    digest: "cb5a4e902ea8153c9cac6c757185702a8376b37e1efb3601c8aa990c50a4a9b1",
    name: `${BKHELMFILE} global.paasServicesJwtClientKey`,
  },
  {
    digest: "fb3099f663516c597412c1ffdea339550b102f6a19a7940116c2e5edd794a6d3",
    name: `${BKHELMFILE} global.healthzToken`,
  },
  {
    digest: "e5e9a72c667211585847913ed9e3bc2499ea52cf2b3a00ee51d765c88ec06555",
    name: `${BKHELMFILE} bkauth.encryptKey`,
  },
  {
    digest: "8234132b1d8afaa8d20ca11dfdb64e0fc70a8cebe4d524f23d8b1f42b50f9bca",
    name: `${BKHELMFILE} bkapigateway.encryptKey`,
  },
  {
    digest: "9256b0ac855803f5034bc3160cfa6de9b00bc908e9ce74accdaeb7db5cef8bdf",
    name: `${BKHELMFILE} bkuser.encryptSecretKey`,
  },
  // Chart bkrepo's gateway.authorization is "Platform <base64 of access key:secret key>": each of its parts is known too.
  {
    digest: "42d37315497310a3fd142673033b130532c42724af15e5875d3953ffabc94f08",
    name: "chart bkrepo and bkhelmfile, as gateway.authorization",
  },
  {
    digest: "5687f50827f74774b946a3d2b3c62e5a7e749c8c0f3a1b459a71018c1c6b5c3f",
    name: "chart bkrepo and bkhelmfile, in gateway.authorization",
  },
  {
    digest: "fcbd5e6db47c26fd1e37458c4b03b668f8391ad7f7c4e61e627884dceea82383",
    name: "chart bkrepo and bkhelmfile, as access key in gateway.authorization",
  },
  {
    digest: "881b991786f8e11df127b8c2f45a384305583d507432a0196497b7acb3e3a927",
    name: "chart bkrepo and bkhelmfile, as secret key in gateway.authorization",
  },
  {
    digest: "3f7a8002c15ce4ef8a273923ee7bcd92a0d9e10405fe84bb8e613220807c4afe",
    name: "chart bkpaas3, as PAAS_SLUG_ENCRYPT_SECRET_KEY",
  },
  {
    digest: "4bad3c9c5add268df11b811c379b43413f1d75511cdb07b7eb0c13c6c4079d34",
    name: "chart bkpaas3, as PAAS_WL_INTERNAL_AUTH_TOKEN",
  },
  {
    digest: "35597bbd70091bae9306428fadfa15d5d00dfa634f8fa143c0d68edae95f7bb2",
    name: "chart bkpaas3, as SECRET_KEY of svc-rabbitmq",
  },
  {
    digest: "a2b811b7f978a39e55e28f99d43eb9e9e60a5608e6b238ddbcc1c8a7f77c9d48",
    name: "the source of svc-otel, as default of BKKRILL_ENCRYPT_SECRET_KEY",
  },
  {
    digest: "44c5b110772a489242f875e37f8c77d68d692a11f83a86dd5c35a1f662fed189",
    name: "the source of svc-otel, as default of METRIC_CLIENT_TOKEN",
  },
];

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(WORDS).map(([word, name]) => [sha256(word), name] as const),
  ...KEYS.map(({ digest, name }) => [digest, name] as const),
]);

/**
 * Where a value is published, if it is: a default or sample of BlueKing's public documents (the install guides and values
 * references of paas-stack and bk-services, 7.0), of the charts bkpaas3 0.1.3 and bkrepo 1.1.28, of bkhelmfile's files of
 * May 2023, or of the platform's source. Never the value itself, so it may stand in a message.
 */
export function publishedName(value: string): string | undefined {
  return NAMES.get(sha256(value));
}

function sha256(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
