/** Version of the package, the project's own. */
export const VERSION = "0.1.0";
