{{- define "common.image" -}}
{{- $where := printf "%s.image" (.path | default .module) }}
{{- $repository := required (printf "%s.repository is required" $where) .values.image.repository }}
{{- $tag := required (printf "%s.tag is required" $where) .values.image.tag }}
{{- $digest := .values.image.digest | default "" -}}
image: {{ printf "%s:%s%s" $repository $tag (ternary "" (printf "@%s" $digest) (empty $digest)) | quote }}
imagePullPolicy: {{ .values.image.pullPolicy }}
{{- end }}

{{/* A container of a module: `name`, and of `spec` its command, arguments and resources. */}}
{{- define "common.container" -}}
name: {{ .name }}
{{ include "common.image" . }}
{{- with .spec.command }}
command: {{ toJson . }}
{{- end }}
{{- with .spec.args }}
args: {{ toJson . }}
{{- end }}
{{- with include "common.env" . | trim }}
env:
  {{- . | nindent 2 }}
{{- end }}
{{- with .values.envFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .spec.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.securityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- $mounts := .values.volumeMounts | default list }}
{{- with .mount }}{{ $mounts = append $mounts (dict "name" "fixtures" "mountPath" .path "readOnly" true) }}{{ end }}
{{- with $mounts }}
volumeMounts:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
