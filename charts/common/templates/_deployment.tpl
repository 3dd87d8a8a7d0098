{{/* A process that runs for ever. */}}
{{- define "common.deployment" }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
spec:
  replicas: {{ include "common.replicas" . }}
  selector:
    matchLabels:
      {{- include "common.selector" . | nindent 6 }}
  template:
    metadata:
      {{- include "common.podMeta" . | nindent 6 }}
    spec:
      {{- include "common.podSpec" . | nindent 6 }}
      {{- if and (include "common.isSpread" .) (include "common.since" (list .root "1.18")) }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "common.selector" . | nindent 14 }}
      {{- end }}
      containers:
        - {{- include "common.container" (merge (dict "name" .process) .) | nindent 10 }}
          {{- with .spec.port }}
          ports:
            - { name: http, containerPort: {{ tpl (toString .) $.root }} }
          {{- end }}
          {{- with .spec.probe }}
          readinessProbe:
            {{- merge (dict "periodSeconds" 10 "timeoutSeconds" 10 "failureThreshold" 15) . | toYaml | nindent 12 }}
          livenessProbe:
            {{- merge (dict "initialDelaySeconds" 90 "periodSeconds" 10 "timeoutSeconds" 10 "failureThreshold" 15) . | toYaml | nindent 12 }}
          {{- end }}
{{- end }}

{{- define "common.replicas" -}}
{{- if kindIs "invalid" .spec.replicas }}{{ .values.replicaCount }}{{ else }}{{ .spec.replicas }}{{ end -}}
{{- end }}

{{/* "true" where a process has several pods that are to be kept apart. */}}
{{- define "common.isSpread" -}}
{{- if and .root.Values.global.spread (gt (int (include "common.replicas" .)) 1) }}true{{ end -}}
{{- end }}

{{/* Nodes are drained of a process pod by pod. */}}
{{- define "common.disruption" }}
{{- $version := include "common.disruptionVersion" .root }}
{{- if and $version (include "common.isSpread" .) }}
---
apiVersion: {{ $version }}
kind: PodDisruptionBudget
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "common.selector" . | nindent 6 }}
{{- end }}
{{- end }}
