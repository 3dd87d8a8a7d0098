import type { Finding } from "../../../diagnosis/finding.ts";
import { failedJob, finding, refused } from "./findings.ts";

const MIGRATE = "bkpaas3-apiserver-migrate-db";
const INIT_DATA = "bkpaas3-apiserver-init-data";

function migrateJob(...log: string[]): Finding {
  return failedJob(MIGRATE, "migrate", "Operations to perform:", ...log);
}

function waiting(reason: string, message = ""): Finding {
  return finding({ reasons: [reason, "NotReady"], messages: [message] });
}

function event(reason: string, message: string): Pick<Finding, "events"> {
  return { events: [{ reason, message, count: 3 }] };
}

/** For every known failure what it looks like, in the words of the programs that say it. */
export const samples: Readonly<Record<string, readonly Finding[]>> = {
  "cluster-unreachable": [
    finding({ kind: "Cluster", name: "of this release" }),
    refused(
      'Kubernetes cluster unreachable: Get "https://10.0.0.1:6443/version": dial tcp 10.0.0.1:6443: i/o timeout',
    ),
  ],
  "no-deployed-releases": [refused('"bk-paas3" has no deployed releases')],
  "pending-release": [
    refused("another operation (install/upgrade/rollback) is in progress"),
    finding({ kind: "Release", name: "bk-paas3", reasons: ["pending-upgrade"] }),
  ],
  "snippet-denied": [
    refused(
      'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: nginx.ingress.kubernetes.io/configuration-snippet annotation cannot be used. Snippet directives are disabled by the Ingress administrator',
    ),
    refused(
      'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: annotation group ConfigurationSnippet contains risky annotation based on ingress configuration',
    ),
  ],
  "webhook-unreachable": [
    refused(
      'Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: Post "https://policy.gone.svc:443/": dial tcp: lookup policy.gone.svc: no such host',
    ),
  ],
  "admission-denied": [
    refused(
      "deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'images' with binding 'images' denied request: images come from our registry",
    ),
    refused(
      'admission webhook "validation.gatekeeper.sh" denied the request: [owners] label owner is missing',
    ),
    finding({
      ...event(
        "FailedCreate",
        'Error creating: pods "a-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      ),
    }),
  ],
  "quota-exceeded": [
    finding({
      reasons: ["FailedCreate", "NoPods"],
      ...event(
        "FailedCreate",
        'Error creating: pods "a-x" is forbidden: exceeded quota: team, requested: cpu=2, used: cpu=7, limited: cpu=8',
      ),
    }),
    refused('pods "a" is forbidden: failed quota: team: must specify limits.cpu'),
  ],
  "foreign-object": [
    refused(
      'Unable to continue with install: Service "bkpaas3-webfe-web" in namespace "paas-system" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error',
    ),
  ],
  "immutable-field": [
    refused(
      'cannot patch "bkpaas3-apiserver-web" with kind Deployment: spec.selector: Invalid value: field is immutable',
    ),
  ],
  "passwords-not-kept": [
    refused("PASSWORDS ERROR: You must provide your current passwords when upgrading the release."),
  ],
  forbidden: [
    refused('jobs.batch is forbidden: User "deployer" cannot create resource "jobs" in API group "batch"'),
  ],
  "fixtures-skipped": [finding({ kind: "Release", name: "bk-services", reasons: ["InstallHooksNeverRan"] })],
  "image-name": [waiting("InvalidImageName", 'couldn\'t parse image name "https://hub.example.com/a:1"')],
  "image-pull": [
    waiting("ImagePullBackOff", 'Back-off pulling image "hub.example.com/blueking/paas3-apiserver:1"'),
    waiting("ErrImagePull", "dial tcp: lookup docker.bk.example.com: no such host"),
  ],
  "no-storage-class": [
    finding({
      kind: "PersistentVolumeClaim",
      name: "data-bkpaas-mysql-0",
      ...event("FailedBinding", "no persistent volumes available for this claim and no storage class is set"),
    }),
    finding({
      kind: "PersistentVolumeClaim",
      ...event("ProvisioningFailed", 'storageclass.storage.k8s.io "local-ssd" not found'),
    }),
  ],
  "volume-pending": [
    finding({
      kind: "PersistentVolumeClaim",
      ...event("ProvisioningFailed", "failed to provision volume: not enough free space on any node"),
    }),
    finding({
      reasons: ["Unschedulable"],
      ...event(
        "FailedScheduling",
        "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.",
      ),
    }),
  ],
  unschedulable: [
    finding({ reasons: ["Unschedulable"], messages: ["0/3 nodes are available: 3 Insufficient memory."] }),
  ],
  "missing-reference": [
    waiting("CreateContainerConfigError", 'secret "bkpaas3-apiserver-secrets" not found'),
    finding({
      ...event("FailedMount", 'MountVolume.SetUp failed for volume "plans" : secret "plans" not found'),
    }),
  ],
  "volume-not-mounted": [
    finding({ ...event("FailedMount", "Unable to attach or mount volumes: timed out") }),
  ],
  "out-of-memory": [
    finding({ kind: "Job", name: INIT_DATA, reasons: ["OOMKilled", "BackoffLimitExceeded"] }),
    finding({ reasons: ["CrashLoopBackOff", "OOMKilled"] }),
  ],
  "mysql-8-grant": [
    migrateJob(
      "django.db.utils.ProgrammingError: (1064, \"You have an error in your SQL syntax near 'IDENTIFIED BY'\")",
    ),
  ],
  "mysql-8-auth-plugin": [
    migrateJob("(2059, \"Authentication plugin 'caching_sha2_password' cannot be loaded: no such file\")"),
    migrateJob(
      "RuntimeError: 'cryptography' package is required for sha256_password or caching_sha2_password auth methods",
    ),
  ],
  "mysql-denied": [
    migrateJob("django.db.utils.OperationalError: (1045, \"Access denied for user 'bk_paas3'@'10.2.0.7'\")"),
  ],
  "database-missing": [
    migrateJob("django.db.utils.OperationalError: (1049, \"Unknown database 'bkpaas3_apiserver'\")"),
  ],
  "redis-denied": [
    finding({
      reasons: ["CrashLoopBackOff", "Error"],
      log: ["redis.exceptions.AuthenticationError: invalid username-password pair"],
    }),
  ],
  "tls-untrusted": [
    migrateJob("ssl.SSLCertVerificationError: certificate verify failed: self-signed certificate in chain"),
  ],
  dns: [
    migrateJob("Can't connect to MySQL server on 'mysql.example.com' ([Errno -2] Name or service not known)"),
    failedJob(INIT_DATA, "init-data", "curl: (6) Could not resolve host: bkrepo.example.com"),
  ],
  "address-family": [waiting("CrashLoopBackOff")].map((base) => ({
    ...base,
    log: ["nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)"],
  })),
  "clock-skew": [
    failedJob(MIGRATE, "init-bkrepo", "Service call failed", '{"code":250115,"message":"Expired token"}'),
  ],
  "blobstore-config": [
    migrateJob("TypeError: setting BLOBSTORE_BKREPO_CONFIG: string indices must be integers"),
  ],
  "encryption-key": [finding({ log: ["cryptography.fernet.InvalidToken"] })],
  "bkrepo-init": [
    failedJob(MIGRATE, "init-bkrepo", "bkpaas_auth.exceptions.RequestError: Service call failed"),
    failedJob(MIGRATE, "apiserver-bkrepo-init", "401"),
  ],
  upload: [failedJob("bkpaas3-apiserver-init-devops", "init-devops", "upload failed: 404")],
  iam: [
    failedJob(INIT_DATA, "init-data", "http://bkiam-web.example.com: Max retries exceeded with url: /api"),
  ],
  "cluster-state": [
    failedJob("bkpaas3-workloads-generate-initial-cluster-state", "state", "403"),
    finding({ log: ['{"code": "4313021", "detail": "Failed to get cluster information"}'] }),
  ],
  migration: [migrateJob("django.db.utils.OperationalError: (1071, 'Specified key was too long')")],
  "init-data": [failedJob(INIT_DATA, "init-data", "ensure-apigw failed")],
  "job-gone": [finding({ kind: "Job", name: MIGRATE, reasons: ["Gone"] })],
  "job-failed": [failedJob("bkpaas3-svc-mysql-initial-fixtures", "fixtures", "DeserializationError")],
  "waits-for-job": [
    finding({ reasons: ["NotReady"], log: ["Waiting for job bkpaas3-apiserver-migrate-db-1..."] }),
  ],
  "crash-loop": [
    finding({ reasons: ["CrashLoopBackOff", "Error"], log: ["ModuleNotFoundError: no module named x"] }),
  ],
  "job-unfinished": [finding({ kind: "Job", name: MIGRATE, reasons: ["Unfinished"] })],
  "not-ready": [
    finding({ reasons: ["NotReady"] }),
    finding({ ...event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503") }),
  ],
  timeout: [refused("timed out waiting for the condition"), refused("context deadline exceeded")],
};
