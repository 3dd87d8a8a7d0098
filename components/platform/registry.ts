/**
 * The content of a Secret of type `kubernetes.io/dockerconfigjson`: how nodes log in to a registry.
 * @param repository registry and path, such as `hub.bktencent.com/blueking`
 */
export function dockerConfig(repository: string, user: string, password: string): string {
  const [registry = ""] = repository.split("/");
  const auth = Buffer.from(`${user}:${password}`).toString("base64");
  return JSON.stringify({ auths: { [registry]: { username: user, password, auth } } });
}
