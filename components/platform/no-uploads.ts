/**
 * `extraInitial` of every chart. Their own uploads run again at every revision and can't be asked for: this program makes
 * the Jobs (`components/uploads`).
 */
export const NO_UPLOADS = {
  devops: { enabled: false },
  npm: { enabled: false },
  pypi: { enabled: false },
} as const;
