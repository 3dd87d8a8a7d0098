{{/* A value as text. Kubernetes would write whole numbers from a million on as powers of ten. */}}
{{- define "common.text" -}}
{{- if kindIs "string" . }}{{ . }}{{ else }}{{ toJson . }}{{ end -}}
{{- end }}

{{/* A module's environment as JSON: derived addresses, then global, then the module's own; the later wins, null takes away. */}}
{{- define "common.environment" -}}
{{- $root := .root -}}
{{- $merged := dict -}}
{{- range $name, $value := .values.sharedUrlEnvMap }}{{ $_ := set $merged $name (tpl $value $root) }}{{ end -}}
{{- range $source := list $root.Values.global.env .values.env -}}
{{- range $name, $value := $source -}}
{{- if kindIs "invalid" $value }}{{ $_ := unset $merged $name }}{{ else }}{{ $_ := set $merged $name (include "common.text" $value) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- toJson $merged -}}
{{- end }}

{{/* "true" where a variable is secret: by its name, or because it is an address with a password: (list name value). */}}
{{- define "common.isSecret" -}}
{{- $name := "PASSWORD|SECRET|TOKEN|KRILL|JWT|AUTH$|_DSN$|REDIS_URL$|^CELERY_(BROKER_URL|RESULT_BACKEND)$|^BLOBSTORE_" -}}
{{- if or (regexMatch $name (index . 0)) (regexMatch "://[^/@]*:[^/@]*@" (index . 1)) }}true{{ end -}}
{{- end }}

{{/* The secret part of a module's environment, as JSON. */}}
{{- define "common.secretEnvironment" -}}
{{- $secret := dict -}}
{{- range $name, $value := include "common.environment" . | fromJson -}}
{{- if include "common.isSecret" (list $name $value) }}{{ $_ := set $secret $name $value }}{{ end -}}
{{- end -}}
{{- toJson $secret -}}
{{- end }}

{{/*
`env` of a container, sorted, so that no render differs. Kubernetes would fill in $(NAME) and take one of two $ away: each is
doubled, so that a value arrives as it was written.
*/}}
{{- define "common.env" -}}
{{- $environment := include "common.environment" . | fromJson -}}
{{- $secret := printf "%s%s" (include "common.environmentSecret" .) (ternary "-hooks" "" (.early | default false)) -}}
{{- range $name, $value := $environment }}
- name: {{ $name | quote }}
  {{- if include "common.isSecret" (list $name $value) }}
  valueFrom: { secretKeyRef: { name: {{ $secret }}, key: {{ $name }} } }
  {{- else }}
  value: {{ $value | replace "$" "$$" | quote }}
  {{- end }}
{{- end }}
{{- with .reads }}
{{- $name := ternary .early .secret ($.early | default false) }}
{{- range $key := .keys }}
{{- if not (hasKey $environment $key) }}
- name: {{ $key }}
  valueFrom: { secretKeyRef: { name: {{ $name }}, key: {{ $key }} } }
{{- end }}
{{- end }}
{{- end }}
{{- range list .values.extraEnv .values.extrasEnv }}
{{- with . }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* The Secret that holds the secret part of a module's environment. */}}
{{- define "common.environmentSecret" -}}bkpaas3-{{ .unit | default .module }}-env{{- end }}
