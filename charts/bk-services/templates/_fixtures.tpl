{{/* What the fixtures Job of a service mounts, as JSON: its description and its plan. */}}
{{- define "bk-services.fixtureHook" -}}
{{- $name := printf "bkpaas3-%s" .module -}}
{{- $secret := .plan.existingSecret | default (printf "%s-plan" $name) -}}
{{- $sources := list
  (dict "configMap" (dict "name" (printf "%s-fixtures" $name)))
  (dict "secret" (dict "name" $secret "items" (list (dict "key" "plans.json" "path" "plans.json")))) -}}
{{- $mount := dict "path" "/app/data/fixtures" "sources" $sources "checksum" .plan.checksum -}}
{{- dict "on-initial-fixtures" (dict "mount" $mount) | toJson -}}
{{- end }}

{{/* The objects that the Job mounts: rows that describe the service, and, unless there is one, a Secret with its plan. */}}
{{- define "bk-services.fixtures" }}
{{- $hook := index .values.preRunHooks "on-initial-fixtures" }}
{{- if and .values.enabled $hook.enabled }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: bkpaas3-{{ .module }}-fixtures
  labels:
    {{- include "common.labels" . | nindent 4 }}
  annotations:
    {{- include "common.hookObject" $hook | nindent 4 }}
data:
  services.json: |
    {{- .root.Files.Get (printf "files/%s.json" .module) | nindent 4 }}
{{- if not .values.plan.existingSecret }}
{{- $_ := required (printf "%s.plan needs password or existingSecret" .module) .values.plan.password }}
{{- $data := dict "plans.json" (include "bk-services.planFixture" .) }}
{{- include "common.secret" (dict "root" .root "module" .module "name" (printf "bkpaas3-%s-plan" .module) "data" $data "position" $hook.position) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Django's form of one plan; the plan itself is JSON within it, so that any password survives. */}}
{{- define "bk-services.planFixture" -}}
{{- $time := "2019-12-04T17:00:00Z" -}}
{{- $properties := dict "is_eager" false "region" "default" "restricted_envs" (list "prod" "stag") -}}
{{- $fields := dict "created" $time "updated" $time "name" .row.name "description" .row.name "config" (toJson .config)
  "is_active" true "properties" (toJson $properties) "service" .row.service -}}
{{- list (dict "model" "paas_service.plan" "pk" .row.pk "fields" $fields) | toJson -}}
{{- end }}
