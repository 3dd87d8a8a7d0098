{{/* Environment: derived addresses, then global, then the module's own; the later wins. Sorted, so that no render differs. */}}
{{- define "paas-stack.env" -}}
{{- $root := .root -}}
{{- $merged := dict -}}
{{- range $name, $value := .values.sharedUrlEnvMap }}{{ $_ := set $merged $name (tpl $value $root) }}{{ end -}}
{{- range $name, $value := $root.Values.global.env }}{{ $_ := set $merged $name $value }}{{ end -}}
{{- range $name, $value := .values.env }}{{ $_ := set $merged $name $value }}{{ end -}}
{{- range $name, $value := $merged }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- with .values.extrasEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Secrets the container reads: those of all modules, then the module's own. */}}
{{- define "paas-stack.envFrom" -}}
{{- $sources := concat .root.Values.global.envFrom (.values.envFrom | default list) -}}
{{- if $sources }}{{ toYaml $sources }}{{ end -}}
{{- end }}

{{- define "paas-stack.image" -}}
{{- $repository := required (printf "%s.image.repository is required (%s)" .module .process) .values.image.repository }}
{{- $tag := required (printf "%s.image.tag is required (%s)" .module .process) .values.image.tag -}}
image: {{ printf "%s:%v" $repository $tag }}
imagePullPolicy: {{ .values.image.pullPolicy }}
{{- end }}

{{/* A container of a module; `container` gives name, command and the like. */}}
{{- define "paas-stack.container" -}}
name: {{ .name }}
{{ include "paas-stack.image" . }}
{{- with .command }}
command: {{ toJson . }}
{{- end }}
{{- with .args }}
args: {{ toJson . }}
{{- end }}
env:
  {{- include "paas-stack.env" . | trim | nindent 2 }}
{{- with include "paas-stack.envFrom" . }}
envFrom:
  {{- . | nindent 2 }}
{{- end }}
{{- with .resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.volumeMounts }}
volumeMounts:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What every pod has around its containers. */}}
{{- define "paas-stack.podMeta" -}}
labels:
  {{- include "paas-stack.selector" . | nindent 2 }}
{{- with merge (dict) (.values.podAnnotations | default dict) .root.Values.global.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "paas-stack.podSpec" -}}
automountServiceAccountToken: false
{{- with .root.Values.global.imagePullSecrets.extraSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.global.hostAliases }}
hostAliases:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.volumes }}
volumes:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
