/** Version of the contract with the stacks that read this one. A new output keeps it; a removed or retyped one raises it. */
export const CONTRACT_VERSION = 1;
