{{/* A Job that runs as a hook. It stays until the next one, so that its log can be read. */}}
{{- define "paas-stack.hookJob" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "paas-stack.name" . }}
  labels:
    {{- include "paas-stack.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .position }}
    helm.sh/hook-weight: {{ .weight | quote }}
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 10
  template:
    metadata:
      {{- include "paas-stack.podMeta" . | nindent 6 }}
    spec:
      restartPolicy: OnFailure
      {{- include "paas-stack.podSpec" . | nindent 6 }}
      containers:
        - {{- include "paas-stack.container" (merge (dict "name" .process) .) | nindent 10 }}
        {{- if .initBkrepo }}
        - {{- include "paas-stack.container" (merge (dict "name" "init-bkrepo" "command" (list "python" "manage.py" "init_bkrepo") "args" (include "paas-stack.initBkrepoArgs" . | fromJsonArray)) .) | nindent 10 }}
        {{- end }}
{{- end }}

{{/* Kubernetes fills in $(NAME) from the container's environment: no password stands in the Job. */}}
{{- define "paas-stack.initBkrepoArgs" -}}
{{- list
  "--dry-run=false" "--init-enabled=true"
  (printf "--super-username=%s" .root.Values.global.bkrepoConfig.adminUsername) "--super-password=$(BKREPO_ADMIN_PASSWORD)"
  "--bkpaas3-username=$(BKREPO_USERNAME)" "--bkpaas3-password=$(BKREPO_PASSWORD)"
  "--addons-username=$(BKREPO_ADDONS_USERNAME)" "--addons-password=$(BKREPO_ADDONS_PASSWORD)"
  (printf "--addons-project=%s" .root.Values.global.bkrepoConfig.addonsProject)
  "--lesscode-username=$(BKREPO_LESSCODE_USERNAME)" "--lesscode-password=$(BKREPO_LESSCODE_PASSWORD)"
  | toJson }}
{{- end }}
