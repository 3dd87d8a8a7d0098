import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "./site.ts";
import { type ElasticSearchNodes, elasticsearchSecrets, elasticsearchSpec } from "./specs/elasticsearch.ts";
import { type ManagedStore, runStore } from "./store.ts";

export interface ManagedElasticSearchArgs extends ElasticSearchNodes {
  readonly site: Site;
  /** Of the user `elastic`. */
  readonly password: pulumi.Output<string>;
}

/**
 * ElasticSearch in the cluster, for TCP port 9200 (plain HTTP).
 * @throws Error when three nodes have no `transportSecret`
 */
export function managedElasticSearch(
  name: string,
  { site, nodes, transportSecret, password }: ManagedElasticSearchArgs,
  parent: pulumi.Resource,
): ManagedStore {
  const spec = elasticsearchSpec({ ...site, name, nodes, transportSecret });
  return runStore(name, spec, password.apply(elasticsearchSecrets), site, parent);
}
