// Made from the declaration of the contract by `make docs`.

/** Outputs that every environment has, by path. */
export interface RequiredOutputs {
  /** Version of this contract. */
  readonly contractVersion: 1;
  /** Namespace of the platform. */
  readonly namespace: string;
  /** Domain below which the addresses of BlueKing are. Form: DNS name. */
  readonly domain: string;
  /** The developer centre itself. Form: http(s)://…, without a trailing /. */
  readonly "addresses.paas3": string;
  /** Desktop of PaaS 2.0; of BlueKing 7, which has none, the main site. Form: http(s)://…, without a trailing /. */
  readonly "addresses.paas2": string;
  /** The login. Form: http(s)://…, without a trailing /. */
  readonly "addresses.login": string;
  /** Component APIs (ESB). Form: http(s)://…, without a trailing /. */
  readonly "addresses.componentApi": string;
  /** APIs behind the API gateway. Form: http(s)://… with the literal {api_name}, which the caller fills in. */
  readonly "addresses.apiTemplate": string;
  /** Pages of the API gateway. Form: http(s)://…, without a trailing /. */
  readonly "addresses.apiGateway": string;
  /** Documents of the API gateway. Form: http(s)://…, without a trailing /. */
  readonly "addresses.apiGatewayDocs": string;
  /** API by which gateways are managed. Form: http(s)://…, with a trailing /. */
  readonly "addresses.apiGatewayDashboard": string;
  /** Access tokens (bk-ssm). Form: http(s)://…, without a trailing /. */
  readonly "addresses.ssm": string;
  /** Pages of the permission centre. Form: http(s)://…, without a trailing /. */
  readonly "addresses.iam": string;
  /** API of the permission centre. Form: http(s)://…, without a trailing /. */
  readonly "addresses.iamApi": string;
  /** User management. Form: http(s)://…, without a trailing /. */
  readonly "addresses.user": string;
  /** Configuration system (CMDB). Form: http(s)://…, without a trailing /. */
  readonly "addresses.cmdb": string;
  /** Job system. Form: http(s)://…, without a trailing /. */
  readonly "addresses.job": string;
  /** LessCode. Form: http(s)://…, without a trailing /. */
  readonly "addresses.lesscode": string;
  /** Container service (BCS). Form: http(s)://…, without a trailing /. */
  readonly "addresses.bcs": string;
  /** Monitoring. Form: http(s)://…, without a trailing /. */
  readonly "addresses.monitor": string;
  /** Log search. Form: http(s)://…, without a trailing /. */
  readonly "addresses.log": string;
  /** Node management. Form: http(s)://…, without a trailing /. */
  readonly "addresses.nodeman": string;
  /** Pages of bkrepo. Form: http(s)://…, without a trailing /. */
  readonly "addresses.repo": string;
  /** DevOps (bk-ci). Form: http(s)://…, without a trailing /. */
  readonly "addresses.devops": string;
  /** Code check of DevOps. Form: http(s)://…, without a trailing /. */
  readonly "addresses.codecc": string;
  /** Build acceleration of DevOps. Form: http(s)://…, without a trailing /. */
  readonly "addresses.turbo": string;
  /** Pipelines of DevOps. Form: http(s)://…, without a trailing /. */
  readonly "addresses.pipeline": string;
  /** For pods of the platform and of bk-apigateway. */
  readonly "names.cluster": readonly string[];
  /** For browsers of its users. */
  readonly "names.browsers": readonly string[];
  /** For users of applications: domains and wildcards, each of the Ingress controller of its own cluster. */
  readonly "names.applications": readonly string[];
  /** Host of the platform's server. Form: DNS name or IP address. */
  readonly "mysql.host": string;
  /** Its port. Form: 1 to 65535. */
  readonly "mysql.port": number;
  /** Names of the databases. Database of apiserver. */
  readonly "mysql.databases.apiserver": string;
  /** Names of the databases. Database of workloads. */
  readonly "mysql.databases.workloads": string;
  /** Names of the databases. Database of svc-mysql. */
  readonly "mysql.databases.svcMysql": string;
  /** Names of the databases. Database of svc-bkrepo. */
  readonly "mysql.databases.svcBkrepo": string;
  /** Names of the databases. Database of svc-rabbitmq. */
  readonly "mysql.databases.svcRabbitmq": string;
  /** Names of the databases. Database of PaaS 2.0. */
  readonly "mysql.databases.openPaas": string;
  /** Account of apiserver and workloads. Name of the account. */
  readonly "mysql.platform.user": string;
  /** Account of apiserver and workloads. Its password. Secret. */
  readonly "mysql.platform.password": string;
  /** Account of the add-on services. Name of the account. */
  readonly "mysql.services.user": string;
  /** Account of the add-on services. Its password. Secret. */
  readonly "mysql.services.password": string;
  /** Server of PaaS 2.0, on which the platform's account may read and write rows. Host of the server. Form: DNS name or IP address. */
  readonly "mysql.openPaas.host": string;
  /** Server of PaaS 2.0, on which the platform's account may read and write rows. Its port. Form: 1 to 65535. */
  readonly "mysql.openPaas.port": number;
  /** Server on which svc-mysql makes databases for applications, and its account there. Host of the server. Form: DNS name or IP address. */
  readonly "mysql.plan.host": string;
  /** Server on which svc-mysql makes databases for applications, and its account there. Its port. Form: 1 to 65535. */
  readonly "mysql.plan.port": number;
  /** Server on which svc-mysql makes databases for applications, and its account there. Account that may make databases, accounts and grants. */
  readonly "mysql.plan.user": string;
  /** Server on which svc-mysql makes databases for applications, and its account there. Its password. Secret. */
  readonly "mysql.plan.password": string;
  /** For each server that its administrator prepares by hand: the statements. Secret. */
  readonly "mysql.sql": { readonly platform?: string; readonly openPaas?: string; readonly addons?: string };
  /** Host of the server; behind Sentinels, of the first of them. Form: DNS name or IP address. */
  readonly "redis.host": string;
  /** Its port. Form: 1 to 65535. */
  readonly "redis.port": number;
  /** Database that apiserver and workloads share for streams. Form: redis://…, rediss://… or sentinel://…, with password and database; ssl_ca_certs is a file in the platform's pods. Secret. */
  readonly "redis.platformUrl": string;
  /** Task queue of workloads and its results. Form: redis://…, rediss://… or sentinel://…, with password and database; ssl_ca_certs is a file in the platform's pods. Secret. */
  readonly "redis.workloadsTasksUrl": string;
  /** Host of the server. Form: DNS name or IP address. */
  readonly "rabbitmq.host": string;
  /** Its port of AMQP. Form: 1 to 65535. */
  readonly "rabbitmq.port": number;
  /** Its port of the management API; https where tls is there. Form: 1 to 65535. */
  readonly "rabbitmq.apiPort": number;
  /** Administrator of the server. Name of the account. */
  readonly "rabbitmq.admin.user": string;
  /** Administrator of the server. Its password. Secret. */
  readonly "rabbitmq.admin.password": string;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Host of the server. Form: DNS name or IP address. */
  readonly "rabbitmq.addons.host": string;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Its port of AMQP. Form: 1 to 65535. */
  readonly "rabbitmq.addons.port": number;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Its port of the management API; https where tls is there. Form: 1 to 65535. */
  readonly "rabbitmq.addons.apiPort": number;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Administrator for svc-rabbitmq. Name of the account. */
  readonly "rabbitmq.addons.admin.user": string;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Administrator for svc-rabbitmq. Its password. Secret. */
  readonly "rabbitmq.addons.admin.password": string;
  /** Its gateway. Form: http(s)://…, without a trailing /. */
  readonly "bkrepo.endpoint": string;
  /** Id of the platform's project. */
  readonly "bkrepo.project": string;
  /** Id of the project for applications. */
  readonly "bkrepo.addonsProject": string;
  /** Account of apiserver and workloads. Name of the account. */
  readonly "bkrepo.platform.user": string;
  /** Account of apiserver and workloads. Its password. Secret. */
  readonly "bkrepo.platform.password": string;
  /** Account of svc-bkrepo. Name of the account. */
  readonly "bkrepo.addons.user": string;
  /** Account of svc-bkrepo. Its password. Secret. */
  readonly "bkrepo.addons.password": string;
  /** Account by which LessCode writes to npm. Name of the account. */
  readonly "bkrepo.lesscode.user": string;
  /** Account by which LessCode writes to npm. Its password. Secret. */
  readonly "bkrepo.lesscode.password": string;
  /** Its code; its secret is keys.appSecret. */
  readonly "appAccount.code": string;
  /** Where it is looked up: PaaS 2.0 by this program (esb), bk-auth (bkauth), or by hand (manual). */
  readonly "appAccount.mode": "esb" | "bkauth" | "manual";
  /** Every key of the stack by its name in the catalogue of keys. Secret. */
  readonly keys: {
    readonly encryption: string;
    readonly svcMysqlEncryption: string;
    readonly svcBkrepoEncryption: string;
    readonly svcRabbitmqEncryption: string;
    readonly apigatewayEncryption?: string;
    readonly bkauthEncryption?: string;
    readonly jwt: string;
    readonly privateToken: string;
    readonly appSecret: string;
    readonly svcRabbitmqDjango: string;
    readonly healthzToken: string;
    readonly metricsToken: string;
    readonly sentryDsn?: string;
    readonly mysqlPlatform: string;
    readonly mysqlServices: string;
    readonly mysqlPlan: string;
    readonly mysqlRoot?: string;
    readonly mysqlAddonsRoot?: string;
    readonly redis?: string;
    readonly redisAddons?: string;
    readonly rabbitmqAdmin?: string;
    readonly rabbitmqPlatform?: string;
    readonly rabbitmqAddonsAdmin?: string;
    readonly elasticsearch?: string;
    readonly bkrepoPlatform: string;
    readonly bkrepoAddons: string;
    readonly bkrepoLesscode: string;
    readonly fingerprintSalt: string;
  };
  /** Encryption key of the platform. Form: base64 of 32 characters (44 characters). Secret. */
  readonly "keys.encryption": string;
  /** Encryption key of svc-mysql. Form: base64 of 32 characters (44 characters). Secret. */
  readonly "keys.svcMysqlEncryption": string;
  /** Encryption key of svc-bkrepo. Form: base64 of 32 characters (44 characters). Secret. */
  readonly "keys.svcBkrepoEncryption": string;
  /** Encryption key of svc-rabbitmq. Form: base64 of 32 characters (44 characters). Secret. */
  readonly "keys.svcRabbitmqEncryption": string;
  /** JWT key between the platform and its add-on services. Form: text; 40 letters and digits when generated. Secret. */
  readonly "keys.jwt": string;
  /** Token by which the API gateway calls the platform. Form: text; 32 letters when generated. Secret. */
  readonly "keys.privateToken": string;
  /** Secret of the application bk_paas3. Form: text without spaces; a UUID when generated. Secret. */
  readonly "keys.appSecret": string;
  /** Key by which svc-rabbitmq signs cookies. Form: text; 40 letters and digits when generated. Secret. */
  readonly "keys.svcRabbitmqDjango": string;
  /** Token of the health pages. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.healthzToken": string;
  /** Token of the metrics pages. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.metricsToken": string;
  /** Password of the MySQL user of apiserver and workloads. Form: password; 32 letters when generated. Secret. */
  readonly "keys.mysqlPlatform": string;
  /** Password of the MySQL user of the add-on services. Form: password; 32 letters when generated. Secret. */
  readonly "keys.mysqlServices": string;
  /** Password by which svc-mysql makes databases for applications. Form: password; 32 letters when generated. Secret. */
  readonly "keys.mysqlPlan": string;
  /** Password of bkrepo's account bkpaas3. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.bkrepoPlatform": string;
  /** Password of bkrepo's account bksaas-addons. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.bkrepoAddons": string;
  /** Password of bkrepo's account bklesscode. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.bkrepoLesscode": string;
  /** Salt of the fingerprints. Form: text; 32 letters and digits when generated. Secret. */
  readonly "keys.fingerprintSalt": string;
  /** Salted digests of the keys, by which a preview shows which of them would change. */
  readonly fingerprints: {
    readonly encryption: string;
    readonly svcMysqlEncryption: string;
    readonly svcBkrepoEncryption: string;
    readonly svcRabbitmqEncryption: string;
    readonly apigatewayEncryption?: string;
    readonly bkauthEncryption?: string;
    readonly jwt: string;
    readonly privateToken: string;
    readonly appSecret: string;
    readonly svcRabbitmqDjango: string;
    readonly healthzToken: string;
    readonly metricsToken: string;
    readonly sentryDsn?: string;
    readonly mysqlPlatform: string;
    readonly mysqlServices: string;
    readonly mysqlPlan: string;
    readonly mysqlRoot?: string;
    readonly mysqlAddonsRoot?: string;
    readonly redis?: string;
    readonly redisAddons?: string;
    readonly rabbitmqAdmin?: string;
    readonly rabbitmqPlatform?: string;
    readonly rabbitmqAddonsAdmin?: string;
    readonly elasticsearch?: string;
    readonly bkrepoPlatform: string;
    readonly bkrepoAddons: string;
    readonly bkrepoLesscode: string;
  };
  /** Fingerprint of: Encryption key of the platform. Form: 12 hexadecimal digits. */
  readonly "fingerprints.encryption": string;
  /** Fingerprint of: Encryption key of svc-mysql. Form: 12 hexadecimal digits. */
  readonly "fingerprints.svcMysqlEncryption": string;
  /** Fingerprint of: Encryption key of svc-bkrepo. Form: 12 hexadecimal digits. */
  readonly "fingerprints.svcBkrepoEncryption": string;
  /** Fingerprint of: Encryption key of svc-rabbitmq. Form: 12 hexadecimal digits. */
  readonly "fingerprints.svcRabbitmqEncryption": string;
  /** Fingerprint of: JWT key between the platform and its add-on services. Form: 12 hexadecimal digits. */
  readonly "fingerprints.jwt": string;
  /** Fingerprint of: Token by which the API gateway calls the platform. Form: 12 hexadecimal digits. */
  readonly "fingerprints.privateToken": string;
  /** Fingerprint of: Secret of the application bk_paas3. Form: 12 hexadecimal digits. */
  readonly "fingerprints.appSecret": string;
  /** Fingerprint of: Key by which svc-rabbitmq signs cookies. Form: 12 hexadecimal digits. */
  readonly "fingerprints.svcRabbitmqDjango": string;
  /** Fingerprint of: Token of the health pages. Form: 12 hexadecimal digits. */
  readonly "fingerprints.healthzToken": string;
  /** Fingerprint of: Token of the metrics pages. Form: 12 hexadecimal digits. */
  readonly "fingerprints.metricsToken": string;
  /** Fingerprint of: Password of the MySQL user of apiserver and workloads. Form: 12 hexadecimal digits. */
  readonly "fingerprints.mysqlPlatform": string;
  /** Fingerprint of: Password of the MySQL user of the add-on services. Form: 12 hexadecimal digits. */
  readonly "fingerprints.mysqlServices": string;
  /** Fingerprint of: Password by which svc-mysql makes databases for applications. Form: 12 hexadecimal digits. */
  readonly "fingerprints.mysqlPlan": string;
  /** Fingerprint of: Password of bkrepo's account bkpaas3. Form: 12 hexadecimal digits. */
  readonly "fingerprints.bkrepoPlatform": string;
  /** Fingerprint of: Password of bkrepo's account bksaas-addons. Form: 12 hexadecimal digits. */
  readonly "fingerprints.bkrepoAddons": string;
  /** Fingerprint of: Password of bkrepo's account bklesscode. Form: 12 hexadecimal digits. */
  readonly "fingerprints.bkrepoLesscode": string;
  /** Helm releases by role. */
  readonly releases: {
    readonly paasStack?: { readonly name: string; readonly revision: number; readonly status: string };
    readonly bkServices?: { readonly name: string; readonly revision: number; readonly status: string };
    readonly bkpaas3?: { readonly name: string; readonly revision: number; readonly status: string };
  };
  /** What a person does after an install, in order. */
  readonly nextSteps: readonly string[];
}

