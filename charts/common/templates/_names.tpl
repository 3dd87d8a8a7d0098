{{/* Name of an object: fixed, as in BlueKing's documents, so that commands copied from them work. */}}
{{- define "common.name" -}}bkpaas3-{{ .module }}{{ with .process }}-{{ . }}{{ end }}{{- end }}

{{/* Labels by which Services find pods; they never change. */}}
{{- define "common.selector" -}}
app.kubernetes.io/name: bkpaas3-{{ .module }}
app.kubernetes.io/component: {{ .process }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "common.labels" -}}
app.kubernetes.io/name: bkpaas3-{{ .module }}
{{- with .process }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: bkpaas3
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* The Job of a hook: BlueKing's documents have a name for either. */}}
{{- define "common.hookProcess" -}}
{{- $jobs := dict "on-migrate" "migrate-db" "on-initial-fixtures" "initial-fixtures" "on-initial-script" "init-data" -}}
{{- get $jobs . | default . -}}
{{- end }}
