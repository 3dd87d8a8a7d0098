import type { RedisInstance } from "../../config/uploads.ts";

/** The add-on service whose pool it is, as `import_pre_created_instance` calls it. */
const SERVICE = "redis";

/** Arguments of Python in the apiserver's image, by which the file gets into the pool (blueking-paas, docs/FAQ.md). */
export function importCommand(file: string): string[] {
  return ["manage.py", "import_pre_created_instance", "--service", SERVICE, "-f", file];
}

/**
 * The file that it reads: a YAML document for each entry, in which `config` and `credentials` are JSON texts. Nothing is
 * compared with what is in the pool already: to import it twice is to have its entries twice.
 */
export function poolFile({ plan, host, port, password, entries }: RedisInstance): string {
  const document = JSON.stringify({
    plan,
    config: JSON.stringify({ recyclable: plan === "0shared" }),
    credentials: JSON.stringify({ host, port, password: password?.reveal() ?? "" }),
  });
  return Array.from({ length: entries }, () => `${document}\n`).join("---\n");
}