/** Outputs that some environments have, by path. */
export interface OptionalOutputs {
  /** Address to which the cluster's DNS leads them; absent where this program does not say so there. */
  readonly "names.ip": string;
  /** Values for the chart of bk-apigateway; absent where its pods know the platform's page by DNS. Its global values. Names that its pods resolve without DNS. */
  readonly "names.apiGateway.global.HostAliases": readonly {
    readonly ip: string;
    readonly hostnames: readonly string[];
  }[];
  /** How clients speak TLS; absent for plain text. */
  readonly "mysql.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Whether clients check the server's certificate; absent for plain text. */
  readonly "mysql.tls.verify": "full" | "none";
  /** The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "mysql.tls.ca": string;
  /** Server of PaaS 2.0, on which the platform's account may read and write rows. How clients speak TLS; absent for plain text. */
  readonly "mysql.openPaas.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Server of PaaS 2.0, on which the platform's account may read and write rows. Whether clients check the server's certificate; absent for plain text. */
  readonly "mysql.openPaas.tls.verify": "full" | "none";
  /** Server of PaaS 2.0, on which the platform's account may read and write rows. The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "mysql.openPaas.tls.ca": string;
  /** Server on which svc-mysql makes databases for applications, and its account there. How clients speak TLS; absent for plain text. */
  readonly "mysql.plan.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Server on which svc-mysql makes databases for applications, and its account there. Whether clients check the server's certificate; absent for plain text. */
  readonly "mysql.plan.tls.verify": "full" | "none";
  /** Server on which svc-mysql makes databases for applications, and its account there. The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "mysql.plan.tls.ca": string;
  /** Statements for the administrator of that server; absent where this program runs them. Form: SQL. Secret. */
  readonly "mysql.sql.platform": string;
  /** Statements for the administrator of that server; absent where this program runs them. Form: SQL. Secret. */
  readonly "mysql.sql.openPaas": string;
  /** Statements for the administrator of that server; absent where this program runs them. Form: SQL. Secret. */
  readonly "mysql.sql.addons": string;
  /** How clients speak TLS; absent for plain text. */
  readonly "redis.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Whether clients check the server's certificate; absent for plain text. */
  readonly "redis.tls.verify": "full" | "none";
  /** The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "redis.tls.ca": string;
  /** How a client asks Sentinels; absent where the server is asked directly. Name of the master. */
  readonly "redis.sentinel.master": string;
  /** How a client asks Sentinels; absent where the server is asked directly. Password of the Sentinels; absent where they ask for none. Secret. */
  readonly "redis.sentinel.password": string;
  /** Server for applications; absent where only Sentinels are known. Host of the server. Form: DNS name or IP address. */
  readonly "redis.addons.host": string;
  /** Server for applications; absent where only Sentinels are known. Its port. Form: 1 to 65535. */
  readonly "redis.addons.port": number;
  /** Server for applications; absent where only Sentinels are known. Its password; absent where it asks for none. Secret. */
  readonly "redis.addons.password": string;
  /** Server for applications; absent where only Sentinels are known. How clients speak TLS; absent for plain text. */
  readonly "redis.addons.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Server for applications; absent where only Sentinels are known. Whether clients check the server's certificate; absent for plain text. */
  readonly "redis.addons.tls.verify": "full" | "none";
  /** Server for applications; absent where only Sentinels are known. The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "redis.addons.tls.ca": string;
  /** How clients speak TLS; absent for plain text. */
  readonly "rabbitmq.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Whether clients check the server's certificate; absent for plain text. */
  readonly "rabbitmq.tls.verify": "full" | "none";
  /** The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "rabbitmq.tls.ca": string;
  /** Virtual host of the platform; absent where it has none. Form: amqp(s)://user:password@host:port/vhost. Secret. */
  readonly "rabbitmq.platformUrl": string;
  /** Server on which svc-rabbitmq makes virtual hosts for applications. How clients speak TLS; absent for plain text. */
  readonly "rabbitmq.addons.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Server on which svc-rabbitmq makes virtual hosts for applications. Whether clients check the server's certificate; absent for plain text. */
  readonly "rabbitmq.addons.tls.verify": "full" | "none";
  /** Server on which svc-rabbitmq makes virtual hosts for applications. The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "rabbitmq.addons.tls.ca": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. Scheme of its address. */
  readonly "elasticsearch.scheme": "http" | "https";
  /** Where the platform finds the logs of applications; absent where the environment has none. Host of the server. Form: DNS name or IP address. */
  readonly "elasticsearch.host": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. Its port. Form: 1 to 65535. */
  readonly "elasticsearch.port": number;
  /** Where the platform finds the logs of applications; absent where the environment has none. Its address. Form: http(s)://host:port. */
  readonly "elasticsearch.url": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. How clients speak TLS; absent for plain text. */
  readonly "elasticsearch.tls": { readonly verify: "full" | "none"; readonly ca?: string };
  /** Where the platform finds the logs of applications; absent where the environment has none. Whether clients check the server's certificate; absent for plain text. */
  readonly "elasticsearch.tls.verify": "full" | "none";
  /** Where the platform finds the logs of applications; absent where the environment has none. The authority that signed the server's certificate; absent where every machine knows it. Form: certificates in PEM. */
  readonly "elasticsearch.tls.ca": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. Its account; absent where it asks for none. Form: user:password. Secret. */
  readonly "elasticsearch.auth": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. List of hosts as chart bkpaas3 takes it. Form: list of tables in TOML, on one line; ca_certs is a file in the platform's pods. Secret. */
  readonly "elasticsearch.hosts": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. Begin of the index names; the log collector of every application cluster writes to the same. Of the logs of applications. */
  readonly "elasticsearch.indexPrefixes.app": string;
  /** Where the platform finds the logs of applications; absent where the environment has none. Begin of the index names; the log collector of every application cluster writes to the same. Of access logs. */
  readonly "elasticsearch.indexPrefixes.ingress": string;
  /** Its docker registry; absent where nobody says it. Form: host:port. */
  readonly "bkrepo.dockerRegistry": string;
  /** Statements for who prepares the database of PaaS 2.0 by hand; absent elsewhere. Form: SQL. Secret. */
  readonly "appAccount.sql": string;
  /** For who installs bk-auth and the API gateway; absent unless mode is bkauth. Values for the chart of bk-auth. Secrets of applications by application code. Secret. */
  readonly "appAccount.values.bkauth.accessKeys": Readonly<Record<string, string>>;
  /** For who installs bk-auth and the API gateway; absent unless mode is bkauth. Values for the chart of bk-auth. Secret of that application. Secret. */
  readonly [path: `appAccount.values.bkauth.accessKeys.${string}`]: string;
  /** For who installs bk-auth and the API gateway; absent unless mode is bkauth. Values for the chart of bk-apigateway. Of its component bk-esb. Applications that need no user's login. */
  readonly "appAccount.values.bkApigateway.bkEsb.userVerificationExemptedApps": readonly string[];
  /** Encryption key of bk-apigateway, for who installs it beside us; absent unless configured. Form: base64 of 32 characters (44 characters). Secret. */
  readonly "keys.apigatewayEncryption": string;
  /** Encryption key of bk-auth, for who installs it beside us; absent unless configured. Form: 32 characters, not base64. Secret. */
  readonly "keys.bkauthEncryption": string;
  /** Address of Sentry, with its key; absent unless configured. Form: address with credentials. Secret. */
  readonly "keys.sentryDsn": string;
  /** Password of root on the managed MySQL server; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.mysqlRoot": string;
  /** Password of root on the managed MySQL server of applications; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.mysqlAddonsRoot": string;
  /** Password of the managed Redis; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.redis": string;
  /** Password of the managed Redis of applications; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.redisAddons": string;
  /** Password of the managed RabbitMQ's administrator; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.rabbitmqAdmin": string;
  /** Password of the platform's own account on RabbitMQ; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.rabbitmqPlatform": string;
  /** Password of svc-rabbitmq's administrator on the RabbitMQ of applications; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.rabbitmqAddonsAdmin": string;
  /** Password of elastic on the managed ElasticSearch; absent unless this program makes that account or runs that server. Form: password; 32 letters when generated. Secret. */
  readonly "keys.elasticsearch": string;
  /** Fingerprint of: Encryption key of bk-apigateway, for who installs it beside us; absent unless configured. Form: 12 hexadecimal digits. */
  readonly "fingerprints.apigatewayEncryption": string;
  /** Fingerprint of: Encryption key of bk-auth, for who installs it beside us; absent unless configured. Form: 12 hexadecimal digits. */
  readonly "fingerprints.bkauthEncryption": string;
  /** Fingerprint of: Address of Sentry, with its key; absent unless configured. Form: 12 hexadecimal digits. */
  readonly "fingerprints.sentryDsn": string;
  /** Fingerprint of: Password of root on the managed MySQL server; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.mysqlRoot": string;
  /** Fingerprint of: Password of root on the managed MySQL server of applications; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.mysqlAddonsRoot": string;
  /** Fingerprint of: Password of the managed Redis; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.redis": string;
  /** Fingerprint of: Password of the managed Redis of applications; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.redisAddons": string;
  /** Fingerprint of: Password of the managed RabbitMQ's administrator; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.rabbitmqAdmin": string;
  /** Fingerprint of: Password of the platform's own account on RabbitMQ; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.rabbitmqPlatform": string;
  /** Fingerprint of: Password of svc-rabbitmq's administrator on the RabbitMQ of applications; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.rabbitmqAddonsAdmin": string;
  /** Fingerprint of: Password of elastic on the managed ElasticSearch; absent unless this program makes that account or runs that server. Form: 12 hexadecimal digits. */
  readonly "fingerprints.elasticsearch": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. The platform's name of it. */
  readonly "initialCluster.name": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Primary key of its row: the same in every run. Form: UUID. */
  readonly "initialCluster.id": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Addresses of its API servers, as the platform's pods reach them; at least one. */
  readonly "initialCluster.apiServers": readonly string[];
  /** The cluster for applications that the platform is installed with; absent where there is none. How the platform logs in. */
  readonly "initialCluster.login.by": "token" | "certificate";
  /** The cluster for applications that the platform is installed with; absent where there is none. The cluster's authority; absent where nobody checks who answers. Form: base64 of PEM. Secret. */
  readonly "initialCluster.login.ca": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. The token. Secret. */
  readonly "initialCluster.login.token": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. The certificate. Form: base64 of PEM. Secret. */
  readonly "initialCluster.login.certificate": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Its key. Form: base64 of PEM. Secret. */
  readonly "initialCluster.login.key": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Applications are paths of this domain; absent where they are hosts below the other. */
  readonly "initialCluster.subPathDomain": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Applications are hosts below this domain; absent where they are paths of the other. */
  readonly "initialCluster.appRootDomain": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Whether applications get https addresses. */
  readonly "initialCluster.httpsByDefault": boolean;
  /** The cluster for applications that the platform is installed with; absent where there is none. Ingress controller, as shown to users who bring a domain of their own; absent where nobody says it. Form: DNS name or IP address. */
  readonly "initialCluster.frontendIp": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Port of applications for http. Form: 1 to 65535. */
  readonly "initialCluster.httpPort": number;
  /** The cluster for applications that the platform is installed with; absent where there is none. Port of applications for https. Form: 1 to 65535. */
  readonly "initialCluster.httpsPort": number;
  /** The cluster for applications that the platform is installed with; absent where there is none. The cluster in BlueKing's container service; absent where it is not there. Id of the cluster. */
  readonly "initialCluster.bcs.clusterId": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. The cluster in BlueKing's container service; absent where it is not there. Id of its project. */
  readonly "initialCluster.bcs.projectId": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. The cluster in BlueKing's container service; absent where it is not there. Id of its business in the configuration system; absent where nobody says it. */
  readonly "initialCluster.bcs.bizId": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Labels of the nodes that applications run on. */
  readonly "initialCluster.nodeSelector": Readonly<Record<string, string>>;
  /** The cluster for applications that the platform is installed with; absent where there is none. Taints that applications tolerate. */
  readonly "initialCluster.tolerations": readonly {
    readonly key?: string;
    readonly operator: "Equal" | "Exists";
    readonly value?: string;
    readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
    readonly tolerationSeconds?: number;
  }[];
  /** The cluster for applications that the platform is installed with; absent where there is none. Features of the cluster by the platform's names. */
  readonly "initialCluster.features": Readonly<Record<string, boolean>>;
  /** The cluster for applications that the platform is installed with; absent where there is none. Class of the Ingress controller of applications; absent where somebody else has one there. */
  readonly "initialCluster.ingressClass": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Namespace of what this program installs there; absent where it installs nothing. */
  readonly "initialCluster.namespace": string;
  /** The cluster for applications that the platform is installed with; absent where there is none. Name of the Secret there with the token that this program made; absent where somebody else made the login. */
  readonly "initialCluster.tokenSecret": string;
  /** Every entry of appClusters by its name; absent where there is none. Form: map by cluster name. Secret. */
  readonly appClusters: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly id: string;
        readonly apiServers: readonly string[];
        readonly login:
          | { readonly by: "token"; readonly ca?: string; readonly token: string }
          | {
              readonly by: "certificate";
              readonly ca: string;
              readonly certificate: string;
              readonly key: string;
            };
        readonly subPathDomain?: string;
        readonly appRootDomain?: string;
        readonly httpsByDefault: boolean;
        readonly frontendIp?: string;
        readonly httpPort: number;
        readonly httpsPort: number;
        readonly bcs?: { readonly clusterId: string; readonly projectId: string; readonly bizId?: string };
        readonly nodeSelector: Readonly<Record<string, string>>;
        readonly tolerations: readonly {
          readonly key?: string;
          readonly operator: "Equal" | "Exists";
          readonly value?: string;
          readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
          readonly tolerationSeconds?: number;
        }[];
        readonly features: Readonly<Record<string, boolean>>;
        readonly ingressClass?: string;
        readonly namespace?: string;
        readonly tokenSecret?: string;
      }
    >
  >;
  /** The platform's name of it. */
  readonly [path: `appClusters.${string}.name`]: string;
  /** Primary key of its row: the same in every run. Form: UUID. */
  readonly [path: `appClusters.${string}.id`]: string;
  /** Addresses of its API servers, as the platform's pods reach them; at least one. */
  readonly [path: `appClusters.${string}.apiServers`]: readonly string[];
  /** How the platform logs in. */
  readonly [path: `appClusters.${string}.login.by`]: "token" | "certificate";
  /** The cluster's authority; absent where nobody checks who answers. Form: base64 of PEM. Secret. */
  readonly [path: `appClusters.${string}.login.ca`]: string;
  /** The token. Secret. */
  readonly [path: `appClusters.${string}.login.token`]: string;
  /** The certificate. Form: base64 of PEM. Secret. */
  readonly [path: `appClusters.${string}.login.certificate`]: string;
  /** Its key. Form: base64 of PEM. Secret. */
  readonly [path: `appClusters.${string}.login.key`]: string;
  /** Applications are paths of this domain; absent where they are hosts below the other. */
  readonly [path: `appClusters.${string}.subPathDomain`]: string;
  /** Applications are hosts below this domain; absent where they are paths of the other. */
  readonly [path: `appClusters.${string}.appRootDomain`]: string;
  /** Whether applications get https addresses. */
  readonly [path: `appClusters.${string}.httpsByDefault`]: boolean;
  /** Ingress controller, as shown to users who bring a domain of their own; absent where nobody says it. Form: DNS name or IP address. */
  readonly [path: `appClusters.${string}.frontendIp`]: string;
  /** Port of applications for http. Form: 1 to 65535. */
  readonly [path: `appClusters.${string}.httpPort`]: number;
  /** Port of applications for https. Form: 1 to 65535. */
  readonly [path: `appClusters.${string}.httpsPort`]: number;
  /** The cluster in BlueKing's container service; absent where it is not there. Id of the cluster. */
  readonly [path: `appClusters.${string}.bcs.clusterId`]: string;
  /** The cluster in BlueKing's container service; absent where it is not there. Id of its project. */
  readonly [path: `appClusters.${string}.bcs.projectId`]: string;
  /** The cluster in BlueKing's container service; absent where it is not there. Id of its business in the configuration system; absent where nobody says it. */
  readonly [path: `appClusters.${string}.bcs.bizId`]: string;
  /** Labels of the nodes that applications run on. */
  readonly [path: `appClusters.${string}.nodeSelector`]: Readonly<Record<string, string>>;
  /** Taints that applications tolerate. */
  readonly [path: `appClusters.${string}.tolerations`]: readonly {
    readonly key?: string;
    readonly operator: "Equal" | "Exists";
    readonly value?: string;
    readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
    readonly tolerationSeconds?: number;
  }[];
  /** Features of the cluster by the platform's names. */
  readonly [path: `appClusters.${string}.features`]: Readonly<Record<string, boolean>>;
  /** Class of the Ingress controller of applications; absent where somebody else has one there. */
  readonly [path: `appClusters.${string}.ingressClass`]: string;
  /** Namespace of what this program installs there; absent where it installs nothing. */
  readonly [path: `appClusters.${string}.namespace`]: string;
  /** Name of the Secret there with the token that this program made; absent where somebody else made the login. */
  readonly [path: `appClusters.${string}.tokenSecret`]: string;
  /** Chart paas-stack; absent with generation bkpaas3. Name of the release. */
  readonly "releases.paasStack.name": string;
  /** Chart paas-stack; absent with generation bkpaas3. Its revision; an update that changes nothing leaves it as it is. */
  readonly "releases.paasStack.revision": number;
  /** Chart paas-stack; absent with generation bkpaas3. Its status, as Helm says it. */
  readonly "releases.paasStack.status": string;
  /** Chart bk-services; absent with generation bkpaas3. Name of the release. */
  readonly "releases.bkServices.name": string;
  /** Chart bk-services; absent with generation bkpaas3. Its revision; an update that changes nothing leaves it as it is. */
  readonly "releases.bkServices.revision": number;
  /** Chart bk-services; absent with generation bkpaas3. Its status, as Helm says it. */
  readonly "releases.bkServices.status": string;
  /** Chart bkpaas3; absent with generation paas-stack. Name of the release. */
  readonly "releases.bkpaas3.name": string;
  /** Chart bkpaas3; absent with generation paas-stack. Its revision; an update that changes nothing leaves it as it is. */
  readonly "releases.bkpaas3.revision": number;
  /** Chart bkpaas3; absent with generation paas-stack. Its status, as Helm says it. */
  readonly "releases.bkpaas3.status": string;
}
