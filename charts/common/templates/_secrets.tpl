{{/*
Annotations of what a hook needs: made before it, as hooks run before a release's objects exist. `position` says when; what is
needed before an install or upgrade only goes away after it.
*/}}
{{- define "common.hookObject" -}}
helm.sh/hook: {{ .position }}
helm.sh/hook-weight: "-5"
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{/* A Secret: `name`, `data` in the clear, `position` where it is for hooks alone, `type` unless Opaque. */}}
{{- define "common.secret" }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .name }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
  {{- if .position }}
  annotations:
    {{- include "common.hookObject" . | nindent 4 }}
  {{- end }}
type: {{ .type | default "Opaque" }}
data:
  {{- range $key, $text := .data }}
  {{ $key | quote }}: {{ $text | b64enc }}
  {{- end }}
{{- end }}

{{/* The same Secret twice: with the release, where rollbacks reach it, and for hooks (`early`), which run before that. */}}
{{- define "common.secretPair" }}
{{- include "common.secret" . }}
{{- if .early }}
{{- include "common.secret" (merge (dict "name" (printf "%s-hooks" .name) "position" "pre-install,pre-upgrade") .) }}
{{- end }}
{{- end }}

{{/* "true" where one of some hooks runs before an install or upgrade. */}}
{{- define "common.hasEarly" -}}
{{- $early := false -}}
{{- range . }}{{ if and .enabled (hasPrefix "pre-" .position) }}{{ $early = true }}{{ end }}{{ end -}}
{{- if $early }}true{{ end -}}
{{- end }}

{{/* The secret part of a module's environment, where it has one; `specs` are the module's hooks. */}}
{{- define "common.environmentSecrets" }}
{{- with include "common.secretEnvironment" . | fromJson }}
{{- $secret := dict "root" $.root "module" $.module "name" (include "common.environmentSecret" $) "data" . }}
{{- include "common.secretPair" (merge (dict "early" (include "common.hasEarly" $.specs)) $secret) }}
{{- end }}
{{- end }}

{{/* The Secret by which nodes pull images, where the chart is to make it. Takes the root. */}}
{{- define "common.pullSecret" }}
{{- with .Values.global.imagePullSecrets.credential }}
{{- if .enabled }}
{{- $password := required "global.imagePullSecrets.credential.password is required" .password }}
{{- $account := dict "username" .username "password" $password "auth" (printf "%s:%s" .username $password | b64enc) }}
{{- $registry := required "global.imagePullSecrets.credential.registry is required" .registry }}
{{- $config := dict "auths" (dict $registry $account) | toJson }}
{{- $secret := dict "root" $ "module" "registry" "early" true "name" .name "type" "kubernetes.io/dockerconfigjson" }}
{{- include "common.secretPair" (merge (dict "data" (dict ".dockerconfigjson" $config)) $secret) }}
{{- end }}
{{- end }}
{{- end }}
