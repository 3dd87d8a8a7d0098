/** What the Kubernetes objects of a managed store are called; `name` is its Pulumi name, such as `mysql-addons`. */
export function objectName(name: string): string {
  return `bkpaas-${name}`;
}

/** The Service that only makes the pods' names known to each other. */
export function headlessName(name: string): string {
  return `${objectName(name)}-headless`;
}

/** Where clients in the cluster reach a managed store. */
export function managedHost(name: string, namespace: string): string {
  return `${objectName(name)}.${namespace}.svc`;
}
