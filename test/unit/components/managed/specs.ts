import {
  elasticsearchSecrets,
  elasticsearchSpec,
} from "../../../../components/storage/managed/specs/elasticsearch.ts";
import { mysqlSecrets, mysqlSpec } from "../../../../components/storage/managed/specs/mysql.ts";
import { rabbitmqSecrets, rabbitmqSpec } from "../../../../components/storage/managed/specs/rabbitmq.ts";
import { redisSecrets, redisSpec } from "../../../../components/storage/managed/specs/redis.ts";
import type { Files, StoreSpec } from "../../../../components/storage/managed/specs/spec.ts";
import type { Size } from "../../../../config/storage/sizes.ts";

/** A store as it can be asked for, with the files of its Secret. */
export interface Case {
  readonly title: string;
  readonly name: string;
  readonly spec: StoreSpec;
  readonly secrets: Files;
}

export const sizes: readonly Size[] = ["small", "medium", "large"];

/** Every store in every size, MySQL in both series, ElasticSearch with one node and three. */
export const cases: readonly Case[] = sizes.flatMap((size) => {
  const plan = { size, images: { registry: "registry.example.com", tags: {} } };
  const admin = { user: "admin", password: "secret" };
  const platform = { user: "bkpaas3", password: "secret", virtualHost: "bkpaas3" };
  const transportSecret = "transport";
  const ofMySQL = { name: "mysql", secrets: mysqlSecrets("secret") };
  const ofElasticSearch = { name: "elasticsearch", secrets: elasticsearchSecrets("secret") };
  const stores = [
    { ...ofMySQL, spec: mysqlSpec({ ...plan, name: "mysql", version: "8.0" }) },
    { ...ofMySQL, spec: mysqlSpec({ ...plan, name: "mysql", version: "5.7" }) },
    {
      name: "redis",
      secrets: redisSecrets("secret"),
      spec: redisSpec({ ...plan, name: "redis", databases: 16 }),
    },
    {
      name: "rabbitmq",
      secrets: rabbitmqSecrets({ admin, platform }),
      spec: rabbitmqSpec({ ...plan, name: "rabbitmq" }),
    },
    {
      ...ofElasticSearch,
      spec: elasticsearchSpec({ ...plan, name: "elasticsearch", nodes: "one", transportSecret }),
    },
    {
      ...ofElasticSearch,
      spec: elasticsearchSpec({ ...plan, name: "elasticsearch", nodes: "three", transportSecret }),
    },
  ];
  return stores.map((store) => {
    const { image, nodes } = store.spec;
    return { ...store, title: `${size} ${image.repository}:${image.tag} × ${nodes}` };
  });
});
