import { ASSETS_REPOSITORY } from "../../config/uploads.ts";
import type { RepositoryArgs } from "../../provider/sdk/bkrepo/repository.ts";

/** What a repository that the platform needs is like. */
interface PlatformRepository {
  readonly type: RepositoryArgs["type"];
  /** Whether everybody may read. */
  readonly public: boolean;
}

/**
 * The repositories of the platform's project, by name: the list `BUILTIN_REPOS` of its command `init_bkrepo` with the usual
 * names of its settings (`TencentBlueKing/blueking-paas`, 2026-07). `maven` and `generic` are for bk-apigateway, which shares
 * the project. `docker` is private since 2025-04 (its pull request 2054); platforms before made it public.
 */
export const PLATFORM_REPOSITORIES = {
  [ASSETS_REPOSITORY]: { type: "generic", public: true },
  "bkpaas3-apps-logo": { type: "generic", public: true },
  "bkpaas3-slug-packages": { type: "generic", public: false },
  "bkpaas3-apps-tmpls": { type: "generic", public: false },
  "bkpaas3-source-packages": { type: "generic", public: false },
  "agent-sandbox-artifacts": { type: "generic", public: false },
  docker: { type: "docker", public: false },
  pypi: { type: "pypi", public: true },
  npm: { type: "npm", public: true },
  maven: { type: "maven", public: true },
  generic: { type: "generic", public: true },
} as const satisfies Record<string, PlatformRepository>;

/** The projects, each administered by the account of the same name, by the same command. */
export const PROJECT_ROLES = ["platform", "addons"] as const;

/** The one repository that LessCode's account administers, by the same command. */
export const LESSCODE_REPOSITORY = "npm" satisfies keyof typeof PLATFORM_REPOSITORIES;
