{{/* Where the runtime keeps the logs of containers. */}}
{{- define "logs.containersPath" -}}
{{- $paths := dict "docker" "/var/lib/docker/containers" "containerd" "/var/log/pods" -}}
{{- $values := index .Values "bkapp-filebeat" -}}
{{- $values.containersLogPath | default (get $paths $values.runtime) | trimSuffix "/" -}}
{{- end }}

{{/* Directories of the nodes that a collector reads, as JSON. /var/log/containers has links into pods, and with Docker these into its own directory. */}}
{{- define "logs.directories" -}}
{{- if eq .kind "json" -}}
{{- with index .root.Values "bkapp-filebeat" }}{{ list .appLogPath .moduleLogPath | toJson }}{{ end -}}
{{- else -}}
{{- list "/var/log/containers" "/var/log/pods" (include "logs.containersPath" .root) | uniq | toJson -}}
{{- end -}}
{{- end }}

{{/* filebeat.yml of one kind of logs: `kind`, `port` of logstash. */}}
{{- define "logs.filebeat" -}}
filebeat.inputs:
  - {{- include (printf "logs.input.%s" .kind) . | nindent 4 }}
    # 100 KiB a line.
    max_bytes: 102400
path.data: /usr/share/filebeat/data
http: { enabled: true, host: 0.0.0.0, port: 5066 }
logging.to_stderr: true
output.logstash:
  hosts: ["{{ include "logs.name" (dict "part" "bkapp-logstash") }}:{{ .port }}"]
  # So that new replicas get their share.
  ttl: 120s
  pipelining: 0
{{- end }}

{{- define "logs.input.stdout" -}}
{{- include "logs.input.containers" (dict "files" (index .root.Values "bkapp-filebeat").stdoutLogs "root" .root) }}
{{- end }}

{{- define "logs.input.ingress" -}}
{{- include "logs.input.containers" (dict "files" (index .root.Values "bkapp-filebeat").ingressLogs "root" .root) }}
{{- end }}

{{- define "logs.input.containers" -}}
type: container
format: {{ eq (index .root.Values "bkapp-filebeat").runtime "docker" | ternary "docker" "cri" }}
symlinks: true
paths:
  {{- range .files }}
  - /var/log/containers/{{ . }}
  {{- end }}
ignore_older: 2h
clean_inactive: 3h
close_inactive: 1m
processors:
  - add_kubernetes_metadata:
      host: ${NODE_NAME}
      default_matchers.enabled: false
      matchers:
        - logs_path: { logs_path: /var/log/containers/ }
{{- end }}

{{- define "logs.input.json" -}}
type: log
paths:
  {{- with index .root.Values "bkapp-filebeat" }}
  - {{ .appLogPath }}/*/*.log*
  - {{ .moduleLogPath }}/*/*/*.log*
  {{- end }}
ignore_older: 72h
clean_inactive: 73h
{{- end }}
