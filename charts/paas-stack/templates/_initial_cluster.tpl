{{/* The first application cluster as rows of the platform's database: a fixture of Django, JSON being YAML. */}}
{{- define "paas-stack.clusterFixture" -}}
{{- $cluster := .Values.workloads.initialCluster -}}
{{- $pk := "332d740b-03ed-40f2-aa6b-c90cc5f1e89c" -}}
{{- $time := "2021-02-23T09:52:25Z" -}}
{{- $fields := dict "created" $time "updated" $time "region" "default" "name" "default-main" "is_default" true
  "description" "default application cluster" "ingress_config" (include "paas-stack.clusterIngress" $cluster | fromJson)
  "annotations" (dict "bcs_cluster_id" $cluster.annotations.bcsClusterID "bcs_project_id" $cluster.annotations.bcsProjectID)
  "ca_data" $cluster.caData "cert_data" $cluster.certData "key_data" $cluster.keyData
  "token_type" (ternary 1 nil (not (empty $cluster.tokenValue))) "token_value" $cluster.tokenValue -}}
{{- $rows := list (dict "model" "cluster.Cluster" "pk" $pk "fields" $fields) -}}
{{- range $server := $cluster.apiServers -}}
{{- $host := $server.host | default $server.url -}}
{{- $fields := dict "created" $time "updated" $time "cluster_id" $pk "host" $host -}}
{{- $rows = append $rows (dict "model" "cluster.APIServer" "pk" (include "paas-stack.uuidOf" $host) "fields" $fields) -}}
{{- end -}}
{{- toPrettyJson $rows -}}
{{- end }}

{{/* A primary key that is always the same for a text. */}}
{{- define "paas-stack.uuidOf" -}}
{{- $digest := sha256sum . -}}
{{- printf "%s-%s-4%s-8%s-%s" (substr 0 8 $digest) (substr 8 12 $digest) (substr 13 16 $digest) (substr 17 20 $digest) (substr 20 32 $digest) -}}
{{- end }}

{{/* Takes workloads.initialCluster. */}}
{{- define "paas-stack.clusterIngress" -}}
{{- $ingress := .ingressConfig -}}
{{- $https := $ingress.enable_https_by_default -}}
{{- $paths := required "workloads.initialCluster.ingressConfig.sub_path_domain is required" $ingress.sub_path_domain -}}
{{- $roots := $ingress.app_root_domain | default $paths -}}
{{- dict
  "default_ingress_domain_tmpl" (printf "%%s.%s" $paths)
  "frontend_ingress_ip" $ingress.frontend_ingress_ip
  "app_root_domains" (list (dict "name" $roots "https_enabled" $https))
  "sub_path_domains" (list (dict "name" $paths "https_enabled" $https))
  "port_map" (dict "http" $ingress.httpPort "https" $ingress.httpsPort)
  | toJson -}}
{{- end }}
