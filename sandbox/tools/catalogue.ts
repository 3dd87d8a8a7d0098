import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { CACHE } from "../layout.ts";
import type { Download } from "../vendor.ts";

/** A folder with the go.mod and go.sum that pin the sources of one or more tools. */
interface Source {
  readonly folder: string;
  /** The Go module whose version the tools have. */
  readonly module: string;
  readonly tags?: string;
  /** What the linker sets, for one version (`v1.2.3`). */
  readonly variables?: (version: string) => Readonly<Record<string, string>>;
  readonly tools: readonly Entry[];
}

interface Entry {
  readonly name: string;
  readonly goPackage: string;
  /** How long a build from nothing takes on 2 cores, after the tools before it, in seconds. */
  readonly usualSeconds: number;
  readonly download: (version: string) => Download;
}

/** A program that the sandbox runs. */
export interface Tool {
  readonly name: string;
  /** With a leading `v`. */
  readonly version: string;
  /** Where its go.mod is. */
  readonly sourceDirectory: string;
  readonly goPackage: string;
  readonly buildFlags: readonly string[];
  readonly usualSeconds: number;
  readonly download: Download;
  /** Where it is kept for all checkouts of one user. */
  readonly cached: string;
}

/** Go's name of this machine's processor; the vendors name their files by it. */
const ARCH = process.arch === "x64" ? "amd64" : process.arch;

const SOURCES: readonly Source[] = [
  {
    folder: "pulumi",
    module: "github.com/pulumi/pulumi/pkg/v3",
    tags: "osusergo,grpcnotrace",
    variables: (version) => ({ "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version }),
    tools: [
      {
        name: "pulumi",
        goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        usualSeconds: 312,
        download: (version) => ({
          url: `https://get.pulumi.com/releases/sdk/pulumi-${version}-linux-${process.arch}.tar.gz`,
          checksums: `https://get.pulumi.com/releases/sdk/pulumi-${version.slice(1)}-checksums.txt`,
          members: ["pulumi/pulumi-language-nodejs", "pulumi/pulumi"],
        }),
      },
    ],
  },
  {
    folder: "etcd",
    module: "go.etcd.io/etcd/server/v3",
    tools: [
      {
        name: "etcd",
        goPackage: "go.etcd.io/etcd/server/v3",
        usualSeconds: 41,
        download: (version) => {
          const release = `https://github.com/etcd-io/etcd/releases/download/${version}`;
          const name = `etcd-${version}-linux-${ARCH}`;
          return {
            url: `${release}/${name}.tar.gz`,
            checksums: `${release}/SHA256SUMS`,
            members: [`${name}/etcd`],
          };
        },
      },
    ],
  },
  {
    folder: "kwok",
    module: "sigs.k8s.io/kwok",
    tools: [kwok("kwok", 106), kwok("kwokctl", 10)],
  },
  {
    folder: "kube",
    module: "k8s.io/kubernetes",
    // kwokctl parses the version that kube-apiserver prints.
    variables: (version) => ({
      "k8s.io/component-base/version.gitVersion": version,
      "k8s.io/component-base/version.gitMajor": version.slice(1).split(".")[0] ?? "",
      "k8s.io/component-base/version.gitMinor": version.split(".")[1] ?? "",
      "k8s.io/client-go/pkg/version.gitVersion": version,
    }),
    tools: [
      kubernetes("kube-apiserver", 300),
      kubernetes("kube-controller-manager", 90),
      kubernetes("kube-scheduler", 9),
      kubernetes("kubectl", 30),
    ],
  },
  {
    folder: "helm",
    module: "helm.sh/helm/v3",
    variables: (version) => ({ "helm.sh/helm/v3/internal/version.version": version }),
    tools: [
      {
        name: "helm",
        goPackage: "helm.sh/helm/v3/cmd/helm",
        usualSeconds: 86,
        download: (version) => {
          const url = `https://get.helm.sh/helm-${version}-linux-${ARCH}.tar.gz`;
          return { url, checksums: `${url}.sha256sum`, members: [`linux-${ARCH}/helm`] };
        },
      },
    ],
  },
];

/** Every tool of the sandbox, in the order in which they are built. */
export function catalogue(): readonly Tool[] {
  return SOURCES.flatMap(toolsOf);
}

function kwok(name: string, usualSeconds: number): Entry {
  return {
    name,
    goPackage: `sigs.k8s.io/kwok/cmd/${name}`,
    usualSeconds,
    // Published without checksums.
    download: (version) => ({
      url: `https://github.com/kubernetes-sigs/kwok/releases/download/${version}/${name}-linux-${ARCH}`,
    }),
  };
}

function kubernetes(name: string, usualSeconds: number): Entry {
  return {
    name,
    goPackage: `k8s.io/kubernetes/cmd/${name}`,
    usualSeconds,
    download: (version) => {
      const url = `https://dl.k8s.io/release/${version}/bin/linux/${ARCH}/${name}`;
      return { url, checksums: `${url}.sha256` };
    },
  };
}

function toolsOf(source: Source): Tool[] {
  const sourceDirectory = path.join(import.meta.dirname, source.folder);
  const goMod = fs.readFileSync(path.join(sourceDirectory, "go.mod"), "utf8");
  const goSum = fs.readFileSync(path.join(sourceDirectory, "go.sum"), "utf8");
  const version = versionIn(goMod, source.module);
  const buildFlags = flagsOf(source, version);
  const key = cacheKey(version, [goMod, goSum, ...buildFlags, ARCH]);
  return source.tools.map((entry) => ({
    name: entry.name,
    version,
    sourceDirectory,
    goPackage: entry.goPackage,
    buildFlags,
    usualSeconds: entry.usualSeconds,
    download: entry.download(version),
    cached: path.join(CACHE, "tools", source.folder, key, entry.name),
  }));
}

function flagsOf({ tags, variables }: Source, version: string): string[] {
  const assignments = Object.entries(variables?.(version) ?? {}).map(
    ([name, value]) => `-X ${name}=${value}`,
  );
  return [
    "-mod=readonly",
    ...(tags === undefined ? [] : [`-tags=${tags}`]),
    `-ldflags=${["-s", "-w", ...assignments].join(" ")}`,
  ];
}

/** The version that a go.mod requires of a module; throws where it requires none. */
export function versionIn(goMod: string, module: string): string {
  for (const line of goMod.split("\n")) {
    const [name, version] = line
      .replace(/^require /, "")
      .trim()
      .split(" ");
    if (name === module && version !== undefined) return version;
  }
  throw new Error(`go.mod does not require ${module}`);
}

/** Names a cached result by version and by everything else that decides what is built. */
export function cacheKey(version: string, ingredients: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(ingredients)).digest("hex");
  return `${version}-${hash.slice(0, 12)}`;
}
