import { isIP } from "node:net";
import * as z from "zod";
import { type FieldFacts, choice, domain, facts, httpUrl, label, objectName, pattern } from "./fields.ts";

function address(what: string, example: string) {
  return httpUrl({ doc: `Address of ${what}, instead of the one below the domain.`, example }).optional();
}

function checked(about: FieldFacts, holds: (text: string) => boolean, rule: string) {
  return z.string(rule).trim().refine(holds, rule).register(facts, about);
}

/** Section `addresses.overrides`: an address that is not below the shared domain, one by one. */
const overrides = z
  .strictObject({
    paas3: pattern(
      {
        doc: "Address of the developer centre; its host becomes that of the Ingresses.",
        example: "http://bkpaas.example.com",
      },
      /^https?:\/\/[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.[a-z]([a-z0-9-]*[a-z0-9])?(:\d{1,5})?$/,
      "must be http(s)://name in lower case, with a port if need be, without a path: an Ingress has no address",
    ).optional(),
    paas2: address("PaaS 2.0, or of the main site", "http://paas.example.com"),
    login: address("the login", "http://paas.example.com/login"),
    componentApi: address("the component APIs", "http://paas.example.com"),
    apiTemplate: pattern(
      {
        doc: "Address of the APIs behind the API gateway, with the literal {api_name}.",
        example: "http://bkapi.example.com/api/{api_name}",
      },
      /^(?=.*\{api_name\})https?:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/,
      "must be an http(s) address without a trailing /, with the literal {api_name}",
    ).optional(),
    apiGateway: address("the API gateway's pages", "http://apigw.example.com"),
    apiGatewayDocs: address("the API gateway's documents", "http://docs-apigw.example.com"),
    apiGatewayDashboard: pattern(
      {
        doc: "Address of the API by which gateways are managed.",
        example: "http://bkapi.example.com/api/bk-apigateway-inner/prod/",
      },
      /^https?:\/\/[^\s/]+\/([^\s]*\/)?$/,
      "must be an http(s) address with a trailing /",
    ).optional(),
    ssm: address("BlueKing SSM", "http://bkssm.example.com"),
    iam: address("IAM", "http://bkiam.example.com"),
    iamApi: address("IAM's API", "http://bkiam-api.example.com"),
    user: address("the user management", "http://bkuser.example.com"),
    cmdb: address("the CMDB", "http://cmdb.example.com"),
    job: address("the Job platform", "http://job.example.com"),
    lesscode: address("LessCode", "http://lesscode.example.com"),
    bcs: address("the container service", "http://bcs.example.com"),
    monitor: address("the monitor", "http://bkmonitor.example.com"),
    log: address("the log platform", "http://bklog.example.com"),
    nodeman: address("the node manager", "http://bknodeman.example.com"),
    repo: address("bkrepo's pages", "http://bkrepo.example.com"),
    devops: address("BK-CI", "http://devops.example.com"),
    codecc: address("CodeCC", "http://devops.example.com/console/codelib"),
    turbo: address("Turbo", "http://devops.example.com/console/turbo"),
    pipeline: address("the pipelines", "http://devops.example.com/console/pipeline"),
  })
  .prefault({});

/** Names that are answered; left out, those below the shared domain that pods must resolve. */
const names = z
  .array(domain({ doc: "Name that is answered.", example: "bkpaas.paas.example.com" }))
  .min(1, "must not be empty: leave it out for the names below the domain")
  .optional();

const isService = (text: string): boolean =>
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text);

/** Section `addresses.dns`: how pods learn the names of the platform, where no DNS server knows them. */
const dns = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("none").optional() }),
    z.strictObject({
      mode: z.literal("coredns"),
      target: checked(
        {
          doc: "Where the names lead: the Service of the Ingress controller, as <namespace>/<name>, or an IP address.",
          example: "ingress-nginx/ingress-nginx-controller",
        },
        (text) => isIP(text) > 0 || isService(text),
        "must be an IP address, or a Service as <namespace>/<name>",
      ),
      names,
      namespace: label({ doc: "Namespace of CoreDNS.", example: "kube-system" }).default("kube-system"),
      configMap: objectName({ doc: "ConfigMap of CoreDNS.", example: "coredns" }).default("coredns"),
      key: pattern(
        { doc: "Key of the Corefile in the ConfigMap.", example: "Corefile" },
        /^[-._a-zA-Z0-9]{1,253}$/,
        "must be the key of a ConfigMap: letters, digits, -, _ and .",
      ).default("Corefile"),
    }),
    z.strictObject({
      mode: z.literal("hostAliases"),
      ip: checked(
        { doc: "IP address of the Ingress controller, as pods reach it.", example: "10.0.0.10" },
        (text) => isIP(text) > 0,
        "must be an IP address",
      ),
      names,
    }),
  ])
  .prefault({});

/** Section `addresses`: how browsers and pods reach the platform and its neighbours. */
export const addresses = z
  .strictObject({
    scheme: choice(
      {
        doc: "Scheme of every address. https needs no tlsSecret where TLS ends before the Ingress.",
        example: "https",
      },
      ["http", "https"],
    ).default("http"),
    ingressClass: objectName({
      doc: "Class of the Ingresses; without it the cluster's default counts.",
      example: "nginx",
    }).optional(),
    tlsSecret: objectName({
      doc: "Secret of type kubernetes.io/tls in the platform's namespace, for the Ingresses.",
      example: "platform-tls",
    }).optional(),
    overrides,
    dns,
  })
  .prefault({});

/** The section as read. */
export type AddressSettings = z.output<typeof addresses>;

/** Scheme of every address. */
export type Scheme = AddressSettings["scheme"];

/** How pods learn the names of the platform. */
export type DnsSettings = AddressSettings["dns"];
