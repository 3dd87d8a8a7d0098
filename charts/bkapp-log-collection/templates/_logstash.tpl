{{/* `scheme://host:port` */}}
{{- define "logs.elasticsearch" -}}
{{- with .Values.global }}
{{- $host := required "global.elasticSearchHost is required" .elasticSearchHost }}
{{- if and (contains ":" $host) (not (hasPrefix "[" $host)) }}{{ $host = printf "[%s]" $host }}{{ end }}
{{- printf "%s://%s:%s" .elasticSearchSchema $host (include "common.text" .elasticSearchPort) }}
{{- end }}
{{- end }}

{{/* The Secret with the account of ElasticSearch; empty where it asks for none. */}}
{{- define "logs.secret" -}}
{{- with .Values.global }}
{{- if .existingSecret }}{{ .existingSecret }}
{{- else if .elasticSearchUsername }}{{ include "logs.name" (dict "part" "elasticsearch") }}{{ end }}
{{- end }}
{{- end }}

{{/* What every pipeline ends with: `root`, `index`, and `counted` where an application may write only so much. */}}
{{- define "logs.output" -}}
{{- if .counted }}
  throttle {
    after_count => "${LINES_PER_MINUTE}"
    period => "60"
    max_age => 120
    key => "%{app_code}"
    add_tag => "throttled"
  }
  if "throttled" in [tags] { drop {} }
{{- end }}
}

output {
  elasticsearch {
    hosts => ["{{ include "logs.elasticsearch" .root }}"]
    index => "{{ .index }}-%{+YYYY.MM.dd}"
    manage_template => false
    ilm_enabled => false
    {{- if include "logs.secret" .root }}
    user => "${ES_USERNAME}"
    password => "${ES_PASSWORD}"
    {{- end }}
    {{- if .root.Values.global.elasticSearchCa }}
    cacert => "/usr/share/logstash/authority/ca.crt"
    {{- end }}
  }
}
{{ end }}

{{/* The pipelines, as JSON by file. */}}
{{- define "logs.pipelines" -}}
{{- $values := index .Values "bkapp-logstash" -}}
{{- $app := include "logs.output" (dict "root" . "index" $values.appLogPrefix "counted" true) -}}
{{- $ingress := include "logs.output" (dict "root" . "index" $values.ingressLogPrefix) -}}
{{- dict
  "stdout.conf" (printf "%s%s" (.Files.Get "files/stdout.conf") (trimPrefix "\n" $app))
  "json.conf" (printf "%s%s" (.Files.Get "files/json.conf") (trimPrefix "\n" $app))
  "ingress.conf" (printf "%s%s" (.Files.Get "files/ingress.conf") (trimPrefix "\n" $ingress))
  | toJson -}}
{{- end }}

{{/* Settings of the process. */}}
{{- define "logs.settings" -}}
{{- $pipelines := list -}}
{{- range list "stdout" "json" "ingress" -}}
{{- $pipelines = append $pipelines (dict "pipeline.id" . "path.config" (printf "/usr/share/logstash/pipeline/%s.conf" .)) -}}
{{- end -}}
{{- dict "logstash.yml" "http.host: 0.0.0.0\nxpack.monitoring.enabled: false\n" "pipelines.yml" (toYaml $pipelines) | toJson -}}
{{- end }}
