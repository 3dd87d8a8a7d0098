{{/* A pod's labels, and its annotations: fingerprints of what the chart itself puts into Secrets restart the readers. */}}
{{- define "common.podMeta" -}}
labels:
  {{- include "common.selector" . | nindent 2 }}
{{- $annotations := dict }}
{{- with include "common.secretEnvironment" . | fromJson }}{{ $_ := set $annotations "checksum/env" (toJson . | sha256sum) }}{{ end }}
{{- with .reads }}{{ with .checksum }}{{ $_ := set $annotations "checksum/bkrepo" . }}{{ end }}{{ end }}
{{- with .mount }}{{ with .checksum }}{{ $_ := set $annotations "checksum/fixtures" . }}{{ end }}{{ end }}
{{- range $given := list .root.Values.global.podAnnotations .values.podAnnotations }}
{{- range $name, $value := $given }}{{ $_ := set $annotations $name $value }}{{ end }}
{{- end }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What every pod has around its containers. */}}
{{- define "common.podSpec" -}}
{{- $suffix := ternary "-hooks" "" (.early | default false) -}}
automountServiceAccountToken: false
{{- with .account }}
serviceAccountName: {{ . }}{{ $suffix }}
{{- end }}
{{- $security := .values.podSecurityContext | default dict }}
{{- if include "common.since" (list .root "1.19") }}
{{- $security = merge (dict) $security (dict "seccompProfile" (dict "type" "RuntimeDefault")) }}
{{- end }}
{{- with $security }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- $pull := .root.Values.global.imagePullSecrets }}
{{- $names := $pull.extraSecrets }}
{{- if $pull.credential.enabled }}{{ $names = append $names (printf "%s%s" $pull.credential.name $suffix) }}{{ end }}
{{- with $names }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.global.hostAliases }}
hostAliases:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- $volumes := .values.volumes | default list }}
{{- with .mount }}{{ $volumes = append $volumes (dict "name" "fixtures" "projected" (dict "sources" .sources)) }}{{ end }}
{{- with $volumes }}
volumes:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
