import { bkpaas } from "../../../provider/bkpaas.ts";
import { openSecrets } from "../../../provider/protocol/value.ts";
import type { Properties } from "../../../provider/protocol/value.ts";
import type { Behaviour } from "../../../sandbox/servers/bkrepo/behaviour.ts";
import type { State } from "../../../sandbox/servers/bkrepo/state.ts";
import type { TestBkrepo } from "../../support/bkrepo.ts";
import { Operations } from "../support/operations.ts";

/** The kinds of bkrepo's resources. */
export type KindName = "Project" | "Repository" | "User" | "ProjectAdmin" | "RepositoryAdmin";

/** The provider in this process, configured for one server, and what it told. */
export class Driven {
  readonly #provider = bkpaas();
  readonly #kinds = new Map<KindName, Operations>();

  private constructor() {
    // Made by `to`.
  }

  /** As the administrator, and quick to try again, unless the settings tell otherwise. */
  static async to(bkrepo: TestBkrepo, settings: Properties = {}): Promise<Driven> {
    const driven = new Driven();
    const { inputs, failures = [] } = driven.#provider.checkConfig({
      endpoint: bkrepo.endpoint,
      username: bkrepo.admin.userId,
      password: bkrepo.admin.password,
      retryDelaySeconds: 0.001,
      ...settings,
    });
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    await driven.#provider.configure(openSecrets(inputs));
    return driven;
  }

  of(kind: KindName): Operations {
    const operations = this.#kinds.get(kind) ?? new Operations(this.#provider, `bkpaas:bkrepo:${kind}`);
    this.#kinds.set(kind, operations);
    return operations;
  }

  get warnings(): string[] {
    return [...this.#kinds.values()].flatMap(({ warnings }) => warnings);
  }

  /** Every line that the engine got, debug ones too. */
  get told(): string[] {
    return [...this.#kinds.values()].flatMap(({ told }) => told);
  }
}

/** Every combination of what differs between versions of bkrepo. */
export const VERSIONS: readonly Pick<Behaviour, "passwords" | "codes" | "accountRoutes">[] = (
  ["keep", "overwrite"] as const
).flatMap((passwords) =>
  (["old", "new"] as const).flatMap((codes) =>
    (["old", "new"] as const).map((accountRoutes) => ({ passwords, codes, accountRoutes })),
  ),
);

/** What an account has: the names of what it administers, whose ids differ from run to run. */
export function administeredBy(state: State, userId: string): string[] {
  const held = state.users[userId]?.roles ?? [];
  return held
    .flatMap((id) => (id === null ? [] : [state.roles[id]]))
    .map((role) =>
      role ? [role.projectId, role.repoName].filter((name) => name !== null).join("/") : "none",
    )
    .sort();
}
