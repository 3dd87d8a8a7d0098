import { Provider, type ProviderArgs } from "@pulumi/kubernetes/provider.js";

/** The provider of one cluster. What changes is updated in its place: replacing it would take it from its readers for a moment. */
export function kubernetesProvider(name: string, cluster: ProviderArgs): Provider {
  return new Provider(name, { ...cluster, enableConfigMapMutable: true, enableSecretMutable: true });
}
