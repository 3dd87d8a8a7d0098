{{/* Name of an object: fixed, as in BlueKing's documents, so that commands copied from them work. */}}
{{- define "logs.name" -}}bkapp-log-collection-{{ .part }}{{- end }}

{{/* Objects of the cluster have the namespace in their names: others may be installed beside. */}}
{{- define "logs.clusterName" -}}{{ .Release.Namespace }}-bkapp-filebeat{{- end }}

{{/* Labels by which workloads find their pods; they never change. */}}
{{- define "logs.selector" -}}
app.kubernetes.io/name: bkapp-log-collection
app.kubernetes.io/component: {{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "logs.labels" -}}
{{ include "logs.selector" . }}
app.kubernetes.io/part-of: bkpaas3
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}
