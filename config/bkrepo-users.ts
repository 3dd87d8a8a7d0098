/** Usual names of the platform's accounts in bkrepo (install guide of paas-stack, step 2). */
export const BKREPO_USERS = {
  platform: "bkpaas3",
  addons: "bksaas-addons",
  lesscode: "bklesscode",
} as const;
