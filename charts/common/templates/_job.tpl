{{/*
A Job that runs as a hook, by `spec`: its position, weight, command and resources. It stays until the next one, so that its log
can be read. `beside` is a container that runs at the same time.
*/}}
{{- define "common.hookJob" }}
{{- $scope := merge (dict "early" (hasPrefix "pre-" .spec.position)) . }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .spec.position }}
    helm.sh/hook-weight: {{ .spec.weight | quote }}
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 10
  template:
    metadata:
      {{- include "common.podMeta" $scope | nindent 6 }}
    spec:
      restartPolicy: OnFailure
      {{- include "common.podSpec" $scope | nindent 6 }}
      containers:
        - {{- include "common.container" (merge (dict "name" .process) $scope) | nindent 10 }}
        {{- with .beside }}
        {{- $spec := merge (dict "resources" $.spec.resources) . }}
        - {{- include "common.container" (merge (dict "name" .name "spec" $spec "reads" .reads) (omit $scope "spec" "reads")) | nindent 10 }}
        {{- end }}
{{- end }}

{{/* A Job by the clock. */}}
{{- define "common.cronJob" }}
---
apiVersion: {{ include "common.cronJobVersion" .root }}
kind: CronJob
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
spec:
  schedule: {{ .spec.schedule | quote }}
  suspend: {{ .spec.suspend }}
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 3
      template:
        metadata:
          {{- include "common.podMeta" . | nindent 10 }}
        spec:
          restartPolicy: OnFailure
          {{- include "common.podSpec" . | nindent 10 }}
          containers:
            - {{- include "common.container" (merge (dict "name" .process) .) | nindent 14 }}
{{- end }}
