{{/* A pod's labels and annotations; `checksum` restarts it when its configuration changes. */}}
{{- define "logs.podMeta" -}}
labels:
  {{- include "logs.selector" . | nindent 2 }}
annotations:
  checksum/config: {{ .checksum }}
  {{- with .values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{/* What every pod has around its container. */}}
{{- define "logs.podSpec" -}}
{{- $security := .values.podSecurityContext | default dict }}
{{- if include "common.since" (list .root "1.19") }}
{{- $security = merge (dict) $security (dict "seccompProfile" (dict "type" "RuntimeDefault")) }}
{{- end }}
{{- with $security }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.global.imagePullSecrets.extraSecrets }}
imagePullSecrets:
  {{- range . }}
  - {{ kindIs "string" . | ternary (dict "name" .) . | toJson }}
  {{- end }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- range $field := list "nodeSelector" "tolerations" "affinity" }}
{{- with index $.values $field }}
{{ $field }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{- define "logs.image" -}}
{{- $where := printf "%s.image" .module -}}
{{- $image := .values.image -}}
image: "{{ with $image.registry }}{{ . }}/{{ end }}{{ required (printf "%s.repository is required" $where) $image.repository }}:{{ required (printf "%s.tag is required" $where) $image.tag }}"
imagePullPolicy: {{ $image.pullPolicy }}
{{- end }}

{{/* A ConfigMap of texts: `part`, `data`. */}}
{{- define "logs.configMap" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "logs.name" . }}
  labels:
    {{- include "logs.labels" . | nindent 4 }}
data:
  {{- toYaml .data | nindent 2 }}
{{- end }}
