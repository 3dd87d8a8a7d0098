import * as z from "zod";
import { choice, pattern, secret, text, whole } from "../fields.ts";
import { apiServer, bcsIds } from "./registration.ts";

const base64 = (doc: string, file: string) =>
  pattern(
    { doc, example: "…", file, isEncoded: true },
    /^[A-Za-z0-9+/\s]+={0,2}$/,
    "must be base64 of a PEM text",
  );

const apiServers = z
  .array(apiServer, { error: "is missing: the addresses of the API servers, as a list" })
  .min(1, "must name at least one API server");

const ca = base64(
  "The cluster's authority: base64 of PEM, certificate-authority-data of a kubeconfig.",
  "ca.pem",
);

/** A ServiceAccount that this program makes, and how its token lives. */
export const serviceAccount = {
  rights: choice(
    {
      doc: "What the platform may do in the cluster: clusterAdmin, as its documents ask, or narrow, the rights that it uses.",
      example: "narrow",
    },
    ["clusterAdmin", "narrow"],
  ).default("clusterAdmin"),
  token: z
    .strictObject({
      kind: choice(
        {
          doc: "secret: a token that lives as long as its Secret; bound: one that ends by itself and is renewed by an up.",
          example: "bound",
        },
        ["secret", "bound"],
      ).default("secret"),
      edition: whole(
        { doc: "Counts the tokens: a higher number makes a new one and ends the one before.", example: "2" },
        1,
        10_000,
      ).default(1),
      lifetimeDays: whole({ doc: "How long a bound token lives, in days.", example: "90" }, 1, 3650).default(
        90,
      ),
      renewDays: whole(
        { doc: "An up renews a bound token that ends within so many days.", example: "30" },
        0,
        3650,
      ).default(30),
    })
    .prefault({}),
};

const byToken = {
  ca: ca.optional(),
  token: secret({ doc: "Token of a ServiceAccount with the platform's rights, decoded." }),
};

const byCertificate = {
  ca,
  certificate: base64("Client certificate of a cluster administrator: base64 of PEM.", "client.pem"),
  key: secret({ doc: "Key of the client certificate: base64 of PEM." }),
};

/** By a token that somebody made. */
export const tokenLogin = { mode: z.literal("token"), apiServers, ...byToken };

/** By a client certificate. */
export const certificateLogin = { mode: z.literal("certificate"), apiServers, ...byCertificate };

const bcs = { mode: z.literal("bcs"), ...bcsIds, apiServers };

/** A cluster of BlueKing's container service, by token or certificate. */
export const bcsTokenLogin = { ...bcs, login: z.literal("token").optional(), ...byToken };
export const bcsCertificateLogin = { ...bcs, login: z.literal("certificate"), ...byCertificate };

/** By a kubeconfig of an administrator, with which this program makes a ServiceAccount for the platform. */
export const kubeconfigLogin = {
  mode: z.literal("kubeconfig"),
  kubeconfig: secret({ doc: "Kubeconfig of an administrator of the cluster: its text." }),
  context: text({ doc: "Context in the kubeconfig.", example: "east" }).optional(),
  apiServers: z.array(apiServer).optional(),
  ...serviceAccount,
};

/** A login somebody else made. */
export type GivenLogin =
  | z.output<z.ZodObject<typeof tokenLogin>>
  | z.output<z.ZodObject<typeof certificateLogin>>
  | z.output<z.ZodObject<typeof bcsTokenLogin>>
  | z.output<z.ZodObject<typeof bcsCertificateLogin>>;

/** How a ServiceAccount of this program is made. */
export type ServiceAccountSettings = {
  readonly [Name in keyof typeof serviceAccount]: z.output<(typeof serviceAccount)[Name]>;
};

/** How somebody logs in to a cluster. `Text` is a Hidden in settings, a secret output in the program, plain text in tests. */
export type Login<Text> =
  | {
      readonly by: "token";
      /** The cluster's authority, base64 of PEM; without it the platform does not check who answers. */
      readonly ca?: Text | undefined;
      /** Decoded. */
      readonly token: Text;
    }
  | {
      readonly by: "certificate";
      /** Base64 of PEM, each. */
      readonly ca: Text;
      readonly certificate: Text;
      readonly key: Text;
    };

/** The same login with each of its parts turned into something else, such as into a secret output. */
export function mapLogin<From, To>(login: Login<From>, part: (text: From) => To): Login<To> {
  const { by, ca } = login;
  if (by === "token") return { by, token: part(login.token), ca: ca === undefined ? undefined : part(ca) };
  return { by, ca: part(login.ca), certificate: part(login.certificate), key: part(login.key) };
}
