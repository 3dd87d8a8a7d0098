/** The words for how big a managed store is. */
export const sizes = ["small", "medium", "large"] as const;

/** How big a managed store is. */
export type Size = (typeof sizes)[number];

/** What every store is given. Memory is asked for and limited alike, so that no neighbour's need ends a server. */
export interface Share {
  /** Cores: what the scheduler sets aside, and what the server may use at most. */
  readonly cores: { readonly request: number; readonly limit: number };
  /** MiB. */
  readonly memory: number;
  /** A Kubernetes quantity. */
  readonly volume: string;
}

/** MySQL's share, and what its settings make of it. */
export interface MySQLShare extends Share {
  /** `innodb_buffer_pool_size`, MiB; beside it the server needs about 1 MiB for each connection, and 400. */
  readonly bufferPool: number;
  readonly maxConnections: number;
}

/** Redis's share, and what its settings make of it. */
export interface RedisShare extends Share {
  /** MiB of data; while the log is rewritten, a copy of what changes meanwhile comes on top. */
  readonly maxMemory: number;
}

/** RabbitMQ's share, and what its settings make of it. */
export interface RabbitMQShare extends Share {
  /** MiB: with less room left on the volume, publishers wait. */
  readonly freeDisk: number;
}

/** ElasticSearch's share for each node, and what its settings make of it. */
export interface ElasticSearchShare extends Share {
  /** MiB of Java heap; the rest of the memory caches files. */
  readonly heap: number;
}

/** A GiB in MiB. */
const GIB = 1024;

export const mysqlSizes: Readonly<Record<Size, MySQLShare>> = {
  small: {
    cores: { request: 0.25, limit: 2 },
    memory: 2 * GIB,
    volume: "20Gi",
    bufferPool: 768,
    maxConnections: 500,
  },
  medium: {
    cores: { request: 1, limit: 4 },
    memory: 8 * GIB,
    volume: "100Gi",
    bufferPool: 5 * GIB,
    maxConnections: 1500,
  },
  // As many connections as BlueKing's own installation allows for all of its products.
  large: {
    cores: { request: 2, limit: 8 },
    memory: 16 * GIB,
    volume: "200Gi",
    bufferPool: 10 * GIB,
    maxConnections: 3000,
  },
};

export const redisSizes: Readonly<Record<Size, RedisShare>> = {
  small: { cores: { request: 0.1, limit: 1 }, memory: 512, volume: "4Gi", maxMemory: 256 },
  medium: { cores: { request: 0.25, limit: 2 }, memory: 2 * GIB, volume: "10Gi", maxMemory: GIB },
  large: { cores: { request: 0.5, limit: 2 }, memory: 8 * GIB, volume: "40Gi", maxMemory: 4 * GIB },
};

export const rabbitmqSizes: Readonly<Record<Size, RabbitMQShare>> = {
  small: { cores: { request: 0.1, limit: 1 }, memory: GIB, volume: "8Gi", freeDisk: GIB },
  medium: { cores: { request: 0.5, limit: 2 }, memory: 4 * GIB, volume: "20Gi", freeDisk: 4 * GIB },
  large: { cores: { request: 1, limit: 4 }, memory: 8 * GIB, volume: "50Gi", freeDisk: 8 * GIB },
};

export const elasticsearchSizes: Readonly<Record<Size, ElasticSearchShare>> = {
  small: { cores: { request: 0.25, limit: 2 }, memory: 2 * GIB, volume: "30Gi", heap: GIB },
  medium: { cores: { request: 1, limit: 4 }, memory: 8 * GIB, volume: "100Gi", heap: 4 * GIB },
  large: { cores: { request: 2, limit: 8 }, memory: 32 * GIB, volume: "500Gi", heap: 16 * GIB },
};
