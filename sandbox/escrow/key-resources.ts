/** Types of the resources by which the state holds keys: texts once generated, and immutable keys as first used. */
export const KEY_TYPES: readonly string[] = [
  "random:index/randomPassword:RandomPassword",
  "pulumi:index:Stash",
];

/**
 * Those resources and the components above them, as `pulumi up --target` takes them: `*` stands for anything but a colon,
 * `**` for anything. None of them is more than a record in the state.
 */
export const KEY_TARGETS: readonly string[] = [
  "urn:pulumi:*::bkpaas::bkpaas:*:*::*",
  ...KEY_TYPES.map((type) => `**$${type}::*`),
];
