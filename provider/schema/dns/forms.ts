import { isIP } from "node:net";
import type { Form } from "../declaration.ts";

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

const isName = (value: string | number): boolean => NAME.test(String(value)) && String(value).length <= 253;

/** RFC 1123; a single label would be a top-level domain. */
export const HOST_NAME: Form = {
  holds: (value) => isName(value) && String(value).includes("."),
  rule: {
    en: "hold names of at least two labels in lower case, such as bkpaas.example.com, without a wildcard: hosts knows none",
    zh: "为至少两级的小写域名，例如 bkpaas.example.com，不含通配符（hosts 不支持）",
  },
};

/** Names of Kubernetes objects, and what a mark in the Corefile can name. */
export const OBJECT_NAME: Form = {
  holds: isName,
  rule: { en: "consist of a-z, 0-9, - and dots", zh: "由 a-z、0-9、- 与点组成" },
};

/** Keys of ConfigMaps. */
export const CONFIG_MAP_KEY: Form = {
  holds: (value) => /^[-._a-zA-Z0-9]{1,253}$/.test(String(value)),
  rule: { en: "consist of letters, digits, -, _ and dots", zh: "由字母、数字、-、_ 与点组成" },
};

/** A slash tells a Service from an address. */
export const TARGET: Form = {
  holds: (value) => {
    const [namespace = "", name = "", ...rest] = String(value).split("/");
    return isIP(String(value)) > 0 || (isName(namespace) && isName(name) && rest.length === 0);
  },
  rule: {
    en: "be an IP address, or a Service as `<namespace>/<name>`",
    zh: "为 IP 地址，或以 `<namespace>/<name>` 表示的 Service",
  },
};
