{{/*
Everything of a module: `root`, `module` (its name), `values`, and where there is any
- reads: keys of a Secret that its containers take: secret, early (its copy for hooks), keys, checksum
- hooks: by hook, `mount` (path, sources, checksum), `beside` (a second container), or `skip` (it has nothing to do)
*/}}
{{- define "common.module" }}
{{- if .values.enabled }}
{{- $account := printf "bkpaas3-%s" .module }}
{{- include "common.account" (dict "root" .root "module" .module "name" $account "values" .values "specs" .values.preRunHooks) }}
{{- include "common.environmentSecrets" (merge (dict "specs" .values.preRunHooks) .) }}
{{- $scope := merge (dict "account" (ternary $account "" .values.serviceAccount.create)) . }}
{{- range $process, $spec := omit .values.processes "ingress" }}
{{- include "common.process" (merge (dict "process" $process "spec" $spec) $scope) }}
{{- end }}
{{- range $hook, $spec := .values.preRunHooks }}
{{- $more := get ($.hooks | default dict) $hook | default dict }}
{{- if and $spec.enabled (not $more.skip) }}
{{- if not (or $spec.command $spec.args) }}{{ fail (printf "%s.preRunHooks.%s.command is required" $.module $hook) }}{{ end }}
{{- $process := include "common.hookProcess" $hook }}
{{- include "common.hookJob" (merge (dict "process" $process "spec" $spec "mount" $more.mount "beside" $more.beside) $scope) }}
{{- end }}
{{- end }}
{{- range $name, $spec := .values.cronJobs }}
{{- include "common.cronJob" (merge (dict "process" $name "spec" $spec) $scope) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "common.process" }}
{{- include "common.deployment" . }}
{{- include "common.disruption" . }}
{{- if .spec.port }}
{{- include "common.service" . }}
{{- with .spec.ingress }}{{ if .enabled }}{{ include "common.ingress" $ }}{{ end }}{{ end }}
{{- end }}
{{- end }}

{{/* An identity without rights and without a token; hooks (`specs`) may run before the one that belongs to the release exists. */}}
{{- define "common.account" }}
{{- if .values.serviceAccount.create }}
{{- range $suffix := ternary (list "" "-hooks") (list "") (eq (include "common.hasEarly" .specs) "true") }}
{{- $annotations := merge (dict) ($.values.serviceAccount.annotations | default dict) }}
{{- if $suffix }}
{{- $annotations = merge (include "common.hookObject" (dict "position" "pre-install,pre-upgrade") | fromYaml) $annotations }}
{{- end }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $.name }}{{ $suffix }}
  labels:
    {{- include "common.labels" $ | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}
{{- end }}
{{- end }}
