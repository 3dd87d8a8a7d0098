import { mysqlDrift } from "../drift/mysql.ts";
import { providedDrift } from "../drift/provided.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

/**
 * Compares the servers of a stack with what it declares there: MySQL, bkrepo and RabbitMQ. Nothing is changed.
 * @returns 1 where something is missing or otherwise, or a server could not be asked.
 */
export async function drift(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const drifts = [await mysqlDrift(await settingsOf(target)), await providedDrift(target)];
  const found = drifts.flatMap((one) => one.found);
  for (const line of found) console.log(line);
  const stack = stackOf(target);
  const asked = drifts.flatMap((one) => one.asked).join(", ") || "none";
  console.log(`Servers of stack ${stack} that exist and have an administrator: ${asked}.`);
  console.log(found.length === 0 ? "They have all that is declared." : repair(stack));
  return found.length === 0 ? 0 : 1;
}

function repair(stack: string): string {
  return `
What is missing in MySQL comes back with:
  a Job        pulumi config set --path 'mysql.jobRun' '<another text>' --stack ${stack}, then pulumi up
  by hand      make sql STACK=${stack}, and the administrator runs the file again
  the plugin   pulumi up --replace <urn of the grant>, or pulumi refresh and up where an account or database is gone
What is missing or otherwise in bkrepo and RabbitMQ:
  pulumi up --refresh --stack ${stack}`;
}
