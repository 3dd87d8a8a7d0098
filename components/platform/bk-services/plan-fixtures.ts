/** Where svc-mysql makes databases for applications (`svc-mysql.plan` of bk-services). */
export interface MysqlPlan {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Host parts of the accounts that applications get. */
  readonly auth_ip_list: readonly string[];
}

/** Where svc-bkrepo makes repositories for applications (`svc-bkrepo.plan` of bk-services). */
export interface BkrepoPlan {
  readonly endpoint_url: string;
  readonly username: string;
  readonly project: string;
}

/** What the fixtures of an add-on service know its plan and its service by (chart bkpaas3 0.1.3). */
interface PlanFacts {
  readonly plan: string;
  readonly service: string;
  readonly name: string;
  readonly description: string;
}

const MYSQL: PlanFacts = {
  plan: "7475c9a7-92a5-48d0-992c-ae663cb1d724",
  service: "c8aa4ce5-f5f2-45ef-b6be-d06a0ce703eb",
  name: "default-mysql",
  description: "MySQL",
};

const BKREPO: PlanFacts = {
  plan: "33074551-cff0-4717-9af6-9879575c3bc6",
  service: "f7f5a8aa-d193-4b3b-863a-7c8af7899740",
  name: "default-bk-repo",
  description: "bkrepo",
};

/** `plans.json` of svc-mysql, which its first install loads. */
export function mysqlPlanFixture(plan: MysqlPlan, password: string): string {
  return fixture(MYSQL, { ...plan, password });
}

/** `plans.json` of svc-bkrepo, which its first install loads. */
export function bkrepoPlanFixture(plan: BkrepoPlan, password: string): string {
  return fixture(BKREPO, { ...plan, password });
}

/** Django's form of one row; the plan itself is JSON within it, so that any password survives. */
function fixture({ plan, service, name, description }: PlanFacts, config: object): string {
  const properties = { is_eager: false, region: "default", restricted_envs: ["prod", "stag"] };
  const fields = {
    created: "2019-12-04T17:00:00Z",
    updated: "2019-12-04T17:00:00Z",
    name,
    description,
    config: JSON.stringify(config),
    is_active: true,
    properties: JSON.stringify(properties),
    service,
  };
  return JSON.stringify([{ model: "paas_service.plan", pk: plan, fields }]);
}
