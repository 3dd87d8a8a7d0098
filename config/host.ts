/** A host as sockets and option files take it: an IPv6 address without brackets. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/** `host:port`; an IPv6 address stands in brackets before a port. */
export function endpoint(host: string, port: number): string {
  const bare = bareHost(host);
  return `${bare.includes(":") ? `[${bare}]` : bare}:${port}`;
}

/** The two parts of `host:port`, which has a port. */
export function splitEndpoint(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(":");
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
