{{/* Modules in the order they are rendered. */}}
{{- define "paas-stack.modules" -}}apiserver workloads webfe{{- end }}

{{/* Name of an object: fixed, as in BlueKing's documents, so that commands copied from them work. */}}
{{- define "paas-stack.name" -}}bkpaas3-{{ .module }}-{{ .process }}{{- end }}

{{/* Labels by which Services find pods; they never change. */}}
{{- define "paas-stack.selector" -}}
app.kubernetes.io/name: bkpaas3-{{ .module }}
app.kubernetes.io/component: {{ .process }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "paas-stack.labels" -}}
{{ include "paas-stack.selector" . }}
app.kubernetes.io/part-of: bkpaas3
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}
