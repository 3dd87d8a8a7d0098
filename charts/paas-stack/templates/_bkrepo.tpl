{{/* What the platform knows of bkrepo that is secret, in the clear, where the values give the passwords: JSON. */}}
{{- define "paas-stack.bkrepoSecrets" -}}
{{- $bkrepo := .Values.global.bkrepoConfig -}}
{{- $secrets := dict -}}
{{- with $bkrepo.adminPassword }}{{ $_ := set $secrets "BKREPO_ADMIN_PASSWORD" . }}{{ end -}}
{{- with $bkrepo.addonsPassword }}{{ $_ := set $secrets "BKREPO_ADDONS_PASSWORD" . }}{{ end -}}
{{- with $bkrepo.lesscodePassword }}{{ $_ := set $secrets "BKREPO_LESSCODE_PASSWORD" . }}{{ end -}}
{{- with $bkrepo.bkpaas3Password -}}
{{- $_ := set $secrets "BKREPO_PASSWORD" . -}}
{{- $fields := list $bkrepo.endpoint $bkrepo.bkpaas3Project $bkrepo.bkpaas3Username . -}}
{{- $quoted := list -}}
{{- range $fields }}{{ $quoted = append $quoted (toJson .) }}{{ end -}}
{{- $table := printf "{ENDPOINT = %s, PROJECT = %s, USERNAME = %s, PASSWORD = %s}" (index $quoted 0) (index $quoted 1) (index $quoted 2) (index $quoted 3) -}}
{{- $_ := set $secrets "BLOBSTORE_BKREPO_CONFIG" $table -}}
{{- end -}}
{{- toJson $secrets -}}
{{- end }}

{{/*
Where a container takes keys of bkrepo from, as JSON: (dict "root" … "keys" …). Of the passwords in the values, those that are
there, and a digest of just them; of an existing Secret all, and the digest that is given with it.
*/}}
{{- define "paas-stack.bkrepo" -}}
{{- $bkrepo := .root.Values.global.bkrepoConfig -}}
{{- with $bkrepo.existingSecret -}}
{{- dict "secret" . "early" . "keys" $.keys "checksum" $bkrepo.checksum | toJson -}}
{{- else -}}
{{- $read := dict -}}
{{- range $key, $text := include "paas-stack.bkrepoSecrets" .root | fromJson -}}
{{- if has $key $.keys }}{{ $_ := set $read $key $text }}{{ end -}}
{{- end -}}
{{- $checksum := ternary (toJson $read | sha256sum) "" (gt (len $read) 0) -}}
{{- dict "secret" "bkpaas3-bkrepo" "early" "bkpaas3-bkrepo-hooks" "keys" (keys $read | sortAlpha) "checksum" $checksum | toJson -}}
{{- end -}}
{{- end }}
