/** Keys of section `images` that say where images come from. */
export type ImagePlace = "registry" | "publicRegistry" | "storeRegistry" | "thirdPartyRegistry";

interface TableEntry {
  readonly from: ImagePlace;
  /** Name below the place. */
  readonly name: string;
  /** Tag used unless configured. */
  readonly tag: string;
  /** Registry of an image of others, where no mirror of them is configured: Docker Hub without it. */
  readonly home?: string;
}

const ofPlatform = (name: string, tag: string): TableEntry => ({ from: "registry", name, tag });
const ofRuntime = (name: string, tag: string): TableEntry => ({ from: "publicRegistry", name, tag });
const ofStore = (name: string, tag: string): TableEntry => ({ from: "storeRegistry", name, tag });
const ofOthers = (name: string, tag: string): TableEntry => ({ from: "thirdPartyRegistry", name, tag });
const ofElastic = (name: string, tag: string): TableEntry => ({
  ...ofOthers(name, tag),
  home: "docker.elastic.co",
});

/**
 * Every image this program names. Tags of the platform, and of the tools its Jobs wait with, are those of the public chart
 * bkpaas3 0.1.3 (September 2022); those of stores are the last of their series. Of Redis, 7.2 is the last series under a
 * BSD licence. slug-smart-app is named by the install guide of paas-stack alone, without a tag: it has that of slug-app.
 * Those of application clusters are what charts bk-ingress-nginx 1.1.0 and bkapp-log-collection 1.1.7 name.
 */
const IMAGES = {
  "paas3-apiserver": ofPlatform("paas3-apiserver", "0.1.3-beta6"),
  "paas3-workloads": ofPlatform("paas3-workloads", "0.1.3-beta6"),
  "paas3-webfe": ofPlatform("paas3-webfe", "0.1.3"),
  "paas3-svc-mysql": ofPlatform("paas3-svc-mysql", "0.1.3-beta1"),
  "paas3-svc-bkrepo": ofPlatform("paas3-svc-bkrepo", "0.1.3-beta4"),
  "paas3-svc-rabbitmq": ofPlatform("paas3-svc-rabbitmq", "0.1.3-beta1"),
  "paas3-buildpack-toolkit": ofPlatform("paas3-buildpack-toolkit", "0.1.3-beta1"),
  "paas3-init-npm": ofPlatform("paas3-init-npm", "0.1.3-beta1"),
  "paas3-init-pypi": ofPlatform("paas3-init-pypi", "0.1.3-beta1"),
  "slug-app": ofRuntime("slug-app", "0.1.3-beta1"),
  "slug-smart-app": ofRuntime("slug-smart-app", "0.1.3-beta1"),
  "k8s-wait-for": ofOthers("groundnuty/k8s-wait-for", "v1.5.1"),
  busybox: ofOthers("library/busybox", "1.34.0"),
  "bk-ingress-nginx": ofPlatform("bk-ingress-nginx", "1.3.0"),
  filebeat: ofElastic("beats/filebeat", "7.7.1"),
  logstash: ofElastic("logstash/logstash", "7.16.3"),
  "mysql-8.0": ofStore("mysql", "8.0.46"),
  "mysql-5.7": ofStore("mysql", "5.7.44"),
  redis: ofStore("redis", "7.2.16"),
  rabbitmq: ofStore("rabbitmq", "3.13.7-management"),
  elasticsearch: ofStore("elasticsearch", "7.17.28"),
} as const satisfies Record<string, TableEntry>;

/** An image of the platform, of applications, of application clusters, of a store that is run for it, or of a tool. */
export type ImageName = keyof typeof IMAGES;

/** Names of all images, in the order of the table. */
export const imageNames = Object.keys(IMAGES) as ImageName[];

/** Where an image comes from, its name there, and its tag unless configured. */
export function entryOf(image: ImageName): TableEntry {
  return IMAGES[image];
}

/** Whether applications run from it: nodes pull it without an account. */
export function isRuntime(image: ImageName): boolean {
  return entryOf(image).from === "publicRegistry";
}
