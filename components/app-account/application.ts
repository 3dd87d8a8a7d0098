/** Code of the developer centre's own application, as it stands in bk-auth, the API gateway and PaaS 2.0. */
export const APP_CODE = "bk_paas3";
