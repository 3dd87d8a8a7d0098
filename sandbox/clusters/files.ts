import { clusterFixture } from "../../components/cluster/fixture.ts";
import { registrationEnvironment } from "../../components/cluster/registration-environment.ts";
import { type RequestContext, registrationRequests } from "../../components/cluster/registration-request.ts";
import type { Registration } from "../../components/cluster/registration.ts";
import { shellWord } from "../shell.ts";

/** A file that tells a platform of a cluster, and the commands that bring it there. */
export interface RegistrationFile {
  /** Name of the file, below the folder of the stack. */
  readonly name: string;
  readonly text: string;
  /** Which platforms take it. */
  readonly takenBy: string;
  /** Commands of a shell, given the path of the file. */
  readonly commands: (file: string) => readonly string[];
}

/** Where the platform is. */
export interface PlatformPlace {
  readonly namespace: string;
  /** Address of the developer centre. */
  readonly paas3: string;
}

/** Files for a cluster beside the initial one: the fixture of older platforms, and the requests of newer ones. */
export function filesOf(
  registration: Registration<string>,
  place: PlatformPlace,
  context: RequestContext,
): RegistrationFile[] {
  const requests = registrationRequests(registration, context);
  return [
    fixtureFile(registration, place),
    ...requests.map(({ method, path, body }, index): RegistrationFile => ({
      name: `${registration.name}.${index + 1}.json`,
      text: `${JSON.stringify(body, null, 2)}\n`,
      takenBy: "the API of platforms since April 2025, with COOKIE and CSRF of an administrator's browser",
      commands: (file) => [
        `curl --fail-with-body --request ${method} --header 'Content-Type: application/json' --header "X-CSRFToken: $CSRF" ` +
          `--cookie "$COOKIE" --data @${file} ${place.paas3}/backend${path}`,
      ],
    })),
  ];
}

/** Files for the initial cluster, which a platform is told of anew after its login has changed. */
export function filesOfInitial(registration: Registration<string>, place: PlatformPlace): RegistrationFile[] {
  const variables = Object.entries(registrationEnvironment(registration, "json"));
  return [
    fixtureFile(registration, place),
    {
      name: `${registration.name}.env`,
      text: variables.map(([name, value]) => `${name}=${shellWord(value)}\n`).join(""),
      takenBy: "the command initial_default_cluster of platforms since April 2025",
      commands: (file) => [
        `kubectl -n ${place.namespace} exec -i deploy/bkpaas3-apiserver-web -- ` +
          `sh -c 'set -a; . /dev/stdin; python manage.py initial_default_cluster --overwrite' < ${file}`,
      ],
    },
  ];
}

function fixtureFile(registration: Registration<string>, { namespace }: PlatformPlace): RegistrationFile {
  const inWorkloads = (options: string): string =>
    `kubectl -n ${namespace} exec ${options}deploy/bkpaas3-workloads-web -- python manage.py`;
  return {
    name: `${registration.name}.cluster.yaml`,
    text: `${clusterFixture(registration)}\n`,
    takenBy: "module workloads of paas-stack and of bkpaas3 before 1.0",
    commands: (file) => [
      `${inWorkloads("-i ")} loaddata --format=yaml - < ${file}`,
      `${inWorkloads("")} region_gen_state --region default --no-input`,
    ],
  };
}
