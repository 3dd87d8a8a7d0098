import * as pulumi from "@pulumi/pulumi";
import { chartDefaults } from "../../../config/chart-defaults.ts";
import { chartDigest } from "../../../config/chart-digest.ts";
import { isOwn, ownChartFolder } from "../../../config/platform/chart.ts";
import type { PaasStackSettings } from "../../../config/platform/platform.ts";
import type { ValueTree } from "../../../config/platform/value-tree.ts";
import { bkServicesValues, bkrepoPlan, documentedBkServicesValues, mysqlPlan } from "./values.ts";
import { withoutDefaults } from "../without-defaults.ts";
import { secretsOf } from "../module-secret.ts";
import { bkrepoPlanFixture, mysqlPlanFixture } from "./plan-fixtures.ts";
import { type PlatformArgs, inputOf, secretValuesOf } from "../platform-args.ts";
import { type ReleaseFacts, platformRelease, shownInputs } from "../platform-release.ts";
import { svcBkrepoSecrets, svcMysqlSecrets, svcRabbitmqSecrets } from "../secret-environment.ts";

/** Name of the chart in the documents, and of the folder of ours. */
const CHART = "bk-services";
const FOLDER = ownChartFolder(CHART);

export interface BkServicesArgs extends PlatformArgs {
  readonly platform: PaasStackSettings;
}

/**
 * The add-on services: svc-mysql, svc-bkrepo and svc-rabbitmq with their Secrets, and the Helm release that reads them. Takes
 * the provider `kubernetes` from its options.
 *
 * **Gotchas** The services load their plans at the first install only; later changes of a plan are made in the developer
 * centre's administration too.
 */
export class BkServices extends pulumi.ComponentResource {
  declare readonly release: ReleaseFacts;

  constructor(name: string, args: BkServicesArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = args.platform.bkServices;
    super("bkpaas:platform:BkServices", name, shownInputs(settings, args.platform), options);
    const secretFor = secretsOf(name, args, this);
    const secrets = secretValuesOf(args);
    const input = inputOf(args);
    const modules = {
      svcMysql: secretFor("svc-mysql", svcMysqlSecrets(secrets)),
      svcBkrepo: secretFor("svc-bkrepo", svcBkrepoSecrets(secrets)),
      svcRabbitmq: secretFor("svc-rabbitmq", svcRabbitmqSecrets(secrets)),
    };
    const passwords = { mysql: secrets.planPassword, bkrepo: secrets.bkrepo.addons };
    const planOf = (module: string, fixture: pulumi.Output<string>) =>
      secretFor(`${module}-plan`, { "plans.json": fixture });
    const own = (): ValueTree =>
      bkServicesValues(input, modules, {
        mysqlPlan: planOf(
          "svc-mysql",
          passwords.mysql.apply((password) => mysqlPlanFixture(mysqlPlan(input), password)),
        ),
        bkrepoPlan: planOf(
          "svc-bkrepo",
          passwords.bkrepo.apply((password) => bkrepoPlanFixture(bkrepoPlan(input), password)),
        ),
        digest: chartDigest(FOLDER),
      });
    const values = isOwn(settings.chart)
      ? withoutDefaults(own(), chartDefaults(FOLDER))
      : documentedBkServicesValues(input, modules, passwords);
    this.release = platformRelease(
      name,
      {
        releaseName: settings.name,
        chart: CHART,
        source: settings.chart,
        values,
        overlay: settings.values,
      },
      args,
      // Each service migrates its database at the start, and offers instances of its store from then on.
      { parent: this, dependsOn: [args.mysql, args.rabbitmq, args.bkrepo] },
    );
    const { name: releaseName, revision, status } = this.release;
    this.registerOutputs({ releaseName, revision, status });
  }
}
