import type { Addresses } from "../../config/addresses.ts";

/** Role of a super user (`SiteRole` of blueking-paas). */
const SUPER_USER = 4;

/**
 * What is done in the administration's pages or by the platform's own commands, which no chart does. The model is asked for by
 * its app, because its module has moved between versions.
 */
export function adminSteps({ paas3 }: Addresses, namespace: string): string[] {
  const promote = [
    "from django.apps import apps",
    "from django.conf import settings",
    "from bkpaas_auth.models import user_id_encoder",
    "user = user_id_encoder.encode(settings.USER_TYPE, input())",
    "profile = apps.get_model('accounts', 'UserProfile')",
    // Platforms of 2022 have a field of regions, which has to be filled.
    "old = {'enable_regions': 'default'} if hasattr(profile, 'enable_regions') else {}",
    `profile.objects.update_or_create(user=user, defaults={'role': ${SUPER_USER}, **old})`,
  ].join("; ");
  return [
    "Where the login knows no user admin, make the first administrator; the command reads the user's name from its input: " +
      `echo <user> | kubectl -n ${namespace} exec -i deploy/bkpaas3-apiserver-web -- python manage.py shell -c "${promote}"`,
    `OAuth of source-code platforms (GitHub, GitLab, …): ${paas3}/backend/admin42, their page of source types.`,
    "Applications of PaaS 2.0 move by the page of migration in the developer centre, each by its owner.",
    "The Web console of applications needs the cluster's BCS ids: the cluster's bcs settings, or its page in the administration.",
  ];
}
