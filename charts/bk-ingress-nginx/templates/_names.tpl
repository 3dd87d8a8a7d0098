{{/* Name of every object: fixed, as in BlueKing's documents, so that commands copied from them work. */}}
{{- define "ingress.name" -}}bk-ingress-nginx{{- end }}

{{/* Objects of the cluster have the namespace in their names: others may be installed beside. */}}
{{- define "ingress.clusterName" -}}{{ .Release.Namespace }}-bk-ingress-nginx{{- end }}

{{/* Labels by which the Service finds pods; they never change. */}}
{{- define "ingress.selector" -}}
app.kubernetes.io/name: bk-ingress-nginx
app.kubernetes.io/component: controller
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ingress.labels" -}}
{{ include "ingress.selector" . }}
app.kubernetes.io/part-of: bkpaas3
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "ingress.account" -}}
{{- .Values.serviceAccount.name | default (ternary "bk-ingress-nginx" "default" .Values.serviceAccount.create) -}}
{{- end }}

{{/* "true" where the controller serves ingressClassName too. */}}
{{- define "ingress.hasClassObject" -}}
{{- if .Values.ingressClassObject }}{{ include "common.since" (list . "1.19") }}{{ end -}}
{{- end }}
