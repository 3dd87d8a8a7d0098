{{/* "true" where Kubernetes is at least of a version: (list root "1.19"). */}}
{{- define "common.since" -}}
{{- if semverCompare (printf ">=%s-0" (index . 1)) (index . 0).Capabilities.KubeVersion.Version }}true{{ end -}}
{{- end }}

{{- define "common.ingressVersion" -}}
{{- if include "common.since" (list . "1.19") }}networking.k8s.io/v1
{{- else if include "common.since" (list . "1.14") }}networking.k8s.io/v1beta1
{{- else }}extensions/v1beta1{{ end -}}
{{- end }}

{{- define "common.cronJobVersion" -}}
{{- if include "common.since" (list . "1.21") }}batch/v1{{ else }}batch/v1beta1{{ end -}}
{{- end }}

{{/* Empty where the cluster has no PodDisruptionBudgets. */}}
{{- define "common.disruptionVersion" -}}
{{- $version := "policy/v1beta1" -}}
{{- if include "common.since" (list . "1.21") }}{{ $version = "policy/v1" }}{{ end -}}
{{- if .Capabilities.APIVersions.Has $version }}{{ $version }}{{ end -}}
{{- end }}
