{{/* The container that makes the accounts of bkrepo, as JSON; nothing where it is not wanted or the administrator not known. */}}
{{- define "paas-stack.initBkrepo" -}}
{{- $admin := include "paas-stack.bkrepo" (dict "root" . "keys" (list "BKREPO_ADMIN_PASSWORD")) | fromJson -}}
{{- if and .Values.global.bkrepoConfig.initEnabled $admin.keys -}}
{{- $keys := list "BKREPO_ADMIN_PASSWORD" "BKREPO_PASSWORD" "BKREPO_ADDONS_PASSWORD" "BKREPO_LESSCODE_PASSWORD" "BLOBSTORE_BKREPO_CONFIG" -}}
{{- dict
  "name" "init-bkrepo"
  "command" (list "python" "manage.py" "init_bkrepo")
  "args" (include "paas-stack.initBkrepoArgs" . | fromJsonArray)
  "reads" (include "paas-stack.bkrepo" (dict "root" . "keys" $keys) | fromJson)
  | toJson -}}
{{- end -}}
{{- end }}

{{/* Kubernetes fills in $(NAME) from the container's environment: no password stands in the Job. */}}
{{- define "paas-stack.initBkrepoArgs" -}}
{{- list
  "--dry-run=false" "--init-enabled=true"
  (printf "--super-username=%s" .Values.global.bkrepoConfig.adminUsername) "--super-password=$(BKREPO_ADMIN_PASSWORD)"
  "--bkpaas3-username=$(BKREPO_USERNAME)" "--bkpaas3-password=$(BKREPO_PASSWORD)"
  "--addons-username=$(BKREPO_ADDONS_USERNAME)" "--addons-password=$(BKREPO_ADDONS_PASSWORD)"
  (printf "--addons-project=%s" .Values.global.bkrepoConfig.addonsProject)
  "--lesscode-username=$(BKREPO_LESSCODE_USERNAME)" "--lesscode-password=$(BKREPO_LESSCODE_PASSWORD)"
  | toJson }}
{{- end }}
