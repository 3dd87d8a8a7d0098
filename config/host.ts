/** A host as sockets and option files take it: an IPv6 address without brackets. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/** A host as it stands before a port: an IPv6 address in brackets. */
export function hostInAddress(host: string): string {
  const bare = bareHost(host);
  return bare.includes(":") ? `[${bare}]` : bare;
}

/** `host:port` */
export function endpoint(host: string, port: number): string {
  return `${hostInAddress(host)}:${port}`;
}

/** The two parts of `host:port`, which has a port. */
export function splitEndpoint(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(":");
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
