/** The bodies by which bkrepo's tests ask for things, as the platform's own client sends them. */
import type { TestBkrepo, BkrepoAnswer } from "../../../support/bkrepo.ts";

export const PROJECT = { name: "bkpaas", displayName: "bkpaas", description: "" };

export const REPOSITORY = {
  projectId: "bkpaas",
  name: "npm",
  type: "NPM",
  category: "LOCAL",
  public: false,
  description: "",
  configuration: null,
  storageCredentialsKey: null,
};

export const ACCOUNT = { admin: false, name: "u1", pwd: "first", userId: "u1", asstUsers: [], group: false };

export const U1 = { userId: "u1", password: "first" };

export async function createProject(bkrepo: TestBkrepo): Promise<void> {
  await succeed(bkrepo, "repository/api/project/create", PROJECT);
}

/** The project and its repository. */
export async function createRepository(bkrepo: TestBkrepo, changes: object = {}): Promise<void> {
  await createProject(bkrepo);
  await succeed(bkrepo, "repository/api/repo/create", { ...REPOSITORY, ...changes });
}

/** The account u1 without rights. */
export async function createAccount(bkrepo: TestBkrepo): Promise<void> {
  await succeed(bkrepo, "auth/api/user/create", ACCOUNT);
}

/** The account u1 as an administrator of the project. */
export async function createProjectAccount(bkrepo: TestBkrepo, pwd = ACCOUNT.pwd): Promise<void> {
  await succeed(bkrepo, "auth/api/user/create/project", { ...ACCOUNT, pwd, projectId: "bkpaas" });
}

/** Status and code of an answer. */
export function verdict({ status, code }: BkrepoAnswer): readonly [number, number | undefined] {
  return [status, code];
}

async function succeed(bkrepo: TestBkrepo, route: string, body: object): Promise<void> {
  const { code, message } = await bkrepo.ask("POST", route, { body });
  if (code !== 0) throw new Error(`${route}: ${code ?? ""} ${message ?? ""}`);
}
